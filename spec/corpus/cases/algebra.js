// Vectors, matrices, complex numbers and shapes.
import { Complex } from 'complex.js';
import { hexbin } from 'd3-hexbin';
import * as polygon from 'd3-polygon';
import Delaunator from 'delaunator';
import { glMatrix, mat4, quat, vec3 } from 'gl-matrix';
import * as mathjs from 'mathjs';
import { CholeskyDecomposition, determinant, inverse, Matrix, QrDecomposition, solve } from 'ml-matrix';
import numeric from 'numeric';
import perspective from 'perspective-transform';
import { Quaternion } from 'quaternion';
import { orient2d } from 'robust-predicates';
import * as three from 'three';
import * as transformation from 'transformation-matrix';
import Victor from 'victor';

// What numeric writes at run time looks numeric up as a global, and so does perspective-transform, which has its own.
const other = globalThis.numeric;
const withNumeric =
  (f, own = numeric) =>
  (x) => {
    globalThis.numeric = own;
    return f(x);
  };
const withArrays = (f) => (x) => {
  glMatrix.setMatrixArrayType(Array);
  return f(x);
};

export const cases = [
  {
    name: 'complex.js',
    f: ([a, b]) =>
      new Complex(a, b).pow(new Complex(1.5, 0.5)).sqrt().re +
      new Complex(a, b).sin().tanh().im +
      new Complex(a, b).acosh().re,
    at: [[0.4, 1.5]],
  },
  {
    name: 'd3-hexbin',
    f: ([x, y]) => {
      const [bin] = hexbin().radius(3)([
        [x, y],
        [1, 2],
      ]);
      return bin.x * x + bin.length * y;
    },
    at: [[10.2, 5.1]],
  },
  {
    name: 'd3-polygon',
    f: ([x, y]) => {
      const p = [
        [0, 0],
        [x, 1],
        [4, y],
        [1, 3],
      ];
      return polygon.polygonArea(p) + polygon.polygonCentroid(p)[0] + polygon.polygonLength(polygon.polygonHull(p));
    },
    at: [[3, 4.2]],
  },
  {
    name: 'delaunator',
    f: ([x, y]) => {
      const d = Delaunator.from([
        [0, 0],
        [x, 1],
        [4, y],
        [1, 3],
      ]);
      return d.triangles.length * x + d.hull.length * y;
    },
    at: [[3, 4.2]],
  },
  {
    name: 'gl-matrix: mat4 invert',
    f: withArrays(([a, t]) => {
      const m = mat4.create();
      mat4.rotateX(m, m, a);
      mat4.translate(m, m, [t, 2, 3]);
      mat4.scale(m, m, [2, t, 1]);
      const i = mat4.create();
      mat4.invert(i, m);
      return i[13];
    }),
    at: [[0.5, 1.2]],
  },
  {
    name: 'gl-matrix: quat slerp',
    f: withArrays(([a, t]) => {
      const p = quat.create(),
        q = quat.create(),
        r = quat.create();
      quat.rotateX(p, p, a);
      quat.rotateY(q, q, 1);
      quat.slerp(r, p, q, t);
      const v = vec3.create();
      vec3.transformQuat(v, [1, 2, 3], r);
      return v[0];
    }),
    at: [[0.5, 0.3]],
  },
  {
    name: 'gl-matrix: perspective, lookAt',
    f: withArrays(([a, e]) => {
      const p = mat4.create(),
        v = mat4.create();
      mat4.perspective(p, a, 1.5, 0.1, 100);
      mat4.lookAt(v, [e, 2, 3], [0, 0, 0], [0, 1, 0]);
      mat4.multiply(p, p, v);
      return p[0] + mat4.determinant(p);
    }),
    at: [[0.8, 1.2]],
  },
  {
    name: 'gl-matrix: Float32Array',
    f: ([a]) => {
      glMatrix.setMatrixArrayType(Float32Array);
      const m = mat4.create();
      mat4.rotateX(m, m, a);
      return m[5];
    },
    at: [[0.5]],
    // Rounding to 32 bits has no derivative.
    refuses: 'expected a plain number',
  },
  {
    name: 'mathjs: functions',
    f: ([x]) => mathjs.gamma(x) + mathjs.erf(x / 3) * mathjs.sinh(x) + mathjs.nthRoot(x, 3) + mathjs.log(x, 3),
    at: [[2.3]],
  },
  {
    name: 'mathjs: det',
    f: ([a, b]) =>
      mathjs.det([
        [a, b],
        [1, 3],
      ]),
    at: [[2.5, 1.5]],
  },
  {
    name: 'ml-matrix: determinant, inverse',
    f: ([a, b]) =>
      determinant(
        new Matrix([
          [a, b],
          [1, 3],
        ]),
      ) +
      inverse(
        new Matrix([
          [a, b, 1],
          [1, 3, a],
          [2, b, 2],
        ]),
      ).get(0, 1),
    at: [[2.5, 1.5]],
  },
  {
    name: 'ml-matrix: solve, QR, Cholesky',
    f: ([a, b]) =>
      solve(
        new Matrix([
          [a, b],
          [1, 3],
        ]),
        Matrix.columnVector([1, 2]),
      ).get(0, 0) +
      new QrDecomposition(
        new Matrix([
          [a, b],
          [1, 3],
          [b, 2],
        ]),
      ).upperTriangularMatrix.get(1, 1) +
      new CholeskyDecomposition(
        new Matrix([
          [a, 1],
          [1, b],
        ]),
      ).lowerTriangularMatrix.get(1, 1),
    at: [[2.5, 1.5]],
  },
  {
    name: 'ml-matrix: products, norms',
    f: ([a, b]) => {
      const m = new Matrix([
        [a, b],
        [1, 3],
      ]);
      return m.mmul(m.transpose()).sum() + m.norm('frobenius') + m.mean();
    },
    at: [[2.5, 1.5]],
  },
  {
    name: 'numeric: det',
    f: withNumeric(([a, b, c, d]) =>
      numeric.det([
        [a, b, 1],
        [c, d, 2],
        [3, 1, 4],
      ]),
    ),
    at: [[1, 2, 3, 5]],
  },
  {
    name: 'numeric: solve, inv',
    f: withNumeric(
      ([a, b, c, d]) =>
        numeric.solve(
          [
            [a, b],
            [c, d],
          ],
          [1, 2],
        )[0] +
        numeric.inv([
          [a, b],
          [c, d],
        ])[1][0],
    ),
    at: [[1, 2, 3, 5]],
  },
  {
    name: 'numeric: svd',
    f: withNumeric(
      ([a, b]) =>
        numeric.svd([
          [a, b],
          [1, 3],
          [2, 2],
        ]).S[0],
    ),
    at: [[1, 2]],
    tolerance: 1e-6,
  },
  {
    name: 'perspective-transform',
    f: withNumeric(
      ([a, b]) => perspective([0, 0, 100, 5, 98, 99, 1, 97], [0, 0, a, 0, 100, b, 0, 100]).transform(30, 40)[0],
      other,
    ),
    at: [[100, 101]],
    // The matrix is rounded to ten decimals.
    program: [0, 0],
  },
  {
    name: 'quaternion',
    f: ([a, t]) =>
      new Quaternion(1, a, 2, 3)
        .normalize()
        .slerp(Quaternion.fromAxisAngle([1, 2, 2], t))(0.3)
        .rotateVector([1, 2, 3])[0] + new Quaternion(a, 1, t, 1).pow(1.5).w,
    at: [[0.5, 0.8]],
  },
  { name: 'robust-predicates', f: ([x, y]) => orient2d(0, 0, x, y, 3, 1), at: [[1.5, 2.3]] },
  {
    name: 'three: matrices and quaternions',
    f: ([a, b]) =>
      new three.Vector3(1, 2, 3).applyQuaternion(new three.Quaternion().setFromEuler(new three.Euler(a, b, 0.3))).x +
      new three.Matrix4()
        .makeRotationAxis(new three.Vector3(1, 2, 2).normalize(), a)
        .scale(new three.Vector3(a, b, 1))
        .invert().elements[1],
    at: [[0.5, 0.8]],
  },
  {
    name: 'three: curves',
    f: ([x, t]) =>
      new three.CatmullRomCurve3([
        new three.Vector3(0, 0, 0),
        new three.Vector3(x, 1, 0),
        new three.Vector3(2, 2, x),
        new three.Vector3(3, 0, 1),
      ]).getPoint(t).y +
      new three.CubicBezierCurve(
        new three.Vector2(0, 0),
        new three.Vector2(x, 1),
        new three.Vector2(1, 2),
        new three.Vector2(3, 0),
      ).getLength(),
    at: [[0.8, 0.4]],
  },
  {
    name: 'three: rays and spheres',
    f: ([x, y]) =>
      new three.Ray(new three.Vector3(x, y, 5), new three.Vector3(0.1, 0, -1).normalize()).intersectSphere(
        new three.Sphere(new three.Vector3(0, 0, 0), 2),
        new three.Vector3(),
      ).z +
      new three.Triangle(new three.Vector3(0, 0, 0), new three.Vector3(x, 1, 0), new three.Vector3(0, y, 1)).getArea(),
    at: [[0.5, 0.8]],
  },
  {
    name: 'three: colours',
    f: ([r, g]) => {
      const hsl = {};
      new three.Color().setRGB(r, g, 0.3).getHSL(hsl);
      return hsl.s + hsl.l + new three.Color(r, g, 0.2).convertSRGBToLinear().r;
    },
    at: [[0.5, 0.8]],
  },
  {
    name: 'transformation-matrix',
    f: ([a, x]) =>
      transformation.applyToPoint(
        transformation.compose(
          transformation.translate(x, 2),
          transformation.rotate(a),
          transformation.scale(2, x),
          transformation.skew(a, 0.1),
        ),
        { x: 1, y: 2 },
      ).x + transformation.inverse(transformation.rotate(a)).b,
    at: [[0.4, 1.5]],
  },
  {
    name: 'victor',
    f: ([x, y]) =>
      new Victor(x, y).rotate(0.3).normalize().x +
      new Victor(x, y).projectOnto(new Victor(1, 2)).length() +
      new Victor(x, y).angle(),
    at: [[0.4, 1.5]],
  },
];
