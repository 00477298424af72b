import { makesCode } from '../backends/js/permission.ts';
import type { Tree } from '../tree/tree.ts';

// An argument of more values than these is taken for a quantity, of which only whole numbers are new,
const VALUES = 64;
// up to as many.
const WHOLE = 256;
// Records nested deeper than this are not watched.
const DEEPEST = 2;
// Records of more fields are not watched by code of their own, which V8 would not optimise.
const MOST = 1000;
// Fields that are looked at in one function. Of 100 in one, V8 takes 4 to 7 ns for each; in groups 1 to 2.
const GROUP = 32;
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
  /** As {@link isNewIn}, in code: of ten fields a loop takes 340 ns, and code 9. */
  private code: ((record: unknown) => boolean) | undefined;

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
    this.code = makesCode() && this.keys.length <= MOST ? codeOf(this.keys, this.fields) : undefined;
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
    const { code, keys, fields } = this;
    if (code !== undefined) return code(record);
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

/** Looks at the fields of a record, which are watched by these. */
function codeOf(keys: readonly string[], fields: readonly Watch[]): (record: unknown) => boolean {
  const starts = Array.from({ length: Math.ceil(keys.length / GROUP) }, (_, i) => i * GROUP);
  const groups = starts.map((start) => groupCode(keys.slice(start, start + GROUP), fields.slice(start, start + GROUP)));
  const names = groups.map((_, i) => `g${i}`);
  const text = `return function (record) {
if (typeof record !== 'object' || record === null) return false;
let isNew = false;
${names.map((name) => `if (${name}(record)) isNew = true;`).join('\n')}
return isNew;
};`;
  return new Function(...names, text)(...groups) as (record: unknown) => boolean;
}

/** Looks at some fields. What a field had in the last call, and a fraction of a quantity, is not new. */
function groupCode(keys: readonly string[], fields: readonly Watch[]): (record: unknown) => boolean {
  const names = keys.map((_, i) => `w${i}`);
  const looks = keys.map(
    (key, i) => `const x${i} = record[${JSON.stringify(key)}];
if (typeof x${i} !== 'number') { if (w${i}.isNewIn(x${i})) isNew = true; }
else if (x${i} !== last[${i}] && !(many[${i}] && Math.floor(x${i}) < x${i})) {
  if (w${i}.isNewNumber(x${i})) isNew = true;
  last[${i}] = x${i};
  many[${i}] = w${i}.isMany;
}`,
  );
  const text = `const last = new Float64Array(${keys.length}).fill(NaN);
const many = new Uint8Array(${keys.length});
return function (record) {
let isNew = false;
${looks.join('\n')}
return isNew;
};`;
  return new Function(...names, text)(...fields) as (record: unknown) => boolean;
}
