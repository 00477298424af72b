import type { Scalar } from '../scalar.ts';
import { portion } from './activations.ts';
import { add } from './arithmetic.ts';
import { others } from './others.ts';

/** The part of each of `ws`, which are not negative, in their sum: of it and the sum of all others. */
export function portions(ws: readonly Scalar[]): Scalar[] {
  if (ws.every((w) => typeof w === 'number')) return ofNumbers(ws as readonly number[]);
  const rests = others(ws, add, 0);
  return ws.map((w, i) => portion(w, rests[i]!));
}

// The same on numbers, where calls of ops would take half the time of a gradient of logsumexp.
function ofNumbers(ws: readonly number[]): number[] {
  const behind = ws.slice();
  let total = 0;
  for (let i = ws.length - 1; i >= 0; i--) {
    behind[i] = total;
    total += ws[i]!;
  }
  let before = 0;
  return ws.map((w, i) => {
    const rest = before + behind[i]!;
    before += w;
    return w === 0 && rest === 0 ? 0 : w / (w + rest);
  });
}
