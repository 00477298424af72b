// Special functions, distributions, fits and filters.
import bessel from 'bessel';
import gamma from 'gamma';
import gaussian from 'gaussian';
import jstat from 'jstat';
import KalmanFilter from 'kalmanjs';
import { distance } from 'ml-distance';
import { levenbergMarquardt } from 'ml-levenberg-marquardt';
import * as peaks from 'ml-peak-shape-generator';
import { PolynomialRegression } from 'ml-regression-polynomial';
import regression from 'regression';
import * as simple from 'simple-statistics';

const { jStat } = jstat;
const xs = [[3.1, 1.2, 5.5, 2.2]];
const shapes = { ...peaks };
const shape = (name, options) => new shapes[name](options);
const peak = (name, keys, at) => ({
  name: `ml-peak-shape-generator: ${name}`,
  f: ([x, ...p]) => shape(name, Object.fromEntries(keys.map((k, i) => [k, p[i]]))).fct(x),
  at,
  published: ([x, ...p]) => {
    const s = shape(name, Object.fromEntries(keys.map((k, i) => [k, p[i]])));
    const { dx, parameters } = s.derivative(x);
    return [dx, ...keys.map((k) => parameters[s.getParameters().indexOf(k)])];
  },
});

export const cases = [
  {
    name: 'bessel: J and I',
    f: ([x]) => bessel.besselj(x, 0) + bessel.besselj(x, 3) * bessel.besseli(x, 1),
    at: [[1.7], [9.3]],
  },
  { name: 'bessel: Y and K', f: ([x]) => bessel.bessely(x, 2) + bessel.besselk(x, 1), at: [[1.7], [9.3]] },
  { name: 'gamma', f: ([x]) => gamma(x), at: [[2.5], [0.7], [5.3], [-1.5], [120.5]] },
  { name: 'gamma: log', f: ([x]) => gamma.log(x), at: [[2.5], [130]] },
  {
    name: 'gaussian: cdf',
    f: ([x, m]) => gaussian(m, 2.3).cdf(x),
    at: [[1.3, 0.4]],
    published: ([x, m]) => [gaussian(m, 2.3).pdf(x), -gaussian(m, 2.3).pdf(x)],
    // Its erfc is an approximation to 1.2e-7.
    publishedTo: 1e-6,
  },
  {
    name: 'gaussian: ppf, pdf',
    f: ([x, v]) => gaussian(1, v).ppf(x) + gaussian(x, v).mul(gaussian(2, 3)).mean,
    at: [[0.3, 2]],
  },
  {
    name: 'jstat: gamma functions',
    f: ([x]) => jStat.gammaln(x) + jStat.gammafn(x) + jStat.lowRegGamma(2, x) + jStat.erf(x / 4),
    at: [[2.3], [0.8]],
  },
  { name: 'jstat: beta functions', f: ([a, b]) => jStat.ibeta(0.3, a, b) + jStat.betaln(a, b), at: [[2.3, 3.1]] },
  {
    name: 'jstat: distributions',
    f: ([x, m]) =>
      jStat.normal.pdf(x, m, 2) +
      jStat.normal.cdf(x, m, 2) +
      jStat.gamma.pdf(x, 2, m) +
      jStat.weibull.cdf(x, 2, m) +
      jStat.lognormal.pdf(x, m, 1),
    at: [[1.3, 0.7]],
  },
  {
    name: 'jstat: cdf of Student’s t',
    f: ([x]) => jStat.studentt.cdf(x, 5),
    at: [[1.3], [0.4]],
    published: ([x]) => [jStat.studentt.pdf(x, 5)],
    publishedTo: 1e-7,
  },
  {
    name: 'jstat: inverses',
    f: ([p]) => jStat.normal.inv(p, 0, 1) + jStat.exponential.inv(p, 2) + jStat.cauchy.inv(p, 0, 1),
    at: [[0.3]],
  },
  {
    name: 'jstat: lists',
    f: (x) => jStat.stdev([...x]) + jStat.skewness([...x]) + jStat.median([...x]) + jStat.percentile([...x], 0.4),
    at: xs,
  },
  {
    name: 'jstat: matrices',
    f: ([a, b]) =>
      jStat.det([
        [a, b, 1],
        [2, a, b],
        [1, 1, 3],
      ]) +
      jStat.inv([
        [a, b],
        [1, 3],
      ])[0][1],
    at: [[2.5, 1.5]],
  },
  {
    name: 'kalmanjs',
    f: ([r, q, z]) => {
      const k = new KalmanFilter({ R: r, Q: q });
      return [1, 1.3, 0.9, z, 1.1].map((v) => k.filter(v)).at(-1);
    },
    at: [[0.01, 3, 1.2]],
  },
  {
    name: 'ml-distance',
    f: (x) =>
      distance.euclidean([...x], [1, 2, 3, 4]) +
      distance.canberra([...x], [1, 2, 3, 4]) +
      distance.minkowski([...x], [1, 2, 3, 4], 3) +
      distance.kullbackLeibler([...x], [1, 2, 3, 4]),
    at: xs,
  },
  {
    name: 'ml-levenberg-marquardt',
    f: ([y]) =>
      levenbergMarquardt(
        { x: [0, 1, 2, 3], y: [1, y, 7.5, 20] },
        ([a, b]) =>
          (t) =>
            a * Math.exp(b * t),
        { initialValues: [1, 0.9], maxIterations: 20, damping: 0.1 },
      ).parameterValues[1],
    at: [[2.7]],
    tolerance: 1e-4,
  },
  peak(
    'Gaussian',
    ['fwhm'],
    [
      [0.7, 2.1],
      [-1.3, 0.9],
    ],
  ),
  peak(
    'Lorentzian',
    ['fwhm'],
    [
      [0.7, 2.1],
      [-1.3, 0.9],
    ],
  ),
  peak('LorentzianDispersive', ['fwhm'], [[0.7, 2.1]]),
  peak('PseudoVoigt', ['fwhm', 'mu'], [[0.7, 2.1, 0.4]]),
  peak('GeneralizedLorentzian', ['fwhm', 'gamma'], [[0.7, 2.1, 0.4]]),
  peak(
    'SplitGaussian',
    ['fwhmLeft', 'fwhmRight'],
    [
      [0.7, 2.1, 1.4],
      [-0.7, 2.1, 1.4],
    ],
  ),
  {
    name: 'ml-peak-shape-generator: getData',
    f: ([w]) => peaks.getGaussianData({ fwhm: w }, { length: 31 })[9],
    at: [[7.3]],
  },
  {
    name: 'ml-regression-polynomial',
    f: ([a, b]) => new PolynomialRegression([0, 1, 2, 3, 4], [a, 2, b, 3, 7], 2).predict(2.5),
    at: [[1, 3]],
  },
  {
    name: 'regression: linear, rounded',
    f: ([a, b]) =>
      regression.linear(
        [
          [0, a],
          [1, b],
          [2, 5],
        ],
        { precision: 12 },
      ).equation[0],
    at: [[1, 3]],
    // Results are rounded to decimals.
    program: [0, 0],
  },
  {
    name: 'simple-statistics: errorFunction',
    f: ([x]) => simple.errorFunction(x),
    at: [[0.4], [1.7]],
    published: ([x]) => [(2 / Math.sqrt(Math.PI)) * Math.exp(-x * x)],
    publishedTo: 1e-5,
  },
  {
    name: 'simple-statistics: quantile, median',
    f: (x) => simple.quantile([...x], 0.3) + simple.median([...x]) + simple.interquartileRange([...x]),
    at: xs,
  },
  {
    name: 'simple-statistics: regression',
    f: ([a, b, c]) => {
      const l = simple.linearRegression([
        [0, a],
        [1, b],
        [2, c],
        [3, 7],
      ]);
      return (
        l.m * l.b +
        simple.rSquared(
          [
            [0, a],
            [1, b],
          ],
          simple.linearRegressionLine(l),
        )
      );
    },
    at: [[1, 3, 4]],
  },
  {
    name: 'simple-statistics: gamma, probit',
    f: ([x]) => simple.gamma(x) + simple.gammaln(x) + simple.logit(x / 5) + simple.inverseErrorFunction(x / 5),
    at: [[3.7]],
  },
  {
    name: 'simple-statistics: moments',
    f: (x) =>
      simple.standardDeviation(x) +
      simple.sampleSkewness(x) * simple.rootMeanSquare(x) +
      simple.geometricMean(x) +
      simple.harmonicMean(x) +
      simple.medianAbsoluteDeviation(x),
    at: xs,
  },
  {
    name: 'simple-statistics: density, correlation',
    f: (x) => simple.kernelDensityEstimation(x)(2.5) + simple.sampleCorrelation(x, [1, 3, 2, 5]),
    at: xs,
  },
];
