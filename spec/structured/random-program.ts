import type {
  ArrayPlace,
  NumberValue,
  Routine,
  Statement,
  StructuredProgram,
  Text,
  VariableKind,
} from '../../lib/structured/program.ts';
import { constant, ifStatement, rowOf, text, variableOf } from '../../lib/structured/values.ts';
import { TAME } from './rows.ts';

interface Scope {
  readonly numbers: readonly string[];
  readonly arrays: readonly string[];
  /** Counters and other whole numbers. */
  readonly whole: readonly string[];
  readonly loops: readonly (string | undefined)[];
  /** The functions that may be called. */
  readonly callees: readonly Routine[];
  readonly depth: number;
}

const LENGTH = 3;
const COMPARE = ['<', '<=', '>', '>=', '===', '!=='];

/**
 * A structured program from a list of decisions: statements of every kind over a vector of two numbers, loops, jumps, arrays
 * written and read at places that data decide, functions that call themselves, exceptions. When the list is used up, every decision
 * is the first, and the program ends soon.
 */
export function randomProgram(decisions: readonly number[]): StructuredProgram {
  let at = 0;
  const pick = <T>(choices: readonly T[]): T => choices[(decisions[at++] ?? 0) % choices.length]!;
  const chance = (percent: number): boolean => (decisions[at++] ?? 999) % 100 < percent;
  let names = 0;
  let variables = new Map<string, VariableKind>();
  const fresh = (kind: VariableKind): string => {
    const name = `${kind.kind === 'array' ? 'a' : kind.kind === 'passive' ? 'i' : 'v'}${names++}`;
    variables.set(name, kind);
    return name;
  };

  const index = (scope: Scope): Text => {
    if (scope.whole.length > 0 && chance(70)) return text({ variable: pick(scope.whole) }, ` % ${LENGTH}`);
    if (chance(20) && scope.numbers.length > 0) {
      const name = pick(scope.numbers);
      return text({ variable: name }, ' > 1 ? 0 : 2');
    }
    return text(String(pick([0, 1, 2])));
  };
  const element = (scope: Scope): NumberValue => ({
    kind: 'element',
    array: variableOf(pick(scope.arrays)) as ArrayPlace,
    index: index(scope),
  });

  const number = (scope: Scope, depth: number): NumberValue => {
    const leaf = depth <= 0 || chance(25);
    if (leaf) {
      if (scope.arrays.length > 0 && chance(35)) return element(scope);
      if (scope.whole.length > 0 && chance(15)) return text({ variable: pick(scope.whole) });
      if (chance(15)) return constant(pick([0.5, 2, 3, -1.5, 0, 1]));
      return variableOf(pick(scope.numbers));
    }
    const sort = pick(['op', 'op', 'op', 'row', 'row', 'choice', 'call']);
    if (sort === 'call' && scope.callees.length > 0) return call(scope, pick(scope.callees));
    if (sort === 'choice') {
      return {
        kind: 'choice',
        test: test(scope),
        ...sides(number(scope, depth - 1), number(scope, depth - 1)),
      };
    }
    if (sort === 'row') {
      const rule = pick(TAME);
      return rowOf(rule.name, ...rule.args.map(() => number(scope, depth - 1)));
    }
    return rowOf(pick(['add', 'sub', 'mul', 'div', 'add', 'mul']), number(scope, depth - 1), number(scope, depth - 1));
  };
  const call = (scope: Scope, callee: Routine): NumberValue => ({
    kind: 'call',
    callee: callee.name,
    args: callee.parameters.map((parameter) => {
      const { kind } = callee.variables.get(parameter)!;
      if (kind === 'array') return { kind: 'array', place: variableOf(pick(scope.arrays)) as ArrayPlace };
      if (kind === 'passive') return text(String(pick([1, 2, 3])));
      return number(scope, 1);
    }),
  });
  const test = (scope: Scope): Text =>
    text(number({ ...scope, callees: [] }, 1), ` ${pick(COMPARE)} `, number({ ...scope, callees: [] }, 0));

  const block = (count: number, scope: Scope): Statement[] => {
    let inner = scope;
    const out: Statement[] = [];
    for (let k = 0; k < count; k++) {
      const [statements, next] = statement(inner);
      out.push(...statements);
      inner = next;
    }
    return out;
  };

  const statement = (scope: Scope): [Statement[], Scope] => {
    const sort = pick([
      'declare',
      'assign',
      'add',
      'add',
      'store',
      'array',
      'if',
      'loop',
      'jump',
      'alias',
      'copy',
      'append',
      'throw',
    ]);
    const deeper = { ...scope, depth: scope.depth - 1 };
    switch (sort) {
      case 'assign':
        return [[{ kind: 'assign', name: pick(scope.numbers), value: number(scope, 2) }], scope];
      case 'add': {
        const name = pick(scope.numbers);
        const value = rowOf(pick(['add', 'sub', 'mul']), variableOf(name), number(scope, 2));
        return [[{ kind: 'assign', name, value }], scope];
      }
      case 'store': {
        const array = variableOf(pick(scope.arrays)) as ArrayPlace;
        const at = index(scope);
        const old: NumberValue = { kind: 'element', array, index: at };
        const value = chance(50) ? rowOf('add', old, number(scope, 2)) : number(scope, 2);
        return [[{ kind: 'store', array, index: at, value }], scope];
      }
      case 'array': {
        const name = fresh({ kind: 'array', rank: 1 });
        const isLiteral = chance(60);
        const elements = [0, 1, 2].map(() => number(scope, 1));
        const out: Statement[] = isLiteral
          ? [{ kind: 'assign', name, value: { kind: 'literal', elements }, declares: true }]
          : [
              { kind: 'assign', name, value: { kind: 'make', text: text('new Float64Array(3)') }, declares: true },
              { kind: 'store', array: variableOf(name) as ArrayPlace, index: text('1'), value: elements[0]! },
            ];
        return [out, { ...scope, arrays: [...scope.arrays, name] }];
      }
      case 'alias':
      case 'copy': {
        const name = fresh({ kind: 'array', rank: 1 });
        const place = variableOf(pick(scope.arrays)) as ArrayPlace;
        const value = sort === 'copy' ? ({ kind: 'copy', place } as const) : ({ kind: 'array', place } as const);
        return [[{ kind: 'assign', name, value, declares: true }], { ...scope, arrays: [...scope.arrays, name] }];
      }
      case 'append': {
        const name = fresh({ kind: 'array', rank: 1 });
        const array = variableOf(name) as ArrayPlace;
        const out: Statement[] = [
          { kind: 'assign', name, value: { kind: 'make', text: text('[]') }, declares: true },
          ...[0, 1, 2].map((): Statement => ({ kind: 'append', array, value: number(scope, 1) })),
        ];
        return [out, { ...scope, arrays: [...scope.arrays, name] }];
      }
      case 'if':
        if (scope.depth <= 0) break;
        return [[ifStatement(test(scope), block(2, deeper), block(pick([0, 1]), deeper))], scope];
      case 'loop': {
        if (scope.depth <= 0) break;
        const name = fresh({ kind: 'passive' });
        const label = chance(30) ? `round${names++}` : undefined;
        const inner = { ...deeper, loops: [...scope.loops, label] };
        const start = pick([0, 1]);
        const bound = text({ variable: name }, ` < ${pick([2, 3, 4])}`);
        const step: Statement = { kind: 'assign', name, value: text({ variable: name }, ' + 1') };
        const first: Statement = { kind: 'assign', name, value: text(String(start)), declares: true };
        if (chance(65)) {
          const body = block(3, { ...inner, whole: [...scope.whole, name] });
          return [[first, { kind: 'loop', label, test: bound, body, update: [step] }], scope];
        }
        // while, or do … while, with a condition on data.
        const body = [step, ...block(2, { ...inner, whole: [...scope.whole, name] })];
        const whole = text(...bound.pieces, ' && ', ...test(scope).pieces);
        return [[first, { kind: 'loop', label, isTestLast: chance(40), test: whole, body, update: [] }], scope];
      }
      case 'jump': {
        const isReturn = chance(30) || scope.loops.length === 0;
        const label = scope.loops.length > 0 && chance(40) ? pick(scope.loops) : undefined;
        const jump: Statement = isReturn
          ? { kind: 'return', value: number(scope, 1) }
          : { kind: pick(['break', 'continue']), label };
        return [[ifStatement(test(scope), [jump], [])], scope];
      }
      case 'throw':
        if (!chance(20)) break;
        return [[ifStatement(test(scope), [{ kind: 'throw', value: text('new RangeError("half way")') }], [])], scope];
    }
    const name = fresh({ kind: 'number' });
    const value = number(scope, 3);
    return [[{ kind: 'assign', name, value, declares: true }], { ...scope, numbers: [...scope.numbers, name] }];
  };

  const others: Routine[] = [];
  if (chance(40)) {
    for (const name of ['g', 'h'].slice(0, pick([1, 2]))) {
      variables = new Map<string, VariableKind>([
        ['x', { kind: 'number' }],
        ['w', { kind: 'array', rank: 1 }],
        ['n', { kind: 'passive' }],
      ]);
      const head: Routine = { name, parameters: ['x', 'w', 'n'], variables, body: [], result: 'number' };
      const scope: Scope = { numbers: ['x'], arrays: ['w'], whole: ['n'], loops: [], callees: [...others], depth: 1 };
      const again: Statement[] = chance(50)
        ? [
            ifStatement(
              text({ variable: 'n' }, ' > 0'),
              [
                {
                  kind: 'assign',
                  name: 'x',
                  value: rowOf('add', variableOf('x'), {
                    kind: 'call',
                    callee: name,
                    args: [
                      rowOf('mul', constant(0.5), variableOf('x')),
                      { kind: 'array', place: variableOf('w') },
                      text({ variable: 'n' }, ' - 1'),
                    ],
                  }),
                },
              ],
              [],
            ),
          ]
        : [];
      const body: Statement[] = [...block(2, scope), ...again, { kind: 'return', value: number(scope, 2) }];
      others.push({ ...head, variables, body });
    }
  }
  variables = new Map<string, VariableKind>([['p', { kind: 'array', rank: 1 }]]);
  const [x, y, b] = [fresh({ kind: 'number' }), fresh({ kind: 'number' }), fresh({ kind: 'array', rank: 1 })];
  const scope: Scope = { numbers: [x, y], arrays: [b], whole: [], loops: [], callees: others, depth: 2 };
  const input = (k: number): NumberValue => ({
    kind: 'element',
    array: variableOf('p') as ArrayPlace,
    index: text(String(k)),
  });
  const body: Statement[] = [
    { kind: 'assign', name: x, value: input(0), declares: true },
    { kind: 'assign', name: y, value: input(1), declares: true },
    {
      kind: 'assign',
      name: b,
      value: { kind: 'literal', elements: [input(0), constant(2), input(1)] },
      declares: true,
    },
    ...block(5, scope),
    { kind: 'return', value: number(scope, 3) },
  ];
  const root: Routine = { name: 'f', parameters: ['p'], variables, body, result: 'number' };
  return { functions: [root, ...others] };
}

function sides(first: NumberValue, otherwise: NumberValue): { then: NumberValue; otherwise: NumberValue } {
  return Object.fromEntries([
    ['then', first],
    ['otherwise', otherwise],
  ]) as never;
}
