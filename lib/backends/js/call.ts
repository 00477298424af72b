import type { Program } from '../../program/program.ts';
import { isByContent } from '../../tree/constant.ts';
import { Reader, type ReaderStyle, resultText } from '../../tree/source.ts';
import { type ListTree, leafCount, type Tree } from '../../tree/tree.ts';
import { Text } from './printer.ts';

/** Takes f's arguments, gives its result; or undefined, and in FAILED[0] the check that failed, −1 for the arguments. */
export type Direct = (...args: unknown[]) => unknown;

/** Why a {@link Direct} gave undefined. */
export const FAILED: Int32Array = new Int32Array(1);

// Larger programs spend too little on arguments and results for it to matter.
const LARGEST = 3000;

// The keys of the library's own results; others are not written into code.
const KEYS: ReadonlySet<string> = new Set(['value', 'gradient', 'jacobian', 'tangent']);

/**
 * A program as one function of f's own arguments, which are checked in passing; undefined where the program is
 * large, or the arguments or results are of a kind that is not written out.
 */
export function direct(
  program: Program,
  args: ListTree,
  result: Tree,
  into: number | undefined,
): { readonly call: Direct; readonly bytes: number } | undefined {
  if (program.length + leafCount(args) + program.outputs.length > LARGEST) return undefined;
  const constants: unknown[] = [];
  const constant = (value: unknown): string => `U[${constants.push(value) - 1}]`;
  const reader = new Reader({
    ...STYLE,
    constant: (path, value) =>
      isByContent(value) ? undefined : [`if (!Object.is(${path}, ${constant(value)})) ${MISS}`],
  });
  const parameters = args.entries.map((_, i) => `a${i}`);
  if (!args.entries.every((entry, i) => reader.read(entry, `a${i}`, `a${i}`))) return undefined;
  if (into !== undefined) parameters.splice(1, 0, 'out');
  const calls = new Map<number, string>();
  const writer = new Text(program, {
    input: (place) => reader.numbers[place]!,
    fail: (k) => `return void (F[0] = ${k});`,
    call: (kind, operands) => {
      const name = calls.get(kind) ?? constant(program.operations[kind]!.value);
      calls.set(kind, name);
      return `${name}(${operands.join(', ')})`;
    },
  });
  const outputs = Array.from(program.outputs, (node) => writer.name(node));
  const ends = into === undefined ? returned(result, outputs, constant) : writeInto(outputs);
  if (ends === undefined) return undefined;
  const lines = [
    // f may be called with more arguments than it was traced with.
    `if (arguments.length !== ${parameters.length}) ${MISS}`,
    ...reader.statements,
    ...(into === undefined
      ? []
      : [`if (!(out instanceof Float64Array || Array.isArray(out)) || out.length !== ${into}) ${MISS}`]),
    ...writer.body(),
    ...ends,
  ];
  const text = `return function (${parameters.join(', ')}) {\n${lines.join('\n')}\n};`;
  return { call: new Function('U', 'F', text)(constants, FAILED) as Direct, bytes: text.length };
}

const MISS = 'return void (F[0] = -1);';

const STYLE: Omit<ReaderStyle, 'constant'> = {
  isUsed: () => true,
  holdsLists: true,
  list: (path, tree) => {
    const [length, list] = tree.kind === 'numbers' ? [tree.length, tree.list] : [tree.entries.length, 'Array'];
    const isOfKind = list === 'Array' ? `Array.isArray(${path})` : `${path} instanceof ${list}`;
    return `if (!(${isOfKind}) || ${path}.length !== ${length}) ${MISS}`;
  },
  record: () => undefined,
  notNumber: () => MISS,
  notNumbers: (_, list) => (list === 'Array' ? MISS : undefined),
};

function returned(
  result: Tree,
  outputs: readonly string[],
  constant: (value: unknown) => string,
): string[] | undefined {
  const lines: string[] = [];
  let arrays = 0;
  const text = resultText(result, outputs, {
    // Float64Array.of would take longer.
    typed: (numbers) => {
      const array = `r${arrays++}`;
      lines.push(`const ${array} = new Float64Array(${numbers.length});`);
      lines.push(...numbers.map((name, i) => `${array}[${i}] = ${name};`));
      return array;
    },
    keys: ({ prototype, keys }) => (prototype !== null && keys.every((key) => KEYS.has(key)) ? keys : undefined),
    constant,
  });
  return text === undefined ? undefined : [...lines, `return ${text};`];
}

/** The value goes out, the rest into the caller's array. */
function writeInto([value, ...gradient]: readonly string[]): string[] {
  return [...gradient.map((name, i) => `out[${i}] = ${name};`), `return ${value};`];
}
