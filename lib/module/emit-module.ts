import { Printer } from '../backends/js/printer.ts';
import { isInline, rowText } from '../backends/js/row-text.ts';
import { pipeline } from '../compile/pipeline.ts';
import { checkSubject } from '../compile/subject.ts';
import { insideDerivative } from '../level.ts';
import { withIntegerData } from '../program/integer-data.ts';
import { isListCall } from '../program/list-call.ts';
import type { Program } from '../program/program.ts';
import { usedInputs } from '../program/used-inputs.ts';
import type { Rule } from '../rules/rule.ts';
import type { Examples, Traceable, UndeclaredFn } from '../transforms/examples.ts';
import { checkFunction } from '../transforms/options.ts';
import { assemblyOf } from '../transforms/provenance.ts';
import { argumentTree, checkExample, isActiveArgument, untyped } from '../tree/arguments.ts';
import { flatten, numbersOf } from '../tree/flatten.ts';
import { resultTree } from '../tree/results.ts';
import { destinationText, Reader, type ResultStyle, resultText } from '../tree/source.ts';
import type { ListTree, Tree } from '../tree/tree.ts';
import { countCheck, DESTINATION, HELPERS, moduleStyle } from './arguments.ts';
import { variablesOf } from './variables.ts';

/**
 * The text of an ES module whose `evaluate` computes f, or any derivative of f, at arguments like `example`:
 * self-contained JavaScript, so that a derivative can be shipped without the library; special functions are imported from
 * 'dualgrad/special/kernels', which is nothing but their values on numbers. Numbers, arrays and records of them
 * are its parameters: as many arguments as in the example, arrays of the same lengths, records of the same keys in the same
 * order. Strings, booleans and integer arrays whose entries f reads must equal those of the example. The class of an object is
 * not checked. `evaluate` throws a RangeError where they differ, where a comparison comes out otherwise than at the example, and
 * where a number that derivatives depend on is not finite. It throws a TypeError where an argument is not the number, array or
 * record that it must be.
 *
 * Cost: a trace of f.
 * @throws {@link TypeError} when f returns anything but numbers, arrays and records of them, or has operations of your own;
 * when the example holds a function, a Map or the like: have f capture it.
 * @throws {@link RangeError} when an argument contains itself.
 * @throws {@link Error} when f returns other numbers on traced numbers than on plain ones.
 * @example emitModule((x: Scalar) => mul(x, x), 3).includes('x * x') // true
 */
export function emitModule<F, A extends readonly unknown[]>(f: UndeclaredFn<F, A>, ...example: A): string;
/** f with declared parameters. */
export function emitModule<F extends (...args: never[]) => unknown>(
  f: F & Traceable<F>,
  ...example: Examples<F>
): string;
export function emitModule(f: (...args: never[]) => unknown, ...example: readonly unknown[]): string {
  checkFunction('emitModule', f, '');
  checkExample('emitModule', f, example);
  const assembly = assemblyOf(f)?.kind;
  if (assembly === 'sparse') {
    throw new TypeError(
      'emitModule: expected a function of one list of numbers, got a sparse derivative; emit jacobian(f) or hessian(f), whose code leaves out what is structurally zero, or compile the sparse one',
    );
  }
  if (assembly === 'blocks') {
    throw new TypeError(
      'emitModule: expected a function, got the many of a blockJacobian; emit the Jacobian of a block, for all blocks to share: emitModule(jacobian(f), xs, data[0]), whose evaluate goes into blockJacobian([{ count, columns, jacobian: (xs, i) => evaluate(xs, data[i]) }])',
    );
  }
  if (example.some((x, i) => isActiveArgument(x, i, 'emitModule'))) {
    throw new TypeError('emitModule: expected plain numbers as the example, got numbers of a running derivative');
  }
  const { writes, returning, plain, isData, own, pointOf, candidates } = checkSubject(
    f as (...args: unknown[]) => unknown,
    'auto',
  );
  const args = writes ? [example[0], ...example.slice(2)] : example;
  const signature = argumentTree('emitModule', args, undefined, (i) => (writes && i > 0 ? i + 1 : i));
  const numbers = numbersOf(signature, args);
  // A derivative gets its data in plain arrays, as when it is captured.
  const y = insideDerivative(() =>
    returning(...args.map((x, i) => (isData(writes && i > 0 ? i + 1 : i) ? untyped(x) : x))),
  );
  // The last one agrees with f to the bit: a module has no other code to fall back on.
  const { f: traced, found } = candidates(args, y).at(-1)!;
  const result = resultTree(y, 'emitModule');
  const expected = flatten(result, y) as number[];
  const common = {
    verb: 'emitModule',
    f: traced,
    original: returning,
    isExact: true,
    args,
    own,
    result,
    expected,
  } as const;
  const product = withIntegerData({ tree: signature, numbers }, new Set(), ({ tree, numbers: own }) =>
    pipeline({ ...common, signature: tree, numbers: own, found, plain }, (program) =>
      moduleOf(
        program,
        withoutInstances(tree) as ListTree,
        withoutInstances(result),
        writes ? withoutInstances(pointOf(tree)) : undefined,
      ),
    ),
  );
  if (product === undefined) {
    throw new RangeError(
      'emitModule: expected an example where the derivatives that f compares are finite numbers, got one where they are not, and where the code would differ from f; take another example',
    );
  }
  return product.code;
}

/** A tree with the fields of instances in their place: a module knows no classes. */
function withoutInstances(tree: Tree): Tree {
  if (tree.kind === 'instance') return withoutInstances(tree.entries[0]!);
  return 'entries' in tree ? { ...tree, entries: tree.entries.map(withoutInstances) } : tree;
}

function moduleOf(program: Program, { entries }: ListTree, result: Tree, into: Tree | undefined): string {
  const names = entries.map((_, i) => (entries.length === 1 ? 'x' : `x${i + 1}`));
  const helpers = new Set<Rule>();
  const imports = new Map<string, Set<string>>();
  const printer = new Printer(program, {
    names: variablesOf(program),
    isLast: true,
    input: (place) => reader.numbers[place]!,
    fail: (k) => {
      const isGuard = program.guards[k]?.compare !== 'finite';
      return `throw new RangeError(${isGuard ? 'WAY' : 'FINITE'});`;
    },
    call: (kind, operands) => {
      const operation = program.operations[kind]!;
      const { name, from } = operation;
      if (from !== undefined) {
        imports.set(from, (imports.get(from) ?? new Set()).add(name));
        return `${name}(${operands.join(', ')})`;
      }
      throw new TypeError(
        isListCall(operation)
          ? `emitModule: expected operations whose text is known, got '${name}', a call of dualgrad/linalg or of a function with its own derivative; write it with operations such as add and mul, or use compile`
          : `emitModule: expected operations of the library, got '${name}' made by defineOp, whose text is not known; write it as a function of the library's operations`,
      );
    },
    helper: (row, operands) => {
      if (isInline(row)) return undefined;
      helpers.add(row);
      return `${row.name}(${operands.join(', ')})`;
    },
  });
  const reader = new Reader(moduleStyle(usedInputs(program)));
  for (const [i, entry] of entries.entries()) reader.read(entry, names[i]!, names[i]!);
  const parameters = into ? [names[0]!, 'out', ...names.slice(1)] : names;
  const destination = into && destinationText(into, 'out', DESTINATION);
  const reads = [countCheck(parameters.length), ...reader.statements, ...(destination?.checks ?? [])];
  const body = printer.body();
  const outputs = Array.from(program.outputs, (node) => printer.name(node));
  const parameterDocs = parameters.map((name) => {
    if (name === 'out') return `@param {${destinationType(into!)}} out where the gradient goes`;
    const entry = entries[names.indexOf(name)]!;
    return `@param {${typeOf(entry)}} ${name}${remark(entry)}`;
  });
  const end = destination
    ? [...outputs.slice(1).map((name, i) => `${destination.places[i]} = ${name};`), `return ${outputs[0]};`]
    : [`return ${resultText(result, outputs, LITERAL)};`];
  const functions = [...helpers].map((row) => {
    const docs = row.args.map((arg) => `@param {number} ${arg}`).join(' ');
    return `/** ${docs} */\nfunction ${row.name}(${row.args.join(', ')}) {\n  return ${rowText(row, row.args)};\n}\n`;
  });
  const steps = printer.outer().length;
  const about = `Straight-line code of ${steps} statement${steps === 1 ? '' : 's'}, made by dualgrad: edit what it was made from instead.`;
  const lines = [about, '', ...parameterDocs, `@returns {${into ? 'number' : typeOf(result)}}`];
  const messages = [
    ...(body.some((line) => line.includes('RangeError(WAY)')) ? [`const WAY = '${WAY}';`] : []),
    ...(body.some((line) => line.includes('RangeError(FINITE)')) ? [`const FINITE = '${FINITE}';`] : []),
  ];
  return [
    ...[...imports].map(
      ([from, names]) =>
        `// Special functions are imported: their kernels, without the rest of the library.\nimport { ${[...names].join(', ')} } from ${JSON.stringify(from)};\n`,
    ),
    ...messages,
    ...(messages.length > 0 ? [''] : []),
    ...HELPERS.flatMap(([name, text]) => (reads.some((read) => read.includes(`${name}(`)) ? [text] : [])),
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

const LITERAL: ResultStyle = {
  typed: (numbers) => `Float64Array.of(${numbers.join(', ')})`,
  keys: ({ keys }) => keys.map(property),
  instance: () => undefined,
  constant: (value) => JSON.stringify(value),
};

function property(key: string): string {
  return isWord(key) ? key : `[${JSON.stringify(key)}]`;
}

function isWord(key: string): boolean {
  return /^[a-z]\w*$/i.test(key);
}

function typeOf(tree: Tree): string {
  switch (tree.kind) {
    case 'number':
      return 'number';
    case 'numbers':
      return tree.list === 'Array' ? 'number[]' : tree.list;
    case 'list': {
      const types = new Set(tree.entries.map(typeOf));
      return types.size === 1 ? `${[...types][0]}[]` : `[${tree.entries.map(typeOf).join(', ')}]`;
    }
    case 'record':
      // Anything else could end the comment.
      if (!tree.keys.every(isWord)) return 'object';
      return `{ ${tree.keys.map((key, i) => `${key}: ${typeOf(tree.entries[i]!)}`).join(', ')} }`;
    case 'instance':
      return 'object';
    case 'constant':
      if (ArrayBuffer.isView(tree.value)) return tree.value.constructor.name;
      return tree.value === null ? 'null' : typeof tree.value;
  }
}

/** What a gradient by a value of this tree is written into: without fields of constants. */
function destinationType(tree: Tree): string {
  if (tree.kind === 'numbers') return 'number[] | Float64Array';
  if (tree.kind === 'list') return `[${tree.entries.map(destinationType).join(', ')}]`;
  if (tree.kind !== 'record') return typeOf(tree);
  if (!tree.keys.every(isWord)) return 'object';
  const fields = tree.keys.flatMap((key, i) =>
    tree.entries[i]!.kind === 'constant' ? [] : [`${key}: ${destinationType(tree.entries[i]!)}`],
  );
  return `{ ${fields.join(', ')} }`;
}

function remark(tree: Tree): string {
  if (tree.kind === 'numbers') return ` ${tree.length} of them`;
  if (tree.kind === 'list') return ` ${tree.entries.length} of them`;
  if (tree.kind === 'record') return ' a record';
  return tree.kind === 'constant' ? ' what it was is part of the code' : '';
}
