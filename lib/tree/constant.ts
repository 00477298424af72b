import { typedKind } from '../typed-array.ts';
import { areSameKeys, isRecord } from './tree.ts';

/** Whether a constant is compared by its content: arrays and plain records. Others are compared by identity. */
export function isByContent(x: unknown): boolean {
  return isRecord(x) || isList(x);
}

/** Whether x is an array or a typed array. */
export function isList(x: unknown): x is readonly unknown[] {
  return Array.isArray(x) || (ArrayBuffer.isView(x) && !(x instanceof DataView));
}

/** A copy of x where it is compared by content, so that later writes into x are noticed. */
export function snapshot(x: unknown, checkDepth: (depth: number) => void, depth = 0): unknown {
  if (!isByContent(x)) return x;
  checkDepth(depth);
  const inner = (xi: unknown): unknown => snapshot(xi, checkDepth, depth + 1);
  if (isRecord(x)) return Object.fromEntries(Object.entries(x).map(([key, entry]) => [key, inner(entry)]));
  return Array.isArray(x) ? Array.from(x, inner) : (x as readonly unknown[]).slice();
}

/** Whether x is still the constant whose snapshot is `kept`. */
export function isSame(kept: unknown, x: unknown): boolean {
  if (Object.is(kept, x)) return true;
  if (isRecord(kept)) {
    if (!isRecord(x)) return false;
    const keys = Object.keys(kept);
    return areSameKeys(keys, Object.keys(x)) && keys.every((key) => isSame(kept[key], x[key]));
  }
  if (!isList(kept) || !isList(x) || kept.length !== x.length) return false;
  if (typedKind(kept) !== typedKind(x)) return false;
  for (let i = 0; i < kept.length; i++) if (!isSame(kept[i], x[i])) return false;
  return true;
}
