import type { Binding } from '../source/binding.ts';
import type { FunctionNode, Node } from '../source/nodes.ts';
import type { FileNames } from '../source/scope.ts';
import type { Routine, Statement, Text, VariableKind } from '../structured/program.ts';
import type { Invocations } from './math-name.ts';
import type { CallFrame, Closure, Holding, Value } from './value.ts';

/** What stands for an operator call of the library: `mul(x, y)`. */
export interface OperatorCall {
  /** A row of the table, or a comparison as JavaScript has it. */
  readonly row?: string;
  readonly comparison?: string;
}

/** An attempt has learnt what a slot has to hold: lowering begins again. */
export class Again extends Error {}

/** Where `return` goes. */
export interface ReturnTarget {
  /** Whether the function is put in place of a call. */
  readonly isInline: boolean;
  /** Ends the run of the function; `isLast` tells that nothing of it comes after. */
  readonly give: (value: Value | undefined, node: Node, isLast: boolean) => void;
}

/** The function of the program that statements go to. */
export interface RoutineState {
  readonly name: string;
  readonly variables: Map<string, VariableKind>;
  /** Variables that get one value and keep it. */
  readonly steady: Set<string>;
}

/** The state of lowering, and its parts that need each other. */
export interface Lowering {
  readonly code: string;
  readonly names: FileNames;
  readonly kinds: Map<string, Holding>;
  readonly routines: Map<string, Routine | undefined>;
  /** What the called functions of the program are lowered as, by function and arguments. */
  readonly operatorOf: (node: Node) => OperatorCall | undefined;
  readonly invocations: Invocations;
  /** Names from outside of the functions that the texts use. */
  readonly outer: Set<string>;
  readonly taken: Set<string>;
  /** The functions that are being put in place of calls. */
  readonly inlining: FunctionNode[];
  routine: RoutineState;
  frame: CallFrame;
  target: ReturnTarget;
  sink: Statement[];
  /** Counts what changes variables of the source: values computed before are to be kept in others. */
  disturbances: number;
  /** The loops around, the innermost last, by the labels that the source and the program have for them. */
  loops: readonly LoopState[];
  /** Labels of the source before the loop that comes next. */
  readonly pendingLabels: string[];
  /** Nodes that may still be lowered. */
  budget: number;

  value(node: Node): Value;
  text(node: Node): Text;
  /** Whether derivatives may flow through it, or it calls a function that is known only here. */
  isFlowing(node: Node): boolean;
  statements(list: readonly Node[], isLast: boolean): void;
  call(closure: Closure, args: readonly Value[], node: Node): Value;
  /** Whether a name is declared around the root. */
  isOutside(binding: Binding): boolean;
  /** Whether undefined is told from NaN. */
  readonly asksForUndefined: boolean;
  /** The variable that holds `this` of the root. */
  self(): string;
  /** Whether a function calls itself, directly or through others. */
  isRecursive(root: FunctionNode): boolean;
  /** Gives a function its arguments, and lowers its body as that of the function of the program at hand. */
  enter(root: FunctionNode, args: readonly Value[], path: string): void;
  /** Has the slots of a key hold something from now on. */
  learn(key: string, holding: Holding): never;
}

/** A loop or a switch of the source that is being lowered. */
export interface LoopState {
  readonly sourceLabels: readonly string[];
  label: string | undefined;
  /** Whether it is a loop of the program; else a switch. */
  readonly isLoop: boolean;
  /** Whether the source has it: jumps without a label are out of such. */
  readonly isReal: boolean;
  /** Its label, for a jump that needs it. */
  readonly named: () => string;
}

/** Collects the statements of `run`. */
export function collect(l: Lowering, run: () => void): Statement[] {
  const before = l.sink;
  const list: Statement[] = [];
  l.sink = list;
  try {
    run();
  } finally {
    l.sink = before;
  }
  return list;
}

/** A name that nothing else has. */
export function freshName(l: Lowering, base: string): string {
  let name = base;
  for (let i = 1; l.taken.has(name); i++) name = `${base}_${i}`;
  l.taken.add(name);
  return name;
}

export function newVariable(l: Lowering, base: string, kind: VariableKind, isSteady = false): string {
  const name = freshName(l, base);
  l.routine.variables.set(name, kind);
  if (isSteady) l.routine.steady.add(name);
  return name;
}

/** Has the slots of a key hold more from now on. */
export function learn(l: Lowering, key: string, holding: Holding): never {
  l.kinds.set(key, holding);
  throw new Again();
}
