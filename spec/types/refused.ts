// What the compiler must refuse: `npm run types` fails where one of these is accepted. Nothing here is ever run.
import * as forward from '../../lib/entries/forward.ts';
import {
  add,
  blockJacobian,
  type Comparison,
  checkDerivatives,
  checkpoint,
  compile,
  compileAsync,
  countFlops,
  defineOp,
  derivative,
  dual,
  emitModule,
  evaluationTrace,
  grad,
  gradInto,
  hessian,
  hvp,
  jacobian,
  jvp,
  lt,
  max,
  mul,
  type Scalar,
  sin,
  sum,
  sweepWork,
  tape,
  taylor,
  trace,
  valueAndGrad,
  valueAndJacobian,
  vjp,
  where,
} from '../../lib/entries/index.ts';
import * as reverse from '../../lib/entries/reverse.ts';

declare const x: Scalar;
declare const float64: Float64Array;
declare function use(x: unknown): void;
declare function later(y: Scalar): PromiseLike<Scalar>;
const rosenbrock = ([a, b]: readonly [Scalar, Scalar]): Scalar => add(mul(a, a), mul(b, b));
const vector = (xs: readonly Scalar[]): Scalar[] => xs.slice();

// @ts-expect-error native arithmetic
use(x * x);
// @ts-expect-error native addition
use(x + 1);
// @ts-expect-error native comparison
use(x < 2);
// @ts-expect-error Math takes plain numbers
use(Math.sin(x));
// @ts-expect-error a Float64Array can't hold Scalars
float64[0] = x;
// @ts-expect-error nor can a variable of type number
export const plain: number = mul(2, 3);

// @ts-expect-error a third argument of an op of two
add(x, 1, 2);
// @ts-expect-error a second argument of an op of one
sin(x, 1);
// @ts-expect-error an array among numbers
max(x, 1, [2]);
// @ts-expect-error the index and the array of map
[1, 2].map(max);

// @ts-expect-error f is written for plain numbers
derivative((y: number) => y * y);
// @ts-expect-error f is written for an array of plain numbers
grad((y: number[]) => y.length);
// @ts-expect-error f is written for a tuple of plain numbers
jacobian(([y]: [number]) => [y]);

// @ts-expect-error f is written for plain numbers
checkDerivatives((y: number) => y * y, 3);
// @ts-expect-error f is written for an array of plain numbers
checkDerivatives((y: number[]) => y.length, [3]);
// @ts-expect-error a further argument of another kind
checkDerivatives((y: Scalar, k: number) => mul(k, y), 3, 'k');
// @ts-expect-error an option there is not
checkDerivatives(sin, 3, { step: 1 });

// @ts-expect-error a vector from grad; jacobian takes it
grad(vector);
// @ts-expect-error a vector from hessian
hessian(vector);
// @ts-expect-error a vector from derivative
derivative((y) => [y]);
// @ts-expect-error a scalar from jacobian; grad takes it
jacobian((xs: readonly Scalar[]) => sum(xs));
// @ts-expect-error a Promise from f
grad(async ([a]) => a);
// @ts-expect-error a Promise from f
derivative(async (y: Scalar) => y);
// @ts-expect-error a function from f
derivative((a) => (b: Scalar) => add(a, b));
// @ts-expect-error nothing from f
derivative((y) => {
  sin(y);
});
// @ts-expect-error a Float64Array from f
jacobian(() => float64);

// @ts-expect-error a number for an array
grad(rosenbrock)(3);
// @ts-expect-error a third entry
grad(rosenbrock)([1, 2, 3]);
// @ts-expect-error an entry too few
grad(rosenbrock)([1]);
// @ts-expect-error strings
grad(rosenbrock)(['1', '2']);
// @ts-expect-error an array of BigInts
grad(rosenbrock)(new BigInt64Array(2));
// @ts-expect-error an array of BigInts, for an array op
sum(new BigInt64Array(2));
// @ts-expect-error an array for a number
derivative(sin)([1]);
// @ts-expect-error a further argument that f doesn't take
derivative(sin)(1, 2);
// @ts-expect-error a further argument that f needs
grad((_: readonly Scalar[], k: number) => k)([1]);
// @ts-expect-error a further argument of another type
grad((_: readonly Scalar[], k: number) => k)([1], '2');

// @ts-expect-error an array along a number
jvp(sin, 1, [1]);
// @ts-expect-error a number along an array
jvp(rosenbrock, [1, 2], 1);
// @ts-expect-error v of another length
jvp(rosenbrock, [1, 2], [1, 2, 3]);
// @ts-expect-error no v
hvp(rosenbrock, [1, 2]);
// @ts-expect-error Scalars into a Float64Array
gradInto(rosenbrock)([x, x], float64);
// @ts-expect-error no out
gradInto(rosenbrock)(float64);

// @ts-expect-error an unknown option
grad(rosenbrock, { lane: 4 });
// @ts-expect-error an unknown mode
grad(rosenbrock, { mode: 'backward' });
// @ts-expect-error lanes as text
grad(rosenbrock, { lanes: '4' });

// @ts-expect-error a mode of another entry
forward.grad(rosenbrock, { mode: 'reverse' });
// @ts-expect-error a mode of another entry
forward.jacobian(vector, { mode: 'auto' });
// @ts-expect-error a mode of another entry
reverse.grad(rosenbrock, { mode: 'forward' });
// @ts-expect-error only reverse mode has pullbacks
forward.vjp(sin, 1);

// @ts-expect-error a number back through an array
vjp(vector, [1, 2]).pullback(1);
// @ts-expect-error an array back through a number
vjp(rosenbrock, [1, 2]).pullback([1]);
// @ts-expect-error no weights
vjp(rosenbrock, [1, 2]).pullback();
// @ts-expect-error text for x
vjp(sin, '1');
// @ts-expect-error f is written for plain numbers
vjp((y: number) => y * y, 1);

// @ts-expect-error a plain number has no gradient
use((3).grad);
// @ts-expect-error a Scalar may be a plain number
use(x.grad);
// @ts-expect-error the result of an op is a Scalar
use(mul(tape().variable(3), 2).grad);
// @ts-expect-error a gradient is only read
tape().variable(3).grad = 0;
// @ts-expect-error a variable of a Scalar
tape().variable(x);
// @ts-expect-error a variable of nothing
tape().variable();
// @ts-expect-error backward from text
tape().backward('3');
// @ts-expect-error backward from an array
tape().backward([x]);

// @ts-expect-error text for an operand
mul('2', 3);
// @ts-expect-error a BigInt for an operand
mul(2n, 3);
// @ts-expect-error an operand that may be missing
mul([1, 2].find(Boolean), 3);
// @ts-expect-error an operand too few
mul(2);
// @ts-expect-error a boolean for a comparison
where(lt(x, 0), x, 0, 1);
// @ts-expect-error the name of a comparison for the comparison
where('lt', x, 0, 1, 2);
// @ts-expect-error an op is no comparison
export const comparison: Comparison = add;
// @ts-expect-error text for a part
dual('1', 2);
// @ts-expect-error a row without partials
defineOp({ name: 'own', arity: 1, value: Math.sin });
// @ts-expect-error a partial too few
defineOp({ name: 'own', arity: 2, value: (a, b) => a * b, partials: () => [1] });
// @ts-expect-error a value that is not a number
defineOp({ name: 'own', arity: 1, value: () => '1', partials: () => [1] });

// @ts-expect-error text in a record
evaluationTrace(({ y }: { y: Scalar }) => y, { y: '1' });
// @ts-expect-error another direction
evaluationTrace(({ y }: { y: Scalar }) => y, { y: 1 }, { z: 1 });
// @ts-expect-error text for numbers
evaluationTrace(rosenbrock, ['1', '2']);

// @ts-expect-error a Promise from f
compile(async (y: Scalar) => y);
// @ts-expect-error a Promise from f
compile(async ([a]) => a);
// @ts-expect-error a Promise from f
compile(later);
// @ts-expect-error a Promise from f, sometimes
compile((y: Scalar) => (lt(y, 0) ? Promise.resolve(y) : y));
// @ts-expect-error a Promise from f
compileAsync(async (y: Scalar) => y, [1]);
// @ts-expect-error an undeclared parameter is a vector
compile((y) => sin(y));
// @ts-expect-error nothing is known of further undeclared ones
compile(([a], k) => mul(a, k));
// @ts-expect-error a number for a vector
compile(([a, b]) => mul(a, b))(1);
// @ts-expect-error f is called with nothing more
compile(([a, b]) => mul(a, b))([1, 2], 3);
// @ts-expect-error f takes numbers of data, not a Float64Array
compile((x: Scalar, data: readonly number[]) => mul(x, data.length))(1, Float64Array.of(1));

// A parameter declared as a number, or as numbers, is refused by every verb.
// @ts-expect-error f is written for plain numbers
compile((x: number) => x * x);
// @ts-expect-error f is written for plain numbers
compile((x: number[]) => x[0]! * 2);
// @ts-expect-error f is written for plain numbers
compile((x: { a: number }) => x.a * 2);
// @ts-expect-error f is written for plain numbers
compile((x: [number, number], y: Scalar) => mul(x[0], y));
// @ts-expect-error f is written for plain numbers
compileAsync((x: number) => x * x, [2]);
// @ts-expect-error f is written for plain numbers
emitModule((x: number) => x * x, 2);
// @ts-expect-error f is written for plain numbers
trace((x: number) => x * x, 2);
// @ts-expect-error f is written for plain numbers
trace((x: number[]) => x.length, [2]);
// @ts-expect-error f is written for plain numbers
countFlops((x: number) => x * x, 2);
// @ts-expect-error f is written for plain numbers
evaluationTrace((x: number) => x * x, 2);
// @ts-expect-error f is written for plain numbers
evaluationTrace((x: number[]) => x[0]! * 2, [2]);
// @ts-expect-error f is written for plain numbers
evaluationTrace((x: { a: number }) => x.a * 2, { a: 2 });
// @ts-expect-error f is written for plain numbers
grad((x: number[]) => x[0]! * 2);
// @ts-expect-error f is written for plain numbers
gradInto((x: number[]) => x[0]! * 2);
// @ts-expect-error f is written for plain numbers
valueAndGrad((x: number[]) => x[0]! * 2);
// @ts-expect-error f is written for plain numbers
hessian((x: number[]) => x[0]! * 2);
// @ts-expect-error f is written for plain numbers
jacobian((x: number[]) => x);
// @ts-expect-error f is written for plain numbers
derivative((x: number) => x * 2);
// @ts-expect-error f is written for plain numbers
taylor((x: number) => x * 2, 1, 1);
// @ts-expect-error f is written for plain numbers
hvp((x: number[]) => x[0]! * 2, [1], [1]);
// @ts-expect-error f is written for plain numbers
jvp((x: number[]) => x[0]! * 2, [1], [1]);
// @ts-expect-error f is written for plain numbers
vjp((x: number[]) => x[0]! * 2, [1]);
// @ts-expect-error f is written for plain numbers
jvp((x: number) => x * 2, 1, 1);
// @ts-expect-error f is written for plain numbers
vjp((x: number) => x * 2, 1);
// @ts-expect-error f is written for plain numbers
checkpoint((x: number) => x * x);
// @ts-expect-error f is written for plain numbers
checkpoint((x: number[]) => x.length);
// @ts-expect-error f is written for plain numbers
valueAndJacobian((x: number[]) => x);
// @ts-expect-error f is written for plain numbers
blockJacobian([{ count: 1, columns: () => [0], f: (x: number[]) => x }]);

// @ts-expect-error a third entry
gradInto(rosenbrock)([1, 2, 3], [0, 0]);
// @ts-expect-error room for three partials
gradInto(rosenbrock)([1, 2], [0, 0, 0]);
// @ts-expect-error a number for an array
trace(rosenbrock, 3);
// @ts-expect-error an entry too few
trace(rosenbrock, [1]);
// @ts-expect-error text for a number
trace(sin, '1');
// @ts-expect-error no arguments
trace(rosenbrock);
// @ts-expect-error f is called with nothing more
countFlops(grad(rosenbrock), [1, 2], 3);
// @ts-expect-error text for numbers
sweepWork(rosenbrock, ['1', '2']);
// @ts-expect-error the gradient takes an array
emitModule(grad(rosenbrock), 1);
// @ts-expect-error the example is a list of arguments
compileAsync(rosenbrock, [1, 2]);
// @ts-expect-error native arithmetic on an undeclared parameter
trace((a) => a * 2, 3);
// @ts-expect-error no example of k
trace((a: Scalar, k: Scalar) => mul(a, k), 1);
// @ts-expect-error data of another type
checkDerivatives((a, k: number) => mul(a, k), 1, '2');
