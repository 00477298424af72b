import { Dual } from '../../forward/dual.ts';
import type { LaneLevel } from '../../forward/lanes.ts';
import { type Instrument, measured } from '../../instrument.ts';
import { Var } from '../../reverse/var.ts';
import type { Active, Scalar } from '../../scalar.ts';
import { argumentTree } from '../../tree/arguments.ts';
import { numbersOf } from '../../tree/flatten.ts';
import { map } from '../../tree/unflatten.ts';
import type { Tally } from './tally.ts';
import { type Counting, TallyDual } from './tally-dual.ts';
import { TallyLanes } from './tally-lanes.ts';
import { TallyLift } from './tally-lift.ts';
import { TallyArithmetic } from './tally-number.ts';
import { TallyTape } from './tally-tape.ts';
import { TallyVar } from './tally-var.ts';

/** The counts of one call of f at these arguments, of which it gets copies. */
export function execution(f: (...args: never[]) => unknown, args: readonly unknown[]): Tally {
  const tree = argumentTree('trace', args);
  const numbers = numbersOf(tree, args);
  const arithmetic = new TallyArithmetic();
  try {
    let place = 0;
    const copies = map(tree, args, () => arithmetic.number(numbers[place++]!)) as never[];
    measured(instrumentOf({ arithmetic, lift: new TallyLift(arithmetic) }), () => f(...copies));
    return arithmetic.tally;
  } finally {
    arithmetic.end();
  }
}

function instrumentOf(counting: Counting): Instrument {
  const { arithmetic } = counting;
  return {
    tape: () => new TallyTape(arithmetic),
    input(seeded) {
      const value = arithmetic.counting(seeded.value);
      if (seeded instanceof Var) return new TallyVar(counting, seeded.level, value, seeded.slot);
      if (seeded instanceof Dual) {
        // A plain 0 seeds nothing.
        if (arithmetic.plain(seeded.tangent) === 0) return value;
        arithmetic.tally.pass(seeded.level, 1);
        return new TallyDual(counting, seeded.level, value, seeded.tangent);
      }
      const { level, tangents, mask } = seeded as Active & { level: LaneLevel; tangents: Scalar[]; mask: number };
      arithmetic.tally.pass(level, level.means.width);
      return new TallyLanes(counting, level, value, tangents, mask, arithmetic.plain(value) !== undefined);
    },
  };
}
