import { ARRAYS, arrayValue, rowValue } from '../../emit/numbers.ts';
import { mentions } from '../../lib/backends/js/row-text.ts';
import type { Scalar } from '../../lib/entries/forward.ts';
import * as dualgrad from '../../lib/entries/forward.ts';
import * as listOps from '../../lib/ops/lists.ts';
import { rowOps } from '../../lib/ops/rows.ts';
import type { Kink } from '../../lib/rules/kink.ts';
import type { ListRule } from '../../lib/rules/list-rule.ts';
import type { BinaryRule, Interval, Leaf, Rule } from '../../lib/rules/rule.ts';
import { arrays, lists, rules } from '../../lib/rules/table.ts';
import type { SpecialRule } from '../../lib/special/rules/rule.ts';
import { specialFamilies } from '../../lib/special/rules/table.ts';
import { anyNumber, inside } from './domains.ts';
import { fc } from './fast-check.ts';
import { flat, listRowOf, resultOf } from './lists.ts';
import type { Field } from './modes.ts';

/** A row of the table, of whatever kind, as a function of a list of Scalars. */
export interface Op {
  readonly name: string;
  /** The op that users call. */
  readonly field: Field;
  /** The row's definition, on plain numbers. */
  readonly plain: (x: readonly number[]) => number;
  readonly kinks: readonly Kink[];
  /** Arguments of every kind, kinks and what lies outside the domain among them. */
  readonly anywhere: fc.Arbitrary<number[]>;
  /** Finite arguments inside the domain. */
  readonly inDomain: fc.Arbitrary<number[]>;
  /** Whether its derivative is a sum over several uses of an argument, which modes add up in different orders. */
  readonly addsUp: boolean;
  /** What `inDomain` draws from, one interval for each argument; none for ops over arrays. */
  readonly domain: readonly Interval[];
}

type Named = Readonly<Record<string, (...operands: unknown[]) => Scalar>>;

const library: Named = {
  ...(dualgrad as unknown as Named),
  ...(rowOps as unknown as Named),
  ...(listOps as unknown as Named),
  ...(await specialOps()),
};

/** The operators of special functions, those of internal rows included. */
async function specialOps(): Promise<Named> {
  const files = Object.keys(specialFamilies).map((family) => import(`../../lib/special/${family}.ts`));
  return Object.assign({}, ...(await Promise.all(files)));
}

/** The op of that name, as users call it; rows that are not exported included. */
export function opNamed(name: string): (...operands: readonly unknown[]) => Scalar {
  const op = library[name];
  if (op === undefined) throw new Error(`expected an op of the table, got ${name}`);
  return op;
}

function ofNumbers(rule: Rule): Op {
  const op = opNamed(rule.name);
  const kinks = rule.kinks ?? [];
  const points = fc.tuple(...rule.args.map(() => anyNumber));
  return {
    name: rule.name,
    field: (x) => op(...x),
    plain: (x) => rowValue(rule, x),
    kinks,
    anywhere: kinks.length === 0 ? points : fc.oneof(points, fc.constantFrom(...kinks.map((k) => [...k.at]))),
    inDomain: fc.tuple(...rule.domain.map(inside)),
    addsUp: rule.partials === undefined && rule.args.some((_, i) => mentions(rule, i) > 1),
    domain: rule.domain,
  };
}

/** Of a family the functions of a few orders. */
function ofSpecial(rule: SpecialRule): Op[] {
  if (!rule.isFamily) return [ofNumbers(rule)];
  const op = opNamed(rule.name);
  const [[least], domain] = rule.domain as readonly [Interval, Interval];
  const orders = [0, 1, 2].filter((n) => n >= least);
  const kinksOf = (n: number): Kink[] =>
    (rule.kinks ?? [])
      .filter(({ at }) => at[0] === n)
      .map((kink) => ({ ...kink, at: kink.at.slice(1), partials: kink.partials.slice(1) }));
  return orders.map((n) => ({
    name: `${rule.name}(${n}, x)`,
    field: ([x]) => op(n, x),
    plain: ([x]) => rowValue(rule, [n, x!]),
    kinks: kinksOf(n),
    anywhere: fc.tuple(anyNumber),
    inDomain: fc.tuple(inside(domain)),
    addsUp: false,
    domain: [domain],
  }));
}

function ofArrays(row: (typeof arrays)[number]): Op {
  const op = opNamed(row.name);
  const two = row.args.length === 2;
  const split = <T>(x: readonly T[]): [T[], T[]] =>
    two ? [x.slice(0, x.length / 2), x.slice(x.length / 2)] : [x.slice(), []];
  const kinks = row.kinks ?? [];
  const lists = (entry: fc.Arbitrary<number>): fc.Arbitrary<number[]> =>
    two
      ? fc.array(fc.tuple(entry, entry), { maxLength: 3 }).map((pairs) => pairs.flat())
      : fc.array(entry, { minLength: row.least ?? 0, maxLength: 6 });
  const points = lists(anyNumber);
  return {
    name: row.name,
    field: (x) => op(...split(x).slice(0, row.args.length)),
    plain: (x) => arrayValue(row, ...split(x)),
    kinks,
    anywhere: kinks.length === 0 ? points : fc.oneof(points, fc.constantFrom(...kinks.map((k) => [...k.at]))),
    inDomain: lists(inside([-Infinity, Infinity])),
    addsUp: false,
    domain: [],
  };
}

/** A row that gives an array: a result of it. */
function ofLists(rule: ListRule): Op {
  const op = opNamed(rule.name) as unknown as (...operands: readonly unknown[]) => readonly Scalar[];
  const kinks = rule.kinks ?? [];
  const isSum = rule.kind === 'contraction' && /k|\+/.test(rule.indices.join(''));
  const points = (entry: fc.Arbitrary<number>): fc.Arbitrary<number[]> => {
    if (rule.kind !== 'contraction') return fc.array(entry, { maxLength: 6 });
    const most = isSum ? { maxLength: 3 } : { minLength: 1, maxLength: 1 };
    return fc.array(fc.tuple(entry, entry), most).map((pairs) => pairs.flat());
  };
  const anywhere = points(anyNumber);
  return {
    name: rule.name,
    field: (x) => resultOf(rule, flat(op(...listRowOf(rule, x.length).arguments(x)))),
    plain: (x) => resultOf(rule, listRowOf(rule, x.length).over(ARRAYS, x)) as number,
    kinks,
    anywhere: kinks.length === 0 ? anywhere : fc.oneof(anywhere, fc.constantFrom(...kinks.map((k) => [...k.at]))),
    inDomain: points(inside([-Infinity, Infinity])),
    addsUp: rule.kind !== 'contraction',
    domain: [],
  };
}

/** A row that takes any number of arguments, of none to five. */
function ofAnyNumber({ name, value, kinks = [] }: Variadic): Op {
  const op = opNamed(name);
  const lists = (entry: fc.Arbitrary<number>): fc.Arbitrary<number[]> => fc.array(entry, { maxLength: 5 });
  const tie = [kinks[0]!.at[0]!, kinks[0]!.at[0]!, kinks[0]!.at[0]!];
  const share = name === 'hypot' ? 0 : 1 / 3;
  return {
    name: `${name}(…)`,
    field: (x) => op(...x),
    plain: (x) => value(...x),
    kinks: [{ at: tie, partials: tie.map(() => share), why: 'as of two' }],
    anywhere: fc.oneof(lists(anyNumber), fc.constant(tie)),
    inDomain: lists(inside([-Infinity, Infinity])),
    addsUp: false,
    domain: [],
  };
}

type Variadic = BinaryRule & Leaf;

const variadic = rules.filter((rule): rule is Variadic => 'many' in rule);

/** The last of the internal rows that beta needs: its partials are a difference that overflows at small x. */
const LAST_RISE = 'polygamma3Rise';

/** The whole table. */
export const everyRow: readonly Op[] = [
  ...rules.map(ofNumbers),
  ...Object.values(specialFamilies)
    .flat()
    .filter(({ name }) => name !== LAST_RISE)
    .flatMap(ofSpecial),
  ...arrays.map(ofArrays),
  ...lists.map(ofLists),
  ...variadic.map(ofAnyNumber),
];

/** The rows that have derivatives. The partial of a convention is NaN by decree; the spec of kinks has its laws. */
export const table: readonly Op[] = everyRow.filter(({ name }) => name !== 'convention');
