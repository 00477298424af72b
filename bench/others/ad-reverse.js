// ad.js, reverse: `gradientR` of the build that its manual calls the fastest, with first derivatives only.
import library from 'ad.js';

const ad = library({ mode: 'r', noHigher: true });
const { add, sub, mul, div, maths, untapify: value } = ad;
const { sqrt, exp, log, sin, cos } = maths;
const algebra = { constant: (c) => c, value, add, sub, mul, div, sqrt, exp, log, sin, cos };

/** Value and gradient; the Jacobian by a whole gradient an output, since it takes f(x) to be one number. */
export function reverse(program) {
  const f = program.write(algebra);
  const values = new Array(program.m);
  const outputs = values.fill(0).map((_, i) =>
    ad.gradientR((x) => {
      const y = program.m === 1 ? f(x) : f(x)[i];
      values[i] = value(y);
      return y;
    }),
  );
  return (x) => [...outputs.map((gradient) => gradient(x)), values];
}
