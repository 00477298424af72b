import { Active } from '../scalar.ts';
import type { Tree } from '../tree/tree.ts';

/** When compiled code is compared with f: at each call, at calls 2, 4, 8 … and new values, or never. */
export type CheckMode = 'each' | 'sampled' | 'never';

// The share of the time since the first call that checks may take, besides as long as compiling took.
const SHARE = 0.02;
// An argument of more values than these is taken for a quantity, of which only whole numbers are new.
const VALUES = 64;
const WHOLE = 1024;
// Records nested deeper than this are not watched.
const DEEPEST = 2;
// So much time is free, so that a slow check among the first does not silence the others.
const FREE = 100;
const FOREVER = 2 ** 30 - 1;

/** When the calls of a compiled function are checked. */
export class CheckSchedule {
  /** How many calls are left until one is due. */
  left: number;
  /** Whether arguments are watched for values that they have not had before. */
  isWatching = false;
  private readonly check: CheckMode;
  private calls = 0;
  private step = 2;
  private gap = 4;
  private born = 0;
  private spent = 0;
  private readonly watched: (Watched | undefined)[] = [];

  constructor(check: CheckMode) {
    this.check = check;
    this.left = check === 'each' ? 0 : check === 'sampled' ? 1 : FOREVER;
  }

  /**
   * Whether a call that is due, or has a new value, is checked now, when compiling has taken so many milliseconds. Calls are due
   * at the multiples of a gap that doubles while checks take more than their share of the time.
   */
  takes(now: number, compiling: number): boolean {
    const { check } = this;
    if (check !== 'sampled') {
      this.left = check === 'each' ? 0 : FOREVER;
      return check === 'each';
    }
    this.born ||= now;
    const isDear = this.spent > SHARE * (now - this.born);
    if (this.left < 0) {
      this.calls += this.step;
      if (isDear && this.calls % (2 * this.gap) === 0) this.gap = Math.min(2 * this.gap, FOREVER);
      this.step = this.gap - (this.calls % this.gap);
      this.left = this.step - 1;
    }
    return !isDear || this.spent <= Math.max(compiling, FREE);
  }

  /** Notes the milliseconds that a check took. */
  took(milliseconds: number): void {
    this.spent += milliseconds;
  }

  /** Watches the argument at a place, where it holds numbers by themselves: it is a number, or a record. */
  watch(place: number, tree: Tree): void {
    if (this.check !== 'sampled' || (tree.kind !== 'number' && tree.kind !== 'record')) return;
    this.watched[place] ??= new Watched();
    this.isWatching = true;
  }

  /** Whether a number among the arguments, alone or in a record, has a value that it has not had before. */
  isNew(place: number, x: unknown): boolean {
    const watched = this.watched[place];
    return watched?.isNew(x) ?? false;
  }
}

/** The values that an argument, or a field of a record, has had. */
class Watched {
  private latest = Number.NaN;
  private isMany = false;
  private readonly values: Set<number> = new Set();
  private readonly fields: Map<string, Watched> = new Map();

  isNew(x: unknown, depth = 0): boolean {
    if (typeof x !== 'number')
      return typeof x === 'object' && x !== null && this.isNewIn(x as Record<string, unknown>, depth);
    if (x === this.latest || (this.isMany && Math.floor(x) !== x && !Number.isNaN(x))) return false;
    this.latest = x;
    const { values } = this;
    if ((values.size >= WHOLE && Math.abs(x) > 1 && x - x === 0) || values.has(x)) return false;
    values.add(x);
    this.isMany = values.size >= VALUES;
    return true;
  }

  private isNewIn(record: Readonly<Record<string, unknown>>, depth: number): boolean {
    let isNew = false;
    if (depth > DEEPEST || Array.isArray(record) || ArrayBuffer.isView(record) || record instanceof Active)
      return isNew;
    for (const key in record) {
      const x = record[key];
      if (typeof x !== 'number' && typeof x !== 'object') continue;
      let field = this.fields.get(key);
      if (field === undefined) {
        field = new Watched();
        this.fields.set(key, field);
      }
      if (field.isNew(x, depth + 1)) isNew = true;
    }
    return isNew;
  }
}
