import { readFileSync } from 'node:fs';

/** Decimals with more digits than a double has; the arguments are the shortest form of the double that was meant. */
export type Decimal = string;

/** A value with its partials up to some order, `partials[k]` those of order k in the order of `Mode.partials`. */
export interface Case {
  readonly x: readonly number[];
  readonly partials: readonly (readonly Decimal[])[];
}

/** The parsed file `spec/data/…`, taken at its word for being a T. */
export function data<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(`../data/${path}`, import.meta.url), 'utf8')) as T;
}

interface Listed<C> {
  readonly definition: string;
  readonly cases: readonly C[];
}

interface UnaryCase {
  readonly x: Decimal;
  readonly d: readonly Decimal[];
}

interface BinaryCase {
  readonly x: readonly [Decimal, Decimal];
  readonly value: Decimal;
  readonly grad: readonly Decimal[];
  readonly hess: readonly Decimal[];
  readonly third: readonly Decimal[];
}

interface PowiCase extends UnaryCase {
  readonly n: number;
}

/** A scalar field with gradient and Hessian. */
export interface FieldCase {
  readonly x: readonly Decimal[];
  readonly value: Decimal;
  readonly grad: readonly Decimal[];
  readonly hess: readonly (readonly Decimal[])[];
}

/** A list of functions with its Jacobian. */
export interface FieldsCase {
  readonly x: readonly Decimal[];
  readonly value: readonly Decimal[];
  readonly jac: readonly (readonly Decimal[])[];
}

const unaryFile = data<Record<string, Listed<UnaryCase>>>('oracle/unary.json');
const { powi, ...binaryFile } = data<Record<string, Listed<BinaryCase>> & { powi: Listed<PowiCase> }>(
  'oracle/binary.json',
);
const { softmax, logsoftmax, ...vectorFile } = data<
  Record<string, Listed<FieldCase>> & Record<'softmax' | 'logsoftmax', Listed<FieldsCase>>
>('oracle/vector.json');

/** Functions of one argument, to order 4. */
export const unary: ReadonlyMap<string, readonly Case[]> = mapped(unaryFile, ({ x, d }) => ({
  x: [Number(x)],
  partials: d.map((value) => [value]),
}));

/** Functions of two arguments, to order 3. The file lists each mixed partial once; ours come in every order. */
export const binary: ReadonlyMap<string, readonly Case[]> = mapped(binaryFile, (c) => ({
  x: c.x.map(Number),
  partials: [[c.value], c.grad, c.hess, c.third].map((listed, order) =>
    Array.from({ length: 2 ** order }, (_, word) => listed[ones(word)] as Decimal),
  ),
}));

/** xⁿ with its integer exponent, to order 4 in x. */
export const powers: readonly (Case & { readonly n: number })[] = powi.cases.map(({ x, n, d }) => ({
  x: [Number(x)],
  n,
  partials: d.map((value) => [value]),
}));

/** Numbers from vectors, with gradient and Hessian. */
export const vector: ReadonlyMap<string, readonly Case[]> = mapped(vectorFile, field);

/** Vectors from vectors. */
export const vectors: ReadonlyMap<string, readonly FieldsCase[]> = new Map([
  ['softmax', softmax.cases],
  ['logsoftmax', logsoftmax.cases],
]);

/** The case of a scalar field. */
export function field({ x, value, grad, hess }: FieldCase): Case {
  return { x: x.map(Number), partials: [[value], grad, hess.flat()] };
}

function mapped<C>(
  file: Readonly<Record<string, Listed<C>>>,
  one: (c: C) => Case,
): ReadonlyMap<string, readonly Case[]> {
  return new Map(Object.entries(file).map(([name, { cases }]) => [name, cases.map(one)]));
}

function ones(word: number): number {
  return word === 0 ? 0 : (word & 1) + ones(word >> 1);
}
