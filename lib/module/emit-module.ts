import { row, Text } from '../backends/js/printer.ts';
import { givenBy } from '../compile/candidates.ts';
import { record } from '../compile/recording.ts';
import { refuseIgnored } from '../compile/unused-inputs.ts';
import { differs, firstDifference, rounding } from '../compile/verify.ts';
import { describe } from '../describe.ts';
import type { Operation, Program } from '../program/program.ts';
import { usedInputs } from '../program/used-inputs.ts';
import { assemblyOf } from '../transforms/block-jacobian.ts';
import { checkFunction } from '../transforms/options.ts';
import { madeBy } from '../transforms/provenance.ts';
import { hasActive, numbersOf, type Shape, shapesOf, untyped } from '../tree/arguments.ts';
import { leaves, type Result, resultOf } from '../tree/results.ts';
import { lengthCheck, NOT_NUMBERS, Reading } from './arguments.ts';

/**
 * The text of an ES module whose `evaluate` computes what f, or any derivative of f, computes of arguments like `example`:
 * self-contained JavaScript, so that a derivative can be shipped without the library. Numbers, arrays and records of them
 * are its parameters; words, flags and arrays of integers must be what they are in the example, and arrays as long. Where
 * they are not, a comparison comes out otherwise than at the example, or a number is not finite that derivatives depend on,
 * it throws a RangeError; where a number is needed and something else comes, a TypeError.
 *
 * Cost: a trace of f.
 * @throws {@link TypeError} when f returns anything but numbers, arrays and records of them, or has operations of your own;
 * when the example holds a function, a Map or the like: have f capture it.
 * @throws {@link RangeError} when an argument contains itself.
 * @throws {@link Error} when f gives something else traced than not.
 * @example emitModule((x: Scalar) => mul(x, x), 3).includes('x * x') // true
 */
export function emitModule(f: (...args: never[]) => unknown, ...example: readonly unknown[]): string {
  checkFunction('emitModule', f, '');
  if (assemblyOf(f) !== undefined) {
    throw new TypeError(
      'emitModule: expected a function, got the many of a blockJacobian; emit the Jacobian of a block, for all blocks to share: emitModule(jacobian(f), xs, data[0]), whose evaluate goes into blockJacobian([{ count, columns, jacobian: (xs, i) => evaluate(xs, data[i]) }])',
    );
  }
  if (example.some((x) => hasActive(x, 'emitModule', false))) {
    throw new TypeError('emitModule: expected plain numbers as the example, got numbers of a running derivative');
  }
  const given = givenBy(f as (...args: unknown[]) => unknown);
  const args = given ? [example[0], ...example.slice(2)] : example;
  const traced = given ?? (f as (...args: unknown[]) => unknown);
  const shapes = shapesOf('emitModule', args, undefined, (i) => (given && i > 0 ? i + 1 : i));
  const numbers = numbersOf(shapes, args);
  // What is differentiated gets data in plain arrays, as in the trace.
  const isDerivative = given !== undefined || madeBy(f) !== undefined;
  const y = traced(...args.map((x, i) => (isDerivative && i > 0 ? untyped(x) : x)));
  const result = resultOf(y, 'emitModule');
  const recording = record('emitModule', traced, shapes, args, numbers, result);
  if (recording === undefined) throw differs('emitModule', 'a result of another shape');
  const expected = leaves(result, y) as number[];
  const difference = firstDifference(recording, expected, rounding(expected));
  if (difference !== undefined) throw differs('emitModule', difference.join(' and then '));
  refuseIgnored('emitModule', traced, shapes, args, numbers, result, recording.program);
  return moduleOf(recording.program, shapes, result, given !== undefined);
}

function moduleOf(program: Program, shapes: readonly Shape[], result: Result, writes: boolean): string {
  const names = shapes.map((_, i) => (shapes.length === 1 ? 'x' : `x${i + 1}`));
  const helpers = new Map<string, Operation>();
  const writer = new Text(program, {
    isLast: true,
    input: (place) => reading.inputs[place]!,
    fail: (k) => {
      const isGuard = program.guards[k]?.compare !== 'finite';
      return `throw new RangeError(${isGuard ? 'WAY' : 'FINITE'});`;
    },
    call: (kind) => {
      const { name } = program.operations[kind]!;
      throw new TypeError(
        `emitModule: expected operations of the library, got ${describe(name)}, whose text is not known; write it in the library's`,
      );
    },
    helper: (operation, operands) => {
      if (!operation.js?.includes('?')) return undefined;
      helpers.set(operation.name, operation);
      return `${operation.name}(${operands.join(', ')})`;
    },
  });
  const reading = new Reading(usedInputs(program));
  for (const [i, shape] of shapes.entries()) reading.read(shape, names[i]!, names[i]!);
  const reads = reading.statements;
  if (writes) reads.push(lengthCheck('out', program.outputs.length - 1));
  const body = writer.body();
  const outputs = Array.from(program.outputs, (node) => writer.name(node));
  const parameters = writes ? [names[0]!, 'out', ...names.slice(1)] : names;
  const parameterDocs = parameters.map((name) => {
    if (name === 'out') return '@param {number[] | Float64Array} out where the gradient goes';
    const shape = shapes[names.indexOf(name)] as Shape;
    return `@param {${typeOf(shape)}} ${name}${remark(shape)}`;
  });
  const end = writes
    ? [...outputs.slice(1).map((name, i) => `out[${i}] = ${name};`), `return ${outputs[0]};`]
    : [`return ${literalOf(result, outputs)};`];
  const functions = [...helpers.values()].map(
    (helper) =>
      `/** ${(helper.args ?? []).map((arg) => `@param {number} ${arg}`).join(' ')} */\nfunction ${helper.name}(${(helper.args ?? []).join(', ')}) {\n  return ${row(helper, helper.args ?? [])};\n}\n`,
  );
  const steps = writer.outer().length;
  const about = `Straight-line code of ${steps} statement${steps === 1 ? '' : 's'}, made by dualgrad: edit what it was made from instead.`;
  const lines = [about, '', ...parameterDocs, `@returns {${writes ? 'number' : typeOf(result)}}`];
  const messages = [
    ...(body.some((line) => line.includes('RangeError(WAY)')) ? [`const WAY = '${WAY}';`] : []),
    ...(body.some((line) => line.includes('RangeError(FINITE)')) ? [`const FINITE = '${FINITE}';`] : []),
  ];
  return [
    ...messages,
    ...(messages.length > 0 ? [''] : []),
    ...(reads.some((text) => text.includes('notNumbers(')) ? [NOT_NUMBERS] : []),
    ...functions,
    `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */`,
    `export function evaluate(${parameters.join(', ')}) {`,
    ...[...reads, ...body, ...end].flatMap((text) => text.split('\n')).map((line) => `  ${line}`),
    '}',
    '',
  ].join('\n');
}

const WAY = 'evaluate: expected comparisons to come out as where this was made; trace it there as well';
const FINITE = 'evaluate: expected finite numbers, got one that is not, on which a derivative depends';

function literalOf(result: Result, outputs: readonly string[]): string {
  let place = 0;
  const text = (part: Result): string => {
    if (part.kind === 'number') return outputs[place++]!;
    if (part.kind === 'same') return JSON.stringify(part.value);
    if (part.kind === 'numbers') {
      const entries = outputs.slice(place, place + part.length);
      place += part.length;
      return part.typed ? `Float64Array.of(${entries.join(', ')})` : `[${entries.join(', ')}]`;
    }
    const entries = part.entries.map(text);
    if (part.kind === 'array') return `[${entries.join(', ')}]`;
    return `{ ${part.keys.map((key, i) => `${property(key)}: ${entries[i]}`).join(', ')} }`;
  };
  return text(result);
}

function property(key: string): string {
  return isWord(key) ? key : `[${JSON.stringify(key)}]`;
}

function isWord(key: string): boolean {
  return /^[a-z]\w*$/i.test(key);
}

function typeOf(shape: Shape | Result): string {
  switch (shape.kind) {
    case 'number':
      return 'number';
    case 'numbers':
      if ('list' in shape) return shape.list === 'Array' ? 'number[]' : shape.list;
      return shape.typed ? 'Float64Array' : 'number[]';
    case 'array': {
      const types = new Set(shape.entries.map(typeOf));
      return types.size === 1 ? `${[...types][0]}[]` : `[${shape.entries.map(typeOf).join(', ')}]`;
    }
    case 'record':
      // Anything else could end the comment.
      if (!shape.keys.every(isWord)) return 'object';
      return `{ ${shape.keys.map((key, i) => `${key}: ${typeOf(shape.entries[i] as Shape)}`).join(', ')} }`;
    default:
      if (ArrayBuffer.isView(shape.value)) return shape.value.constructor.name;
      return shape.value === null ? 'null' : typeof shape.value;
  }
}

function remark(shape: Shape): string {
  if (shape.kind === 'numbers') return ` ${shape.length} of them`;
  if (shape.kind === 'array') return ` ${shape.entries.length} of them`;
  if (shape.kind === 'record') return ' a record';
  return shape.kind === 'static' ? ' what it was is part of the code' : '';
}
