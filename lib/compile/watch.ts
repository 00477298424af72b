import type { Tree } from '../tree/tree.ts';

// An argument of more values than these is taken for a quantity, of which only whole numbers are new,
const VALUES = 64;
// up to as many.
const WHOLE = 256;
// Records nested deeper than this are not watched.
const DEEPEST = 2;
// The places of the values met lately. The factor, an odd number near 2³² / φ, spreads neighbours.
const PLACES = 64;
const SPREAD = 0x9e3779b1;

/** The values that an argument, or a field of a record, has had: a check is due where it has a new one. */
export class Watch {
  private isMany = false;
  private isFull = false;
  /** Those of `values` that were met lately, each at its place: to ask the Set takes 5 to 15 ns. */
  private readonly lately: Float64Array = new Float64Array(PLACES).fill(Number.NaN);
  private readonly values: Set<number> = new Set();
  private readonly keys: string[] = [];
  private readonly fields: Watch[] = [];
  private readonly depth: number;

  constructor(depth = 0) {
    this.depth = depth;
  }

  /** Watches the fields of a record as well. */
  extend(tree: Tree): void {
    if (tree.kind !== 'record' || this.depth > DEEPEST) return;
    for (const [i, key] of tree.keys.entries()) {
      const { kind } = tree.entries[i]!;
      if (kind !== 'number' && kind !== 'record') continue;
      let place = this.keys.indexOf(key);
      if (place < 0) {
        place = this.keys.push(key) - 1;
        this.fields.push(new Watch(this.depth + 1));
      }
      this.fields[place]!.extend(tree.entries[i]!);
    }
  }

  /** Whether x has a value that was not met before; of a record, whether a field has. */
  isNew(x: unknown): boolean {
    if (typeof x !== 'number') return this.isNewIn(x);
    // Most calls end here. NaN and ±∞ are not less.
    if (this.isMany && Math.floor(x) < x) return false;
    return this.isNewNumber(x);
  }

  private isNewNumber(x: number): boolean {
    if (this.isFull && (x > 1 || x < -1) && x - x === 0) return false;
    const place = (x * SPREAD) & (PLACES - 1);
    if (this.lately[place] === x) return false;
    this.lately[place] = x;
    const { values } = this;
    if (values.has(x)) return false;
    values.add(x);
    this.isMany = values.size >= VALUES;
    this.isFull = values.size >= WHOLE;
    return true;
  }

  private isNewIn(record: unknown): boolean {
    const { keys, fields } = this;
    let isNew = false;
    for (let i = 0; i < keys.length && typeof record === 'object' && record !== null; i++) {
      const x = (record as Readonly<Record<string, unknown>>)[keys[i]!];
      const field = fields[i]!;
      if (typeof x === 'number' ? !(field.isMany && Math.floor(x) < x) && field.isNewNumber(x) : field.isNewIn(x))
        isNew = true;
    }
    return isNew;
  }
}
