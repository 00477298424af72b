import { partialNodes } from './partials.ts';
import type { Routine, RoutineCall, Statement, StructuredProgram } from './program.ts';
import { rowNamed } from './value-text.ts';
import { baseOf, type Evaluated, eachStatement, eachWithin, valuesOf } from './values.ts';

/** Which variables of each function derivatives flow through, and whether through its result. */
export class Activity {
  private readonly active: Map<string, Set<string>> = new Map();
  private readonly results: Set<string> = new Set();
  private readonly routines: ReadonlyMap<string, Routine>;
  private isChanged = false;

  /** The least set that contains `inputs`, parameters of the root, and all that is computed from active numbers. */
  constructor({ functions }: StructuredProgram, inputs: Iterable<string>) {
    this.routines = new Map(functions.map((routine) => [routine.name, routine]));
    for (const { name } of functions) this.active.set(name, new Set());
    for (const input of inputs) this.active.get(functions[0].name)!.add(input);
    do {
      this.isChanged = false;
      for (const routine of functions) this.spread(routine);
    } while (this.isChanged);
  }

  /** The active variables of a function. */
  of(routine: string): ReadonlySet<string> {
    return this.active.get(routine)!;
  }

  /** Whether the result of a function is active. */
  ofResult(routine: string): boolean {
    return this.results.has(routine);
  }

  /** Whether a derivative flows through a value, in a function with these active variables. */
  isActive(value: Evaluated, active: ReadonlySet<string>): boolean {
    switch (value.kind) {
      case 'variable':
        return active.has(value.name);
      case 'element':
        return active.has(baseOf(value.array));
      case 'array':
      case 'copy':
        return active.has(baseOf(value.place));
      case 'op': {
        const flows = flowsOf(value.row, value.args.length);
        return value.args.some((arg, i) => flows[i] && this.isActive(arg, active));
      }
      case 'choice':
        return this.isActive(value.then, active) || this.isActive(value.otherwise, active);
      case 'literal':
        return value.elements.some((element) => this.isActive(element, active));
      case 'call':
        return this.results.has(value.callee);
      case 'pop':
        return false;
      default:
        return false;
    }
  }

  private add(routine: string, name: string): void {
    const names = this.active.get(routine)!;
    if (names.has(name)) return;
    names.add(name);
    this.isChanged = true;
  }

  private spread(routine: Routine): void {
    const { name: owner, variables } = routine;
    const active = this.active.get(owner)!;
    const both = (target: string, value: Evaluated): void => {
      if (this.isActive(value, active)) this.add(owner, target);
      if (active.has(target)) this.alias(owner, value);
    };
    eachStatement(routine.body, (statement: Statement) => {
      if (statement.kind === 'assign' && variables.get(statement.name)?.kind !== 'passive') {
        both(statement.name, statement.value);
      }
      if (statement.kind === 'store' || statement.kind === 'append') both(baseOf(statement.array), statement.value);
      if (statement.kind === 'return' && statement.value) {
        const { value } = statement;
        if (this.isActive(value, active) && !this.results.has(owner)) {
          this.results.add(owner);
          this.isChanged = true;
        }
        if (this.results.has(owner)) this.alias(owner, value);
      }
      for (const value of valuesOf(statement)) {
        eachWithin(value, (part) => {
          if (part.kind === 'call') this.call(owner, part);
        });
      }
    });
  }

  /** An active array is active under all its names. */
  private alias(owner: string, value: Evaluated): void {
    if (value.kind === 'array') this.add(owner, baseOf(value.place));
    if (value.kind === 'literal') for (const element of value.elements) this.alias(owner, element);
    if (
      value.kind === 'call' &&
      this.routines.get(value.callee)!.result === 'array' &&
      !this.results.has(value.callee)
    ) {
      this.results.add(value.callee);
      this.isChanged = true;
    }
  }

  private call(owner: string, call: RoutineCall): void {
    const { parameters } = this.routines.get(call.callee)!;
    const inside = this.active.get(call.callee)!;
    const active = this.active.get(owner)!;
    call.args.forEach((arg, i) => {
      const parameter = parameters[i]!;
      if (this.isActive(arg, active)) this.add(call.callee, parameter);
      if (inside.has(parameter)) this.alias(owner, arg);
    });
  }
}

const known = new Map<string, readonly boolean[]>();

/** For each argument of a row, whether a derivative flows through it: not through the argument of floor. */
function flowsOf(row: string, count: number): readonly boolean[] {
  const key = `${row} ${count}`;
  let flows = known.get(key);
  if (flows === undefined) {
    flows = Array.from({ length: count }, (_, i) => partialNodes(rowNamed(row))[i]?.kind !== 'none');
    known.set(key, flows);
  }
  return flows;
}
