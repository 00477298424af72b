import { afterAll, beforeAll } from 'vitest';
import { UNTRANSFORMED } from '../../lib/native/advice.ts';
import { INSTEAD } from '../../lib/scalar.ts';

/** Has the specs of a file see errors as programs without native arithmetic see them: other specs may have loaded it. */
export function withoutNativeArithmetic(): void {
  const before = { ...INSTEAD };
  beforeAll(() => {
    Object.assign(before, INSTEAD);
    for (const hint of Object.keys(INSTEAD)) INSTEAD[hint] = INSTEAD[hint]!.replace(UNTRANSFORMED, '');
  });
  afterAll(() => {
    Object.assign(INSTEAD, before);
  });
}
