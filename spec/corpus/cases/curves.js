// Splines, polynomials, paths and scales.
import bSpline from 'b-spline';
import { Bezier } from 'bezier-js';
import hermite from 'cubic-hermite-spline';
import CubicSpline from 'cubic-spline';
import * as d3 from 'd3-interpolate';
import * as scale from 'd3-scale';
import { Intersection, Point2D } from 'kld-intersections';
import { Polynomial } from 'kld-polynomial';
import { svgPathProperties as SvgPathProperties } from 'svg-path-properties';

const curve = (x, y) => new Bezier(10, 20, x, y, 80, 10, 100, 90);

export const cases = [
  {
    name: 'bezier-js: get',
    f: ([t]) => curve(30, 70).get(t).x,
    at: [[0.3], [0.8]],
    published: ([t]) => [curve(30, 70).derivative(t).x],
  },
  {
    name: 'bezier-js: get, twice',
    f: ([t]) => curve(30, 70).derivative(t).y,
    at: [[0.3], [0.8]],
    published: ([t]) => [curve(30, 70).dderivative(t).y],
  },
  { name: 'bezier-js: length', f: ([x, y]) => curve(x, y).length(), at: [[30, 70]] },
  {
    name: 'bezier-js: curvature, normal, offset',
    f: ([x, y, t]) => curve(x, y).curvature(t).k * 1000 + curve(x, y).normal(t).x + curve(x, y).offset(t, 5).y,
    at: [[30, 70, 0.4]],
  },
  {
    name: 'bezier-js: hull, split, bbox',
    f: ([x, y]) => curve(x, y).split(0.3, 0.6).get(0.5).x + curve(x, y).bbox().y.max,
    at: [[30, 170]],
  },
  {
    name: 'bezier-js: project',
    f: ([x, y]) => curve(30, 70).project({ x, y }).d,
    at: [[40.3, 60.1]],
    // A search over a table and by halving steps: its distance is smooth, but for jumps of its last digits.
    tolerance: 1e-3,
  },
  {
    name: 'b-spline',
    f: ([t, x]) =>
      bSpline(t, 2, [
        [-1, 0],
        [-0.5, 0.5],
        [x, -0.5],
        [1, 0],
      ])[1] +
      bSpline(
        t,
        3,
        [
          [-1, 0],
          [-0.5, x],
          [x, -0.5],
          [1, 0],
          [2, 1],
        ],
        undefined,
        [1, 2, 1, x, 1],
      )[0],
    at: [[0.4, 0.5]],
  },
  {
    name: 'cubic-hermite-spline',
    f: ([t, a, b]) =>
      hermite(
        t,
        [
          [a, 0],
          [b, 1],
          [2, 2],
        ],
        [
          [0, 1],
          [1, 0],
          [1, 1],
        ],
        [0, 1, 2],
      )[0],
    at: [[0.7, 1, 2]],
    published: ([t, a, b]) => {
      const points = [
        [a, 0],
        [b, 1],
        [2, 2],
      ];
      const slope = hermite(
        t,
        points,
        [
          [0, 1],
          [1, 0],
          [1, 1],
        ],
        [0, 1, 2],
        true,
      )[0];
      return [slope, 1 - 3 * t * t + 2 * t ** 3, 3 * t * t - 2 * t ** 3];
    },
  },
  {
    name: 'cubic-spline',
    f: ([y1, y2, x]) => new (CubicSpline.default ?? CubicSpline)([0, 1, 2, 3, 4], [0, y1, y2, 2, 5]).at(x),
    at: [[1, 3, 1.5]],
  },
  { name: 'd3-interpolate: number', f: ([a, b]) => d3.interpolateNumber(a, b)(0.3), at: [[1, 5]] },
  {
    name: 'd3-interpolate: basis',
    f: ([a, b, c, d, t]) => d3.interpolateBasis([a, b, c, d])(t) + d3.interpolateBasisClosed([a, b, c, d])(t),
    at: [[1, 5, 2, 3, 0.4]],
  },
  {
    name: 'd3-interpolate: zoom',
    f: ([x, w]) => d3.interpolateZoom([30, 30, 40], [x, 85, w])(0.5)[0],
    at: [[135, 60]],
  },
  {
    name: 'd3-interpolate: array, object, piecewise',
    f: ([a, b]) =>
      d3.interpolateArray([a, 1], [b, a])(0.4)[1] * d3.interpolateObject({ v: a }, { v: b })(0.2).v +
      d3.piecewise(d3.interpolateNumber, [1, a, b])(0.7),
    at: [[2, 5]],
  },
  {
    name: 'd3-interpolate: round, hue',
    f: ([a, b]) => d3.interpolateRound(a, b)(0.31) * b + d3.interpolateHue(a, b)(0.3),
    at: [[10, 50.2]],
  },
  {
    name: 'd3-scale',
    f: ([d, r, x]) =>
      scale.scaleLinear([1, d], [0, r])(x) +
      scale.scaleLog([1, d], [0, r])(x) * scale.scalePow([1, d], [0, r]).exponent(0.7)(x) +
      scale.scaleSymlog([0, d], [0, r])(x),
    at: [[10, 90, 4.2]],
  },
  {
    name: 'd3-scale: invert, clamp',
    f: ([d, r]) =>
      scale.scaleLinear([1, d], [0, r]).clamp(true).invert(30) + scale.scaleSqrt([0, d], [0, r]).invert(12),
    at: [[10, 90]],
  },
  {
    name: 'kld-polynomial: eval',
    f: ([x]) => new Polynomial(2, -3, 0.5, 1, -7).eval(x),
    at: [[0.3], [-1.7]],
    published: ([x]) => [new Polynomial(2, -3, 0.5, 1, -7).getDerivative().eval(x)],
  },
  {
    name: 'kld-polynomial: cubic roots',
    f: ([a, b, c]) => new Polynomial(1, a, b, c).getRoots()[0],
    at: [[-6, 11, -6.1]],
    // By the implicit function theorem: the roots of the polynomial move as its values do.
    published: ([a, b, c]) => {
      const p = new Polynomial(1, a, b, c);
      const r = p.getRoots()[0];
      const slope = p.getDerivative().eval(r);
      return [-(r ** 2) / slope, -r / slope, -1 / slope];
    },
    publishedTo: 1e-9,
  },
  {
    name: 'kld-polynomial: quadratic roots, multiply, simpson',
    f: ([a, b]) =>
      new Polynomial(1, a, b).getRoots()[0] + new Polynomial(a, 1).multiply(new Polynomial(b, 2, 1)).simpson(0, 1),
    at: [[-6, 5]],
  },
  {
    name: 'kld-polynomial: bisection',
    f: ([a]) => new Polynomial(1, 0, a).bisection(0, 3, 1e-12),
    at: [[-2]],
    // Its result depends on a by comparisons alone.
    program: [0],
  },
  {
    name: 'kld-intersections: lines and circles',
    f: ([x, r]) =>
      Intersection.intersectCircleLine(new Point2D(0, 0), r, new Point2D(-9, 1), new Point2D(9, x)).points[0].y,
    at: [[2, 4]],
  },
  {
    name: 'kld-intersections: Bézier curves',
    f: ([x]) =>
      Intersection.intersectBezier2Line(
        new Point2D(0, 0),
        new Point2D(x, 5),
        new Point2D(6, 0),
        new Point2D(0, 1),
        new Point2D(6, 2),
      ).points[0].x,
    at: [[2]],
  },
  {
    name: 'svg-path-properties: length',
    f: ([l]) => new SvgPathProperties('M10,10 C20,80 70,20 90,90 Q10,20 30,40').getPointAtLength(l).x,
    at: [[37]],
    tolerance: 1e-3,
  },
];
