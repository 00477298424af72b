import { handMade, type Level, open } from '../level.ts';

/** How deep hand-made duals nest whose levels end; deeper ones are open for good. */
const DEEPEST = 8;

/**
 * Has levels that no call ends, those of hand-made duals and of tapes, counted as open while a number of them is left:
 * the engine tells when it collects garbage. Plain calls of transformed code are fast again then.
 */
export function countWhileReferred(): void {
  if (open.lasting) return;
  const lasting = new FinalizationRegistry<unknown>(() => {
    open.count--;
  });
  open.lasting = lasting;
  for (let i = 0; i < DEEPEST; i++) {
    const before = handMade[i];
    let reference: WeakRef<Level> | undefined;
    Object.defineProperty(handMade, i, {
      get: () => reference?.deref(),
      set(level: Level) {
        reference = new WeakRef(level);
        lasting.register(level, 0, level);
      },
    });
    if (before) handMade[i] = before;
  }
}
