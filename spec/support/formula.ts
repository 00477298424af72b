import jsep from 'jsep';
import * as dualgrad from '../../lib/entries/forward.ts';
import { add, div, mul, neg, pow, type Scalar, sub } from '../../lib/entries/forward.ts';
import * as special from '../../lib/entries/special.ts';

/** Ops by the names that formulas use. */
const library = { ...dualgrad, ...special } as unknown as Readonly<Record<string, Op>>;

// jsep reads JavaScript; in a formula ^ is the power, to be taken from the right and before everything else.
jsep.removeBinaryOp('^');
jsep.addBinaryOp('^', 20, true);

const infix: Readonly<Record<string, (x: Scalar, y: Scalar) => Scalar>> = {
  '+': add,
  '-': sub,
  '*': mul,
  '/': div,
  '^': pow,
};

type Op = (...operands: Scalar[]) => Scalar;
type Bindings = ReadonlyMap<string, Scalar>;

/** A formula names a function that the library doesn't have. */
export class MissingOp extends Error {
  readonly op: string;

  constructor(op: string) {
    super(`formula: expected an op of dualgrad, got ${op}`);
    this.op = op;
  }
}

/**
 * The function of Scalars that a text like `exp(-x^2/2)/sqrt(2*pi)` describes, its arguments in the order of `variables`.
 * Numbers in the text, and what is computed from numbers alone, stay plain numbers: `x^(1/3)` has a constant exponent.
 * @throws {@link MissingOp} when it calls a function the library doesn't have.
 */
export function formula(text: string, variables: readonly string[]): (x: readonly Scalar[]) => Scalar {
  // jsep binds a unary minus tighter than ^; as a difference from 0 it binds as in mathematics.
  const tree = jsep(text.replace(/(^|[(,])-/g, '$10-'));
  const run = compiled(tree, new Set(variables));
  return (x) => run(new Map(variables.map((name, i) => [name, x[i] as Scalar])));
}

function compiled(node: jsep.Expression, variables: ReadonlySet<string>): (at: Bindings) => Scalar {
  const { type, operator, left, right, value, name, callee, arguments: args } = node as jsep.CoreExpression & Parts;
  if (type === 'Literal') return () => value;
  if (type === 'Identifier' && variables.has(name)) return (at) => at.get(name) as Scalar;
  if (type === 'Identifier' && name === 'pi') return () => Math.PI;
  if (type === 'CallExpression') {
    const op = library[callee.name];
    if (op === undefined) throw new MissingOp(callee.name);
    const operands = args.map((a) => compiled(a, variables));
    return (at) => op(...operands.map((operand) => operand(at)));
  }
  const op = infix[operator];
  if (type !== 'BinaryExpression' || op === undefined) throw new Error(`formula: cannot read ${JSON.stringify(node)}`);
  const x = compiled(left, variables);
  const y = compiled(right, variables);
  const negation = operator === '-' && left.raw === '0';
  return negation ? (at) => neg(y(at)) : (at) => op(x(at), y(at));
}

/** The parts of the kinds of node that formulas consist of; each kind has some. */
interface Parts {
  readonly operator: string;
  readonly left: jsep.Expression;
  readonly right: jsep.Expression;
  readonly value: number;
  readonly name: string;
  readonly callee: jsep.Identifier;
  readonly arguments: jsep.Expression[];
}
