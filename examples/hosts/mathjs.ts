/**
 * The gradient of a formula that a user typed. mathjs parses and evaluates it; typed-function, by which mathjs picks what
 * `*` does for which types, learns the type of numbers with derivatives. Compiled, the gradient no longer walks mathjs'
 * tree at all.
 */
import { all, create } from 'mathjs';
import {
  abs,
  acos,
  acosh,
  add,
  asin,
  asinh,
  atan,
  atan2,
  atanh,
  cbrt,
  compile,
  cos,
  cosh,
  div,
  exp,
  expm1,
  ge,
  grad,
  gt,
  isActive,
  le,
  log,
  log1p,
  log2,
  log10,
  lt,
  mul,
  neg,
  pow,
  type Scalar,
  sin,
  sinh,
  sqrt,
  square,
  sub,
  tan,
  tanh,
} from '../../lib/entries/index.ts';

const math = create(all!);

/** Ours by mathjs' names, of two numbers and of one. */
const binary = {
  add,
  subtract: sub,
  multiply: mul,
  divide: div,
  pow,
  atan2,
  smaller: lt,
  smallerEq: le,
  larger: gt,
  largerEq: ge,
};
const unary = {
  unaryMinus: neg,
  abs,
  acos,
  acosh,
  asin,
  asinh,
  atan,
  atanh,
  cbrt,
  cos,
  cosh,
  exp,
  expm1,
  log,
  log10,
  log1p,
  log2,
  sin,
  sinh,
  sqrt,
  square,
  tan,
  tanh,
};

// mathjs' types leave addType out.
const { typed } = math as unknown as { typed: typeof math.typed & { addType(type: object): void } };
typed.addType({ name: 'Active', test: isActive });
for (const [name, op] of Object.entries(binary)) {
  math.import({ [name]: typed(name, { 'Active, Active': op, 'Active, number': op, 'number, Active': op }) });
}
for (const [name, op] of Object.entries(unary)) math.import({ [name]: typed(name, { Active: op }) });

/** What a user typed, as a function of an array of its variables. */
function functionOf(formula: string, variables: readonly string[]): (x: readonly Scalar[]) => Scalar {
  const code = math.compile(formula);
  return (x) => code.evaluate(Object.fromEntries(variables.map((name, i) => [name, x[i]])));
}

const variables = ['a', 'b', 't'];
const formula = 'a * exp(-b * t) * sin(2 * pi * t) + log(1 + a^2 * t) / (1 + b^2)';
const f = functionOf(formula, variables);

export const at: readonly number[] = [1.3, 0.7, 0.4];
export const gradient: readonly number[] = grad(f)(at);

const compiled = compile(grad(f));
export const compiledGradient: readonly number[] = compiled(at);

/** Of a formula in pieces mathjs has no derivative. */
export const piecewise: readonly number[] = grad(functionOf('t < 10 ? a * t : 10 a + b * (t - 10)', variables))([
  2, 3, 12,
]);

/** mathjs' own: a formula for each variable, from the formula. */
const symbolic = variables.map((name) => math.derivative(formula, name).compile());
const scope = Object.fromEntries(variables.map((name, i) => [name, at[i]]));
export const symbolicGradient: readonly number[] = symbolic.map((slope) => slope.evaluate(scope));

function microseconds(run: () => unknown): number {
  let best = Infinity;
  for (let round = 0; round < 20; round++) {
    const since = performance.now();
    for (let i = 0; i < 500; i++) run();
    best = Math.min(best, (performance.now() - since) * 2);
  }
  return best;
}

console.log(`∇ ${formula} at (${at.join(', ')}) is (${gradient.map((g) => g.toFixed(9)).join(', ')}).`);
console.log(`∇ (t < 10 ? a * t : 10 a + b * (t - 10)) at (2, 3, 12) is (${piecewise.join(', ')}).`);
console.log(`compiled            ${microseconds(() => compiled(at)).toFixed(2)} µs`);
console.log(`mathjs' derivatives ${microseconds(() => symbolic.map((slope) => slope.evaluate(scope))).toFixed(2)} µs`);
console.log(`uncompiled          ${microseconds(() => grad(f)(at)).toFixed(2)} µs`);
