// Curves that animations follow.
import unitBezier from '@mapbox/unitbezier';
import * as tween from '@tweenjs/tween.js';
import bezierEasing from 'bezier-easing';
import cubicBezier from 'cubic-bezier';
import * as d3 from 'd3-ease';
import eases from 'eases';
import * as popmotion from 'popmotion';
import tweenFunctions from 'tween-functions';

const sum = (functions, t) => Object.values(functions).reduce((s, f) => s + f(t), 0);

export const cases = [
  {
    name: 'bezier-easing',
    f: ([t, x1]) => bezierEasing(x1, 0.1, 0.25, 1)(t),
    at: [
      [0.3, 0.42],
      [0.77, 0.2],
    ],
  },
  {
    name: '@mapbox/unitbezier',
    f: ([t, x1]) => unitBezier(x1, 0.1, 0.25, 1)(t, 1e-12),
    at: [
      [0.3, 0.42],
      [0.8, 0.3],
    ],
  },
  {
    name: 'cubic-bezier',
    f: ([t, y1]) => cubicBezier(0.25, y1, 0.25, 1, 1e-10)(t),
    at: [[0.3, 0.1]],
    // It falls back to a bisection, and what that finds depends on t by comparisons alone.
    program: [1.0550301203817214],
  },
  { name: 'eases: all', f: ([t]) => sum(eases, t), at: [[0.3], [0.61]] },
  {
    name: 'd3-ease: elastic, back, poly',
    f: ([t, a]) =>
      d3.easeElasticOut.amplitude(a).period(0.4)(t) * d3.easeBackInOut.overshoot(a)(t) + d3.easePolyIn.exponent(a)(t),
    at: [
      [0.31, 1.2],
      [0.7, 1.7],
    ],
  },
  {
    name: 'd3-ease: bounce, circle, exp, sin',
    f: ([t]) => d3.easeBounceInOut(t) + d3.easeCircleInOut(t) * d3.easeExpInOut(t) - d3.easeSinInOut(t),
    at: [[0.31], [0.7]],
  },
  {
    name: 'tween-functions: all',
    f: ([t, c]) => Object.values(tweenFunctions).reduce((s, f) => s + f(t, 1, c, 2), 0),
    // easeInElastic computes asin(c / a) with a = c: the slope of asin at 1 is ∞, that of c / a is 0.
    program: [undefined, Number.NaN],
    at: [
      [0.7, 3],
      [1.3, 2],
    ],
  },
  {
    name: '@tweenjs/tween.js: Easing',
    f: ([t]) =>
      sum(tween.Easing.Elastic, t) * sum(tween.Easing.Back, t) +
      sum(tween.Easing.Quintic, t) +
      sum(tween.Easing.Bounce, t),
    at: [[0.3], [0.61]],
  },
  {
    name: '@tweenjs/tween.js: Interpolation',
    f: ([a, b, t]) =>
      tween.Interpolation.Bezier([1, a, b, 4], t) +
      tween.Interpolation.CatmullRom([1, a, b, 4], t) * tween.Interpolation.Linear([a, b, 2], t),
    at: [[2.5, 3.2, 0.4]],
  },
  {
    name: 'popmotion: spring',
    f: ([stiffness, damping, t]) => popmotion.spring({ from: 0, to: 100, stiffness, damping }).next(t).value,
    at: [
      [100, 10, 150],
      [80, 25, 300],
    ],
  },
  {
    name: 'popmotion: decay, mix, interpolate',
    f: ([v, t]) =>
      popmotion.decay({ velocity: v, from: 1 }).next(t).value +
      popmotion.interpolate([0, 100, 500], [1, v, 3])(t) +
      popmotion.cubicBezier(0.3, 0.1, 0.7, 1)(popmotion.progress(0, 500, t)),
    at: [[80, 220]],
  },
];
