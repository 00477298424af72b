import { isActive } from '../scalar.ts';
import { whole } from './bits.ts';
import { mathRows } from './math-rows.ts';
import { numberOf } from './primitive.ts';

/** `Math.imul(x, y)` of any kinds of values: of the whole parts, so it has no derivative. */
export function $Math_imul(x: unknown, y: unknown): number {
  const [a, b] = [numberOf(x), numberOf(y)];
  return Math.imul(whole(a) as number, whole(b) as number);
}

/** `Math.clz32(x)` of any kind of value: of the whole part, so it has no derivative. */
export function $Math_clz32(x: unknown): number {
  return Math.clz32(whole(numberOf(x)) as number);
}

/** `Math.fround(x)` of plain values. */
export const $Math_fround: (x: unknown) => number = /* @__PURE__ */ rounding('fround', 'to 32 bits');

/** `Math.f16round(x)` of plain values. */
export const $Math_f16round: (x: unknown) => number = /* @__PURE__ */ rounding('f16round', 'to 16 bits');

/** `Math.sumPrecise(xs)` of plain values. */
export function $Math_sumPrecise(xs: Iterable<unknown>): number {
  const list = [...xs];
  for (const x of list) checkPlain('sumPrecise', x, 'it has no rule; add the numbers up in a loop');
  return functionOfMath('sumPrecise')(list);
}

/** Math as transformed code has it: an object with all that Math has, whose functions take active numbers. */
export const $Math: Math = /* @__PURE__ */ mathObject();

function mathObject(): Math {
  const own = Object.getOwnPropertyDescriptors(Math) as PropertyDescriptorMap & { random: PropertyDescriptor };
  const functions: Readonly<Record<string, unknown>> = {
    ...mathRows,
    imul: $Math_imul,
    clz32: $Math_clz32,
    fround: $Math_fround,
    f16round: $Math_f16round,
    sumPrecise: $Math_sumPrecise,
  };
  for (const [name, property] of Object.entries(own)) {
    if (typeof property.value === 'function' && name !== 'random') {
      property.value = functions[name] ?? refusing(name);
    }
  }
  // A generator that somebody has put in the place of JavaScript's is taken.
  own.random = {
    get: () => Math.random,
    set: (random: () => number) => {
      Math.random = random;
    },
    enumerable: false,
    configurable: true,
  };
  // What is added to Math later is there as well.
  return Object.create(Math, own) as Math;
}

/** A function of Math that this library has no row for. */
function refusing(name: string): (...xs: unknown[]) => unknown {
  return (...xs) => {
    for (const x of xs) checkPlain(name, x, 'it has no rule; define one by defineOp');
    return functionOfMath(name)(...xs);
  };
}

function rounding(name: string, how: string): (x: unknown) => number {
  return (x) => {
    const n = numberOf(x);
    checkPlain(name, n, `rounding ${how} has no derivative; leave it out`);
    return functionOfMath(name)(n);
  };
}

function functionOfMath(name: string): (...xs: unknown[]) => number {
  const f = (Math as unknown as Record<string, ((...xs: unknown[]) => number) | undefined>)[name];
  if (f === undefined) throw new TypeError(`Math.${name} is not a function`);
  return f;
}

function checkPlain(name: string, x: unknown, why: string): void {
  if (isActive(x)) throw new TypeError(`Math.${name}: expected plain numbers, got ${x.toString()}; ${why}`);
}
