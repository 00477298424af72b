import type { Activity } from './activity.ts';
import { Adjoints } from './adjoints.ts';
import { ForwardSweep } from './forward-sweep.ts';
import { withoutJumps } from './jumps.ts';
import type { FreshNames } from './names.ts';
import { NormalForm } from './normal-form.ts';
import type { Routine, Statement, VariableKind } from './program.ts';
import { ReverseSweep } from './reverse-sweep.ts';
import { type Conventions, Savings } from './savings.ts';
import { baseOf, eachStatement } from './values.ts';

/** A function with its sweeps. */
export interface Differentiated {
  readonly form: NormalForm;
  readonly adjoints: Adjoints;
  readonly sweeps: { readonly forward: readonly Statement[]; readonly reverse: readonly Statement[] };
  readonly result: string | undefined;
}

/** The sweeps of a function; `shared` are the arrays that its callers see. */
export function differentiated(
  routine: Routine,
  activity: Activity,
  conventions: Conventions,
  names: FreshNames,
  shared: ReadonlySet<string>,
): Differentiated {
  for (const name of routine.variables.keys()) names.fresh(name);
  const straight = withoutJumps(routine, names);
  const variables = new Map(routine.variables);
  for (const flag of straight.flags) variables.set(flag, { kind: 'passive' });
  if (straight.result !== undefined) variables.set(straight.result, resultKind(routine));
  const form = new NormalForm({ ...routine, variables }, straight.body, activity, names);
  if (straight.result !== undefined && activity.ofResult(routine.name)) form.active.add(straight.result);
  const counts = assignmentCounts(form.body);
  const adjoints = new Adjoints(
    form,
    names,
    (name) => counts.get(name)?.count === 1 && !routine.parameters.includes(name),
    (name) => counts.get(name)?.isInLoop === false,
  );
  const savings = new Savings(form, adjoints, shared, conventions);
  const sweeps = { forward: new ForwardSweep(savings).body, reverse: new ReverseSweep(savings).body };
  return { form, adjoints, sweeps, result: straight.result };
}

function resultKind(routine: Routine): VariableKind {
  if (routine.result === 'number') return { kind: 'number' };
  let rank = 1;
  eachStatement(routine.body, (statement) => {
    if (statement.kind !== 'return' || statement.value?.kind !== 'array') return;
    const { place } = statement.value;
    const kind = routine.variables.get(baseOf(place));
    let depth = 0;
    for (let at = place; at.kind === 'element'; at = at.array) depth++;
    if (kind?.kind === 'array') rank = kind.rank - depth;
  });
  return { kind: 'array', rank };
}

function assignmentCounts(body: readonly Statement[]): Map<string, { count: number; isInLoop: boolean }> {
  const counts = new Map<string, { count: number; isInLoop: boolean }>();
  const visit = (list: readonly Statement[], isInLoop: boolean): void => {
    for (const statement of list) {
      if (statement.kind === 'assign') {
        const old = counts.get(statement.name);
        counts.set(statement.name, { count: (old?.count ?? 0) + 1, isInLoop: isInLoop || old?.isInLoop === true });
      }
      if (statement.kind === 'if') for (const side of [statement.then, statement.otherwise]) visit(side, isInLoop);
      if (statement.kind === 'loop') for (const side of [statement.body, statement.update]) visit(side, true);
    }
  };
  visit(body, false);
  return counts;
}
