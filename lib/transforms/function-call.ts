import type { ListOp, TangentList } from '../interpreter.ts';
import { liftLists } from '../ops/lift-lists.ts';
import { numberWithin, type Scalar } from '../scalar.ts';
import { filled } from './function-rule.ts';
import { jvp } from './jvp.ts';
import { vjp } from './vjp.ts';

/** A function of lists, which may be differentiated. */
export type Listed = (xs: readonly Scalar[]) => readonly Scalar[];

/** What equal calls have in common. */
export class CallKey {
  private readonly derived: Map<string, CallKey> = new Map();

  /** The key of the calls that compute derivatives of these. */
  of(kind: 'jvp' | 'vjp'): CallKey {
    let key = this.derived.get(kind);
    if (key === undefined) {
      key = new CallKey();
      this.derived.set(kind, key);
    }
    return key;
  }
}

/** Whether x stands in for a plain number: calls run on plain numbers alone. */
export function isReplaced(x: Scalar): boolean {
  const v = numberWithin(x);
  return typeof v !== 'number' && v.level.depth < 0;
}

/**
 * A function as an op of lists that stays one call. It runs on plain numbers where numbers stand in for plain ones; its
 * derivatives are calls as well, which run it on numbers of a derivative of their own.
 */
export function functionCall(name: string, key: CallKey, run: Listed): ListOp<Scalar> {
  const derived =
    (kind: 'jvp' | 'vjp', of: (zs: Scalar[], ts: Scalar[]) => readonly Scalar[]) =>
    (zs: readonly Scalar[], _ys: unknown, ts: TangentList<Scalar>): readonly Scalar[] => {
      const n = zs.length;
      const both: Listed = (all) => of(all.slice(0, n), all.slice(n));
      const all = [...zs, ...filled(ts)];
      return all.some(isReplaced) ? liftLists(functionCall(`${name}.${kind}`, key.of(kind), both), all) : both(all);
    };
  // On plain numbers f was compared where it was called.
  const unchecked = { check: false } as const;
  return {
    name,
    op: run,
    call: () => key,
    pushforward: derived('jvp', (zs, ts) => jvp(run as Pure, zs, ts, unchecked).tangent as Scalar[]),
    pullback: derived('vjp', (zs, ws) => vjp(run as Pure, zs, unchecked).pullback(ws) as Scalar[]),
  };
}

type Pure = (xs: readonly Scalar[]) => Scalar[];
