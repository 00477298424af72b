import { isInline, rowText } from '../lib/backends/js/row-text.ts';
import { costOf, type Expression, expressions as expressionsOf, isLeaf, parts } from '../lib/rules/expression.ts';
import type { BinaryRule, ComposedRule, Leaf, Rule, UnaryRule } from '../lib/rules/rule.ts';
import { rules } from '../lib/rules/table.ts';
import { specialRules } from '../lib/special/rules/table.ts';
import { partialsStatements } from './array-source.ts';
import { arrow } from './arrow.ts';
import { rowValue } from './numbers.ts';
import { condition, print } from './print.ts';
import { mayBeNone } from './source.ts';
import { domainText, kinkText } from './wording.ts';

/** The file of one family: for each row an exported function, and its ops for the general path. */
export function operatorFile(family: string, rows: readonly Rule[], fileOf: ReadonlyMap<string, string>): string {
  const used = new Set<string>();
  const functions = rows.map((rule) =>
    isComposed(rule) ? composed(rule, used) : rule.arity === 1 ? unary(rule, used) : binary(rule, used),
  );
  const ops = rows.flatMap((rule) => (isComposed(rule) ? [] : [generalOp(rule, used)]));
  const has = (arity: number): boolean => rows.some((r) => r.arity === arity && !isComposed(r));
  const lifts = [has(1) && 'lift1', has(2) && 'lift2'];
  const types = [has(2) && 'BinaryOp', has(1) && 'UnaryOp'];
  const variadic = rows.some((r) => 'many' in r);
  if (variadic) types.unshift('ArrayOp');
  const imports = importLines(family, rows, used, fileOf);
  return [
    `// Emitted from lib/rules/${family}.ts by \`npm run emit\`; edit the row, not this file.`,
    `import type { ${types.filter(Boolean).join(', ')} } from '../interpreter.ts';`,
    `import { ${core(rows).join(', ')} } from '../scalar.ts';`,
    `import { ${rows.some(isComposed) ? 'checkArity, ' : ''}checkSurplus } from './arity.ts';`,
    ...imports,
    ...(variadic ? ["import { liftVariadic } from './lift-arrays.ts';"] : []),
    `import { ${lifts.filter(Boolean).join(', ')} } from './lift.ts';`,
    "import { rowOp } from './row-op.ts';",
    '',
    functions.join('\n\n'),
    '',
    ops.join('\n'),
    '',
  ].join('\n');
}

function core(rows: readonly Rule[]): string[] {
  const names = ['primal', 'type Scalar'];
  if (rows.some((r) => 'many' in r)) names.unshift('type Operands');
  if (rows.some((r) => !isComposed(r) && (r.arity === 2 || COMMON.has(r.name)))) names.unshift('type Active');
  if (rows.some(isComposed)) names.unshift('checkScalar');
  return names;
}

function isComposed(rule: Rule): rule is ComposedRule {
  return rule.partials === undefined;
}

/** The imports of the ops that a file uses. */
export function importLines(
  family: string,
  rows: readonly Rule[],
  used: ReadonlySet<string>,
  fileOf: ReadonlyMap<string, string>,
): string[] {
  const own = new Set(rows.map((r) => r.name));
  const byFile = new Map<string, string[]>();
  for (const name of [...used].sort()) {
    if (own.has(name)) continue;
    const file = fileOf.get(name);
    if (!file || file === family) throw new Error(`emit: no home for ${name}, used in ${family}`);
    byFile.set(file, [...(byFile.get(file) ?? []), name]);
  }
  return [...byFile].sort().map(([file, names]) => `import { ${names.join(', ')} } from './${file}.ts';`);
}

/** The head of an op. The further parameters are there to be refused; users get to see the declaration before. */
function head(rule: Rule): string {
  const args = rule.args.map((arg) => `${arg}: Scalar`).join(', ');
  if (rule.internal) return `${doc(rule)}\nexport function ${rule.name}(${args}): Scalar {`;
  return `${doc(rule)}
export function ${rule.name}(${args}): Scalar;
export function ${rule.name}(${args}, next?: unknown, after?: unknown): Scalar {
  ${arityCheck(rule)}`;
}

function variadicHead(rule: Rule): string {
  return `${doc(rule)}
export const ${rule.name}: (...xs: Operands) => Scalar = function (${rule.args.map((arg) => `${arg}: Scalar`).join(', ')}): Scalar {
  if (arguments.length !== 2) return liftVariadic(${rule.name}ManyOp, ...arguments);`;
}

/** The op of a row, for the general path. All stand together, each a call: it compresses to half of what literals take. */
function generalOp(rule: UnaryRule | BinaryRule, used: Set<string>): string {
  const type = rule.arity === 1 ? 'UnaryOp' : 'BinaryOp';
  const partials = rule.args.map((_, i) => partial(rule, i, used)).join(', ');
  const own = `/** @internal */
export const ${rule.name}Op: ${type}<Scalar> = /* @__PURE__ */ rowOp('${rule.name}', ${rule.name}, ${partials});`;
  return 'many' in rule ? own + variadicOp(rule, used) : own;
}

function variadicOp(rule: BinaryRule, used: Set<string>): string {
  const { name, text, many } = rule as BinaryRule & Leaf;
  const statements = partialsStatements({ partials: many! }, used);
  return `

const ${name}ManyOp: ArrayOp<Scalar> = {
  name: '${name}',
  op: (xs) => ${name}(...xs),
  value: (xs) => ${text.js}(...(xs as number[])),
  partials: ${arrow(['v', 'xs'], statements)},
  spread: ${name},
};`;
}

function arityCheck(rule: Rule): string {
  if (isComposed(rule)) return `if (next !== undefined) checkArity('${rule.name}', ${rule.arity}, next, after);`;
  return `if (next !== undefined) checkSurplus(${rule.name}Op, next, after);`;
}

/** Functions of one number that programs call most. */
const COMMON: ReadonlySet<string> = new Set(['sqrt', 'exp', 'log', 'sin', 'cos']);

// These have a function of their own for plain numbers, small enough to be inlined. Where the function itself takes longer
// than the call, it is not worth its bytes.
function unary(rule: UnaryRule, used: Set<string>): string {
  const [x] = rule.args;
  if (rule.internal) {
    return `${head(rule)}
  if (typeof ${x} === 'number') return ${rowText(rule, rule.args)};
  return lift1(${rule.name}Op, ${x});
}`;
  }
  const split = COMMON.has(rule.name)
    ? `return typeof ${x} === 'number' ? ${rowText(rule, rule.args)} : ${rule.name}Active(${x});
}

function ${rule.name}Active(${x}: Active): Scalar {`
    : `if (typeof ${x} === 'number') return ${rowText(rule, rule.args)};`;
  // Steps have no derivative that a path of their own could find sooner.
  if (partialNodes(rule, rule.args)[0]!.kind === 'none') {
    return `${head(rule)}
  ${split}
  return lift1(${rule.name}Op, ${x});
}`;
  }
  return `${head(rule)}
  ${split}
${unaryOnNumbers(rule, used)}
  return lift1(${rule.name}Op, ${x});
}`;
}

/** Returns the result of an op whose operand has a plain number for its primal; otherwise goes on. */
export function unaryOnNumbers(rule: UnaryRule, used: Set<string>): string {
  const [x] = rule.args;
  return `  const ${x}v = primal(${x});
  if (typeof ${x}v === 'number') {
    const v = ${primalText(rule, [`${x}v`])};
    if (v === v) {
${lines(pushforward(rule, used, [x]), 6)}
    }
  }`;
}

function binary(rule: BinaryRule, used: Set<string>): string {
  return `${isHot(rule) ? hot(rule, used) : `${rule.many ? variadicHead(rule) : head(rule)}\n${body(rule, used)}`}
}${rule.many ? ' as never;' : ''}`;
}

function body(rule: BinaryRule, used: Set<string>): string {
  const [x, y] = rule.args;
  if (rule.internal) {
    return `  if (typeof ${x} === 'number' && typeof ${y} === 'number') return ${rowText(rule, rule.args)};
  return lift2(${rule.name}Op, ${x}, ${y});`;
  }
  return `  if (typeof ${x} === 'number' && typeof ${y} === 'number') return ${rowText(rule, rule.args)};
${binaryOnNumbers(rule, used)}
  return lift2(${rule.name}Op, ${x}, ${y});`;
}

/** As {@link unaryOnNumbers}, for two operands. */
export function binaryOnNumbers(rule: BinaryRule, used: Set<string>): string {
  const [x, y] = rule.args;
  return `  const ${x}v = primal(${x});
  const ${y}v = primal(${y});
  if (typeof ${x}v === 'number' && typeof ${y}v === 'number') {
    const v = ${primalText(rule, [`${x}v`, `${y}v`])};
    if (${ignoresNaN(rule) ? `v === v && ${x}v === ${x}v && ${y}v === ${y}v` : 'v === v'}) {
${lines(block(`typeof ${y} === 'number'`, pushforward(rule, used, [`(${x} as Active)`, undefined])), 6)}
${lines(block(`typeof ${x} === 'number'`, pushforward(rule, used, [undefined, y])), 6)}
${lines(block(`${x}.level === ${y}.level`, pushforward(rule, used, [x, y])), 6)}
    }
  }`;
}

/** The four operations: most of what a program does, and most of it on plain numbers. */
export function isHot(rule: BinaryRule): boolean {
  return isLeaf(rule) && costOf(rule) === 'flop';
}

// Two functions, so that the one for plain numbers is small enough to be inlined wherever it is called (a tenth of the
// time), and a branch for each combination, in which V8 keeps numbers unboxed (two thirds).
// What is not two numbers is passed on by calls of two arguments, whose bytecode is the shortest.
function hot(rule: BinaryRule, used: Set<string>): string {
  return `${head(rule).replace(arityCheck(rule), `if (next !== undefined) ${rule.name}More(next, after);`)}
  if (typeof x === 'number' && typeof y === 'number') return ${rowText(rule, rule.args)};
  return ${rule.name}Active(x, y);
}

function ${rule.name}More(next: unknown, after: unknown): void {
  ${arityCheck(rule).replace('if (next !== undefined) ', '')}
}

function ${rule.name}Active(x: Scalar, y: Scalar): Scalar {
${hotOnNumbers(rule, used)}
  return lift2(${rule.name}Op, x, y);`;
}

/** As {@link binaryOnNumbers}, with a branch for each combination. */
export function hotOnNumbers(rule: BinaryRule, used: Set<string>): string {
  const attempt = (condition: string, x: string, y: string, active: readonly (string | undefined)[]): string =>
    `    if (${condition}) {
      const v = ${rowText(rule, [x, y])};
      if (v === v) ${pushforward(rule, used, active, [x, y])[0]}
    }`;
  return `  if (typeof y === 'number') {
    const xv = primal(x);
${attempt(`typeof xv === 'number'`, 'xv', 'y', ['(x as Active)', undefined])}
  } else if (typeof x === 'number') {
    const yv = primal(y);
${attempt(`typeof yv === 'number'`, 'x', 'yv', [undefined, 'y'])}
  } else {
    const xv = primal(x);
    const yv = primal(y);
${attempt(`typeof xv === 'number' && typeof yv === 'number' && x.level === y.level`, 'xv', 'yv', ['x', 'y'])}
  }`;
}

/** The value on plain numbers, for those that stand for active ones: a long text is left to the op itself. */
function primalText(rule: Rule, primals: readonly string[]): string {
  return isInline(rule) ? rowText(rule, primals) : `${rule.name}(${primals.join(', ')}) as number`;
}

/** Whether the value may be a number though an argument is NaN, as x⁰ is: then it does not tell that partials are NaN. */
function ignoresNaN(rule: BinaryRule): boolean {
  return [0, 1, -1, Infinity, -Infinity].some(
    (z) => !Number.isNaN(rowValue(rule, [NaN, z])) || !Number.isNaN(rowValue(rule, [z, NaN])),
  );
}

function composed(rule: ComposedRule, used: Set<string>): string {
  const { A, name, term } = expressionsOf(false);
  const args = rule.args.map(name) as [Expression, Expression, Expression];
  const { statements, expressions } = print([term(rule.value(A, ...args))], 'calls', used);
  return `${head(rule)}
${rule.args.map((arg) => `  checkScalar(${arg}, '${rule.name}');`).join('\n')}
${[...statements, `return ${expressions[0]};`].map((line) => `  ${line}`).join('\n')}
}`;
}

/** Statements that return the result where all primals are plain numbers; `active` has the operands to push forward. */
function pushforward(
  rule: UnaryRule | BinaryRule,
  used: Set<string>,
  active: readonly (string | undefined)[],
  primals: readonly string[] = rule.args.map((arg) => `${arg}v`),
): string[] {
  const partials = partialNodes(rule, primals);
  return returning(
    partials.map((p, i) => (active[i] === undefined ? undefined : p)),
    active,
    used,
  );
}

/** A branch that contributes nothing becomes a branch of the program; expressions shared by all branches come before it. */
function returning(
  partials: readonly (Expression | undefined)[],
  active: readonly (string | undefined)[],
  used: Set<string>,
): string[] {
  const branch = partials.find((p) => p !== undefined && p.kind === 'where' && mayBeNone(p));
  if (branch?.kind !== 'where') return result(partials, active, used);
  const shared = partials.findIndex((p) => p !== undefined && !mayBeNone(p) && parts(p).length > 0);
  const common = shared < 0 ? undefined : print([partials[shared] as Expression], 'numbers', used);
  const side = (then: boolean): string[] =>
    returning(
      partials.map((p, i) => (common && i === shared ? Q : resolve(p, branch, then))),
      active,
      used,
    );
  return [
    ...(common ? [...common.statements, `const q = ${common.expressions[0]};`] : []),
    ...block(condition(branch), side(true)),
    ...side(false),
  ];
}

const Q: Expression = { kind: 'name', name: 'q' };

function result(
  partials: readonly (Expression | undefined)[],
  active: readonly (string | undefined)[],
  used: Set<string>,
): string[] {
  const terms = partials.flatMap((p, i) => (!p || p.kind === 'none' ? [] : [{ node: p, operand: active[i] }]));
  const { statements, expressions } = print(
    terms.map(({ node }) => node),
    'numbers',
    used,
  );
  const [first, second] = terms;
  if (!first) return ['return v;'];
  if (!second) return [...statements, `return ${first.operand}.scale(v, ${expressions[0]});`];
  return [
    ...statements,
    `return ${first.operand}.combine(v, ${expressions[0]}, ${second.operand}, ${expressions[1]});`,
  ];
}

function block(test: string, body: readonly string[]): string[] {
  if (body.length === 1) return [`if (${test}) ${body[0]}`];
  return [`if (${test}) {`, ...body.map((line) => `  ${line}`), '}'];
}

function lines(body: readonly string[], indent: number): string {
  return body.map((line) => ' '.repeat(indent) + line).join('\n');
}

/** `node` where the condition of `branch` is known. */
function resolve(node: Expression | undefined, branch: Expression, then: boolean): Expression | undefined {
  if (node?.kind !== 'where' || branch.kind !== 'where') return node;
  if (node.compare !== branch.compare || node.x !== branch.x || node.y !== branch.y) return node;
  return then ? node.then : node.otherwise;
}

/** The arrow function of one partial, over Scalars of any level. */
export function partial(rule: UnaryRule | BinaryRule, i: number, used: Set<string>): string {
  const node = partialNodes(rule, rule.args)[i] as Expression;
  const { statements, expressions } = print([node], 'calls', used);
  const names = mentioned(node);
  const params = ['v', ...rule.args];
  while (params.length > 0 && !names.has(params.at(-1) as string)) params.pop();
  const list = params.map((p) => (names.has(p) ? p : `_${p}`)).join(', ');
  if (statements.length === 0) return `(${list}) => ${expressions[0]}`;
  return `(${list}) => {\n${[...statements, `return ${expressions[0]};`].map((s) => `    ${s}`).join('\n')}\n  }`;
}

/** The partials of a row, of operands of these names. */
export function partialNodes(rule: UnaryRule | BinaryRule, names: readonly string[]): readonly Expression[] {
  const { A, name, term } = expressionsOf(false, [...rules, ...specialRules]);
  const [x, y] = names.map(name) as [Expression, Expression];
  const partials = rule.arity === 1 ? rule.partials(A, name('v'), x) : rule.partials(A, name('v'), x, y);
  return partials.map(term);
}

function mentioned(node: Expression, names: Set<string> = new Set()): Set<string> {
  if (node.kind === 'name') names.add(node.name);
  for (const part of parts(node)) mentioned(part, names);
  return names;
}

/** The doc comment of an op. */
export function doc(rule: Rule): string {
  const lines = [rule.sentence, '', `    ${rule.formula}`, ''];
  const domains = rule.args.flatMap((arg, i) => domainText(arg, rule.domain[i] as readonly [number, number]));
  if (domains.length > 0) lines.push(`Domain: ${domains.join(', ')}; outside it the derivative is NaN.`);
  for (const kink of rule.kinks ?? []) lines.push(kinkText(rule.args, kink));
  lines.push(`Cost: ${costText(rule)}.`);
  lines.push('@throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.');
  lines.push(`@example ${rule.example[0]} // ${rule.example[1]}`);
  if (rule.source) lines.push(`@see ${rule.source}`);
  if (rule.internal) lines.push('@internal');
  return ['/**', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'].join('\n');
}

/** Counted over the row's own partials, each shared expression once. */
function costText(rule: Rule): string {
  const own = { flop: '1 FLOP', elementary: '1 elementary function', free: 'no FLOPs' }[costOf(rule)];
  if (isComposed(rule)) return `that of the ops it is composed of`;
  const counts = { flop: 0, elementary: 0, free: 0 };
  const visited = new Set<Expression>();
  const visit = (node: Expression): void => {
    if (visited.has(node)) return;
    visited.add(node);
    if (node.kind === 'op') counts[costOf(node.rule)]++;
    parts(node).forEach(visit);
  };
  partialNodes(rule, rule.args).forEach(visit);
  const flops = counts.flop > 0 ? [`${counts.flop} FLOP${counts.flop > 1 ? 's' : ''}`] : [];
  const elementary =
    counts.elementary > 0 ? [`${counts.elementary} elementary function${counts.elementary > 1 ? 's' : ''}`] : [];
  const all = [...flops, ...elementary].join(' and ');
  return `${own}; its partial${rule.arity === 2 ? 's' : ''}, ${all === '' ? 'nothing' : all} more`;
}
