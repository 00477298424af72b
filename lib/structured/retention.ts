import type { Adjoints, Undoing } from './adjoints.ts';
import { type Counter, countersOf } from './counters.ts';
import type { NormalForm } from './normal-form.ts';
import type { ArrayValue, IfStatement, NumberValue, Statement, Text } from './program.ts';
import { StatementPlaces } from './statement-places.ts';
import { weightOf } from './value-text.ts';
import { baseOf, changesOf, type Evaluated, eachRead, eachStatement, eachWithin, readsOf, valuesOf } from './values.ts';

/** What costs less to compute again than a push and a pop. */
const CHEAP = 8;

/**
 * How the reverse sweep gets the values it needs: from variables that keep them, computed again, counted back, or from the
 * stack. What a statement's undoing reads is needed there, so nothing it reads can have been overwritten.
 */
export class Retention {
  readonly places: StatementPlaces;
  readonly counters: ReadonlyMap<Statement, Counter>;
  private readonly form: NormalForm;
  private readonly undoings: ReadonlyMap<Statement, Undoing>;
  private readonly adjoints: Adjoints;
  private readonly needs: Map<Statement, Set<string>> = new Map();
  private readonly recomputed: Map<string, Statement & { readonly kind: 'assign' }> = new Map();
  private readonly counted: Map<string, Counter> = new Map();
  private needed: Set<string> = new Set();
  private neededContents: Set<string> = new Set();
  /** Arrays that callers see: what they held has to be there again after the reverse sweep. */
  private readonly shared: ReadonlySet<string>;

  constructor(
    form: NormalForm,
    adjoints: Adjoints,
    undoings: ReadonlyMap<Statement, Undoing>,
    shared: ReadonlySet<string>,
  ) {
    this.form = form;
    this.adjoints = adjoints;
    this.undoings = undoings;
    this.shared = shared;
    this.places = new StatementPlaces(form.body);
    this.uniteArrays();
    this.counters = countersOf(this.places, (name) => this.places.assigning(name).length === 0);
    for (const counter of this.counters.values()) this.counted.set(counter.name, counter);
    for (const statement of this.places.statements) this.candidate(statement);
    for (;;) {
      this.closure();
      const unfit = [...this.recomputed.values()].filter((statement) => !this.isFit(statement));
      if (unfit.length === 0) break;
      for (const { name } of unfit) this.recomputed.delete(name);
    }
  }

  /** Whether the old value of what a statement assigns goes to the stack. */
  saves(statement: Statement): boolean {
    switch (statement.kind) {
      case 'assign': {
        const { name } = statement;
        if (!this.needed.has(name) || this.recomputed.has(name) || this.counted.has(name)) return false;
        if (this.isInvariant(statement)) return false;
        const { depth } = this.places.of(statement);
        const isFirst = this.places.assigning(name)[0] === statement && !this.form.parameters.includes(name);
        return depth > 0 || !isFirst;
      }
      case 'store':
        return this.isContentNeeded(baseOf(statement.array));
      default:
        return false;
    }
  }

  isNeeded(name: string): boolean {
    return this.needed.has(name);
  }

  /** All variables that the reverse sweep reads. */
  get all(): ReadonlySet<string> {
    return this.needed;
  }

  /** The variables that the undoing of statement `i` of a list needs, and that this list declares and computes again. */
  recomputedFor(list: readonly Statement[], i: number): readonly (Statement & { readonly kind: 'assign' })[] {
    const names = new Set<string>();
    eachStatement([list[i]!], (inner) => {
      for (const name of this.needs.get(inner) ?? []) names.add(name);
    });
    return list
      .slice(0, i)
      .filter((statement) => statement.kind === 'assign')
      .filter((statement) => names.has(statement.name) && this.recomputed.get(statement.name) === statement);
  }

  isRecomputed(statement: Statement): boolean {
    return statement.kind === 'assign' && this.recomputed.get(statement.name) === statement;
  }

  /** Whether a test comes out the same in the reverse sweep, and costs little. */
  isTestStable({ test, then, otherwise }: IfStatement): boolean {
    return (
      this.isLight(test) && [...readsOf(test)].every((name) => !this.places.changes([...then, ...otherwise], name))
    );
  }

  private isLight(test: Text): boolean {
    if (!test.isPure || /\(/.test(test.pieces.filter((piece) => typeof piece === 'string').join(''))) return false;
    const { variables, contents } = changesOf(this.form.body);
    return [...readsOf(test)].every(
      (name) =>
        !contents.has(name) &&
        !this.form.active.has(name) &&
        (!variables.has(name) || this.counted.has(name) || this.isKept(name)),
    );
  }

  /** Whether a variable gets its only value outside of loops. */
  private isKept(name: string): boolean {
    const assigning = this.places.assigning(name);
    if (this.form.parameters.includes(name)) return assigning.length === 0;
    return assigning.length === 1 && this.places.of(assigning[0]!).depth === 0;
  }

  /** Whether a statement gives its variable the same value in every round of every loop around it. */
  private isInvariant(statement: Statement & { readonly kind: 'assign' }): boolean {
    const { name, value } = statement;
    if (this.places.assigning(name).length !== 1 || value.kind !== 'op') return false;
    let isFixed = true;
    eachWithin(value, (part) => {
      if (part.kind === 'element' || part.kind === 'call' || part.kind === 'pop' || part.kind === 'text')
        isFixed = false;
    });
    return (
      isFixed && [...readsOf(value)].every((read) => this.places.assigning(read).length === 0 || this.isKept(read))
    );
  }

  private isContentNeeded(name: string): boolean {
    const own = this.places.classOf(name);
    return [...this.neededContents, ...this.shared].some((other) => this.places.classOf(other) === own);
  }

  private uniteArrays(): void {
    const both = (name: string, value: NumberValue | ArrayValue): void => {
      if (value.kind === 'array') this.places.unite(name, baseOf(value.place));
      if (value.kind === 'literal') for (const element of value.elements) both(name, element);
      // What a function returns may be one of its arguments.
      if (value.kind === 'call') for (const arg of value.args) both(name, arg as NumberValue);
    };
    for (const statement of this.places.statements) {
      if (statement.kind === 'assign') both(statement.name, statement.value);
      if (statement.kind === 'store' || statement.kind === 'append') both(baseOf(statement.array), statement.value);
    }
    const [first, ...rest] = this.shared;
    for (const other of rest) this.places.unite(first!, other);
  }

  private candidate(statement: Statement): void {
    if (statement.kind !== 'assign' || !statement.declares) return;
    const { name, value } = statement;
    const isLoop = this.places.of(statement).depth > 0;
    if (!isLoop || this.places.assigning(name).length !== 1 || this.counted.has(name)) return;
    if (value.kind === 'make' || value.kind === 'literal' || value.kind === 'copy') return;
    let weight = 0;
    let isDear = false;
    eachWithin(value, (part) => {
      if (part.kind === 'call' || part.kind === 'pop') isDear = true;
      if (
        part.kind === 'text' &&
        (!part.isPure || part.pieces.some((piece) => typeof piece === 'string' && piece.includes('(')))
      )
        isDear = true;
      if (part.kind === 'op') weight += weightOf(part.row);
      if (part.kind === 'op' && weightOf(part.row) >= 4) isDear = true;
    });
    if (!isDear && weight <= CHEAP) this.recomputed.set(name, statement);
  }

  /** What each statement's undoing needs, with what computing that again needs. Contents found late make stores save. */
  private closure(): void {
    this.neededContents = new Set();
    for (let before = -1; before < this.neededContents.size; ) {
      before = this.neededContents.size;
      this.needs.clear();
      this.needed = new Set();
      for (const statement of this.places.statements) this.needs.set(statement, this.needsOf(statement));
    }
  }

  private needsOf(statement: Statement): Set<string> {
    const names = new Set<string>();
    const readAll = (value: Evaluated): void =>
      eachRead(value, (read, isWithin) => {
        // The adjoints of an array come and go with it.
        const array = this.adjoints.arrayOf(read);
        const name = array ?? read;
        if (!this.form.variables.has(name) || this.adjoints.isOfReverse(name)) return;
        if (isWithin && array === undefined) this.neededContents.add(name);
        if (names.has(name)) return;
        names.add(name);
        const again = this.recomputed.get(name);
        if (again) readAll(again.value);
      });
    eachStatement(this.undoings.get(statement)?.lines ?? [], (line) => {
      for (const value of valuesOf(line)) readAll(value);
    });
    // The reverse sweep of a function reads the arrays that it was handed.
    const { contents } = changesOf(statement.kind === 'if' || statement.kind === 'loop' ? [] : [statement]);
    if (statement.kind !== 'store' && statement.kind !== 'append' && statement.kind !== 'passage') {
      for (const name of contents) this.neededContents.add(name);
    }
    if (statement.kind === 'append') readAll({ kind: 'array', place: statement.array });
    if (statement.kind === 'store' && this.savesContents(statement)) {
      readAll({ kind: 'array', place: statement.array });
      readAll(statement.index);
    }
    const last = this.counters.get(statement)?.last;
    if (last) {
      readAll(last);
      readAll(this.counters.get(statement)!.start);
    }
    if (statement.kind === 'if' && this.isTestStable(statement)) readAll(statement.test);
    for (const name of names) this.needed.add(name);
    return names;
  }

  private savesContents(statement: Statement & { readonly kind: 'store' }): boolean {
    return this.isContentNeeded(baseOf(statement.array));
  }

  /** Whether a variable can be computed again wherever it is needed: nothing that it is computed from has changed since. */
  private isFit(statement: Statement & { readonly kind: 'assign' }): boolean {
    const { list, index } = this.places.of(statement).path.at(-1)!;
    const inputs = [...readsOf(statement.value)];
    for (const [user, names] of this.needs) {
      if (!names.has(statement.name)) continue;
      const at = this.places.indexIn(list, user);
      if (at === undefined || at <= index) return false;
      const isWithinUser = list[at] !== user || user.kind === 'loop' || user.kind === 'if';
      const isLate = this.undoings.get(user)?.readsResult === true || user.kind === 'store' || user.kind === 'append';
      const between = list.slice(index + 1, isWithinUser || isLate ? at + 1 : at);
      if (inputs.some((name) => this.places.changes(between, name))) return false;
    }
    return true;
  }
}
