/**
 * What the reference data has and the specs don't check: the name of the entry, and the op it would take.
 * This list may only shrink: a spec fails when one of these ops exists, and when something else is left out.
 */
export const skipped: ReadonlyMap<string, string> = new Map();

/**
 * Cases where our definition gives another value than mathematics, as `name, order k at x`:
 * prod multiplies from left to right, and 1e200 · 1e200 is infinite.
 */
export const defined: ReadonlySet<string> = new Set(['prod, order 0 at 1e+200, 1e+200, 1e-300']);

/**
 * Rows whose higher derivatives cancel: within the bound, but with fewer digits than another form of the partial would
 * keep. This list may only shrink, too.
 */
export const cancelling: ReadonlySet<string> = new Set([]);
