import type { Program } from '../../program/program.ts';
import { isByContent } from '../../tree/constant.ts';
import { Reader, type ReaderStyle, resultText } from '../../tree/source.ts';
import { leafCount, type Tree } from '../../tree/tree.ts';
import { typedKind } from '../../typed-array.ts';
import { type CompiledCall, type Convention, MISS, type Outcome } from '../backend.ts';
import { Printer, UNNAMED } from './printer.ts';

// In larger programs the time for arguments and results does not matter.
const LARGEST = 3000;

// The keys of the library's own results; others are not written into code.
const KEYS: ReadonlySet<string> = new Set(['value', 'gradient', 'jacobian', 'tangent']);

/**
 * A program as one function of f's own arguments, which it checks as it reads them; undefined where the program is large, or
 * the arguments or results are of a kind that is not written into code.
 */
export function callOfArguments(
  program: Program,
  { signature, result, into }: Convention,
): { readonly call: CompiledCall; readonly outcome: Outcome; readonly bytes: number } | undefined {
  if (program.length + leafCount(signature) + program.outputs.length > LARGEST) return undefined;
  const constants: unknown[] = [];
  const constant = (value: unknown): string => `U[${constants.push(value) - 1}]`;
  const reader = new Reader({
    ...STYLE,
    constant: (path, value) =>
      isByContent(value) ? undefined : [`if (!Object.is(${path}, ${constant(value)})) ${REFUSE}`],
  });
  const parameters = signature.entries.map((_, i) => `a${i}`);
  if (!signature.entries.every((entry, i) => reader.read(entry, `a${i}`, `a${i}`))) return undefined;
  if (into !== undefined) parameters.splice(1, 0, 'out');
  const calls = new Map<number, string>();
  const printer = new Printer(program, {
    helper: undefined,
    names: UNNAMED,
    isLast: false,
    input: (place) => reader.numbers[place]!,
    fail: (k) => `return void (outcome.signal = ${k});`,
    call: (kind, operands) => {
      const name = calls.get(kind) ?? constant(program.operations[kind]!.value);
      calls.set(kind, name);
      return `${name}(${operands.join(', ')})`;
    },
  });
  const outputs = Array.from(program.outputs, (node) => printer.name(node));
  const ends = into === undefined ? returned(result, outputs, constant) : writeInto(outputs);
  if (ends === undefined) return undefined;
  const lines = [
    // f may be called with more arguments than it was captured with.
    `if (arguments.length !== ${parameters.length}) ${REFUSE}`,
    ...reader.statements,
    ...(into === undefined
      ? []
      : [`if (!(out instanceof Float64Array || Array.isArray(out)) || out.length !== ${into}) ${REFUSE}`]),
    ...printer.body(),
    ...ends,
  ];
  const text = `return function (${parameters.join(', ')}) {\n${lines.join('\n')}\n};`;
  const outcome: Outcome = { signal: MISS };
  const call = new Function('U', 'outcome', 'MISS', 'kindOf', text)(
    constants,
    outcome,
    MISS,
    typedKind,
  ) as CompiledCall;
  return { call, outcome, bytes: text.length };
}

const REFUSE = 'return void (outcome.signal = MISS);';

const STYLE: Omit<ReaderStyle, 'constant'> = {
  isUsed: () => true,
  holdsLists: true,
  list: (path, tree) => {
    const [length, list] = tree.kind === 'numbers' ? [tree.length, tree.list] : [tree.entries.length, 'Array'];
    const isOfKind =
      list === 'Array' ? `Array.isArray(${path})` : `${path} instanceof ${list} || kindOf(${path}) === '${list}'`;
    return `if (!(${isOfKind}) || ${path}.length !== ${length}) ${REFUSE}`;
  },
  record: () => undefined,
  notNumber: () => REFUSE,
  notNumbers: (_, list) => (list === 'Array' ? REFUSE : undefined),
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

/** Writes the gradient into the caller's array and returns the value. */
function writeInto([value, ...gradient]: readonly string[]): string[] {
  return [...gradient.map((name, i) => `out[${i}] = ${name};`), `return ${value};`];
}
