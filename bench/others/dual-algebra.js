// @thi.ng/dual-algebra: a dual number is an array [value, d1 … dn]; the ops have a version of their own for n = 1.
import { add, cos, div, dual, exp, log, mul, sin, sqrt, sub } from '@thi.ng/dual-algebra';

const ops = { value: (x) => x[0], add, sub, mul, div, sqrt, exp, log, sin, cos };

const outputs = (program, y) => (program.m === 1 ? [y] : y);

/** One pass with n directions. */
export function directions(program) {
  const { n } = program;
  const f = program.write({ ...ops, constant: (c) => dual(c, n) });
  return (x) => outputs(program, f(x.map((xi, i) => dual(xi, n, i + 1)))).map((y) => y.slice(1));
}

/** n passes with one direction. */
export function passes(program) {
  const { n, m } = program;
  const f = program.write({ ...ops, constant: (c) => [c, 0] });
  return (x) => {
    const rows = Array.from({ length: m }, () => new Array(n));
    for (let j = 0; j < n; j++) {
      const ys = outputs(program, f(x.map((xi, i) => [xi, i === j ? 1 : 0])));
      for (let i = 0; i < m; i++) rows[i][j] = ys[i][1];
    }
    return rows;
  };
}
