/** What a value is, for the middle of an error message: "an array of length 3", "a Promise", "undefined". */
export function describe(x: unknown): string {
  if (x === null || x === undefined || typeof x === 'boolean') return String(x);
  if (typeof x === 'number') return Object.is(x, -0) ? '-0' : String(x);
  if (typeof x === 'string') return `the string ${JSON.stringify(x.length > 40 ? `${x.slice(0, 40)}…` : x)}`;
  if (typeof x === 'bigint') return `the BigInt ${x}n`;
  if (typeof x === 'symbol') return 'a symbol';
  if (typeof x === 'function') return 'a function';
  if (Array.isArray(x)) return `an array of length ${x.length}`;
  if (ArrayBuffer.isView(x)) return `${article(kind(x))} of length ${(x as Float64Array).length ?? x.byteLength}`;
  if (typeof (x as PromiseLike<unknown>).then === 'function') return 'a Promise';
  return kind(x) === 'Object' ? 'an object' : article(kind(x));
}

function kind(x: object): string {
  return x.constructor?.name || Object.prototype.toString.call(x).slice(8, -1);
}

function article(noun: string): string {
  return `${/^([AEIO]|U(?!int))/.test(noun) ? 'an' : 'a'} ${noun}`;
}
