import { afterAll, beforeAll } from 'vitest';
import { TEXTS, UNTRANSFORMED } from '../../lib/native/advice.ts';
import { Active, INSTEAD } from '../../lib/scalar.ts';

/** Has the specs of a file see active numbers as programs without native arithmetic see them: other specs may have loaded it. */
export function withoutNativeArithmetic(): void {
  let advice: Record<string, string> = {};
  const methods: PropertyDescriptorMap = {};
  beforeAll(() => {
    advice = { ...INSTEAD };
    for (const hint of Object.keys(INSTEAD)) INSTEAD[hint] = INSTEAD[hint]!.replace(UNTRANSFORMED, '');
    for (const name of Object.keys(TEXTS)) {
      const own = Object.getOwnPropertyDescriptor(Active.prototype, name);
      if (own !== undefined) methods[name] = own;
      Reflect.deleteProperty(Active.prototype, name);
    }
  });
  afterAll(() => {
    Object.assign(INSTEAD, advice);
    Object.defineProperties(Active.prototype, methods);
  });
}
