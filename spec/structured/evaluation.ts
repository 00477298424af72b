import * as ops from '../../lib/entries/index.ts';
import type { Scalar } from '../../lib/scalar.ts';
import type {
  ArrayPlace,
  ArrayValue,
  NumberValue,
  Routine,
  RoutineCall,
  Statement,
  StructuredProgram,
  Text,
} from '../../lib/structured/program.ts';

type Bound = Scalar | Bound[] | boolean | undefined;
type Variables = Map<string, Bound>;

class Jump {
  readonly kind: 'break' | 'continue' | 'return';
  readonly label: string | undefined;
  readonly value: Bound;

  constructor(kind: Jump['kind'], label: string | undefined, value?: Bound) {
    this.kind = kind;
    this.label = label;
    this.value = value;
  }
}

/** A structured program as a function of Scalars: what its derivatives are to agree with. */
export function evaluation({ functions }: StructuredProgram): (...args: Bound[]) => Bound {
  const routines = new Map(functions.map((routine) => [routine.name, routine]));
  return (...args) => call(functions[0], args);

  function call(routine: Routine, args: readonly Bound[]): Bound {
    const variables: Variables = new Map(routine.parameters.map((name, i) => [name, args[i]]));
    const end = run(routine.body, variables);
    return end?.value;
  }

  function run(list: readonly Statement[], variables: Variables): Jump | undefined {
    for (const statement of list) {
      const end = step(statement, variables);
      if (end) return end;
    }
    return undefined;
  }

  function step(statement: Statement, variables: Variables): Jump | undefined {
    switch (statement.kind) {
      case 'assign':
        variables.set(statement.name, valueIn(statement.value, variables));
        return undefined;
      case 'store':
        place(statement.array, variables)[textIn(statement.index, variables) as number] = valueIn(
          statement.value,
          variables,
        ) as Scalar;
        return undefined;
      case 'append':
        place(statement.array, variables).push(valueIn(statement.value, variables));
        return undefined;
      case 'if':
        return run(textIn(statement.test, variables) ? statement.then : statement.otherwise, variables);
      case 'loop': {
        for (let round = 0; ; round++) {
          if ((round > 0 || !statement.isTestLast) && !textIn(statement.test, variables)) return undefined;
          const end = run(statement.body, variables);
          if (end && (end.kind === 'return' || (end.label !== undefined && end.label !== statement.label))) return end;
          if (end?.kind === 'break') return undefined;
          run(statement.update, variables);
        }
      }
      case 'break':
      case 'continue':
        return new Jump(statement.kind, statement.label);
      case 'return':
        return new Jump('return', undefined, statement.value && valueIn(statement.value, variables));
      case 'throw':
        throw textIn(statement.value, variables);
      case 'invoke':
        invoke(statement.call, variables);
        return undefined;
      default:
        throw new Error(`no evaluation of ${statement.kind}`);
    }
  }

  function invoke({ callee, args }: RoutineCall, variables: Variables): Bound {
    return call(
      routines.get(callee)!,
      args.map((arg) => valueIn(arg, variables)),
    );
  }

  function valueIn(value: NumberValue | ArrayValue, variables: Variables): Bound {
    switch (value.kind) {
      case 'constant':
        return value.value;
      case 'variable':
        return variables.get(value.name);
      case 'element':
        return place(value.array, variables)[textIn(value.index, variables) as number];
      case 'op':
        return (ops as unknown as Record<string, (...xs: Bound[]) => Bound>)[value.row]!(
          ...value.args.map((arg) => valueIn(arg, variables)),
        );
      case 'choice':
        return valueIn(textIn(value.test, variables) ? value.then : value.otherwise, variables);
      case 'call':
        return invoke(value, variables);
      case 'array':
        return place(value.place, variables);
      case 'make':
        return Array.from(textIn(value.text, variables) as ArrayLike<number>);
      case 'literal':
        return value.elements.map((element) => valueIn(element, variables));
      case 'copy': {
        const [from, to] = [value.from, value.to].map((bound) => bound && (textIn(bound, variables) as number));
        return place(value.place, variables).slice(from, to);
      }
      case 'text':
        return textIn(value, variables) as number;
      case 'pop':
        throw new Error('no evaluation of derivatives');
    }
  }

  function place(at: ArrayPlace, variables: Variables): Bound[] {
    if (at.kind === 'variable') return variables.get(at.name) as Bound[];
    return place(at.array, variables)[textIn(at.index, variables) as number] as Bound[];
  }

  function textIn({ pieces }: Text, variables: Variables): unknown {
    const names: string[] = [];
    const values: unknown[] = [];
    const code = pieces.map((piece) => {
      if (typeof piece === 'string') return piece;
      const value = 'kind' in piece ? valueIn(piece, variables) : variables.get(piece.variable);
      values.push(plain(value));
      return names[names.push(`v${names.length}`) - 1];
    });
    return new Function(...names, `return (${code.join('')});`)(...values);
  }
}

function plain(value: Bound): unknown {
  if (Array.isArray(value)) return value.map(plain);
  return typeof value === 'object' ? ops.value(value as never) : value;
}
