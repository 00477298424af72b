import {
  add,
  cos,
  defineOp,
  div,
  dot,
  exp,
  log,
  mul,
  neg,
  type Scalar,
  sin,
  sqrt,
  square,
  sub,
} from '../../lib/entries/index.ts';
import type { Field, Fields } from './modes.ts';

type Vector = readonly Scalar[];

/** ln x + x y − sin y */
export const surveyExample: Field = ([x, y]) =>
  sub(add(log(x as Scalar), mul(x as Scalar, y as Scalar)), sin(y as Scalar));

/** Φ: the value by Marsaglia's series, the derivative by what it is. */
const normal: (x: Scalar) => Scalar = defineOp({
  name: 'normal',
  arity: 1,
  value: (x) => {
    let [total, term] = [x, x];
    for (let k = 3; total !== total + term; k += 2) {
      term *= (x * x) / k;
      total += term;
    }
    return 0.5 + (total * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
  },
  partials: (A, _v, x) => [mul(1 / Math.sqrt(2 * Math.PI), A.exp(mul(-0.5, A.square(x))))],
});

/** The price of an option by S, σ, t, r and q; s is 1 for a call, −1 for a put. */
export const blackScholes =
  (strike: number, s: number): Field =>
  (x) => {
    const [spot, sigma, t, r, q] = x as [Scalar, Scalar, Scalar, Scalar, Scalar];
    const spread = mul(sigma, sqrt(t));
    const drift = mul(add(sub(r, q), mul(0.5, square(sigma))), t);
    const d1 = div(add(log(div(spot, strike)), drift), spread);
    const d2 = sub(d1, spread);
    const discounted = (rate: Scalar, amount: Scalar): Scalar => mul(amount, exp(neg(mul(rate, t))));
    const [bought, sold] = [
      mul(discounted(q, spot), normal(mul(s, d1))),
      mul(discounted(r, strike), normal(mul(s, d2))),
    ];
    return mul(s, sub(bought, sold));
  };

/** E with E − e sin E = M, by Newton's method. */
export const kepler: Field = ([m, e]) => {
  let anomaly = add(m as Scalar, mul(0.85, e as Scalar));
  for (let i = 0; i < 12; i++) {
    const residual = sub(sub(anomaly, mul(e as Scalar, sin(anomaly))), m as Scalar);
    anomaly = sub(anomaly, div(residual, sub(1, mul(e as Scalar, cos(anomaly)))));
  }
  return anomaly;
};

/** Classical Runge–Kutta steps of y′ = slope(y) from 0 to `end`. */
function integrate(slope: Fields, start: Vector, end: number, steps: number): Scalar[] {
  const h = end / steps;
  const along = (y: Vector, t: number, k: Vector): Scalar[] => y.map((yi, i) => add(yi, mul(t, k[i] as Scalar)));
  let y = [...start];
  for (let step = 0; step < steps; step++) {
    const k1 = slope(y);
    const k2 = slope(along(y, h / 2, k1));
    const k3 = slope(along(y, h / 2, k2));
    const k4 = slope(along(y, h, k3));
    y = y.map((yi, i) => {
      const [a, b, c, d] = [k1[i], k2[i], k3[i], k4[i]] as [Scalar, Scalar, Scalar, Scalar];
      return add(yi, mul(h / 6, add(add(a, d), mul(2, add(b, c)))));
    });
  }
  return y;
}

/** Predators and prey at the end, by how many there are at the beginning and four rates. */
export const lotkaVolterra =
  (end: number, steps: number): Fields =>
  (u) => {
    const [p0, p1, p2, p3] = u.slice(2) as [Scalar, Scalar, Scalar, Scalar];
    const slope: Fields = (y) => {
      const [prey, predators] = y as [Scalar, Scalar];
      const met = mul(prey, predators);
      return [sub(mul(p0, prey), mul(p1, met)), sub(mul(p3, met), mul(p2, predators))];
    };
    return integrate(slope, u.slice(0, 2), end, steps);
  };

/** Half the square of how far two numbers are from 1. */
export const missed: Field = (u) => {
  const off = u.map((ui) => sub(1, ui));
  return mul(0.5, dot(off, off));
};

/** The states at t = 2 of Özyurt & Barton's system by its two parameters, then the integral of half their squares. */
export const ozyurtBarton: Fields = (p) => {
  const [p1, p2] = p as [Scalar, Scalar];
  const slope: Fields = (y) => {
    const [y1, y2, y3] = y as [Scalar, Scalar, Scalar];
    const squares = add(add(square(y1), square(y2)), square(y3));
    return [sub(neg(mul(p1, square(y1))), y3), neg(y2), neg(mul(mul(square(p2), y2), y3)), mul(0.5, squares)];
  };
  return integrate(slope, [1, 1, 1, 0], 2, 400);
};

/** Robertson's reactions at t = 0.4 by their three rates: stiff, and small steps will do. */
export const robertson: Fields = (p) => {
  const [p1, p2, p3] = p as [Scalar, Scalar, Scalar];
  const slope: Fields = (y) => {
    const [y1, y2, y3] = y as [Scalar, Scalar, Scalar];
    const gained = mul(p3, square(y2));
    const left = sub(mul(p1, y1), mul(p2, mul(y2, y3)));
    return [neg(left), sub(left, gained), gained];
  };
  return integrate(slope, [1, 0, 0], 0.4, 2000);
};

const right = Math.PI / 2;
const links = {
  a: [0, 0.4318, 0.0203, 0, 0, 0],
  d: [0, 0, 0.15005, 0.4318, 0, 0],
  // Of a right angle cosine and sine, exactly.
  alpha: [right, 0, -right, right, -right, 0].map((t) => [Math.round(Math.cos(t)), Math.round(Math.sin(t))] as const),
};

/** Where the hand of a Puma 560 is by its six angles, then its rotation row by row. */
export const puma560: Fields = (q) => {
  let pose: Vector[] = [
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 1, 0],
  ];
  q.forEach((angle, i) => {
    const [c, s] = [cos(angle), sin(angle)];
    const [a, d] = [links.a[i], links.d[i]] as [number, number];
    const [ca, sa] = links.alpha[i] as readonly [number, number];
    const link: Vector[] = [
      [c, mul(-ca, s), mul(sa, s), mul(a, c)],
      [s, mul(ca, c), mul(-sa, c), mul(a, s)],
      [0, sa, ca, d],
      [0, 0, 0, 1],
    ];
    const columns = [0, 1, 2, 3].map((j) => link.map((row) => row[j] as Scalar));
    pose = pose.map((row) => columns.map((column) => dot(row, column)));
  });
  return [...pose.map((row) => row[3] as Scalar), ...pose.flatMap((row) => row.slice(0, 3))];
};

/** Objective and the two constraints of problem 71. */
export const hockSchittkowski71: Fields = (x) => {
  const [x1, x2, x3, x4] = x as [Scalar, Scalar, Scalar, Scalar];
  const objective = add(mul(mul(x1, x4), add(add(x1, x2), x3)), x3);
  return [objective, mul(mul(x1, x2), mul(x3, x4)), dot(x, x)];
};
