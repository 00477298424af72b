import * as native from '../../lib/entries/native-runtime.ts';

type Operation = (...operands: never[]) => unknown;

/** An operator or function of transformed code, and what it is in JavaScript. */
export interface NativeOperation {
  readonly name: string;
  readonly arity: number;
  readonly native: Operation;
  readonly plain: Operation;
}

const operation = (name: string, arity: number, native: unknown, plain: unknown): NativeOperation => ({
  name,
  arity,
  native: native as Operation,
  plain: plain as Operation,
});

/** JavaScript's operators, written so that no linter rewrites them. */
const operator = (js: string): Operation => new Function('x', 'y', `return ${js}`) as Operation;

const binary: readonly (readonly [string, unknown])[] = [
  ['x + y', native.$add],
  ['x - y', native.$sub],
  ['x * y', native.$mul],
  ['x / y', native.$div],
  ['x % y', native.$rem],
  ['x ** y', native.$pow],
  ['x | y', native.$or],
  ['x & y', native.$and],
  ['x ^ y', native.$xor],
  ['x << y', native.$shl],
  ['x >> y', native.$shr],
  ['x >>> y', native.$ushr],
  ['x < y', native.$lt],
  ['x <= y', native.$le],
  ['x > y', native.$gt],
  ['x >= y', native.$ge],
  ['x === y', native.$is],
  ['x !== y', native.$isnt],
  ['x == y', native.$eq],
  ['x != y', native.$ne],
];

const unary: readonly (readonly [string, unknown])[] = [
  ['-x', native.$neg],
  ['+x', native.$plus],
  ['~x', native.$not],
  ['++x', native.$inc],
  ['--x', native.$dec],
  ['x++', native.$numeric],
  ['!!x', native.$truthy],
  ['typeof x', native.$typeof],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template, in text
  ['`${x}`', native.$text],
  ['x', native.$key],
];

/** Every operator. */
export const operators: readonly NativeOperation[] = [
  ...binary.map(([js, f]) => operation(js, 2, f, operator(js))),
  ...unary.map(([js, f]) => operation(js, 1, f, operator(js))),
];

/** The functions of Math that this engine has, but for `random`; those of any number of arguments with 2. */
export const functionsOfMath: readonly string[] = Object.getOwnPropertyNames(Math).filter(
  (name) => typeof Math[name as 'sin'] === 'function' && name !== 'random',
);

const { hypot, max, min } = Math;
const variadic: readonly unknown[] = [hypot, max, min];

const exported: ReadonlyMap<string, unknown> = new Map(Object.entries(native));

const math = functionsOfMath.flatMap((name) => {
  const f = exported.get(`$Math_${name}`);
  const plain = Math[name as 'sin'];
  const own = operation(`Math.${name}`, plain.length, f, plain);
  const more = [0, 1, 3].map((n) => operation(`Math.${name} of ${n}`, n, f, plain));
  return variadic.includes(plain) ? [own, ...more] : [own, operation(`Math.${name} of 0`, 0, f, plain)];
});

const numbers: readonly (readonly [string, number, unknown, unknown])[] = [
  ['isNaN', 1, native.$isNaN, operator('isNaN(x)')],
  ['isFinite', 1, native.$isFinite, operator('isFinite(x)')],
  ['Number', 1, native.$Number, Number],
  ['Number of 0', 0, native.$Number, Number],
  ['parseFloat', 1, native.$parseFloat, parseFloat],
  ['Number.isNaN', 1, native.$Number_isNaN, Number.isNaN],
  ['Number.isFinite', 1, native.$Number_isFinite, Number.isFinite],
  ['Number.isInteger', 1, native.$Number_isInteger, Number.isInteger],
  ['Number.isSafeInteger', 1, native.$Number_isSafeInteger, Number.isSafeInteger],
  ['Number.parseFloat', 1, native.$Number_parseFloat, Number.parseFloat],
  ['Object.is', 2, native.$Object_is, Object.is],
];

/** Every operator and function that takes values of any kind. */
export const operations: readonly NativeOperation[] = [
  ...operators,
  ...math,
  ...numbers.map(([name, arity, f, plain]) => operation(name, arity, f, plain)),
];
