import type { Statement } from './program.ts';
import type { Savings } from './savings.ts';
import { constant, ifStatement, rowOf, text, variableOf } from './values.ts';

/** The reverse sweep: every statement undone, from the last to the first. */
export class ReverseSweep {
  readonly body: readonly Statement[];
  private readonly savings: Savings;

  constructor(savings: Savings) {
    this.savings = savings;
    this.body = this.backward(savings.form.body);
  }

  private backward(list: readonly Statement[]): Statement[] {
    const out: Statement[] = [];
    const available = new Set<Statement>();
    let deferred: Statement[] = [];
    for (let i = list.length - 1; i >= 0; i--) {
      const statement = list[i]!;
      const { lines, readsResult, head = 0 } = this.savings.undoing(statement);
      const again = this.savings.retention.recomputedFor(list, i).filter((other) => !available.has(other));
      for (const other of again) available.add(other);
      const computing = again.flatMap((other) => [
        { ...other, declares: false, comments: undefined } as Statement,
        ...this.savings.barAssigned(other.name, other.value),
      ]);
      const restoring = this.savings.restored(statement);
      if (statement.kind === 'if' || statement.kind === 'loop') {
        out.push(...computing, ...this.backwardInside(statement));
      } else if (this.savings.form.sharing.hoisted.has(statement)) {
        // Numbers hoisted together may be in the partials of one another.
        out.push(...computing, ...lines);
        deferred.push(...restoring);
        if (i > 0 && this.savings.form.sharing.hoisted.has(list[i - 1]!)) continue;
        out.push(...deferred);
        deferred = [];
      } else if (readsResult) out.push(...computing, ...lines, ...restoring);
      else if (statement.kind === 'store' || statement.kind === 'append') {
        const other = lines.findIndex((line) => !isOfTarget(line));
        const split = other < 0 ? lines.length : other;
        out.push(...computing, ...lines.slice(0, split), ...restoring, ...lines.slice(split));
      } else {
        // The adjoint is read, and cleared, before anything else; the old value comes back; then partials are computed.
        const other = lines.findIndex((line, k) => k >= head && !isOfTarget(line));
        const split = other < 0 ? lines.length : other;
        out.push(...lines.slice(0, split), ...restoring, ...computing, ...lines.slice(split));
      }
    }
    return out;
  }

  private backwardInside(statement: Statement & { readonly kind: 'if' | 'loop' }): readonly Statement[] {
    if (!this.savings.matters(statement)) return [];
    if (statement.kind === 'if') {
      const test = this.savings.marks(statement) ? text({ kind: 'pop' }, ' !== 0') : statement.test;
      return [ifStatement(test, this.backward(statement.then), this.backward(statement.otherwise))];
    }
    const body = this.backward(statement.body);
    const counter = this.savings.retention.counters.get(statement);
    const count = this.savings.countOf(statement);
    if (count === undefined) {
      const { name, by, start, last } = counter!;
      return [
        { kind: 'assign', name, value: last! },
        {
          kind: 'loop',
          test: text({ variable: name }, by === 1 ? ' >= ' : ' <= ', start),
          body,
          update: [{ kind: 'assign', name, value: rowOf(by === 1 ? 'sub' : 'add', variableOf(name), constant(1)) }],
        },
      ];
    }
    const exits = this.savings.exits(statement);
    const steps = counter && this.savings.retention.isNeeded(counter.name) ? this.stepBack(statement, counter) : [];
    const update = counter ? [] : this.backward(statement.update);
    const broken = this.savings.brokenFlag(statement);
    const lowered: Statement[] = broken ? [{ kind: 'assign', name: broken, value: text('false') }] : [];
    const round = [...steps, ...update, ...(exits.includes(broken ?? '') ? lowered : []), ...body];
    return [
      ...[...exits].reverse().map((name): Statement => ({ kind: 'assign', name, value: { kind: 'pop' } })),
      {
        kind: 'loop',
        test: text({ variable: count }, ' > 0'),
        body: round,
        update: [{ kind: 'assign', name: count, value: rowOf('sub', variableOf(count), constant(1)) }],
      },
    ];
  }

  /** Takes a counter back by one round; the round that a jump left had no update. */
  private stepBack(
    loop: Statement & { readonly kind: 'loop' },
    { name, by }: { name: string; by: 1 | -1 },
  ): Statement[] {
    const step: Statement = {
      kind: 'assign',
      name,
      value: rowOf(by === 1 ? 'sub' : 'add', variableOf(name), constant(1)),
    };
    const broken = this.savings.brokenFlag(loop);
    return [broken ? ifStatement(text('!', { variable: broken }), [step], []) : step];
  }
}

/** Whether a line reads or clears nothing but the adjoint of what a statement assigns. */
function isOfTarget(line: Statement): boolean {
  if (line.kind === 'store' || (line.kind === 'assign' && !line.declares)) {
    return line.value.kind === 'constant' && line.value.value === 0;
  }
  if (line.kind !== 'assign') return false;
  return line.value.kind === 'element' || line.value.kind === 'variable';
}
