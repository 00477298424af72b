/**
 * A tiny physics engine in WebAssembly: a mass on a spring that stiffens, x″ = −(k + c x²) x, in steps of h. The module computes the
 * motion, and its pullback: the steps can be undone, so it goes back through them without having kept any. Two stiffnesses
 * are then found from where the mass is seen at three times.
 */
import {
  checkDerivatives,
  compile,
  defineFunction,
  grad,
  hessian,
  type Scalar,
  square,
  sub,
  sum,
} from '../lib/entries/index.ts';

// A small assembler. Code is a list of bytes that leaves a number on the stack, or nothing.
type Code = readonly number[];
const u32 = (n: number): Code => (n < 128 ? [n] : [(n & 127) | 128, ...u32(n >>> 7)]);
const sized = (code: Code): Code => [...u32(code.length), ...code];
const list = (...items: readonly Code[]): Code => [...u32(items.length), ...items.flat()];
const text = (name: string): Code => sized(Array.from(new TextEncoder().encode(name)));
const get = (local: number): Code => [0x20, local];
const set = (local: number, code: Code): Code => [...code, 0x21, local];
const load = (slot: number): Code => [0x41, 0, 0x2b, 3, 8 * slot];
const store = (slot: number, code: Code): Code => [0x41, 0, ...code, 0x39, 3, 8 * slot];
const op =
  (byte: number) =>
  (...[first = [], ...others]: readonly Code[]): Code =>
    [first, ...others.map((other) => [...other, byte])].flat();
const [add, sub2, mul] = [op(0xa0), op(0xa1), op(0xa2)];

// Locals: the count of steps, the state, the parameters, and their adjoints. Slots of the memory: the same, without the count.
const [COUNT, X, V, K, C, H, BX, BV, BK, BC] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const three: Code = [0x44, 0, 0, 0, 0, 0, 0, 8, 0x40];
const xx = mul(get(X), get(X));
const force = mul(get(X), add(get(K), mul(get(C), xx)));
const stiffness = add(get(K), mul(three, get(C), xx));
const steps = (body: Code): Code => [0x03, 0x40, ...body, ...get(COUNT), 0x41, 1, 0x6b, 0x22, COUNT, 0x0d, 0, 0x0b];
const loads = (...locals: readonly number[]): Code => locals.flatMap((local) => set(local, load(local - 1)));
const stores = (...locals: readonly number[]): Code => locals.flatMap((local) => store(local - 1, get(local)));

// v ← v − h (k + c x²) x, x ← x + h v
const run = [
  ...loads(X, V, K, C, H),
  ...steps([...set(V, sub2(get(V), mul(get(H), force))), ...set(X, add(get(X), mul(get(H), get(V))))]),
  ...stores(X, V),
];
// The steps undone, last first, and each line transposed.
const pull = [
  ...loads(X, V, K, C, H, BX, BV, BK, BC),
  ...steps([
    ...set(X, sub2(get(X), mul(get(H), get(V)))),
    ...set(BV, add(get(BV), mul(get(H), get(BX)))),
    ...set(BX, sub2(get(BX), mul(get(H), stiffness, get(BV)))),
    ...set(BK, sub2(get(BK), mul(get(H), get(X), get(BV)))),
    ...set(BC, sub2(get(BC), mul(get(H), xx, get(X), get(BV)))),
    ...set(V, add(get(V), mul(get(H), force))),
  ]),
  ...stores(BX, BV, BK, BC),
];

const section = (id: number, code: Code): Code => [id, ...sized(code)];
const body = (code: Code): Code => sized([1, 9, 0x7c, ...code, 0x0b]);
interface Engine {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly run: (steps: number) => void;
  readonly pull: (steps: number) => void;
}
// TypeScript knows WebAssembly from the types of browsers only.
const { Module, Instance } = (globalThis as never as { WebAssembly: Platform }).WebAssembly;
interface Platform {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}
const module = new Module(
  Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list([0x60, 1, 0x7f, 0])),
    ...section(3, list([0], [0])),
    ...section(5, list([0, 1])),
    ...section(7, list([...text('memory'), 2, 0], [...text('run'), 0, 0], [...text('pull'), 0, 1])),
    ...section(10, list(body(run), body(pull))),
  ]),
);
const engine = new Instance(module).exports as Engine;
const memory = new Float64Array(engine.memory.buffer, 0, 9);

const STEP = 0.001;

/** x, v, k and c at the start; where the mass is after that many steps, and how fast. */
function simulate(state: readonly number[], steps: number): number[] {
  memory.set([...state, STEP]);
  engine.run(steps);
  return [memory[0] as number, memory[1] as number];
}

export const motion: (state: readonly Scalar[], steps: number) => Scalar[] = defineFunction(simulate, {
  vjp: (state: readonly number[], steps: number) => {
    const value = simulate(state, steps);
    return {
      value,
      pullback: (w: readonly number[]) => {
        memory.set([...value, ...state.slice(2), STEP, ...w, 0, 0]);
        engine.pull(steps);
        return memory.slice(5);
      },
    };
  },
});

const SEEN = [500, 1200, 2300] as const;
const truth = [4, 1.5];
const observed = SEEN.map((steps) => simulate([1, 0, ...truth], steps)[0] as number);

/** How far the positions are from those observed. */
export function miss([k, c]: readonly [Scalar, Scalar]): Scalar {
  return sum(SEEN.map((steps, i) => square(sub(motion([1, 0, k, c], steps)[0] as Scalar, observed[i] as number))));
}

console.log(`derivatives of the engine: ${checkDerivatives(miss, [3.7, 1.3]).verdict}`);
try {
  hessian(miss)([3.7, 1.3]);
} catch (error) {
  console.log(`second ones: ${(error as Error).message}`);
}

// Newton's method on the gradient. Its slopes are differences of exact gradients, since the engine gives no second ones.
const slope = compile(grad(miss));
export let stiffnesses: readonly [number, number] = [3.7, 1.3];
for (let step = 0; step < 8; step++) {
  const [k, c] = stiffnesses;
  const [p, q] = slope(stiffnesses);
  console.log(`k ${k.toFixed(6)}  c ${c.toFixed(6)}  miss ${(miss(stiffnesses) as number).toExponential(1)}`);
  const d = 1e-5;
  const [a, b] = slope([k + d, c]).map((s, i) => (s - [p, q][i]!) / d) as [number, number];
  const [e, f] = slope([k, c + d]).map((s, i) => (s - [p, q][i]!) / d) as [number, number];
  const whole = a * f - b * e;
  stiffnesses = [k - (f * p - e * q) / whole, c - (a * q - b * p) / whole];
}
const calls = slope.trace()?.nodes.filter(({ op }) => op.startsWith('simulate'));
console.log(`calls of the engine in the compiled gradient: ${calls?.length}`);
