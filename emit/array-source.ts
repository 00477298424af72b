import { OPERATOR } from '../lib/backends/js/row-text.ts';
import type { ArrayRule } from '../lib/rules/array-rule.ts';
import { type Expression, type Expressions, expressions, joined, parts } from '../lib/rules/expression.ts';
import type { TangentAlgebra, Transported } from '../lib/rules/list-rule.ts';
import type { Comparing, Rule } from '../lib/rules/rule.ts';
import type { Term } from '../lib/rules/term.ts';
import { print } from './print.ts';
import type { Style } from './source.ts';

type Combine = (total: Expression, x: Expression) => Expression;

/** A list in program text: an argument, or an operation on each entry of another list. */
interface List {
  /** Its entry at an index, where loops are fused. */
  readonly entry: (i: string) => Expression;
  /** The argument that has its length. */
  readonly argument: string;
  /** Of two lists: the condition, and either. */
  readonly branch?: {
    readonly compare: Comparing;
    readonly operands: readonly Expression[];
    readonly sides: readonly [then: List, otherwise: List];
  };
  /** Its text, where lists are values. */
  readonly made?: {
    /** Its text from that of the list it is made from, unless it is a map of entries. */
    readonly text?: (list: string) => string;
    /** What the text mentions. */
    readonly needs?: readonly Expression[];
    /** Its entry, from those of the lists that it is made from. */
    readonly of: (...entries: Expression[]) => Expression;
    readonly from: readonly List[];
  };
}

/** The meaning of a name in the text: total of a list. */
interface Total {
  readonly list: List;
  readonly combine: Combine;
  readonly start: number;
  readonly isFold: boolean;
}

/** The text of an array operation's value or partials, and statements. */
class ArrayText {
  private readonly style: Style;
  private readonly used: Set<string>;
  private readonly source: Expressions;
  private readonly totals: Map<string, Total> = new Map();
  private readonly names: Map<List, string> = new Map();
  private readonly invariants: Map<Expression, string> = new Map();
  private readonly least: number;

  constructor(style: Style, used: Set<string>, least: number) {
    this.style = style;
    this.used = used;
    this.source = expressions(false);
    this.least = least;
  }

  name(text: string): Expression {
    return this.source.name(text);
  }

  argument(name: string): List {
    return { argument: name, entry: (i) => this.name(`${name}[${i}]!`) };
  }

  get algebra(): TangentAlgebra<Expression, List> {
    const { A, term } = this.source;
    const total = (
      list: List,
      f: (s: Expression, x: Expression) => Term<Expression>,
      start: number,
      isFold: boolean,
    ) => {
      const name = `s${this.totals.size + 1}`;
      this.totals.set(name, { list, combine: (s, x) => term(f(s, x)), start, isFold });
      return this.name(name);
    };
    const mapped = (lists: readonly List[], f: (...x: Expression[]) => Term<Expression>): List => {
      const of = (...entries: Expression[]): Expression => term(f(...entries));
      return {
        argument: lists[0]!.argument,
        entry: (i) => of(...lists.map((list) => list.entry(i))),
        made: { of, from: lists },
      };
    };
    const called = (helper: string, xs: List, more: string, needs: readonly Expression[] = []): List => {
      this.used.add(helper);
      return { ...xs, made: { text: (list) => `${helper}(${list}${more})`, needs, of: (x) => x!, from: [xs] } };
    };
    return {
      ...A,
      map: (xs, f) => mapped([xs], f),
      zip: (xs, ys, f) => mapped([xs, ys], f as (...x: Expression[]) => Term<Expression>),
      reduce: (xs, f, none) => total(xs, f, none, false),
      fold: (xs, f, start) => total(xs, f, start, true),
      count: (xs) => this.name(`${xs.argument}.length`),
      others: (xs, f, none) => {
        const each = this.lambda(['p', 'x'], term(f(this.name('p'), this.name('x'))));
        return called('others', xs, `, ${each}, ${this.text(term(none))}`, [term(none)]);
      },
      branch: (compare, x, y, then, otherwise) => {
        const sides = [then(), otherwise()] as const;
        return { ...sides[0], branch: { compare, operands: [term(x), term(y)], sides } };
      },
      otherProducts: (xs, v) => called('otherProducts', xs, `, ${this.text(v)}`),
      portions: (xs) => called('portions', xs, ''),
      passive: (x) => ({ kind: 'op', rule: PASSIVE, args: [x] }),
      scaled: (p, t) => ({ kind: 'op', rule: SCALED, args: [p, t] }),
      joint: (t, u) => ({ kind: 'op', rule: JOINT, args: [t, u] }),
      less: (t, u) => ({ kind: 'op', rule: LESS, args: [t, u] }),
    };
  }

  /** Statements that end with the value. */
  returning(node: Expression, defined: ReadonlySet<string> = new Set()): string[] {
    const known = new Set(defined);
    if (node.kind !== 'where') return [...this.definitions([node], known), ...this.result(node)];
    const { joint, branches } = joined(node);
    const tests = branches.map(({ compare, x, y }) => `${this.text(x)} ${OPERATOR[compare]} ${this.text(y)}`);
    const { then, otherwise } = branches.at(-1)!;
    const before = this.definitions(
      branches.flatMap(({ x, y }) => [x, y]),
      known,
    );
    const side = this.returning(then, known);
    const test = `if (${tests.join(joint === 'and' ? ' && ' : ' || ')})`;
    return [
      ...before,
      ...(side.length === 1 ? [`${test} ${side[0]}`] : [`${test} {`, ...side.map((line) => `  ${line}`), '}']),
      ...this.returning(otherwise, known),
    ];
  }

  /** Statements that end with the partials. */
  lists(lists: readonly List[]): string[] {
    const branch = lists[0]!.branch;
    if (branch !== undefined) {
      this.used.add(branch.compare);
      const test = `if (${branch.compare}(${branch.operands.map((x) => this.text(x)).join(', ')}))`;
      const [then, otherwise] = branch.sides.map((side) => this.lists([side])) as [string[], string[]];
      return [`${test} {`, ...then.map((line) => `  ${line}`), '}', ...otherwise];
    }
    const known = new Set<string>();
    const lines: string[] = [];
    const texts = lists.map((list) => this.listText(list, lines, known, true));
    return [...lines, `return [${texts.join(', ')}];`];
  }

  /** Statements that end with a list. */
  list(list: List): string[] {
    const lines: string[] = [];
    const text = this.listText(list, lines, new Set(), true);
    return [...lines, `return ${text};`];
  }

  private result(node: Expression): string[] {
    const { statements, expressions } = print([node], this.style, this.used);
    return [...statements, `return ${expressions[0]};`];
  }

  private lambda(parameters: readonly string[], node: Expression): string {
    const { statements, expressions } = print([node], this.style, this.used);
    const head = `(${parameters.join(', ')}) =>`;
    const result = expressions[0]!;
    return statements.length === 0 ? `${head} ${result}` : `${head} { ${statements.join(' ')} return ${result}; }`;
  }

  private text(node: Expression): string {
    return print([node], this.style, this.used, false).expressions[0]!;
  }

  /** The statements that define the names in `nodes`, except those that are `known`. */
  private definitions(nodes: readonly Expression[], known: Set<string>): string[] {
    return [...new Set(nodes.flatMap(namesIn))].flatMap((name) => {
      const total = this.totals.get(name);
      if (total === undefined || known.has(name)) return [];
      known.add(name);
      return this.style === 'numbers' ? this.loop(name, total, known) : this.reduction(name, total, known);
    });
  }

  /** A total of numbers. */
  private loop(name: string, { list, combine, start, isFold }: Total, known: Set<string>): string[] {
    const lines: string[] = [];
    const s = this.name(name);
    const entry = this.hoisted(list.entry('i'), [list.argument, 'ys'], lines, known);
    const first = this.hoisted(list.entry('0'), [list.argument, 'ys'], lines, known);
    const from = constant(start);
    if (isFold) lines.push(`let ${name} = ${from};`);
    else if (this.least > 0) lines.push(`let ${name} = ${this.text(first)};`);
    else if (first.kind === 'name') lines.push(`let ${name} = ${list.argument}[0] ?? ${from};`);
    else lines.push(`let ${name} = ${list.argument}.length === 0 ? ${from} : ${this.text(first)};`);
    const { statements, expressions } = print([combine(s, entry)], 'numbers', this.used);
    const body = [...statements, `${name} = ${expressions[0]};`];
    const head = `for (let i = ${isFold ? 0 : 1}; i < ${list.argument}.length; i++)`;
    if (body.length === 1) lines.push(`${head} ${body[0]}`);
    else lines.push(`${head} {`, ...body.map((line) => `  ${line}`), '}');
    return lines;
  }

  /** A total of Scalars. */
  private reduction(name: string, { list, combine, start, isFold }: Total, known: Set<string>): string[] {
    const lines: string[] = [];
    const text = this.listText(list, lines, known);
    const body = this.hoisted(combine(this.name('s'), this.name('x')), ['s', 'x'], lines, known);
    const type = isFold ? '<Scalar>' : '';
    const from = isFold ? `, ${constant(start)}` : '';
    lines.push(`const ${name} = ${text}.reduce${type}(${this.lambda(['s', 'x'], body)}${from});`);
    return lines;
  }

  /** The text of a list; what it needs goes to `lines`, and so does the list itself unless it `isLast`. */
  private listText(list: List, lines: string[], known: Set<string>, isLast = false): string {
    const { made } = list;
    if (made === undefined) return list.argument;
    const old = this.names.get(list);
    if (old !== undefined) return old;
    const [source, ...more] = made.from.map((from) => this.listText(from, lines, known));
    lines.push(...this.definitions(made.needs ?? [], known));
    const entries = ['x', ...more.map((other) => `${other}[i]!`)].map((entry) => this.name(entry));
    const body = this.hoisted(made.of(...entries), ['x', ...more], lines, known);
    const parameters = more.length > 0 ? ['x', 'i'] : namesIn(body).includes('x') ? ['x'] : [];
    const text = made.text === undefined ? `${source}.map(${this.lambda(parameters, body)})` : made.text(source!);
    if (isLast) return text;
    const name = `l${this.names.size + 1}`;
    this.names.set(list, name);
    lines.push(`const ${name} = ${text};`);
    return name;
  }

  /** `node`; its parts without any of the names `bound` are computed before, in `lines`. */
  private hoisted(node: Expression, bound: readonly string[], lines: string[], known: Set<string>): Expression {
    lines.push(...this.definitions([node], known));
    const isBound = (name: string): boolean => bound.includes(name.replace(/\[\w+\]!$/, ''));
    const visit = (part: Expression): Expression => {
      if (part.kind !== 'op' && part.kind !== 'where') return part;
      const names = namesIn(part);
      if (part.kind === 'op' && names.length > 0 && !names.some(isBound)) return this.invariant(part, lines, known);
      return rebuilt(part, parts(part).map(visit), this.source.A);
    };
    return visit(node);
  }

  private invariant(node: Expression, lines: string[], known: Set<string>): Expression {
    const isPlain = namesIn(node).every((name) => name.endsWith('.length'));
    const text = isPlain ? print([node], 'numbers', this.used).expressions[0]! : this.text(node);
    const name = this.invariants.get(node) ?? `c${this.invariants.size + 1}`;
    this.invariants.set(node, name);
    if (!known.has(name)) lines.push(`const ${name} = ${text};`);
    known.add(name);
    return this.name(name);
  }
}

const [PASSIVE, SCALED, JOINT, LESS] = ['passive', 'scaled', 'joint', 'less'].map((name) => ({ name })) as unknown as [
  Rule,
  Rule,
  Rule,
  Rule,
];

function namesIn(node: Expression): string[] {
  return node.kind === 'name' ? [node.name] : parts(node).flatMap(namesIn);
}

function constant(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function rebuilt(node: Expression, of: readonly Expression[], A: object): Expression {
  const ops = A as Readonly<Record<string, (...operands: unknown[]) => Expression>>;
  if (node.kind === 'where') return ops.where!(node.compare, ...of);
  if (node.kind !== 'op') return node;
  return Object.hasOwn(ops, node.rule.name) ? ops[node.rule.name]!(...of) : { ...node, args: of };
}

/** The statements of an array operation's value on numbers. */
export function valueStatements(rule: ArrayRule, used: Set<string>): string[] {
  const text = new ArrayText('numbers', used, rule.least ?? 0);
  const value = rule.value(text.algebra, text.argument('xs'), text.argument('ys'));
  return text.returning(typeof value === 'number' ? text.name(constant(value)) : value);
}

/** The statements of its partials on Scalars. */
export function partialsStatements(rule: Pick<ArrayRule, 'partials' | 'least'>, used: Set<string>): string[] {
  const text = new ArrayText('calls', used, rule.least ?? 0);
  return text.lists(rule.partials(text.algebra, text.name('v'), text.argument('xs'), text.argument('ys')));
}

/** The statements of the results, tangents or adjoints of a row that gives a list. */
export function listStatements(of: Transported, used: Set<string>, argument = 'xs'): string[] {
  const text = new ArrayText('calls', used, 0);
  const [vs, tangents, xs] = ['vs', 'tangents', argument].map((name) => text.argument(name)) as [List, List, List];
  return text.list(of(text.algebra, vs, tangents, xs));
}
