/** The run-time operators by the JavaScript operators that they stand for. */
export const ARITHMETIC: Readonly<Record<string, string>> = {
  '+': '$add',
  '-': '$sub',
  '*': '$mul',
  '/': '$div',
  '%': '$rem',
  '**': '$pow',
};

export const BITWISE: Readonly<Record<string, string>> = {
  '|': '$or',
  '&': '$and',
  '^': '$xor',
  '<<': '$shl',
  '>>': '$shr',
  '>>>': '$ushr',
};

export const ORDERING: Readonly<Record<string, string>> = { '<': '$lt', '<=': '$le', '>': '$gt', '>=': '$ge' };

export const EQUALITY: Readonly<Record<string, string>> = { '===': '$is', '!==': '$isnt', '==': '$eq', '!=': '$ne' };

export const BINARY: Readonly<Record<string, string>> = { ...ARITHMETIC, ...BITWISE, ...ORDERING, ...EQUALITY };

export const UNARY: Readonly<Record<string, string>> = { '-': '$neg', '+': '$plus', '~': '$not' };

const MATH: readonly string[] =
  `abs acos acosh asin asinh atan atan2 atanh cbrt ceil clz32 cos cosh exp expm1 floor fround hypot imul log log10 log1p
   log2 max min pow round sign sin sinh sqrt tan tanh trunc`.split(/\s+/);

export const MATH_CONSTANTS: ReadonlySet<string> = new Set([
  'E',
  'LN10',
  'LN2',
  'LOG10E',
  'LOG2E',
  'PI',
  'SQRT1_2',
  'SQRT2',
]);

/** Constants of Number, none of which can be changed. */
export const NUMBER_CONSTANTS: ReadonlySet<string> = new Set([
  'EPSILON',
  'MAX_SAFE_INTEGER',
  'MAX_VALUE',
  'MIN_SAFE_INTEGER',
  'MIN_VALUE',
  'NaN',
  'NEGATIVE_INFINITY',
  'POSITIVE_INFINITY',
]);

/** The stand-ins of functions of global objects: `Math.sin` is `$Math_sin`. */
export const MEMBERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Math: Object.fromEntries(MATH.map((name) => [name, `$Math_${name}`])),
  Number: {
    isFinite: '$Number_isFinite',
    isInteger: '$Number_isInteger',
    isNaN: '$Number_isNaN',
    isSafeInteger: '$Number_isSafeInteger',
    parseFloat: '$Number_parseFloat',
  },
  Object: { is: '$Object_is' },
};

/** The stand-ins of global functions and objects. */
export const GLOBALS: Readonly<Record<string, string>> = {
  Float64Array: '$Float64Array',
  Math: '$Math',
  Number: '$Number',
  isFinite: '$isFinite',
  isNaN: '$isNaN',
  parseFloat: '$parseFloat',
};

/** Constructors that take a number for a length, and anything else for their contents. */
export const SIZED: RegExp =
  /^(?:Array|ArrayBuffer|SharedArrayBuffer|(?:Ui|I)nt(?:8|16|32)Array|Uint8ClampedArray|Float(?:16|32)Array|Big(?:Ui|I)nt64Array)$/;

/** Whether `new` of a global takes an active number for another than a plain one. */
export function isNumberConstructor(name: string | undefined): boolean {
  return name !== undefined && (name === 'Float64Array' || name === 'Number' || SIZED.test(name));
}
