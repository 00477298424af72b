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
  const parts = ws.slice();
  const last = ws.length - 1;
  let behind = 0;
  for (let i = last; i > 0; i--) {
    parts[i] = behind;
    behind = i === last ? ws[i]! : behind + ws[i]!;
  }
  let before = behind;
  for (let i = 0; i <= last; i++) {
    const w = ws[i]!;
    parts[i] = portion(w, i === 0 || i === last ? before : before + parts[i]!) as number;
    if (i < last) before = i === 0 ? w : before + w;
  }
  return parts;
}
