import type { Binding } from '../binding.ts';
import { children } from '../children.ts';
import type { Inert } from '../inert.ts';
import type { Marks, Refuse } from '../marks.ts';
import type { Node } from '../nodes.ts';
import type { Hole, Pieces } from '../pieces.ts';
import type { FileNames } from '../scope.ts';
import { trivia } from '../trivia.ts';

/**
 * How code is printed: `off`, not marked, is copied; `own` is rewritten, functions in it get two copies; `active` is the
 * copy for open levels, with all that is in it; `plain` is the copy for numbers alone, functions in it get two copies.
 */
export type Mode = 'off' | 'own' | 'active' | 'plain';

/** What an expression is for: its value, whether it is true, its effect alone. */
export type Use = 'value' | 'test' | 'effect';

/**
 * A node that is printed in part: the next of the nodes in it, and what goes on after that. Code nests deep, in sums, in
 * chains of calls, in `else if`: this takes no stack.
 */
export interface Parts {
  readonly first: Node;
  readonly use: Use;
  readonly rest: () => Parts | undefined;
}

/** What the decision for two copies rests on. */
export interface Inside {
  /** How deep functions contain each other inside. */
  readonly height: number;
  /** How many nodes of its own code are slower on the run-time operators. */
  readonly computations: number;
  /** Whether `super(…)` stands deeper than at the root. */
  readonly superInside: boolean;
  /** Whether it uses `this`. */
  readonly usesThis: boolean;
  /** Whether it uses what only this very function has: `arguments`, `super`, `new.target`, or eval, which may. */
  readonly usesCall: boolean;
}

/** A name of the file that never changes, and its names in the copies: one of its own in each. */
export interface Twin {
  /** Undefined for Math and its functions, which have stand-ins. */
  readonly active: string | undefined;
  readonly plain: string;
  /** The function, or Math or what is of it. */
  readonly node: Node;
  /** The name of the member of `node` that is meant, where a pattern has it. */
  readonly key?: Node | undefined;
  /** Whether the code that declares it does nothing but call it: in the copy for numbers alone it is the plain one. */
  readonly local: boolean;
}

/** The twins of a file. */
export interface Twins {
  readonly ofBinding: ReadonlyMap<Binding, Twin>;
  /** By the function, and by what declares it: a function declaration, a declarator, an exported declaration. */
  readonly ofNode: ReadonlyMap<Node, readonly Twin[]>;
}

/** How to print a child: its use, or the run-time function around it. */
export type Treatment = Use | `$${string}`;

/** What the printing of one file shares. */
export interface Context {
  readonly code: string;
  readonly names: FileNames;
  readonly marks: Marks;
  readonly out: Pieces;
  /** Never an active number. */
  readonly inert: Inert;
  /** Never an active number that JavaScript's own arithmetic, order or index would not refuse. */
  readonly inertOrRefused: Inert;
  /** Whether `eval` is left alone. */
  readonly whole: boolean;
  readonly split: boolean;
  readonly refuse: Refuse;
  /** Nodes to copy though they stand for a function that has a stand-in. */
  readonly verbatim: Set<Node>;
  /** What is known of functions that were looked into. */
  readonly insides: Map<Node, Inside>;
  /** Expressions that were computed before, by the names that hold them. */
  readonly texts: Map<Node, string>;
  /** Those of them that are called by the name that holds them. */
  readonly held: Set<Node>;
  /** Whether the file mentions Float64Array. */
  readonly hasTypedArrays: boolean;
  /** Functions that are called where they stand: part of the code around them. */
  readonly inlined: Set<Node>;
  /** Binary expressions in a chain that is not too long for nested calls. */
  readonly shortChains: Set<Node>;
  /** Names with one of their own in each copy; undefined where bodies are printed once. */
  readonly twins: Twins | undefined;
  /** The function whose copy for open levels is printed. */
  activeRoot: Node | undefined;
  /** What `this` is called in the copy for open levels, where that is a function of its own. */
  thisName: string | undefined;
  mode: Mode;
  /** Temporaries of the function at hand; undefined where no declaration can stand. */
  temporaries: string[] | undefined;
  print(node: Node, use?: Use): void;
  /** The name in the output of a run-time function. */
  runtime(name: string): string;
  /** A name of ours in the output, told from those of the file. */
  own(name: string): string;
  /** The name of a new temporary. */
  temporary(): string;
}

/** Prints the children, and copies what is around them. */
export function printChildren(
  context: Context,
  node: Node,
  treat: (child: Node) => Treatment = () => 'value',
): Parts | undefined {
  const { out } = context;
  const list = children(node);
  const first = list[0];
  if (first === undefined) {
    out.copy(node.start, node.end);
    return undefined;
  }
  let i = 0;
  let close: (() => undefined) | undefined;
  const begin = (child: Node): Parts => {
    const treatment = treat(child);
    close = treatment.startsWith('$') ? openCall(context, treatment, child) : undefined;
    return { first: child, use: close ? 'value' : (treatment as Use), rest };
  };
  const rest = (): Parts | undefined => {
    const { end } = list[i]!;
    close?.();
    const next = list[++i];
    out.copy(end, next === undefined ? node.end : next.start);
    return next && begin(next);
  };
  out.copy(node.start, first.start);
  return begin(first);
}

export function printTreated(context: Context, node: Node, treatment: Treatment): void {
  const close = treatment.startsWith('$') ? openCall(context, treatment, node) : undefined;
  context.print(node, close ? 'value' : (treatment as Use));
  close?.();
}

/** Begins a call of a run-time function with one argument, and gives what ends it. A comma in that would part two arguments. */
export function openCall(context: Context, name: string, argument: Node): () => undefined {
  const [open, close] = argument.type === 'SequenceExpression' ? ['((', '))'] : ['(', ')'];
  context.out.text(`${context.runtime(name)}${open}`, argument.start);
  return () => context.out.text(close, argument.end);
}

/** Prints a node by parts at once. */
export function printWhole(context: Context, parts: Parts | undefined): undefined {
  for (let next = parts; next; next = next.rest()) context.print(next.first, next.use);
  return undefined;
}

/** Copies the comments and line breaks between two offsets. */
export function copyTrivia(context: Context, from: number, to: number): undefined {
  for (const [start, end] of trivia(context.code, from, to)) context.out.copy(start, end);
}

/** Prints with other temporaries, and returns them. */
export function withTemporaries(context: Context, print: () => void): readonly string[] {
  const { temporaries } = context;
  const own: string[] = [];
  context.temporaries = own;
  print();
  context.temporaries = temporaries;
  return own;
}

export function withMode(context: Context, mode: Mode, print: () => void): void {
  const before = context.mode;
  context.mode = mode;
  print();
  context.mode = before;
}

/** Prints the copy for open levels of a function. */
export function withActive(context: Context, root: Node, print: () => void): void {
  const before = context.activeRoot;
  context.activeRoot = root;
  withMode(context, 'active', print);
  context.activeRoot = before;
}

/** Prints where `this` has a name; it has none of ours in functions and fields inside. */
export function withThis(context: Context, name: string | undefined, print: () => void): void {
  const before = context.thisName;
  context.thisName = name;
  print();
  context.thisName = before;
}

/** Prints an expression where no declaration can stand: its temporaries are parameters of an arrow around it. */
export function printInPlace(context: Context, node: Node): void {
  const { out } = context;
  const before: Hole = out.hole(node.start);
  const own = withTemporaries(context, () => context.print(node));
  if (own.length === 0) return;
  before.text = `((${own.join(', ')}) => (`;
  out.text('))()', node.end);
}

/** The twin that a name stands for. */
export function twinOf(context: Context, node: Node): Twin | undefined {
  const binding = node.type === 'Identifier' ? context.names.bindingOf(node) : undefined;
  return binding && context.twins?.ofBinding.get(binding);
}
