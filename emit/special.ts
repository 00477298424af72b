import type { Rule } from '../lib/rules/rule.ts';
import type { SpecialRule } from '../lib/special/rules/rule.ts';
import { specialRules } from '../lib/special/rules/table.ts';
import { doc, partial } from './operators.ts';

/** The algebra of the partials of special functions. */
export function specialAlgebraFile(rows: readonly Rule[]): string {
  const ops = rows.map((rule) => `  ${rule.name}(${rule.args.map((arg) => `${arg}: T | number`).join(', ')}): T;`);
  return `// Emitted from lib/special/rules by \`npm run emit\`; edit the rows, not this file.
import type { Algebra } from '../../rules/algebra.ts';

/** The algebra of partials of special functions: the ops of the table, and special functions. */
export interface SpecialAlgebra<T> extends Algebra<T> {
${ops.join('\n')}
}
`;
}

/** The file of one family of special functions. They take the general path: their kernels cost more than it. */
export function specialFile(family: string, rows: readonly SpecialRule[], fileOf: ReadonlyMap<string, string>): string {
  const used = new Set<string>();
  const ops = rows.map((rule) => generalOp(rule, used));
  const functions = rows.map(operator);
  const has = (arity: number): boolean => rows.some((rule) => rule.arity === arity);
  const types = [...(has(2) ? ['BinaryOp'] : []), ...(has(1) ? ['UnaryOp'] : [])];
  const lifts = [...(has(1) ? ['lift1'] : []), ...(has(2) ? ['lift2'] : [])];
  const own = new Set(rows.map(({ name }) => name));
  const isSpecial = (name: string): boolean => fileOf.get(name)!.startsWith('special/');
  const byFile = new Map<string, string[]>();
  for (const name of [...used].filter((name) => !own.has(name)).sort()) {
    const file = isSpecial(name) ? `./${fileOf.get(name)!.slice('special/'.length)}` : `../ops/${fileOf.get(name)}`;
    byFile.set(file, [...(byFile.get(file) ?? []), name]);
  }
  const text = ops.join('\n');
  return [
    `// Emitted from lib/special/rules/${family}.ts by \`npm run emit\`; edit the row, not this file.`,
    `import type { ${types.join(', ')} } from '../interpreter.ts';`,
    "import { checkSurplus } from '../ops/arity.ts';",
    `import { ${lifts.join(', ')} } from '../ops/lift.ts';`,
    "import type { Scalar } from '../scalar.ts';",
    ...[...byFile].sort().map(([file, names]) => `import { ${names.join(', ')} } from '${file}.ts';`),
    ...rows.map(kernelImport).sort(),
    importOfOps(text),
    ...(rows.some(({ isFamily }) => isFamily) ? ["import { checkOrder } from './order.ts';"] : []),
    '',
    functions.join('\n\n'),
    '',
    text,
    '',
  ].join('\n');
}

/** Every kernel by the name of its row: what emitted modules import. */
export function kernelIndexFile(rows: readonly SpecialRule[]): string {
  const lines = rows.map((rule) => `export { ${rule.text!.js} as ${rule.name} } from './${kernelFile(rule)}.ts';`);
  return ['// Emitted from lib/special/rules by `npm run emit`; edit the rows, not this file.', ...lines, ''].join(
    '\n',
  );
}

function kernelFile({ name, file = name.replaceAll(/[A-Z]/g, (c) => `-${c.toLowerCase()}`) }: SpecialRule): string {
  return file;
}

function kernelImport(rule: SpecialRule): string {
  return `import { ${rule.text!.js} } from './kernels/${kernelFile(rule)}.ts';`;
}

function operator(rule: SpecialRule): string {
  const { name, arity, args, isFamily, domain } = rule;
  const parameters = args.map((arg, i) => `${arg}: ${isFamily && i === 0 ? 'number' : 'Scalar'}`).join(', ');
  const numbers = args.filter((_, i) => !isFamily || i === 1).map((arg) => `typeof ${arg} === 'number'`);
  return [
    rule.remarks === undefined ? doc(rule) : doc(rule).replace(' * Cost:', ` * ${rule.remarks}\n * Cost:`),
    `export function ${name}(${parameters}): Scalar;`,
    `export function ${name}(${parameters}, next?: unknown, after?: unknown): Scalar {`,
    `  if (next !== undefined) checkSurplus(${name}Op, next, after);`,
    ...(isFamily ? [`  checkOrder('${name}', n, ${domain[0][0]});`] : []),
    `  if (${numbers.join(' && ')}) return ${rule.text!.js}(${args.join(', ')});`,
    `  return lift${arity}(${name}Op, ${args.join(', ')});`,
    '}',
  ].join('\n');
}

/** The import of what a text makes ops with. */
function importOfOps(text: string): string {
  const names = ['familyOp', 'type OpOfOrder', 'specialOp'].filter((name) => text.includes(name.replace('type ', '')));
  return `import { ${names.join(', ')} } from './op.ts';`;
}

/** The names of families in calls: the order is a number, and the text of partials does not say so. */
const FAMILY = new RegExp(
  `\\b(?:${specialRules.flatMap(({ name, isFamily }) => (isFamily ? [name] : [])).join('|')})(?=\\()`,
  'g',
);

function generalOp(rule: SpecialRule, used: Set<string>): string {
  const { name, arity, args, isFamily } = rule;
  const [first, second] = args.map((_, i) =>
    partial(rule, i, used).replaceAll(FAMILY, (text) => `(${text} as OpOfOrder)`),
  );
  const [type, make] = arity === 1 ? ['UnaryOp', 'specialOp'] : ['BinaryOp', isFamily ? 'familyOp' : 'specialOp'];
  const parts = [`'${name}'`, name, ...(isFamily ? [] : [first]), ...(arity === 1 ? [] : [second])];
  return `const ${name}Op: ${type}<Scalar> = /* @__PURE__ */ ${make}(${parts.join(', ')});`;
}

/** The public names of special functions. */
export function specialIndexFile(families: Readonly<Record<string, readonly SpecialRule[]>>): string {
  const lines = Object.entries(families).map(([family, rows]) => {
    const names = rows.filter(({ internal }) => !internal).map(({ name }) => name);
    return `export { ${names.join(', ')} } from './${family}.ts';`;
  });
  return ['// Emitted from lib/special/rules by `npm run emit`; edit the rows, not this file.', ...lines, ''].join(
    '\n',
  );
}
