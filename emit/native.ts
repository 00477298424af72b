import { OPERATOR } from '../lib/backends/js/row-text.ts';
import { isLeaf } from '../lib/rules/expression.ts';
import type { BinaryRule, Leaf, Rule, UnaryRule } from '../lib/rules/rule.ts';
import { binaryOnNumbers, hotOnNumbers, isHot, unaryOnNumbers } from './operators.ts';

/** The operators of JavaScript that are rows under another name, or under two. */
const NAMES: Readonly<Record<string, string>> = { '%': 'rem', '**': 'pow' };

/** A function of transformed code: its name, what it is in JavaScript, and its row. */
interface NativeFunction {
  readonly name: string;
  /** `+`, or `Math.sin`. */
  readonly js: string;
  readonly rule: (UnaryRule | BinaryRule) & Leaf;
}

/** `lib/native/arithmetic.ts`: an operator for each row that JavaScript has an operator for. */
export function nativeArithmeticFile(rules: readonly Rule[], fileOf: ReadonlyMap<string, string>): string {
  const leaves = leavesOf(rules);
  const operators = leaves.filter(({ text }) => !isCall(text.js)).map((rule) => operatorOf(rule, rule.text.js));
  const power = leaves.filter(({ text }) => text.js === 'Math.pow').map((rule) => operatorOf(rule, '**'));
  return file([...operators, ...power], fileOf, ['binaryOperator', 'addition', 'unaryOperator'], operatorText);
}

/** `lib/native/math-functions.ts`: each function of Math that is a row. */
export function nativeMathFile(rules: readonly Rule[], fileOf: ReadonlyMap<string, string>): string {
  return file(mathFunctionsOf(rules), fileOf, ['mathOf1', 'mathOf2', 'mathOfMany'], mathText);
}

/** `lib/native/math-rows.ts`: the same, by their names in Math. */
export function nativeMathRowsFile(rules: readonly Rule[]): string {
  const functions = mathFunctionsOf(rules);
  return `${HEAD}
import { ${functions.map(({ name }) => name).join(', ')} } from './math-functions.ts';

/** The functions of Math that are rows, by their names there. */
export const mathRows: Readonly<Record<string, (...xs: never[]) => unknown>> = {
${functions.map(({ name, js }) => `  ${js.slice(5)}: ${name},`).join('\n')}
};
`;
}

function mathFunctionsOf(rules: readonly Rule[]): readonly NativeFunction[] {
  return leavesOf(rules)
    .filter(({ text }) => text.js.startsWith('Math.'))
    .map((rule) => ({ name: `$Math_${rule.text.js.slice(5)}`, js: rule.text.js, rule }));
}

/** `lib/native/comparisons.ts`: the comparisons of size. */
export function nativeComparisonsFile(): string {
  const names = (['lt', 'le', 'gt', 'ge'] as const).map((name) => comparisonText(name, OPERATOR[name]));
  return `${HEAD}
import { ge, gt, le, lt } from '../ops/compare.ts';
import { primal, type Scalar } from '../scalar.ts';
import { comparison } from './operands.ts';

${names.join('\n\n')}
`;
}

const HEAD = '// Emitted from lib/rules by `npm run emit`; edit the rows, not this file.';

function leavesOf(rules: readonly Rule[]): readonly NativeFunction['rule'][] {
  return rules.filter((rule): rule is NativeFunction['rule'] => isLeaf(rule) && rule.partials !== undefined);
}

function isCall(js: string): boolean {
  return /^\w/.test(js);
}

function operatorOf(rule: NativeFunction['rule'], js: string): NativeFunction {
  return { name: `$${NAMES[js] ?? rule.name}`, js, rule };
}

function file(
  functions: readonly NativeFunction[],
  fileOf: ReadonlyMap<string, string>,
  helpers: readonly string[],
  textOf: (native: NativeFunction, used: Set<string>) => string,
): string {
  const used = new Set<string>();
  const texts = functions.map((native) => textOf(native, used));
  const body = texts.join('\n\n');
  const files = new Map<string, string[]>();
  for (const name of [...used].sort()) {
    const from = fileOf.get(name)!;
    files.set(from, [...(files.get(from) ?? []), name]);
  }
  const core = [...(body.includes('as Active') ? ['type Active'] : []), 'primal', 'type Scalar'];
  const taken = helpers.filter((helper) => body.includes(`${helper}(`));
  return [
    HEAD,
    ...[...files].sort().map(([from, names]) => `import { ${names.join(', ')} } from '../ops/${from}.ts';`),
    `import { ${core.join(', ')} } from '../scalar.ts';`,
    `import { ${taken.join(', ')} } from './operands.ts';`,
    '',
    body,
    '',
  ].join('\n');
}

// The first lines are those of the op. What is neither a plain number nor an active one with a plain number for its primal
// goes to a function that knows what JavaScript does.
function operatorText({ name, js, rule }: NativeFunction, used: Set<string>): string {
  if (js !== '+') used.add(rule.name);
  if (rule.arity === 1) {
    return `/** \`${js}x\` of any kinds of values. */
export function ${name}(x: Scalar): Scalar {
  if (typeof x === 'number') return ${js}x;
${unaryOnNumbers(rule, used)}
  return unaryOperator(${rule.name}, (x) => ${js}x, x);
}`;
  }
  const rest = `return ${js === '+' ? `addition(x, y)` : `binaryOperator(${rule.name}, (x, y) => x ${js} y, x, y)`};`;
  const doc = `/** \`x ${js} y\` of any kinds of values. */
export function ${name}(x: Scalar, y: Scalar): Scalar {
  if (typeof x === 'number' && typeof y === 'number') return x ${js} y;`;
  if (!isHot(rule)) return `${doc}\n${binaryOnNumbers(rule, used)}\n  ${rest}\n}`;
  return `${doc}
  return ${name}Active(x, y);
}

function ${name}Active(x: Scalar, y: Scalar): Scalar {
${hotOnNumbers(rule, used)}
  ${rest}
}`;
}

function mathText({ name, js, rule }: NativeFunction, used: Set<string>): string {
  used.add(rule.name);
  const args = rule.args.join(', ');
  const head = `/** \`${js}(${args}${isVariadic(rule) ? ', …' : ''})\` of any kinds of values. */
export function ${name}(${rule.args.map((arg) => `${arg}: Scalar`).join(', ')}): Scalar {`;
  if (rule.arity === 1) {
    const [x] = rule.args;
    return `${head}
  if (typeof ${x} === 'number') return ${js}(${x});
${unaryOnNumbers(rule, used)}
  return mathOf1(${rule.name}, ${js}, ${x});
}`;
  }
  const [x, y] = rule.args;
  const many = isVariadic(rule)
    ? `\n  if (arguments.length !== 2) return mathOfMany(${rule.name}, ${js}, arguments);`
    : '';
  return `${head}${many}
  if (typeof ${x} === 'number' && typeof ${y} === 'number') return ${js}(${args});
${binaryOnNumbers(rule, used)}
  return mathOf2(${rule.name}, ${js}, ${args});
}`;
}

function isVariadic(rule: Rule): boolean {
  return 'many' in rule;
}

function comparisonText(name: string, js: string): string {
  return `/** \`x ${js} y\` of any kinds of values. */
export function $${name}(x: Scalar, y: Scalar): boolean {
  if (typeof x === 'number' && typeof y === 'number') return x ${js} y;
  const xv = primal(x);
  const yv = primal(y);
  if (typeof xv === 'number' && typeof yv === 'number') return xv ${js} yv;
  return comparison(${name}, (x, y) => x ${js} y, x, y);
}`;
}
