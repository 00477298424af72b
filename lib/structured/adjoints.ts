import { copyUndone } from './copy.ts';
import { choiceOf, readsVariable } from './mention.ts';
import type { FreshNames } from './names.ts';
import type { NormalForm } from './normal-form.ts';
import {
  type Factor,
  factorOf,
  isNumber,
  minusTerm,
  namesWithin,
  overlooksNaN,
  partialNodes,
  plusTerm,
  timesPartial,
} from './partials.ts';
import type { ArrayPlace, NumberValue, Statement } from './program.ts';
import { rowNamed, ValueText } from './value-text.ts';
import { constant, type Evaluated, ifStatement, isArrayValue, readsOf, rowOf, text, variableOf } from './values.ts';

/** What undoes a statement: its part of the reverse sweep. */
export interface Undoing {
  readonly lines: readonly Statement[];
  /** Whether it reads the value that the statement computed, and so comes before the old value is back. */
  readonly readsResult: boolean;
  /** How many of the lines come before the old value is back in any case: those that take numbers off the stack. */
  readonly head?: number;
}

const NOTHING: Undoing = { lines: [], readsResult: false };

/** The adjoint part of statements: what they add to the adjoints of what they read. */
export class Adjoints {
  private readonly form: NormalForm;
  private readonly names: FreshNames;
  private readonly bars: Map<string, string> = new Map();
  private readonly values: ValueText = new ValueText();
  private readonly locals: Set<string> = new Set();
  private readonly isOnce: (name: string) => boolean;
  private readonly isSingle: (name: string) => boolean;

  constructor(
    form: NormalForm,
    names: FreshNames,
    isSingle: (name: string) => boolean,
    isOnce: (name: string) => boolean,
  ) {
    this.form = form;
    this.names = names;
    this.isSingle = isSingle;
    this.isOnce = isOnce;
  }

  /** The adjoint of a variable. */
  bar(name: string): string {
    let bar = this.bars.get(name);
    if (bar === undefined) {
      bar = this.names.fresh(`${name}_bar`);
      this.bars.set(name, bar);
      this.locals.add(bar);
      this.form.variables.set(bar, this.form.variables.get(name)!);
    }
    return bar;
  }

  /** The adjoint of an array, where it stands. */
  barOf(place: ArrayPlace): ArrayPlace {
    return place.kind === 'variable' ? variableOf(this.bar(place.name)) : { ...place, array: this.barOf(place.array) };
  }

  /** The array whose adjoints a variable holds. */
  arrayOf(bar: string): string | undefined {
    for (const [name, own] of this.bars) {
      if (own === bar && this.form.variables.get(name)?.kind === 'array') return name;
    }
    return undefined;
  }

  /** Whether a variable is an adjoint, or a constant of the reverse sweep. */
  isOfReverse(name: string): boolean {
    return this.locals.has(name);
  }

  /** The adjoints, by their variables. */
  get all(): ReadonlyMap<string, string> {
    return this.bars;
  }

  /** What undoes a statement that gives a number. */
  undo(statement: Statement): Undoing {
    if (statement.kind === 'assign') {
      if (!this.form.active.has(statement.name)) return NOTHING;
      const { value } = statement;
      if (isArrayValue(value)) return this.array(statement.name, value);
      const target = variableOf(statement.name);
      return this.number(statement, target, variableOf(this.bar(statement.name)), value);
    }
    if (statement.kind === 'store' && !isArrayValue(statement.value)) {
      if (!this.form.isActive({ kind: 'array', place: statement.array })) return NOTHING;
      const { array, index, value } = statement;
      const bar: NumberValue = { kind: 'element', array: this.barOf(array), index };
      return this.number(statement, { kind: 'element', array, index }, bar, value);
    }
    if (statement.kind === 'append' && !isArrayValue(statement.value)) {
      const { array, value } = statement;
      if (!this.form.isActive({ kind: 'array', place: array })) return NOTHING;
      const bars = this.barOf(array);
      const lines: Statement[] = [];
      const last = text({ kind: 'array', place: bars } as never, '.length - 1');
      const t = this.bound({ kind: 'element', array: bars, index: last }, lines);
      this.back(value as NumberValue, t, undefined, statement, lines);
      return { lines, readsResult: false };
    }
    return NOTHING;
  }

  /** What adds t times the derivative of a value to the adjoints of what it reads. */
  spread(value: Evaluated, t: NumberValue, statement: Statement): readonly Statement[] {
    const lines: Statement[] = [];
    if (!isArrayValue(value)) this.back(value, t, undefined, statement, lines);
    return lines;
  }

  private array(name: string, value: Evaluated): Undoing {
    const lines: Statement[] = [];
    const bar = this.bar(name);
    if (value.kind === 'literal') {
      value.elements.forEach((element, i) => {
        const own: NumberValue = { kind: 'element', array: variableOf(bar), index: text(String(i)) };
        if (!isArrayValue(element)) this.back(element, own, undefined, undefined, lines);
      });
    }
    if (value.kind === 'copy') {
      const k = this.local('k', { kind: 'number' });
      lines.push(...copyUndone(value, this.barOf(value.place), bar, k));
    }
    // Its adjoints are those of the array it still has.
    return { lines, readsResult: true };
  }

  private number(statement: Statement, target: NumberValue, bar: NumberValue, value: Evaluated): Undoing {
    const lines: Statement[] = [];
    if (isArrayValue(value) || value.kind === 'call') return NOTHING;
    const isVariable = target.kind === 'variable';
    // v += e leaves the adjoint of v alone.
    if (value.kind === 'op' && (value.row === 'add' || value.row === 'sub')) {
      const [x, y] = value.args;
      if (this.values.text(x!) === this.values.text(target)) {
        if (!this.form.isActive(y!)) return NOTHING;
        const isApart = isVariable && !readsOf(y!).has(target.name);
        const t = isApart ? bar : this.bound(bar, lines);
        this.back(y!, value.row === 'add' ? t : minusTerm(t), undefined, statement, lines);
        return { lines, readsResult: false };
      }
    }
    const isFresh = isVariable && this.isSingle(target.name) && !readsOf(value).has(target.name);
    const isActive = this.form.isActive(value);
    const isCleared = !isFresh || !this.isOnce((target as { name: string }).name);
    const clear: Statement[] = isCleared ? [this.stored(bar, constant(0))] : [];
    if (!isActive) return { lines: clear, readsResult: false };
    const t = isFresh ? bar : this.bound(bar, lines);
    if (!isFresh) lines.push(...clear);
    const own = isVariable && !readsOf(value).has(target.name) ? target : undefined;
    this.back(value, t, own, statement, lines);
    if (isFresh) lines.push(...clear);
    const readsResult =
      own !== undefined && lines.some((line) => readsVariable(line, (target as { name: string }).name));
    return { lines, readsResult };
  }

  /** Adds t, a short value, to the adjoints of what `value` is computed from; `v` is where the value is kept. */
  private back(
    value: NumberValue,
    t: NumberValue,
    v: NumberValue | undefined,
    statement: Statement | undefined,
    lines: Statement[],
  ): void {
    if (!this.form.isActive(value)) return;
    if (value.kind === 'variable') {
      lines.push(this.added(variableOf(this.bar(value.name)), t));
      return;
    }
    if (value.kind === 'element') {
      lines.push(this.added({ ...value, array: this.barOf(value.array) }, t));
      return;
    }
    if (value.kind !== 'op') throw new Error(`structured program: no adjoint of ${value.kind}`);
    const rule = rowNamed(value.row);
    const nodes = partialNodes(rule);
    const active = value.args.map((arg) => this.form.isActive(arg));
    const used = new Set<string>();
    nodes.forEach((node, i) => {
      if (active[i]) namesWithin(node, used);
    });
    // An argument NaN makes every partial NaN. x to a constant power is NaN then in any case.
    const isGuarded = overlooksNaN(rule) && value.args[1]?.kind !== 'constant';
    if (isGuarded) for (const arg of rule.args) used.add(arg);
    const shortened = (part: NumberValue): NumberValue => (part.kind === 'op' ? this.bound(part, lines) : part);
    const values = new Map<string, NumberValue>();
    rule.args.forEach((arg, i) => {
      const own = value.args[i]!;
      const isMany = isGuarded || (rule.args.length > 1 ? active[i] || used.size > 1 : used.has(arg));
      values.set(arg, used.has(arg) && isMany ? shortened(own) : own);
    });
    if (used.has('v')) values.set('v', v ?? shortened({ ...value, args: rule.args.map((arg) => values.get(arg)!) }));
    // (ẋ − v ẏ)/y: one division for both.
    if (value.row === 'div' && active[0] && active[1]) {
      const s = this.bound(rowOf('div', t, values.get('y')!), lines);
      this.onward(value.args[0]!, s, statement, lines);
      this.onward(value.args[1]!, minusTerm(rowOf('mul', s, values.get('v')!)), statement, lines);
      return;
    }
    if (isGuarded) {
      const [x, y] = rule.args.map((arg) => values.get(arg)!);
      const test = text(x!, ' === ', x!, ' && ', y!, ' === ', y!);
      t = this.bound({ kind: 'choice', test, ...choiceOf(t, constant(NaN)) }, lines);
    }
    const reuse = statement && this.form.sharing.reuse.get(statement);
    nodes.forEach((node, i) => {
      if (!active[i]) return;
      this.contribute(value.args[i]!, t, this.replaced(factorOf(node, values), reuse), statement, lines);
    });
  }

  /** Adds t times a factor to the adjoint of an argument. */
  private contribute(
    arg: NumberValue,
    t: NumberValue,
    factor: Factor,
    statement: Statement | undefined,
    lines: Statement[],
  ): void {
    if (factor.kind === 'none') return;
    if (isNumber(factor)) {
      this.onward(arg, timesPartial(t, factor), statement, lines);
      return;
    }
    const side = (branch: Factor): Statement[] => {
      const inner: Statement[] = [];
      this.contribute(arg, t, branch, statement, inner);
      return inner;
    };
    lines.push(ifStatement(factor.test, side(factor.then), side(factor.otherwise)));
  }

  private onward(arg: NumberValue, t: NumberValue, statement: Statement | undefined, lines: Statement[]): void {
    const isLeaf = arg.kind !== 'op';
    const isShort = t.kind !== 'op' || (t.row === 'neg' && t.args[0]!.kind !== 'op');
    this.back(arg, isLeaf || isShort ? t : this.bound(t, lines), undefined, statement, lines);
  }

  private replaced(factor: Factor, reuse: ReadonlyMap<string, string> | undefined): Factor {
    if (!reuse || reuse.size === 0 || factor.kind === 'none') return factor;
    if (factor.kind === 'where') {
      const [then, otherwise] = [factor.then, factor.otherwise].map((side) => this.replaced(side, reuse));
      return { kind: 'where', test: factor.test, then, otherwise } as Factor;
    }
    if (factor.kind !== 'op') return factor;
    const name = reuse.get(this.values.text(factor));
    if (name !== undefined) return variableOf(name);
    return { ...factor, args: factor.args.map((arg) => this.replaced(arg, reuse) as NumberValue) };
  }

  private bound(value: NumberValue, lines: Statement[]): NumberValue {
    const name = this.local('t', { kind: 'number' });
    lines.push({ kind: 'assign', name, value, declares: true });
    return variableOf(name);
  }

  /** A new variable of the reverse sweep. */
  local(name: string, kind: { readonly kind: 'number' | 'passive' }): string {
    const own = this.names.fresh(name);
    this.form.variables.set(own, kind);
    this.locals.add(own);
    return own;
  }

  private added(bar: NumberValue, t: NumberValue): Statement {
    return this.stored(bar, plusTerm(bar, t));
  }

  /** Gives a variable or element a value. */
  stored(bar: NumberValue, value: NumberValue): Statement {
    if (bar.kind === 'variable') return { kind: 'assign', name: bar.name, value };
    if (bar.kind === 'element') return { kind: 'store', array: bar.array, index: bar.index, value };
    throw new Error('structured program: expected a variable or an element');
  }
}
