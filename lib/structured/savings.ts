import type { Adjoints, Undoing } from './adjoints.ts';
import type { NormalForm } from './normal-form.ts';
import type { NumberValue, Routine, RoutineCall, Statement } from './program.ts';
import { Retention } from './retention.ts';
import { constant, type Evaluated, isArrayValue, readsOf, text, variableOf } from './values.ts';

/** How calls of the functions of a program are made in the sweeps. */
export interface Conventions {
  readonly routines: ReadonlyMap<string, Routine>;
  /** Whether a function has sweeps; one without active numbers and arrays is called as it is. */
  readonly hasSweeps: (callee: string) => boolean;
  readonly isActive: (callee: string, parameter: string) => boolean;
  readonly isResultActive: (callee: string) => boolean;
}

/** What undoes each statement of a function, and what is saved for it. */
export class Savings {
  readonly retention: Retention;
  readonly form: NormalForm;
  readonly adjoints: Adjoints;
  readonly conventions: Conventions;
  private readonly undoings: Map<Statement, Undoing> = new Map();
  private readonly counts: Map<Statement, string> = new Map();

  constructor(form: NormalForm, adjoints: Adjoints, shared: ReadonlySet<string>, conventions: Conventions) {
    this.form = form;
    this.adjoints = adjoints;
    this.conventions = conventions;
    this.undoAll(form.body);
    this.retention = new Retention(form, adjoints, this.undoings, shared);
  }

  /** What undoes a statement. */
  undoing(statement: Statement): Undoing {
    return this.undoings.get(statement)!;
  }

  private undoAll(list: readonly Statement[]): void {
    for (const statement of list) {
      const call = soleCall(statement);
      this.undoings.set(statement, call ? this.undoCall(statement, call) : this.adjoints.undo(statement));
      if (statement.kind === 'if') for (const side of [statement.then, statement.otherwise]) this.undoAll(side);
      if (statement.kind === 'loop') for (const side of [statement.body, statement.update]) this.undoAll(side);
    }
  }

  /** The reverse sweep of the function called, and the adjoints of its numbers, which it leaves on the stack. */
  private undoCall(statement: Statement, call: RoutineCall): Undoing {
    const { conventions, adjoints } = this;
    if (!conventions.hasSweeps(call.callee)) return { lines: [], readsResult: false };
    const lines: Statement[] = [];
    const target = statement.kind === 'assign' ? statement.name : undefined;
    const { parameters, result, variables } = conventions.routines.get(call.callee)!;
    const isSeeded = conventions.isResultActive(call.callee) && result === 'number';
    const args: NumberValue[] = [];
    if (isSeeded)
      args.push(target === undefined || !this.form.active.has(target) ? constant(0) : variableOf(adjoints.bar(target)));
    lines.push({ kind: 'invoke', call: { kind: 'call', callee: `${call.callee}_reverse`, args } });
    const names: string[] = [];
    const spreads: Statement[] = [];
    parameters.forEach((parameter, i) => {
      if (variables.get(parameter)!.kind !== 'number' || !conventions.isActive(call.callee, parameter)) return;
      const name = adjoints.local('t', { kind: 'number' });
      names.push(name);
      spreads.push(...adjoints.spread(call.args[i]!, variableOf(name), statement));
    });
    for (const name of names.reverse()) lines.push({ kind: 'assign', name, value: { kind: 'pop' }, declares: true });
    const head = lines.length;
    const isCleared = target !== undefined && this.form.active.has(target) && result === 'number';
    if (isCleared) lines.push(adjoints.stored(variableOf(adjoints.bar(target)), constant(0)));
    return { lines: [...lines, ...spreads], readsResult: false, head };
  }

  /** Pushes what a statement is about to overwrite. */
  saved(statement: Statement): Statement[] {
    if (statement.kind === 'passage') {
      const names = statement.writes.filter((name) => this.retention.isNeeded(name));
      return names.length > 0 ? [{ kind: 'pushObjects', names }] : [];
    }
    if (!this.retention.saves(statement)) return [];
    if (statement.kind === 'store') {
      const place = { kind: 'element', array: statement.array, index: statement.index } as const;
      if (!isArrayValue(statement.value)) return [{ kind: 'push', value: place }];
      throw new RangeError('structured program: an array stored over an array whose old one is needed');
    }
    const { name } = statement as { readonly name: string };
    if (this.form.variables.get(name)?.kind === 'number') return [{ kind: 'push', value: variableOf(name) }];
    return [{ kind: 'pushObjects', names: this.objectsOf(name) }];
  }

  /** A variable that is not a number, with its adjoint. */
  private objectsOf(name: string): string[] {
    return this.form.variables.get(name)?.kind === 'array' && this.form.active.has(name)
      ? [name, this.adjoints.bar(name)]
      : [name];
  }

  /** Puts back what a statement overwrote. */
  restored(statement: Statement): Statement[] {
    if (statement.kind === 'append') {
      const { array } = statement;
      const isActive = this.form.isActive({ kind: 'array', place: array });
      return [
        { kind: 'shorten', array },
        ...(isActive ? [{ kind: 'shorten', array: this.adjoints.barOf(array) } as const] : []),
      ];
    }
    if (statement.kind === 'passage') {
      return this.saved(statement).map((saving) => ({ ...saving, kind: 'popObjects' }) as Statement);
    }
    if (!this.retention.saves(statement)) return [];
    if (statement.kind === 'store') {
      return [{ kind: 'store', array: statement.array, index: statement.index, value: { kind: 'pop' } }];
    }
    const { name } = statement as { readonly name: string };
    if (this.form.variables.get(name)?.kind === 'number') return [{ kind: 'assign', name, value: { kind: 'pop' } }];
    return [{ kind: 'popObjects', names: this.objectsOf(name) }];
  }

  /** Whether which branch was taken goes to the stack. */
  marks(statement: Statement & { readonly kind: 'if' }): boolean {
    return this.matters(statement) && !this.retention.isTestStable(statement);
  }

  /** Whether there is anything to undo in a statement. */
  matters(statement: Statement): boolean {
    if (statement.kind === 'if')
      return [...statement.then, ...statement.otherwise].some((inner) => this.matters(inner));
    if (statement.kind === 'loop') return [...statement.body, ...statement.update].some((inner) => this.matters(inner));
    return (
      this.undoings.get(statement)!.lines.length > 0 || this.saved(statement).length > 0 || statement.kind === 'append'
    );
  }

  /** What the stack tells of a loop: how often it ran, where its counter stood, whether a jump left it. */
  exits(loop: Statement & { readonly kind: 'loop' }): string[] {
    const counter = this.retention.counters.get(loop);
    const names = [this.countOf(loop)!];
    if (!counter || !this.retention.isNeeded(counter.name)) return names;
    const broken = this.brokenFlag(loop);
    return [...names, counter.name, ...(broken ? [broken] : [])];
  }

  /** The number of rounds of a loop, where its counter cannot tell. */
  countOf(loop: Statement & { readonly kind: 'loop' }): string | undefined {
    if (this.retention.counters.get(loop)?.last) return undefined;
    let name = this.counts.get(loop);
    if (name === undefined) {
      name = this.adjoints.local('rounds', { kind: 'number' });
      this.counts.set(loop, name);
    }
    return name;
  }

  /** The flag that a guarded update reads. */
  brokenFlag(loop: Statement & { readonly kind: 'loop' }): string | undefined {
    const [step] = loop.update;
    return step?.kind === 'if' ? [...readsOf(step.test)][0] : undefined;
  }

  barAssigned(name: string, value: Evaluated): Statement[] {
    if (!isArrayValue(value) || !this.form.active.has(name)) return [];
    const { adjoints } = this;
    const bar = adjoints.bar(name);
    if (value.kind === 'array') {
      return [{ kind: 'assign', name: bar, value: { kind: 'array', place: adjoints.barOf(value.place) } }];
    }
    if (value.kind === 'literal' && value.elements.some((element) => element.kind === 'array')) {
      const elements = value.elements.map((element): NumberValue | { kind: 'array'; place: never } =>
        element.kind === 'array' ? { kind: 'array', place: adjoints.barOf(element.place) as never } : constant(0),
      );
      return [{ kind: 'assign', name: bar, value: { kind: 'literal', elements } }];
    }
    const isTyped = value.kind === 'make' && String(value.text.pieces[0]).startsWith('new Float64Array(');
    const zeros = isTyped
      ? text('new Float64Array(', { variable: name }, '.length)')
      : text('zeros(', { variable: name }, ')');
    return [{ kind: 'assign', name: bar, value: { kind: 'make', text: zeros } }];
  }
}

/** The call that a statement consists of. */
export function soleCall(statement: Statement): RoutineCall | undefined {
  if (statement.kind === 'invoke') return statement.call;
  return statement.kind === 'assign' && statement.value.kind === 'call' ? statement.value : undefined;
}
