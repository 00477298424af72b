import type { Program } from '../../program/program.ts';
import { count, isByContent, type Shape } from '../../tree/arguments.ts';
import type { Result } from '../../tree/results.ts';
import { Text } from './printer.ts';

/** Takes f's arguments, gives its result; or undefined, and in FAILED[0] the check that failed, −1 for the shapes. */
export type Direct = (...args: unknown[]) => unknown;

/** Why a {@link Direct} gave undefined. */
export const FAILED: Int32Array = new Int32Array(1);

// Larger programs spend too little on arguments and results for it to matter.
const LARGEST = 3000;

// The keys of the library's own results; others are not written into code.
const KEYS: ReadonlySet<string> = new Set(['value', 'gradient', 'jacobian', 'tangent']);

/**
 * A program as one function of f's own arguments, whose shapes are checked in passing; undefined where the program is
 * large, or the arguments or results are of a kind that is not written out.
 */
export function direct(
  program: Program,
  shapes: readonly Shape[],
  result: Result,
  into: number | undefined,
): { readonly call: Direct; readonly bytes: number } | undefined {
  const inputs = shapes.reduce((n, shape) => n + count(shape), 0);
  if (program.length + inputs + program.outputs.length > LARGEST) return undefined;
  const constants: unknown[] = [];
  const constant = (value: unknown): string => `U[${constants.push(value) - 1}]`;
  const reading = readArguments(shapes, constant, into);
  if (reading === undefined) return undefined;
  const calls = new Map<number, string>();
  const writer = new Text(program, {
    input: (place) => `x${place}`,
    fail: (k) => `return void (F[0] = ${k});`,
    call: (kind, operands) => {
      const name = calls.get(kind) ?? constant(program.operations[kind]!.value);
      calls.set(kind, name);
      return `${name}(${operands.join(', ')})`;
    },
  });
  const outputs = Array.from(program.outputs, (node) => writer.name(node));
  const written = into === undefined ? writeResult(result, outputs, constant) : writeInto(outputs);
  if (written === undefined) return undefined;
  const body = writer.body();
  const text = `return function (${reading.parameters.join(', ')}) {\n${[...reading.lines, ...body, ...written].join('\n')}\n};`;
  return { call: new Function('U', 'F', text)(constants, FAILED) as Direct, bytes: text.length };
}

const MISS = 'return void (F[0] = -1);';

function readArguments(
  shapes: readonly Shape[],
  constant: (value: unknown) => string,
  into: number | undefined,
): { readonly parameters: string[]; readonly lines: string[] } | undefined {
  const lines: string[] = [];
  let place = 0;
  const fits = (shape: Shape, name: string): boolean => {
    if (shape.kind === 'number') {
      lines.push(`const x${place} = ${name};`, `if (typeof x${place++} !== 'number') ${MISS}`);
      return true;
    }
    if (shape.kind === 'static') {
      if (isByContent(shape.value)) return false;
      lines.push(`if (!Object.is(${name}, ${constant(shape.value)})) ${MISS}`);
      return true;
    }
    if (shape.kind === 'record') return false;
    const length = shape.kind === 'numbers' ? shape.length : shape.entries.length;
    const list = shape.kind === 'numbers' ? shape.list : 'Array';
    const isTyped = list !== 'Array';
    const container = isTyped ? `${name} instanceof ${list}` : `Array.isArray(${name})`;
    lines.push(`if (!(${container}) || ${name}.length !== ${length}) ${MISS}`);
    if (shape.kind === 'array') {
      return shape.entries.every((entry, i) => {
        const inner = `${name}_${i}`;
        lines.push(`const ${inner} = ${name}[${i}];`);
        return fits(entry, inner);
      });
    }
    const names = Array.from({ length }, () => `x${place++}`);
    names.forEach((x, i) => {
      lines.push(`const ${x} = ${name}[${i}];`);
    });
    if (!isTyped && length > 0) lines.push(`if (${names.map((x) => `typeof ${x} !== 'number'`).join(' || ')}) ${MISS}`);
    return true;
  };
  const parameters = shapes.map((_, i) => `a${i}`);
  if (!shapes.every((shape, i) => fits(shape, `a${i}`))) return undefined;
  if (into !== undefined) {
    parameters.splice(1, 0, 'out');
    lines.push(`if (!(out instanceof Float64Array || Array.isArray(out)) || out.length !== ${into}) ${MISS}`);
  }
  // f may be called with more arguments than it was traced with.
  const given = parameters.length;
  lines.unshift(`if (arguments.length !== ${given}) ${MISS}`);
  return { parameters, lines };
}

function writeResult(
  result: Result,
  outputs: readonly string[],
  constant: (value: unknown) => string,
): string[] | undefined {
  const lines: string[] = [];
  let place = 0;
  let arrays = 0;
  const text = (part: Result): string | undefined => {
    switch (part.kind) {
      case 'number':
        return outputs[place++];
      case 'numbers': {
        const names = outputs.slice(place, place + part.length);
        place += part.length;
        if (!part.typed) return `[${names.join(', ')}]`;
        const array = `r${arrays++}`;
        lines.push(`const ${array} = new Float64Array(${part.length});`);
        lines.push(...names.map((name, i) => `${array}[${i}] = ${name};`));
        return array;
      }
      case 'array':
      case 'record': {
        const entries = part.entries.map(text);
        if (entries.includes(undefined)) return undefined;
        if (part.kind === 'array') return `[${entries.join(', ')}]`;
        if (!part.keys.every((key) => KEYS.has(key))) return undefined;
        return `{ ${part.keys.map((key, i) => `${key}: ${entries[i]}`).join(', ')} }`;
      }
      case 'same':
        return constant(part.value);
    }
  };
  const made = text(result);
  return made === undefined ? undefined : [...lines, `return ${made};`];
}

/** The value goes out, the rest into the caller's array. */
function writeInto([value, ...gradient]: readonly string[]): string[] {
  return [...gradient.map((name, i) => `out[${i}] = ${name};`), `return ${value};`];
}
