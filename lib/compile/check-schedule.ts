import type { Tree } from '../tree/tree.ts';
import { Watch } from './watch.ts';

/** When compiled code is compared with f: at each call, at calls 2, 4, 8 … and new values, or never. */
export type CheckMode = 'each' | 'sampled' | 'never';

// The share of the time since the first call that checks may take, besides as long as compiling took.
const SHARE = 0.02;
// So many milliseconds are free: a check that the system interrupts must not silence the others.
const FREE = 1000;
const FOREVER = 2 ** 30 - 1;
// Fields, and not a list: each call reads them.
const PLACES = ['first', 'second', 'third', 'fourth'] as const;

/** When the calls of a compiled function are checked. */
export class CheckSchedule {
  /** How many calls are left until one is due. */
  left: number;
  /** The watches of the first four arguments, and of those after them. */
  first: Watch | undefined = undefined;
  second: Watch | undefined = undefined;
  third: Watch | undefined = undefined;
  fourth: Watch | undefined = undefined;
  readonly rest: Watch[] = [];
  readonly check: CheckMode;
  private calls = 0;
  private step = 2;
  private gap = 4;
  private born = 0;
  private spent = 0;

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
    const name = PLACES[place];
    if (name !== undefined) this[name] ??= new Watch();
    while (this.rest.length <= place - PLACES.length) this.rest.push(new Watch());
    const watch = name === undefined ? this.rest[place - PLACES.length] : this[name];
    watch?.extend(tree);
  }

  /** Whether one of the first two arguments has a new value. Both are looked at. */
  isNewInTwo(a: unknown, b: unknown): boolean {
    const isNew = this.first?.isNew(a) ?? false;
    return (this.second?.isNew(b) ?? false) || isNew;
  }

  /** As {@link isNewInTwo}, of the first four. */
  isNewInFour(a: unknown, b: unknown, c: unknown, d: unknown): boolean {
    const isNew = this.isNewInTwo(a, b);
    const isNewThird = this.third?.isNew(c) ?? false;
    return (this.fourth?.isNew(d) ?? false) || isNewThird || isNew;
  }

  /** As {@link isNewInTwo}, of the arguments after the fourth. */
  isNewInRest(rest: readonly unknown[]): boolean {
    let isNew = false;
    for (let i = 0; i < Math.min(rest.length, this.rest.length); i++) if (this.rest[i]!.isNew(rest[i])) isNew = true;
    return isNew;
  }
}
