import { derivative } from '../../lib/entries/index.ts';
import { open } from '../../lib/level.ts';
import { isActive, type Scalar } from '../../lib/scalar.ts';

/** Runs with a level open, as inside a derivative, with a number of it. */
export function whileOpen<T>(run: (x: Scalar) => T): T {
  let result: T | undefined;
  derivative((x) => {
    if (isActive(x)) result = run(x);
    return x;
  })(1);
  return result as T;
}

/** Runs as where no level is open: duals that other specs have made by hand raise the count for good. */
export function whileNoneOpen<T>(run: () => T): T {
  const before = open.count;
  open.count = 0;
  try {
    return run();
  } finally {
    open.count += before;
  }
}
