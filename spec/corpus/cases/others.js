// Finance, differential equations, noise and moist air.
import bs from 'black-scholes';
import * as financial from 'financial';
import greeks from 'greeks';
import newton from 'newton-raphson-method';
import { Solver } from 'odex';
import psychrolib from 'psychrolib';
import { createNoise2D, createNoise3D } from 'simplex-noise';
import xirr from 'xirr';

const option = [
  [30, 34, 0.25, 0.2, 0.08],
  [100, 95, 1.5, 0.35, 0.03],
];
const random = () => {
  let s = 1;
  return () => {
    s = (s * 16807) % 2147483647;
    return s / 2147483647;
  };
};
const noise = createNoise2D(random());
const noise3 = createNoise3D(random());

export const cases = [
  {
    name: 'black-scholes: call, and greeks',
    f: ([s, k, t, v, r]) => bs.blackScholes(s, k, t, v, r, 'call'),
    at: option,
    // Delta, vega per percent, theta per day, rho per percent.
    published: ([s, k, t, v, r]) => [
      greeks.getDelta(s, k, t, v, r, 'call'),
      undefined,
      -365 * greeks.getTheta(s, k, t, v, r, 'call'),
      100 * greeks.getVega(s, k, t, v, r),
      100 * greeks.getRho(s, k, t, v, r, 'call'),
    ],
  },
  {
    name: 'black-scholes: put, and greeks',
    f: ([s, k, t, v, r]) => bs.blackScholes(s, k, t, v, r, 'put'),
    at: option,
    published: ([s, k, t, v, r]) => [
      greeks.getDelta(s, k, t, v, r, 'put'),
      undefined,
      -365 * greeks.getTheta(s, k, t, v, r, 'put'),
      100 * greeks.getVega(s, k, t, v, r),
      100 * greeks.getRho(s, k, t, v, r, 'put'),
    ],
  },
  {
    name: 'greeks: gamma is the slope of delta',
    f: ([s]) => greeks.getDelta(s, 34, 0.25, 0.2, 0.08, 'call'),
    at: [[30], [36]],
    published: ([s]) => [greeks.getGamma(s, 34, 0.25, 0.2, 0.08)],
  },
  {
    name: 'financial: pmt, fv, pv',
    f: ([r, n]) => financial.pmt(r, n, 200000) + financial.fv(r, n, -100, -100) + financial.pv(r, n, -100),
    at: [[0.005, 180]],
  },
  {
    name: 'financial: rate, irr',
    f: ([a, b]) => financial.irr([-100, a, b, 44.1, 11.2]) + financial.npv(0.08, [-100, a, b]) / 100,
    at: [[39, 59]],
    tolerance: 1e-4,
  },
  {
    name: 'newton-raphson-method',
    f: ([a]) =>
      newton(
        (x) => x * x * x - a,
        (x) => 3 * x * x,
        1,
        { tolerance: 1e-14 },
      ),
    at: [[2.3]],
  },
  {
    name: 'odex: Lotka–Volterra',
    f: ([a, b]) => {
      const s = new Solver(2);
      s.absoluteTolerance = 1e-9;
      s.relativeTolerance = 1e-9;
      return s.solve((_t, [p, q]) => [a * p - b * p * q, 0.4 * p * q - 0.6 * q], 0, [1, 1], 2).y[0];
    },
    at: [[0.9, 0.7]],
    tolerance: 1e-5,
  },
  {
    name: 'psychrolib: humidity, wet bulb',
    f: ([t, p]) => {
      psychrolib.SetUnitSystem(psychrolib.SI);
      return (
        psychrolib.GetHumRatioFromRelHum(t, 0.4, p) * 1000 +
        psychrolib.GetMoistAirEnthalpy(t, 0.008) / 1000 +
        psychrolib.GetSatVapPres(t)
      );
    },
    at: [[25, 101325]],
  },
  {
    name: 'psychrolib: dew point by Newton',
    f: ([p]) => {
      psychrolib.SetUnitSystem(psychrolib.SI);
      return psychrolib.GetTDewPointFromVapPres(25, p);
    },
    at: [[1200]],
    tolerance: 1e-3,
  },
  {
    name: 'simplex-noise',
    f: ([x, y]) => noise(x, y) + noise3(x, y, x * y),
    at: [
      [0.3, 0.7],
      [2.1, -1.4],
    ],
  },
  {
    name: 'xirr',
    f: ([a, b]) =>
      xirr([
        { amount: -1000, when: new Date(2016, 0, 15) },
        { amount: a, when: new Date(2016, 1, 8) },
        { amount: b, when: new Date(2016, 3, 17) },
      ]),
    at: [[-2500, 5050]],
    tolerance: 1e-5,
  },
];
