import type { Program } from '../../program/program.ts';
import { isByContent } from '../../tree/constant.ts';
import { treeClassOf } from '../../tree/registered-class.ts';
import { type DestinationStyle, destinationText, Reader, type ReaderStyle, resultText } from '../../tree/source.ts';
import { leafCount, type RecordTree, type Tree } from '../../tree/tree.ts';
import { typedKind } from '../../typed-array.ts';
import { type CompiledCall, type Convention, MISS, type Outcome } from '../backend.ts';
import { Printer, UNNAMED } from './printer.ts';

// In larger programs the time for arguments and results does not matter.
const LARGEST = 3000;

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
  const held: string[] = [];
  const hold = (value: unknown): string => {
    const name = `P${held.length}`;
    held.push(`const ${name} = ${constant(value)};`);
    return name;
  };
  const reader = new Reader({
    ...STYLE,
    record: (path, tree) => recordChecks(path, tree, hold),
    instance: (path, { type }, name) => {
      const own = hold(type);
      return [`if (classOf(${path}) !== ${own}) ${REFUSE}`, `const ${name} = ${own}.fields(${path});`];
    },
    constant: (path, value) =>
      isByContent(value) ? undefined : [`if (!Object.is(${path}, ${constant(value)})) ${REFUSE}`],
  });
  const parameters = signature.entries.map((_, i) => `a${i}`);
  if (!signature.entries.every((entry, i) => reader.read(entry, `a${i}`, `a${i}`))) return undefined;
  if (into !== undefined) parameters.splice(1, 0, 'out');
  const destination = into && destinationText(into, 'out', DESTINATION);
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
  const ends = into === undefined ? returned(result, outputs, constant) : writeInto(outputs, destination?.places);
  if (ends === undefined) return undefined;
  const lines = [
    // f may be called with more arguments than it was captured with.
    `if (arguments.length !== ${parameters.length}) ${REFUSE}`,
    ...reader.statements,
    ...(destination?.checks ?? []),
    ...printer.body(),
    ...ends,
  ];
  // Otherwise `arguments` would be tied to the parameters, and V8 would forget what it knows of them.
  const text = ["'use strict';", ...held, `return function (${parameters.join(', ')}) {`, ...lines, '};'].join('\n');
  const outcome: Outcome = { signal: MISS };
  const call = new Function('U', 'outcome', 'MISS', 'kindOf', 'classOf', text)(
    constants,
    outcome,
    MISS,
    typedKind,
    treeClassOf,
  ) as CompiledCall;
  return { call, outcome, bytes: text.length };
}

const REFUSE = 'return void (outcome.signal = MISS);';

const STYLE: Omit<ReaderStyle, 'constant' | 'record' | 'instance'> = {
  isUsed: () => true,
  holdsLists: true,
  list: (path, tree) => {
    const [length, list] = tree.kind === 'numbers' ? [tree.length, tree.list] : [tree.entries.length, 'Array'];
    const isOfKind =
      list === 'Array' ? `Array.isArray(${path})` : `${path} instanceof ${list} || kindOf(${path}) === '${list}'`;
    return `if (!(${isOfKind}) || ${path}.length !== ${length}) ${REFUSE}`;
  },
  notNumber: () => REFUSE,
  notNumbers: (_, list) => (list === 'Array' ? REFUSE : undefined),
};

/**
 * The checks of a record: its prototype, and its own keys in order. `in` tells V8 the shape of the record, so that the
 * prototype costs nothing; two keys take 5 ns, where Object.keys takes 40. A key on the prototype would pass for one of the
 * record's, but own keys come first: where the last one is not on the prototype, none is.
 */
function recordChecks(
  path: string,
  { prototype, keys }: RecordTree,
  hold: (value: unknown) => string,
): readonly string[] | undefined {
  const last = keys.at(-1);
  if (prototype !== null && last !== undefined && last in prototype) return undefined;
  const name = prototype === Object.prototype ? 'Object.prototype' : prototype === null ? 'null' : hold(prototype);
  const hasFirst = last === undefined ? '' : ` || !(${JSON.stringify(keys[0])} in ${path})`;
  const isInherited = prototype === null || last === undefined ? '' : ` || ${JSON.stringify(last)} in ${name}`;
  const count = `${path}_n`;
  return [
    `if (typeof ${path} !== 'object' || ${path} === null${hasFirst} || Object.getPrototypeOf(${path}) !== ${name}) ${REFUSE}`,
    `let ${count} = 0;`,
    `for (const key in ${path}) {`,
    `switch (${count}++) {`,
    ...keys.map((key, i) => `case ${i}: if (key !== ${JSON.stringify(key)}) ${REFUSE} break;`),
    // Inherited keys that are not named here do not matter.
    `default: if (Object.hasOwn(${path}, key)) ${REFUSE}`,
    '}',
    '}',
    `if (${count} < ${keys.length}${isInherited}) ${REFUSE}`,
  ];
}

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
    // Without brackets `__proto__` would set the prototype.
    keys: ({ prototype, keys }) =>
      prototype === Object.prototype || prototype === null
        ? keys.map((key) => (key === '__proto__' ? '["__proto__"]' : JSON.stringify(key)))
        : undefined,
    instance: ({ type }, fields) => `${constant(type)}.make(${fields})`,
    constant,
  });
  return text === undefined ? undefined : [...lines, `return ${text};`];
}

const DESTINATION: DestinationStyle = {
  holdsParts: true,
  list: (path, tree) => {
    const [length, others] =
      tree.kind === 'numbers' ? [tree.length, `${path} instanceof Float64Array || `] : [tree.entries.length, ''];
    return `if (!(${others}Array.isArray(${path})) || ${path}.length !== ${length}) ${REFUSE}`;
  },
  record: (path) =>
    `if (typeof ${path} !== 'object' || ${path} === null || Object.getPrototypeOf(${path}) !== Object.prototype) ${REFUSE}`,
  // Object.hasOwn would cost 13 ns.
  part: (path, key, isField) =>
    `if (${path}[${key}] === undefined${isField ? ` || ${key} in Object.prototype` : ''}) ${REFUSE}`,
};

/** Writes the gradient to the caller's places and returns the value. */
function writeInto(
  [value, ...gradient]: readonly string[],
  places: readonly string[] | undefined,
): string[] | undefined {
  return places && [...gradient.map((name, i) => `${places[i]} = ${name};`), `return ${value};`];
}
