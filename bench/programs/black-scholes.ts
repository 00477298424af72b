import { add, defineOp, div, exp, log, mul, neg, type Scalar, sqrt, square, sub } from '../../lib/entries/index.ts';
import type { Derivative } from './derivative.ts';
import { uniform } from './program.ts';

const DENSITY = 1 / Math.sqrt(2 * Math.PI);

/** Φ to double precision (Hart 1968; as in West, Better approximations to cumulative normal functions, 2005). */
function normal(x: number): number {
  const z = Math.abs(x);
  if (z > 37) return x > 0 ? 1 : 0;
  const e = Math.exp((-z * z) / 2);
  let tail = e / (z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))))) / 2.506628274631;
  if (z < 7.07106781186547) {
    let p = 3.52624965998911e-2 * z + 0.700383064443688;
    p = ((p * z + 6.37396220353165) * z + 33.912866078383) * z + 112.079291497871;
    p = (p * z + 221.213596169931) * z + 220.206867912376;
    let q = 8.83883476483184e-2 * z + 1.75566716318264;
    q = ((q * z + 16.064177579207) * z + 86.7807322029461) * z + 296.564248779674;
    q = ((q * z + 637.333633378831) * z + 793.826512519948) * z + 440.413735824752;
    tail = (e * p) / q;
  }
  return x > 0 ? 1 - tail : tail;
}

const cumulative = defineOp({
  name: 'normal',
  arity: 1,
  value: normal,
  partials: (A, _v, x) => [A.mul(DENSITY, A.exp(A.mul(-0.5, A.square(x))))],
});

/** The price of a call by spot, strike, rate, volatility and time. */
function price([s, k, r, v, t]: readonly Scalar[]): Scalar {
  const [spot, strike, rate, volatility, time] = [s, k, r, v, t] as [Scalar, Scalar, Scalar, Scalar, Scalar];
  const width = mul(volatility, sqrt(time));
  const drift = mul(add(rate, mul(0.5, square(volatility))), time);
  const d1 = div(add(log(div(spot, strike)), drift), width);
  const present = mul(strike, exp(neg(mul(rate, time))));
  return sub(mul(spot, cumulative(d1)), mul(present, cumulative(sub(d1, width))));
}

/** ∂spot (delta), ∂strike, ∂rate (rho), ∂volatility (vega), ∂time (−theta), as textbooks have them. */
function byHand(x: readonly number[], greeks: Float64Array = new Float64Array(5)): Float64Array {
  const [spot, strike, rate, volatility, time] = x as [number, number, number, number, number];
  const root = Math.sqrt(time);
  const d1 = (Math.log(spot / strike) + (rate + 0.5 * volatility * volatility) * time) / (volatility * root);
  const delta = normal(d1);
  const discounted = Math.exp(-rate * time) * normal(d1 - volatility * root);
  const vega = spot * DENSITY * Math.exp(-0.5 * d1 * d1) * root;
  greeks[0] = delta;
  greeks[1] = -discounted;
  greeks[2] = strike * time * discounted;
  greeks[3] = vega;
  greeks[4] = (vega * volatility) / (2 * time) + rate * strike * discounted;
  return greeks;
}

/** The Greeks of a European call (Black & Scholes 1973); Φ is an operation of the user's. */
export const blackScholes: Derivative = {
  name: 'Black–Scholes Greeks',
  n: 5,
  verb: 'grad',
  f: price,
  sample: (random) => [
    uniform(random, 80, 120),
    uniform(random, 80, 120),
    uniform(random, 0, 0.1),
    uniform(random, 0.1, 0.5),
    uniform(random, 0.25, 2),
  ],
  byHand,
};
