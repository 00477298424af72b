import type { Scalar } from '../scalar.ts';
import { gradientMode, jacobianMode } from '../transforms/auto-engine.ts';
import { GIVEN, type Writer } from '../transforms/grad-into.ts';
import { madeBy } from '../transforms/provenance.ts';
import type { Order } from './options.ts';

type Fn = (...args: unknown[]) => unknown;

/** A function to trace. */
export interface Candidate {
  readonly f: Fn;
  /** The order in which it goes along the chain rule; undefined of what no verb has made. */
  readonly order: Order | undefined;
  /** Whether it gives what the function compiled gives, to the bit. */
  readonly isExact: boolean;
}

/** Where f, made by the gradInto of any entry, writes the gradient: what gives it, with the value. */
export function givenBy(f: Fn): Fn | undefined {
  const given = (f as unknown as Partial<Writer<unknown[]>>)[GIVEN];
  return given && ((x, ...rest) => given(x as readonly Scalar[], rest));
}

/**
 * What may be traced in place of f, called with x, where it gives y: a Jacobian whose mode was left open in each order, that
 * of f itself first; all else as it is. For what writes a gradient, that which gives value and gradient.
 */
export function candidates(f: Fn, asked: Order | 'auto', x: unknown, y: unknown): readonly Candidate[] {
  const made = madeBy(f);
  const traced = (g: Fn): Fn => givenBy(g) ?? g;
  if (made === undefined) return [{ f: traced(f), order: undefined, isExact: true }];
  const eliminated = (): Candidate => ({
    f: traced(made.eliminated?.() as Fn),
    order: 'elimination',
    isExact: false,
  });
  if (asked === 'elimination') return [eliminated()];
  const itself = (order: Order): Candidate => ({ f: traced(f), order, isExact: true });
  if (made.mode !== 'auto') return [itself(made.mode)];
  const inputs = (x as ArrayLike<number>).length;
  const isJacobian = made.verb === 'jacobian' || made.verb === 'valueAndJacobian';
  if (!isJacobian) return [itself(gradientMode(inputs))];
  const { length: outputs } = (made.verb === 'jacobian' ? y : (y as { jacobian: unknown }).jacobian) as unknown[];
  const mode = jacobianMode(inputs, outputs);
  const other = mode === 'forward' ? 'reverse' : 'forward';
  return [itself(mode), { f: made.inMode(other) as Fn, order: other, isExact: false }, eliminated()];
}
