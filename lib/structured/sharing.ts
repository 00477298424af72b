import { factorOf, isNumber, namesWithin, partialNodes } from './partials.ts';
import type { NumberValue, Statement, VariableKind } from './program.ts';
import { rowNamed, ValueText, weightOf } from './value-text.ts';
import { changesOf, type Evaluated, eachWithin, ifStatement, isArrayValue, readsOf, variableOf } from './values.ts';

/** What costs more than a number pushed and popped: at least a division. */
const DEAR = 4;
const NUMBER: VariableKind = { kind: 'number' };

/** What sharing asks of the function's form. */
export interface FormOfSharing {
  readonly isActive: (value: Evaluated) => boolean;
  readonly fresh: (name: string, kind: VariableKind, isActive: boolean) => string;
}

/** Gives variables to what is dear to compute, where the reverse sweep needs it; one to all that are the same. */
export class Sharing {
  /** The statements that give shared numbers their variables. */
  readonly hoisted: Set<Statement> = new Set();
  /** For each statement, the variables that hold numbers its partials may need, by their texts. */
  readonly reuse: Map<Statement, ReadonlyMap<string, string>> = new Map();
  private readonly form: FormOfSharing;
  private readonly values: ValueText = new ValueText();

  constructor(form: FormOfSharing) {
    this.form = form;
  }

  /** Gives variables to dear numbers that the reverse sweep needs; one to all that are the same. */
  shared(list: readonly Statement[]): Statement[] {
    const versions = new Map<string, number>();
    let contents = 0;
    const keyOf = (value: Evaluated): string => {
      const text = this.values.text(value);
      let isWithin = false;
      const reads = [...readsOf(value)];
      eachWithin(value, (part) => {
        if (part.kind === 'element' || part.kind === 'text') isWithin = true;
      });
      return `${text} ${reads.map((name) => versions.get(name) ?? 0)} ${isWithin ? contents : ''}`;
    };
    const advance = (statement: Statement): void => {
      const changes = changesOf([statement]);
      for (const name of changes.variables) versions.set(name, (versions.get(name) ?? 0) + 1);
      if (changes.contents.size > 0) contents++;
    };
    const computed = new Set<string>();
    const needed = new Set<string>();
    const count = new Map<string, number>();
    for (const statement of list) {
      const root = rootOf(statement);
      if (root) {
        eachOp(root, (part) => {
          if (weightOf(part.row) < DEAR) return;
          const key = keyOf(part);
          computed.add(key);
          count.set(key, (count.get(key) ?? 0) + 1);
        });
        if (this.form.isActive(root)) this.needs(root, (value) => needed.add(keyOf(value)));
      }
      advance(statement);
    }
    versions.clear();
    contents = 0;
    const named = new Map<string, { readonly name: string; readonly text: string; readonly original: NumberValue }>();
    const out: Statement[] = [];
    const put = (statement: Statement): void => {
      out.push(statement);
    };
    let first = 0;
    // All numbers hoisted before one statement are there until all of them are undone.
    const note = (): void => {
      const valid = [...named].filter(([key, { original }]) => keyOf(original) === key);
      const names = new Map(valid.map(([, { text, name }]) => [text, name]));
      for (const statement of out.slice(first)) this.reuse.set(statement, names);
      first = out.length;
    };
    for (const statement of list) {
      const nested = this.nested(statement);
      const root = rootOf(statement);
      if (!root) {
        out.push(nested);
        advance(statement);
        continue;
      }
      const bind = (value: NumberValue, original: NumberValue, key: string): NumberValue => {
        const old = named.get(key);
        if (old !== undefined) return variableOf(old.name);
        const name = this.form.fresh(nameFor(value), NUMBER, this.form.isActive(value));
        const hoisted: Statement = { kind: 'assign', name, value, declares: true };
        this.hoisted.add(hoisted);
        put(hoisted);
        named.set(key, { name, text: this.values.text(value), original });
        return variableOf(name);
      };
      const replaced = (value: NumberValue, isRoot: boolean): NumberValue => {
        if (value.kind !== 'op') return value;
        const key = weightOf(value.row) >= DEAR ? keyOf(value) : undefined;
        const whole: NumberValue = { ...value, args: value.args.map((arg) => replaced(arg, false)) };
        const isOwn = isRoot && statement.kind === 'assign' && !readsOf(value).has(statement.name);
        if (key === undefined || !needed.has(key) || (isOwn && count.get(key) === 1)) return whole;
        return bind(whole, value, key);
      };
      // What a partial needs, and a later statement computes, is computed here.
      if (this.form.isActive(root)) {
        this.needs(root, (value) => {
          const key = keyOf(value);
          if (value.kind === 'op' && computed.has(key) && !contains(root, value, this.values)) replaced(value, false);
        });
      }
      const value = replaced(root, true);
      put({ ...nested, value } as Statement);
      note();
      advance(statement);
    }
    return out;
  }

  private nested(statement: Statement): Statement {
    if (statement.kind === 'if') {
      return ifStatement(statement.test, this.shared(statement.then), this.shared(statement.otherwise), statement);
    }
    return statement.kind === 'loop'
      ? { ...statement, body: this.shared(statement.body), update: statement.update }
      : statement;
  }

  /** Visits the dear values that the partials of a statement need. */
  private needs(root: NumberValue, visit: (value: NumberValue) => void): void {
    const whole = (value: NumberValue): void =>
      eachOp(value, (part) => {
        if (weightOf(part.row) >= DEAR) visit(part);
      });
    const go = (value: NumberValue): void => {
      if (value.kind !== 'op' || !this.form.isActive(value)) return;
      const rule = rowNamed(value.row);
      const values = new Map<string, NumberValue>(rule.args.map((arg, i) => [arg, value.args[i]!]));
      values.set('v', value);
      partialNodes(rule).forEach((node, i) => {
        if (!value.args[i] || !this.form.isActive(value.args[i])) return;
        const names = namesWithin(node);
        for (const name of names) whole(values.get(name)!);
        const factor = factorOf(node, values);
        if (isNumber(factor)) whole(factor);
      });
      value.args.forEach(go);
    };
    go(root);
  }
}

function rootOf(statement: Statement): NumberValue | undefined {
  if (statement.kind !== 'assign' && statement.kind !== 'store' && statement.kind !== 'append') return undefined;
  const { value } = statement;
  return isArrayValue(value) || value.kind === 'call' ? undefined : value;
}

function eachOp(value: NumberValue, visit: (part: NumberValue & { readonly kind: 'op' }) => void): void {
  eachWithin(value, (part) => {
    if (part.kind === 'op') visit(part);
  });
}

function contains(root: NumberValue, value: NumberValue, values: ValueText): boolean {
  const text = values.text(value);
  let found = false;
  eachWithin(root, (part) => {
    if (part.kind === 'op' && values.text(part) === text) found = true;
  });
  return found;
}

function nameFor(value: NumberValue): string {
  return value.kind === 'op' ? ({ div: 'quotient', pow: 'power' }[value.row] ?? `${value.row}Value`) : 'held';
}
