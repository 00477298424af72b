import type { Activity } from './activity.ts';
import type { FreshNames } from './names.ts';
import { decomposed } from './partials.ts';
import type { NumberValue, Routine, RoutineCall, Statement, Text, VariableKind } from './program.ts';
import { Sharing } from './sharing.ts';
import { numericVariables, passageWrites, withSteps } from './steps.ts';
import {
  constant,
  type Evaluated,
  eachPart,
  eachWithin,
  ifStatement,
  isArrayValue,
  readsOf,
  variableOf,
} from './values.ts';

const NUMBER: VariableKind = { kind: 'number' };

/**
 * A function's statements with at most one thing to undo each: calls stand alone, a choice is a branch, and what is dear to
 * compute again has a variable, where the reverse sweep needs it.
 */
export class NormalForm {
  readonly variables: Map<string, VariableKind>;
  readonly active: Set<string>;
  readonly body: readonly Statement[];
  readonly sharing: Sharing;
  readonly parameters: readonly string[];
  private readonly activity: Activity;
  private readonly names: FreshNames;
  /** Objects whose contents statements change otherwise than by stores: a text that reads them is computed once. */
  private readonly unstable: ReadonlySet<string>;

  constructor(routine: Routine, body: readonly Statement[], activity: Activity, names: FreshNames) {
    this.activity = activity;
    this.parameters = routine.parameters;
    this.names = names;
    this.active = new Set(activity.of(routine.name));
    const stepped = withSteps(body);
    this.variables = numericVariables(routine, stepped);
    this.unstable = passageWrites(stepped);
    this.sharing = new Sharing(this);
    this.body = this.sharing.shared(this.block(stepped));
  }

  /** A new variable. */
  fresh(name: string, kind: VariableKind, isActive: boolean): string {
    const own = this.names.fresh(name);
    this.variables.set(own, kind);
    if (isActive) this.active.add(own);
    return own;
  }

  isActive(value: Evaluated): boolean {
    return this.activity.isActive(value, this.active);
  }

  private block(list: readonly Statement[]): Statement[] {
    const out: Statement[] = [];
    for (const statement of list) this.statement(statement, out);
    return out;
  }

  private statement(statement: Statement, out: Statement[]): void {
    switch (statement.kind) {
      case 'assign':
      case 'append':
      case 'store': {
        const index = statement.kind === 'store' ? { index: this.stable(statement.index, out) } : {};
        const value = this.top(statement.value, out, statement.kind === 'assign');
        out.push({ ...statement, ...index, value } as Statement);
        return;
      }
      case 'if':
        out.push(ifStatement(statement.test, this.block(statement.then), this.block(statement.otherwise), statement));
        return;
      case 'loop':
        out.push({ ...statement, body: this.block(statement.body), update: this.block(statement.update) });
        return;
      case 'invoke':
        out.push({ ...statement, call: this.call(statement.call, out) });
        return;
      default:
        out.push(statement);
    }
  }

  /** The value of a statement: a call may stand there alone. */
  private top(value: Evaluated, out: Statement[], mayCall: boolean): Evaluated {
    if (value.kind === 'call' && mayCall) return this.call(value, out);
    if (value.kind === 'literal') {
      return { ...value, elements: value.elements.map((element) => this.element(element, out)) };
    }
    if (value.kind === 'make') return value;
    if (value.kind === 'copy' || value.kind === 'array') return value;
    return this.number(value as NumberValue, out);
  }

  private element(
    element: Evaluated,
    out: Statement[],
  ): NumberValue | { kind: 'array'; place: { kind: 'variable'; name: string } } {
    if (!isArrayValue(element)) return this.number(element, out);
    const name = this.fresh('row', { kind: 'array', rank: 1 }, this.isActive(element));
    out.push({ kind: 'assign', name, value: this.top(element, out, true) as NumberValue, declares: true });
    return { kind: 'array', place: variableOf(name) };
  }

  private call(call: RoutineCall, out: Statement[]): RoutineCall {
    const args = call.args.map((arg) => {
      if (arg.kind === 'make' || arg.kind === 'literal' || arg.kind === 'copy') return this.element(arg, out);
      return arg.kind === 'array' ? arg : this.number(arg, out);
    });
    return { ...call, args };
  }

  /** A number without calls, choices of active numbers, or texts that could come out otherwise a second time. */
  private number(value: NumberValue, out: Statement[]): NumberValue {
    switch (value.kind) {
      case 'text': {
        const number = literalOf(value);
        return number === undefined ? this.stable(value, out) : constant(number);
      }
      case 'element':
        return { ...value, index: this.stable(value.index, out) };
      case 'op': {
        const all = decomposed(value);
        if (all !== value) return this.number(all, out);
        // Calls come first in the code; what was evaluated before them has to be kept.
        const lastCall = value.args.reduce((last, arg, i) => (hasCall(arg) ? i : last), -1);
        return {
          ...value,
          args: value.args.map((arg, i) => {
            const number = this.number(arg, out);
            return i < lastCall && hasElement(number) ? this.held(number, 'held', out) : number;
          }),
        };
      }
      case 'choice': {
        if (!this.isActive(value) && !hasCall(value)) return value;
        const name = this.fresh('chosen', NUMBER, this.isActive(value));
        const side = (branch: NumberValue): Statement[] => {
          const inner: Statement[] = [];
          inner.push({ kind: 'assign', name, value: this.number(branch, inner) });
          return inner;
        };
        out.push(ifStatement(value.test, side(value.then), side(value.otherwise)));
        return variableOf(name);
      }
      case 'call': {
        const name = this.fresh(`${value.callee}Value`, NUMBER, this.isActive(value));
        out.push({ kind: 'assign', name, value: this.call(value, out), declares: true });
        return variableOf(name);
      }
      default:
        return value;
    }
  }

  private held(value: NumberValue, name: string, out: Statement[]): NumberValue {
    const own = this.fresh(name, NUMBER, this.isActive(value));
    out.push({ kind: 'assign', name: own, value, declares: true });
    return variableOf(own);
  }

  private stable(value: Text, out: Statement[]): Text {
    const isStable = value.isPure && ![...readsOf(value)].some((name) => this.unstable.has(name));
    if (isStable) return value;
    const name = this.fresh('held', NUMBER, false);
    out.push({ kind: 'assign', name, value, declares: true });
    return { kind: 'text', pieces: [{ variable: name }], isPure: true };
  }
}

/** The number that a text is the literal of. */
function literalOf({ pieces }: Text): number | undefined {
  const text = pieces.every((piece) => typeof piece === 'string') ? pieces.join('').trim() : '';
  return /^-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text) ? Number(text) : undefined;
}

function hasCall(value: Evaluated): boolean {
  let found = false;
  eachWithin(value, (part) => {
    if (part.kind === 'call') found = true;
  });
  return found;
}

function hasElement(value: Evaluated): boolean {
  let found = value.kind === 'element';
  eachPart(value, (part) => {
    if (hasElement(part)) found = true;
  });
  return found;
}
