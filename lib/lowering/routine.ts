import type { FunctionNode, Node } from '../source/nodes.ts';
import { position } from '../source/source-error.ts';
import type { NumberValue, Routine, Statement, VariableKind } from '../structured/program.ts';
import { FILE } from './closure.ts';
import { freshName, type Lowering, newVariable } from './lowering.ts';
import { asArray, asNumber, rankOf } from './slots.ts';
import { unsupported } from './unsupported.ts';
import { arrayAt, CallFrame, type Closure, numberValue, plain, type Value, variable } from './value.ts';

/** What a function of the program gives. */
type Result =
  | { readonly kind: 'number' }
  | { readonly kind: 'array'; readonly rank: number }
  | { readonly kind: 'nothing' };

/**
 * A call of a function of the program. Undefined where it can't be one, and is to be put in place: it returns an object, or
 * takes one.
 */
export function routineCall(
  l: Lowering,
  closure: Closure,
  args: readonly Value[],
  node: Node,
  isRecursive: boolean,
): Value | undefined {
  const { node: root } = closure;
  if (closure.frame !== FILE) unsupported(node, 'a recursive function inside the function');
  if (args.some((value) => value.kind === 'function')) unsupported(node, 'a recursive function that takes a function');
  const count = root.params.length;
  if (root.params.at(-1)?.type === 'RestElement')
    unsupported(node, 'a function with rest parameters that stays a function');
  const given = Array.from({ length: count }, (_, i) => args[i] ?? plain('undefined'));
  const kinds = given.map((value): VariableKind => {
    if (value.kind === 'number') return { kind: 'number' };
    if (value.kind === 'text') return { kind: 'passive' };
    return { kind: 'array', rank: rankOf(value, node) };
  });
  const key = `${root.start}(${kinds.map((kind) => (kind.kind === 'array' ? `array${kind.rank}` : kind.kind)).join()})`;
  if (!l.routines.has(key)) makeRoutine(l, closure, kinds, args.length, key, isRecursive);
  const state = l.routines.get(key)!;
  const result = l.kinds.get(`${key}=`) ?? { kind: 'number' };
  const call = {
    kind: 'call',
    callee: state.name,
    args: given.map((value, i) => {
      const kind = kinds[i]!;
      return kind.kind === 'array' ? asArray(l, value, kind.rank, node) : (asNumber(value, node) as NumberValue);
    }),
  } as const;
  // It may store into arrays.
  l.disturbances++;
  if (result.kind === 'array') return { kind: 'array', value: call, rank: result.rank };
  if (l.kinds.has(`${key}!`)) {
    l.sink.push({ kind: 'invoke', call });
    return plain('undefined');
  }
  return numberValue(call);
}

function makeRoutine(
  l: Lowering,
  { node: root, name }: Closure,
  kinds: readonly VariableKind[],
  given: number,
  key: string,
  isRecursive: boolean,
): void {
  const own = freshName(l, name ?? 'inner');
  const body: Statement[] = [];
  const variables = new Map<string, VariableKind>();
  const before = { frame: l.frame, target: l.target, sink: l.sink, loops: l.loops, routine: l.routine };
  const state = { name: own, variables, steady: new Set<string>() };
  const parameters: string[] = [];
  const routine: { -readonly [K in keyof Routine]: Routine[K] } = {
    name: own,
    parameters,
    variables,
    body,
    result: 'nothing',
    position: place(l, root),
  };
  l.routines.set(key, routine);
  l.routine = state;
  l.frame = new CallFrame(`${key}`, FILE);
  l.sink = body;
  l.loops = [];
  l.inlining.push(root);
  const results: Result[] = [];
  l.target = {
    isInline: false,
    give: (value, at) => {
      if (value === undefined) {
        results.push({ kind: 'nothing' });
        l.sink.push({ kind: 'return' });
      } else results.push(giveBack(l, value, at));
    },
  };
  try {
    const values = kinds.map((kind, i): Value => {
      const param = root.params[i]!;
      const base = param.type === 'Identifier' ? param.name : 'x';
      if (i >= given) {
        // No call of this kind has it.
        parameters.push(newVariable(l, base, { kind: 'passive' }, true));
        return plain('undefined');
      }
      const at = newVariable(l, base, kind, true);
      parameters.push(at);
      if (kind.kind === 'number') return numberValue(variable(at));
      return kind.kind === 'passive' ? plain({ variable: at }) : arrayAt(variable(at), kind.rank);
    });
    l.enter(root, values, l.frame.path);
  } finally {
    Object.assign(l, before);
    l.inlining.pop();
  }
  const result = joined(results, l, key, root, isRecursive);
  routine.result = result.kind;
}

/** Learns what all returns give together. */
function joined(
  results: readonly Result[],
  l: Lowering,
  key: string,
  root: FunctionNode,
  isRecursive: boolean,
): Result {
  const array = results.find((result) => result.kind === 'array');
  const isNothing = results.every((result) => result.kind === 'nothing');
  if (isNothing) {
    if (!l.kinds.has(`${key}!`)) l.learn(`${key}!`, { kind: 'number' });
    return { kind: 'nothing' };
  }
  if (!array) return { kind: 'number' };
  if (results.some((result) => result.kind !== 'array' || result.rank !== array.rank)) {
    if (isRecursive) unsupported(root, 'a recursive function that returns numbers and arrays');
    l.learn(`!${root.start}`, { kind: 'number' });
  }
  const known = l.kinds.get(`${key}=`);
  if (known?.kind !== 'array' || known.rank !== array.rank) l.learn(`${key}=`, array);
  return array;
}

function giveBack(l: Lowering, value: Value, node: Node): Result {
  if (value.kind === 'number' || value.kind === 'text') {
    l.sink.push({ kind: 'return', value: asNumber(value, node) });
    return { kind: 'number' };
  }
  const isRecord = value.kind === 'function' || (value.kind === 'parts' && (!value.isList || value.entries.size <= 8));
  const root = l.inlining.at(-1)!;
  // A short list is better put in variables.
  if (isRecord && !l.isRecursive(root)) l.learn(`!${root.start}`, { kind: 'number' });
  const rank = rankOf(value, node);
  l.sink.push({ kind: 'return', value: asArray(l, value, rank, node) });
  return { kind: 'array', rank };
}

/** The place of a node, as statements have it. */
export function place(l: Lowering, node: Node): { readonly line: number; readonly column: number } {
  const { line, column } = position(l.code, node.start);
  return { line, column: column - 1 };
}
