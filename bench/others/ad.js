// ad.js, forward: `gradientF` makes one pass per input; an output at a time, since it takes f(x) to be one number.
import library from 'ad.js';

const ad = library({});
const { add, sub, mul, div, maths } = ad;
const { sqrt, exp, log, sin, cos } = maths;

const value = (x) => (typeof x === 'number' ? x : value(x.primal));
const algebra = { constant: (c) => c, value, add, sub, mul, div, sqrt, exp, log, sin, cos };

export function gradientF(program) {
  const f = program.write(algebra);
  if (program.m === 1) return ad.gradientF(f);
  const outputs = Array.from({ length: program.m }, (_, i) => ad.gradientF((x) => f(x)[i]));
  return (x) => outputs.map((gradient) => gradient(x));
}
