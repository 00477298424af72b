import type { ArrayValue, NumberValue, RoutineCall, Statement } from './program.ts';
import type { Savings } from './savings.ts';
import { baseOf, constant, ifStatement, isArrayValue, rowOf, text, variableOf } from './values.ts';

/** The forward sweep: the function itself, which keeps on the stacks what the reverse sweep needs. */
export class ForwardSweep {
  readonly body: readonly Statement[];
  private readonly savings: Savings;

  constructor(savings: Savings) {
    this.savings = savings;
    const { body } = savings.form;
    this.body = [...this.room(body), ...this.onward(body)];
  }

  private onward(list: readonly Statement[]): Statement[] {
    return list.flatMap((statement) => this.forwardOf(statement));
  }

  private forwardOf(statement: Statement): readonly Statement[] {
    switch (statement.kind) {
      case 'assign':
        return [...this.savings.saved(statement), ...this.assigned(statement)];
      case 'store':
        return [...this.savings.saved(statement), statement, ...this.storedBar(statement)];
      case 'append': {
        if (!this.savings.form.isActive({ kind: 'array', place: statement.array })) return [statement];
        const { array, value } = statement;
        const last = text({ kind: 'array', place: array } as never, '.length - 1');
        const bar: NumberValue | ArrayValue =
          value.kind === 'array'
            ? { kind: 'array', place: this.savings.adjoints.barOf(value.place) }
            : isArrayValue(value)
              ? { kind: 'make', text: text('zeros(', { kind: 'element', array, index: last }, ')') }
              : constant(0);
        return [statement, { kind: 'append', array: this.savings.adjoints.barOf(array), value: bar }];
      }
      case 'if': {
        const marks = this.savings.marks(statement);
        const side = (block: readonly Statement[], mark: number): Statement[] => [
          ...this.onward(block),
          ...(marks ? [{ kind: 'push', value: constant(mark) } as const] : []),
        ];
        return [ifStatement(statement.test, side(statement.then, 1), side(statement.otherwise, 0), statement)];
      }
      case 'loop': {
        const body = [...this.room([...statement.body, ...statement.update]), ...this.onward(statement.body)];
        const update = this.onward(statement.update);
        const count = this.savings.countOf(statement);
        if (!this.savings.matters(statement) || count === undefined) return [{ ...statement, body, update }];
        const exits = this.savings.exits(statement);
        return [
          { kind: 'assign', name: count, value: constant(0) },
          {
            ...statement,
            body: [...body, { kind: 'assign', name: count, value: rowOf('add', variableOf(count), constant(1)) }],
            update,
          },
          ...exits.map((name): Statement => ({ kind: 'push', value: variableOf(name) })),
        ];
      }
      case 'invoke':
        return [{ ...statement, call: this.called(statement.call) }, ...this.poppedBar(statement.call, undefined)];
      default:
        return [...this.savings.saved(statement), statement];
    }
  }

  /** An assignment, and where it gives an active array the adjoints of that. */
  private assigned(statement: Statement & { readonly kind: 'assign' }): Statement[] {
    const { name, value } = statement;
    if (value.kind === 'call') {
      return [{ ...statement, value: this.called(value) }, ...this.poppedBar(value, name)];
    }
    return [statement, ...this.savings.barAssigned(name, value)];
  }

  private storedBar(statement: Statement & { readonly kind: 'store' }): Statement[] {
    if (!this.savings.form.isActive({ kind: 'array', place: statement.array })) return [];
    const array = this.savings.adjoints.barOf(statement.array);
    if (isArrayValue(statement.value)) {
      const { value } = statement;
      const bar: ArrayValue =
        value.kind === 'array'
          ? { kind: 'array', place: this.savings.adjoints.barOf(value.place) }
          : {
              kind: 'make',
              text: text('zeros(', { kind: 'element', array: statement.array, index: statement.index }, ')'),
            };
      return [{ ...statement, array, value: bar, comments: undefined }];
    }
    if (!this.isGrowing(baseOf(statement.array))) return [];
    const place: NumberValue = { kind: 'element', array, index: statement.index };
    return [
      ifStatement(
        text(place, ' === undefined'),
        [{ kind: 'store', array, index: statement.index, value: constant(0) }],
        [],
      ),
    ];
  }

  /** Whether stores may make an array longer: not where it is known to be a typed array. */
  private isGrowing(name: string): boolean {
    const { places } = this.savings.retention;
    const own = places.classOf(name);
    return places.statements.some((other) => {
      if (other.kind !== 'assign' || places.classOf(other.name) !== own) return false;
      if (other.value.kind === 'call') return true;
      return other.value.kind === 'make' && !/^new Float64Array\(/.test(String(other.value.text.pieces[0]));
    });
  }

  private called(call: RoutineCall): RoutineCall {
    const { conventions, adjoints } = this.savings;
    if (!conventions.hasSweeps(call.callee)) return call;
    const { parameters } = conventions.routines.get(call.callee)!;
    const bars = call.args.flatMap((arg, i) =>
      arg.kind === 'array' && conventions.isActive(call.callee, parameters[i]!)
        ? [{ kind: 'array', place: adjoints.barOf(arg.place) } as const]
        : [],
    );
    return { ...call, callee: `${call.callee}_forward`, args: [...call.args, ...bars] };
  }

  /** The adjoints of an array that a function returns are the object it pushed last. */
  private poppedBar({ callee }: RoutineCall, name: string | undefined): Statement[] {
    const { conventions } = this.savings;
    if (!conventions.hasSweeps(callee) || !conventions.isResultActive(callee)) return [];
    if (conventions.routines.get(callee)!.result !== 'array') return [];
    const bar =
      name === undefined ? this.savings.adjoints.local('unused', { kind: 'passive' }) : this.savings.adjoints.bar(name);
    return [{ kind: 'popObjects', names: [bar] }];
  }

  /** Makes room for what one run through a list pushes; loops inside see to themselves. */
  private room(list: readonly Statement[]): Statement[] {
    const count = this.pushes(list);
    return count > 0 ? [{ kind: 'reserve', count }] : [];
  }

  private pushes(list: readonly Statement[]): number {
    return list.reduce((sum, statement) => {
      if (statement.kind === 'if') {
        return (
          sum +
          Number(this.savings.marks(statement)) +
          Math.max(this.pushes(statement.then), this.pushes(statement.otherwise))
        );
      }
      if (statement.kind === 'loop') {
        return (
          sum +
          (this.savings.matters(statement) && this.savings.countOf(statement)
            ? this.savings.exits(statement).length
            : 0)
        );
      }
      return sum + this.savings.saved(statement).filter(({ kind }) => kind === 'push').length;
    }, 0);
  }
}
