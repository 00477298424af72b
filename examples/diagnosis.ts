// What a derivative rests on, told by diagnose: the value of an annuity at an interest rate of 0, and a root by bisection.

import { add, diagnose, div, eq, lt, mul, pow, type Scalar, sub } from '../lib/entries/index.ts';

const annuity = (rate: Scalar): Scalar => {
  if (eq(rate, 0)) return 10;
  return div(sub(1, pow(add(1, rate), -10)), rate);
};

const cubeRoot = (a: Scalar): Scalar => {
  let [low, high] = [0, 2];
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (lt(middle ** 3, a)) low = middle;
    else high = middle;
  }
  return low;
};

// Better: from the root one Newton step, which a derivative passes through.
const better = (a: Scalar): Scalar => {
  const root = cubeRoot(a);
  return sub(root, div(sub(pow(root, 3), a), 3 * Number(root) ** 2));
};

console.log(`annuity(0): ${diagnose(annuity, 0)}`);
console.log(`\ncubeRoot(2): ${diagnose(cubeRoot, 2)}`);
console.log(`\nbetter(2), derivative ${diagnose(better, 2).derivative}`);
console.log(`\nannuity(0.03): ${diagnose(annuity, 0.03)}`);
console.log(`\nx³: ${diagnose((x) => mul(x, mul(x, x)), 2)}`);
