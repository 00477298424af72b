import { rowValue } from '../../emit/numbers.ts';
import { BARE } from '../../lib/program/opcodes.ts';
import type { Guard, Operation, Program } from '../../lib/program/program.ts';
import { costOf, isLeaf } from '../../lib/rules/expression.ts';
import type { Comparing } from '../../lib/rules/rule.ts';
import { rules } from '../../lib/rules/table.ts';
import { anyNumber } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';

/** A node as a spec writes it: an input's place, a constant, or what is done with which nodes. */
export type Written = { readonly input: number } | { readonly constant: number } | Step;

interface Step {
  readonly does: Operation;
  readonly operands: readonly number[];
}

const never = (): never => {
  throw new Error('is never called');
};
const input: Operation = { ...BARE, name: 'input', arity: 0, cost: 'free', value: never };
const constant: Operation = { ...BARE, name: 'constant', arity: 0, cost: 'free', value: never };

/** The operation of a row of the table. */
export function rowNamed(wanted: string): Operation {
  const row = rules.find(({ name }) => name === wanted);
  if (row === undefined) throw new Error(`expected a row of the table, got ${wanted}`);
  const value = isLeaf(row) ? row.value : (...operands: number[]) => rowValue(row, operands);
  return { ...BARE, name: row.name, arity: row.arity, cost: costOf(row), row, value };
}

export const holds: Readonly<Record<Comparing, (x: number, y: number) => boolean>> = {
  lt: (x, y) => x < y,
  le: (x, y) => x <= y,
  gt: (x, y) => x > y,
  ge: (x, y) => x >= y,
  eq: (x, y) => x === y,
  ne: (x, y) => x !== y,
};

export function select(compare: Comparing): Operation {
  const value = (...[x, y, then, otherwise]: number[]) =>
    (holds[compare](x as number, y as number) ? then : otherwise) as number;
  return { ...BARE, name: 'select', arity: 4, cost: 'free', compare, value };
}

export function programOf(
  nodes: readonly Written[],
  outputs: readonly number[],
  guards: readonly Omit<Guard, 'each'>[] = [],
): Program {
  const operations: Operation[] = [input, constant];
  const places = new Map<Operation, number>([
    [input, 0],
    [constant, 1],
  ]);
  const opcodeOf = (operation: Operation): number => {
    const opcode = places.get(operation) ?? operations.push(operation) - 1;
    places.set(operation, opcode);
    return opcode;
  };
  const starts = new Int32Array(nodes.length + 1);
  const values = new Float64Array(nodes.length);
  const operands: number[] = [];
  // A program has one node for each input: the first that reads it; a later one is a constant that nothing uses.
  const inputs: number[] = [];
  const same = nodes.map((node, i) => {
    if (!('input' in node)) return i;
    inputs[node.input] ??= i;
    return inputs[node.input]!;
  });
  const opcodes = nodes.map((node, i) => {
    if ('operands' in node) for (const operand of node.operands) operands.push(same[operand]!);
    starts[i + 1] = operands.length;
    if ('constant' in node) values[i] = node.constant;
    return opcodeOf('does' in node ? node.does : 'input' in node && same[i] === i ? input : constant);
  });
  return {
    inputs: Int32Array.from(inputs, (node) => node ?? -1),
    length: nodes.length,
    operations,
    opcodes: Uint16Array.from(opcodes),
    starts,
    operands: Int32Array.from(operands),
    values,
    outputs: Int32Array.from(outputs, (node) => same[node]!),
    guards: guards.map((guard) => ({ ...guard, each: [], x: same[guard.x]!, y: same[guard.y]! })),
  };
}

/** The program with so many inputs, those beyond its own unused. */
export function withInputs(program: Program, count: number): Program {
  return { ...program, inputs: Int32Array.from({ length: count }, (_, place) => program.inputs[place] ?? -1) };
}

/** What a program gives, node after node: the outputs, or the place of the first check that fails. */
export function interpret(program: Program, inputs: ArrayLike<number>): number[] | number {
  const values: number[] = [];
  for (let i = 0; i < program.length; i++) {
    const operation = program.operations[program.opcodes[i] as number] as Operation;
    const operands = program.operands.subarray(program.starts[i], program.starts[i + 1]);
    if (operation === input) values.push(inputs[program.inputs.indexOf(i)] as number);
    else if (operation === constant) values.push(program.values[i] as number);
    else values.push(operation.value(...Array.from(operands, (o) => values[o] as number)));
  }
  const failed = program.guards.findIndex(({ compare, x, y, outcome }) => {
    const [a, b] = [values[x] as number, values[y] as number];
    if (compare === 'finite') return Number.isFinite(a) !== outcome;
    if (compare === 'NaN') return Number.isNaN(a) !== outcome;
    if (compare === 'is') return (a === b || (Number.isNaN(a) && Number.isNaN(b))) !== outcome;
    return holds[compare](a, b) !== outcome;
  });
  return failed >= 0 ? failed : Array.from(program.outputs, (node) => values[node] as number);
}

/** An operation of a user's, of so many numbers. */
export const userOperations: readonly Operation[] = [1, 2, 7].map((arity) => ({
  ...BARE,
  name: ['sin', 'input', 'constant'][arity % 3] as string,
  arity,
  cost: 'elementary',
  value: (...xs: number[]) => xs.reduce((s, x, i) => s + (i + 1) * x, 0),
}));

const selects = (['lt', 'le', 'gt', 'ge', 'eq', 'ne'] as const).map(select);
const everything: readonly Operation[] = [
  ...rules.map(({ name }) => rowNamed(name)),
  ...Array.from({ length: 4 }, () => selects).flat(),
  ...userOperations,
];

/** Programs of everything there is, with dead, repeated and unused nodes, and points where to run them. */
export const anyProgram: fc.Arbitrary<{ program: Program; points: number[][] }> = fc
  .record({
    inputs: fc.integer({ min: 0, max: 5 }),
    constants: fc.array(anyNumber, { minLength: 1, maxLength: 4 }),
    steps: fc.array(fc.tuple(fc.nat(everything.length - 1), fc.array(fc.nat(), { minLength: 7, maxLength: 7 })), {
      maxLength: 40,
    }),
    outputs: fc.array(fc.nat(), { maxLength: 6 }),
    guards: fc.array(
      fc.record({
        compare: fc.constantFrom('lt', 'le', 'gt', 'ge', 'eq', 'ne', 'is', 'NaN', 'finite'),
        x: fc.nat(),
        y: fc.nat(),
        outcome: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
    points: fc.array(fc.array(anyNumber, { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 3 }),
  })
  .map(({ inputs, constants, steps, outputs, guards, points }) => {
    const nodes: Written[] = [
      ...Array.from({ length: inputs }, (_, i) => ({ input: i })),
      ...constants.map((c) => ({ constant: c })),
    ];
    for (const [opcode, picks] of steps) {
      const does = everything[opcode] as Operation;
      nodes.push({ does, operands: picks.slice(0, does.arity).map((pick) => pick % nodes.length) });
    }
    const at = (pick: number): number => pick % nodes.length;
    const program = programOf(
      nodes,
      outputs.map(at),
      guards.map((check) => ({ ...check, x: at(check.x), y: at(check.y) })),
    );
    return { program, points: points.map((point) => point.slice(0, inputs)) };
  });
