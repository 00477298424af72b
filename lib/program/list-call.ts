import type { ListOp } from '../interpreter.ts';
import { liftLists } from '../ops/lift-lists.ts';
import type { Scalar } from '../scalar.ts';
import type { Builder } from './builder.ts';
import { BARE } from './opcodes.ts';
import { called } from './operators.ts';
import type { Operation } from './program.ts';

/** The results of the last calls, by the numbers of the calls. */
class Results {
  private readonly name: string;
  private readonly count: number;
  private readonly kept: { readonly call: number; readonly results: readonly Scalar[] }[] = [];
  private calls = 0;
  /** How many calls a program makes in one run, at most: so many are kept. */
  capacity = 0;

  constructor(name: string, count: number) {
    this.name = name;
    this.count = count;
  }

  /** The number of a call with these results. */
  keep(results: readonly Scalar[]): number {
    if (results.length !== this.count) {
      throw new RangeError(
        `${this.name}: expected ${this.count} numbers, as when it was traced, got ${results.length}; a function whose result changes its shape can't be compiled or replayed`,
      );
    }
    const call = this.calls++;
    this.kept[call % Math.max(this.capacity, 1)] = { call, results };
    return call;
  }

  at(call: number, i: number): Scalar {
    const found = this.kept[call % Math.max(this.capacity, 1)];
    if (found?.call === call) return found.results[i]!;
    throw new Error(`${this.name}: expected its results to be read in the run that computed them, got a later run`);
  }
}

/** The calls of lists, and what those of several results returned. */
const calls: WeakMap<Operation, Results | undefined> = /* @__PURE__ */ new WeakMap();

/** Whether an operation is a call of a function of a list. Of several results its value is the number of the call. */
export function isListCall(operation: Operation): boolean {
  return calls.has(operation);
}

/**
 * The nodes of the results of an op of lists that stays one call: a node for the call, and one for each result. Of one
 * result the call is that node.
 */
export function callNodes(builder: Builder, row: ListOp<Scalar>, nodes: readonly number[]): number[] {
  const { length } = row.op(nodes.map((node) => builder.values[node]!));
  const key = row.call!();
  const { name } = row;
  if (length === 1) {
    const make = (): Operation => {
      const operation = called(row, nodes.length, (operands) => liftLists(row, operands)[0]!);
      calls.set(operation, undefined);
      return operation;
    };
    return [builder.call(key, nodes, make)];
  }
  const before = builder.length;
  const results = new Results(name, length);
  const node = builder.call(key, nodes, () => manyCall(row, nodes.length, results));
  const own = calls.get(builder.operations[builder.opcodes[node]!]!) as Results;
  if (builder.length > before) own.capacity++;
  return Array.from({ length }, (_, i) => builder.call(own, [node, builder.constant(i)], () => resultOf(own)));
}

function manyCall(row: ListOp<Scalar>, arity: number, results: Results): Operation {
  const operation = called(row, arity, (operands) => results.keep(liftLists(row, operands)));
  // Its first run is when its node is added.
  results.capacity = 1;
  calls.set(operation, results);
  return operation;
}

function resultOf(results: Results): Operation {
  const apply = ([call, i]: readonly Scalar[]): Scalar => results.at(call as number, i as number);
  const value = (call: number, i: number): number => results.at(call, i) as number;
  return { ...BARE, name: 'result', arity: 2, cost: 'free', counts: {}, value: value as Operation['value'], apply };
}
