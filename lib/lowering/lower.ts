import { analyzeNames } from '../source/scope.ts';
import { Attempt, type Lowered, type LowerOptions } from './attempt.ts';
import { Again } from './lowering.ts';
import { invocationsOf } from './math-name.ts';
import { type LoweringRefusal, Unsupported } from './unsupported.ts';
import type { Holding } from './value.ts';

const ATTEMPTS = 200;

/** Lowers a function; or tells why it can't be, and where. */
export function lower(options: LowerOptions): Lowered | LoweringRefusal {
  const names = analyzeNames(options.program, options.code);
  const kinds = new Map<string, Holding>();
  const invocations = invocationsOf(options.program);
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return new Attempt(options, names, kinds, invocations).run();
      } catch (error) {
        if (!(error instanceof Again)) throw error;
      }
    }
    throw new Unsupported(options.root, 'variables that hold too many kinds of values');
  } catch (error) {
    if (error instanceof Unsupported) return error.refusal(options.code);
    // Code that nests too deep for this.
    if (error instanceof RangeError)
      return new Unsupported(options.root, 'code that nests too deep').refusal(options.code);
    throw error;
  }
}
