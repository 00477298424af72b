import {
  abs,
  add,
  atan,
  cos,
  div,
  dot,
  exp,
  hypot,
  lt,
  mean,
  mul,
  neg,
  pow,
  prod,
  type Scalar,
  sin,
  square,
  sub,
  sum,
} from '../../lib/entries/forward.ts';

// The residuals of Moré, Garbow and Hillstrom's functions as a user of ours would write them.

type Vector = readonly Scalar[];

/** Takes in a constant that is no double: as its nearest, or, to bound the rounding, with what it may be off. */
export type About = (c: number) => Scalar;

export type Residuals = (x: Vector, about: About) => Scalar[];

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const cube = (x: Scalar): Scalar => mul(x, square(x));
const at = (x: Vector, i: number): Scalar => x[i] ?? 0;
const fall = (rate: Scalar, t: Scalar): Scalar => exp(neg(mul(rate, t)));
const bump = (rate: Scalar, t: Scalar, centre: Scalar): Scalar => fall(rate, square(sub(t, centre)));
const blocks = (x: Vector, size: number): Vector[] =>
  range(0, x.length / size - 1).map((b) => x.slice(b * size, (b + 1) * size));

const bard = [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.1, 4.39];

const gaussian = [
  0.0009, 0.0044, 0.0175, 0.054, 0.1295, 0.242, 0.3521, 0.3989, 0.3521, 0.242, 0.1295, 0.054, 0.0175, 0.0044, 0.0009,
];

const meyer = [34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872];

const kowalikOsborne: readonly (readonly [number, number])[] = [
  [0.1957, 4],
  [0.1947, 2],
  [0.1735, 1],
  [0.16, 0.5],
  [0.0844, 0.25],
  [0.0627, 0.167],
  [0.0456, 0.125],
  [0.0342, 0.1],
  [0.0323, 0.0833],
  [0.0235, 0.0714],
  [0.0246, 0.0625],
];

const osborne1 = [
  0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.85, 0.818, 0.784, 0.751, 0.718, 0.685, 0.658, 0.628, 0.603, 0.58,
  0.558, 0.538, 0.522, 0.506, 0.49, 0.478, 0.467, 0.457, 0.448, 0.438, 0.431, 0.424, 0.42, 0.414, 0.411, 0.406,
];

const osborne2 = [
  1.366, 1.191, 1.112, 1.013, 0.991, 0.885, 0.831, 0.847, 0.786, 0.725, 0.746, 0.679, 0.608, 0.655, 0.616, 0.606, 0.602,
  0.626, 0.651, 0.724, 0.649, 0.649, 0.694, 0.644, 0.624, 0.661, 0.612, 0.558, 0.533, 0.495, 0.5, 0.423, 0.395, 0.375,
  0.372, 0.391, 0.396, 0.405, 0.428, 0.429, 0.523, 0.562, 0.607, 0.653, 0.672, 0.708, 0.633, 0.668, 0.645, 0.632, 0.591,
  0.559, 0.597, 0.625, 0.739, 0.71, 0.729, 0.72, 0.636, 0.581, 0.428, 0.292, 0.162, 0.098, 0.054,
];

const rosenbrock: Residuals = (x) => {
  const [a, b] = x as [Scalar, Scalar];
  return [mul(10, sub(b, square(a))), sub(1, a)];
};

const powell: Residuals = (x, about) => {
  const [a, b, c, d] = x as [Scalar, Scalar, Scalar, Scalar];
  return [
    add(a, mul(10, b)),
    mul(about(Math.sqrt(5)), sub(c, d)),
    square(sub(b, mul(2, c))),
    mul(about(Math.sqrt(10)), square(sub(a, d))),
  ];
};

/** The Chebyshev polynomials T₁ … T_count at x. */
function chebyshev(x: Scalar, count: number): Scalar[] {
  const t: Scalar[] = [1, x];
  while (t.length <= count) t.push(sub(mul(2, mul(x, at(t, t.length - 1))), at(t, t.length - 2)));
  return t.slice(1);
}

export const residuals: Readonly<Record<string, Residuals>> = {
  rosenbrock,
  freudenstein_roth: (x) => {
    const [a, b] = x as [Scalar, Scalar];
    return [add(sub(a, 13), mul(sub(mul(sub(5, b), b), 2), b)), add(sub(a, 29), mul(sub(mul(add(b, 1), b), 14), b))];
  },
  powell_badly_scaled: (x, about) => {
    const [a, b] = x as [Scalar, Scalar];
    return [sub(mul(1e4, mul(a, b)), 1), sub(add(exp(neg(a)), exp(neg(b))), about(1.0001))];
  },
  brown_badly_scaled: (x, about) => {
    const [a, b] = x as [Scalar, Scalar];
    return [sub(a, 1e6), sub(b, about(2e-6)), sub(mul(a, b), 2)];
  },
  beale: (x) => {
    const [a, b] = x as [Scalar, Scalar];
    return [1.5, 2.25, 2.625].map((y, i) => sub(y, mul(a, sub(1, pow(b, i + 1)))));
  },
  jennrich_sampson: (x) => {
    const [a, b] = x as [Scalar, Scalar];
    return range(1, 10).map((i) => sub(2 + 2 * i, add(exp(mul(i, a)), exp(mul(i, b)))));
  },
  helical_valley: (x, about) => {
    const [a, b, c] = x as [Scalar, Scalar, Scalar];
    const turn = div(atan(div(b, a)), about(2 * Math.PI));
    const theta = lt(a, 0) ? add(turn, 0.5) : turn;
    return [mul(10, sub(c, mul(10, theta))), mul(10, sub(hypot(a, b), 1)), c];
  },
  bard: (x, about) => {
    const [a, b, c] = x as [Scalar, Scalar, Scalar];
    return bard.map((y, k) => {
      const u = k + 1;
      const v = 16 - u;
      return sub(about(y), add(a, div(u, add(mul(v, b), mul(Math.min(u, v), c)))));
    });
  },
  gaussian: (x, about) => {
    const [a, b, c] = x as [Scalar, Scalar, Scalar];
    return gaussian.map((y, k) => sub(mul(a, bump(div(b, 2), (7 - k) / 2, c)), about(y)));
  },
  meyer: (x) => {
    const [a, b, c] = x as [Scalar, Scalar, Scalar];
    return meyer.map((y, k) => sub(mul(a, exp(div(b, add(50 + 5 * k, c)))), y));
  },
  gulf: (x, about) => {
    const [a, b, c] = x as [Scalar, Scalar, Scalar];
    return range(1, 99).map((i) => {
      const t = about(i / 100);
      const y = add(25, about((-50 * Math.log(i / 100)) ** (2 / 3)));
      return sub(exp(neg(div(pow(abs(sub(y, b)), c), a))), t);
    });
  },
  box_3d: (x, about) => {
    const [a, b, c] = x as [Scalar, Scalar, Scalar];
    return range(1, 10).map((i) => {
      const t = about(i / 10);
      return sub(sub(fall(a, t), fall(b, t)), mul(c, sub(fall(1, t), exp(-i))));
    });
  },
  powell_singular: powell,
  wood: (x, about) => {
    const [a, b, c, d] = x as [Scalar, Scalar, Scalar, Scalar];
    return [
      mul(10, sub(b, square(a))),
      sub(1, a),
      mul(about(Math.sqrt(90)), sub(d, square(c))),
      sub(1, c),
      mul(about(Math.sqrt(10)), sub(add(b, d), 2)),
      div(sub(b, d), about(Math.sqrt(10))),
    ];
  },
  kowalik_osborne: (x, about) => {
    const [a, b, c, d] = x as [Scalar, Scalar, Scalar, Scalar];
    return kowalikOsborne.map(([y, decimal]) => {
      const u = about(decimal);
      const ratio = div(add(square(u), mul(u, b)), add(add(square(u), mul(u, c)), d));
      return sub(about(y), mul(a, ratio));
    });
  },
  brown_dennis: (x, about) => {
    const [a, b, c, d] = x as [Scalar, Scalar, Scalar, Scalar];
    return range(1, 20).map((i) => {
      const t = about(i / 5);
      return add(square(sub(add(a, mul(t, b)), exp(t))), square(sub(add(c, mul(d, sin(t))), cos(t))));
    });
  },
  osborne_1: (x, about) => {
    const [a, b, c, d, e] = x as [Scalar, Scalar, Scalar, Scalar, Scalar];
    return osborne1.map((y, k) => {
      const t = 10 * k;
      return sub(about(y), add(a, add(mul(b, fall(d, t)), mul(c, fall(e, t)))));
    });
  },
  biggs_exp6: (x, about) => {
    const [a, b, c, d, e, f] = x as [Scalar, Scalar, Scalar, Scalar, Scalar, Scalar];
    return range(1, 13).map((i) => {
      const t = about(i / 10);
      const y = sum([fall(1, t), mul(-5, exp(-i)), mul(3, fall(4, t))]);
      return sub(add(sub(mul(c, fall(a, t)), mul(d, fall(b, t))), mul(f, fall(e, t))), y);
    });
  },
  osborne_2: (x, about) =>
    osborne2.map((y, k) => {
      const t = about(k / 10);
      const peaks = [1, 2, 3].map((j) => mul(at(x, j), bump(at(x, j + 4), t, at(x, j + 7))));
      return sub(about(y), sum([mul(at(x, 0), fall(at(x, 4), t)), ...peaks]));
    }),
  watson: (x, about) => {
    const fits = range(1, 29).map((i) => {
      const powers = x.map((_, j) => about((i / 29) ** j));
      const slope = sum(x.slice(1).map((a, j) => mul(j + 1, mul(a, at(powers, j)))));
      return sub(sub(slope, square(dot(x, powers))), 1);
    });
    return [...fits, at(x, 0), sub(sub(at(x, 1), square(at(x, 0))), 1)];
  },
  extended_rosenbrock: (x, about) => blocks(x, 2).flatMap((pair) => rosenbrock(pair, about)),
  extended_powell: (x, about) => blocks(x, 4).flatMap((four) => powell(four, about)),
  penalty_1: (x, about) => [...x.map((a) => mul(about(Math.sqrt(1e-5)), sub(a, 1))), sub(sum(x.map(square)), 0.25)],
  penalty_2: (x, about) => {
    const grown = (i: number): Scalar => exp(about(i / 10));
    const tenths = x.map((a) => exp(div(a, 10)));
    const weighted = (r: Scalar): Scalar => mul(about(Math.sqrt(1e-5)), r);
    const pairs = tenths.slice(1).map((e, k) => weighted(sub(add(e, at(tenths, k)), add(grown(k + 2), grown(k + 1)))));
    const singles = tenths.slice(1).map((e) => weighted(sub(e, grown(-1))));
    const whole = sub(sum(x.map((a, k) => mul(x.length - k, square(a)))), 1);
    return [sub(at(x, 0), about(0.2)), ...pairs, ...singles, whole];
  },
  variably_dimensioned: (x) => {
    const weighted = sum(x.map((a, k) => mul(k + 1, sub(a, 1))));
    return [...x.map((a) => sub(a, 1)), weighted, square(weighted)];
  },
  trigonometric: (x) => {
    const rest = sub(x.length, sum(x.map((a) => cos(a))));
    return x.map((a, k) => sub(add(rest, mul(k + 1, sub(1, cos(a)))), sin(a)));
  },
  brown_almost_linear: (x) => [...x.slice(0, -1).map((a) => sub(add(a, sum(x)), x.length + 1)), sub(prod(x), 1)],
  discrete_boundary_value: (x, about) => {
    const h = about(1 / (x.length + 1));
    return x.map((a, k) => {
      const bend = cube(add(add(a, mul(k + 1, h)), 1));
      return add(sub(sub(mul(2, a), at(x, k - 1)), at(x, k + 1)), div(mul(square(h), bend), 2));
    });
  },
  discrete_integral: (x, about) => {
    const h = about(1 / (x.length + 1));
    const t = x.map((_, k) => mul(k + 1, h));
    const bends = x.map((a, k) => cube(add(add(a, at(t, k)), 1)));
    const below = bends.map((bend, k) => mul(at(t, k), bend));
    const above = bends.map((bend, k) => mul(sub(1, at(t, k)), bend));
    return x.map((a, k) => {
      const left = mul(sub(1, at(t, k)), sum(below.slice(0, k + 1)));
      const right = mul(at(t, k), sum(above.slice(k + 1)));
      return add(a, div(mul(h, add(left, right)), 2));
    });
  },
  broyden_tridiagonal: (x) =>
    x.map((a, k) => add(sub(sub(mul(sub(3, mul(2, a)), a), at(x, k - 1)), mul(2, at(x, k + 1))), 1)),
  broyden_banded: (x) =>
    x.map((a, k) => {
      const near = x.filter((_, j) => j !== k && j >= k - 5 && j <= k + 1);
      return sub(add(mul(a, add(2, mul(5, square(a)))), 1), sum(near.map((b) => mul(b, add(1, b)))));
    }),
  linear_full_rank: (x, about) => {
    const shift = add(mul(about(2 / 10), sum(x)), 1);
    return range(0, 9).map((k) => sub(at(x, k), shift));
  },
  linear_rank_1: (x) => {
    const weighted = sum(x.map((a, k) => mul(k + 1, a)));
    return range(1, 10).map((i) => sub(mul(i, weighted), 1));
  },
  linear_rank_1_zero: (x) => {
    const weighted = sum(x.slice(1, -1).map((a, k) => mul(k + 2, a)));
    return [-1, ...range(2, 9).map((i) => sub(mul(i - 1, weighted), 1)), -1];
  },
  chebyquad: (x, about) => {
    const values = x.map((a) => chebyshev(sub(mul(2, a), 1), x.length));
    return x.map((_, k) => {
      const i = k + 1;
      const integral = i % 2 === 1 ? 0 : about(-1 / (i * i - 1));
      return sub(mean(values.map((t) => at(t, k))), integral);
    });
  },
};
