import { readFileSync } from 'node:fs';
import type { Rule } from '../lib/rules/rule.ts';
import type { SpecialRule } from '../lib/special/rules/rule.ts';
import { specialRules } from '../lib/special/rules/table.ts';
import { doc, partial } from './operators.ts';
import { domainText, kinkText } from './wording.ts';

/** The packages of kernels, as package.json has them. */
const PEERS: readonly string[] = Object.keys(
  (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { peerDependencies: object })
    .peerDependencies,
).filter((name) => name.startsWith('@stdlib/'));

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

/** The manual's page of special functions, in Markdown. */
export function specialManualFile(families: Readonly<Record<string, readonly SpecialRule[]>>): string {
  const sections = Object.entries(families).map(([family, rows]) => {
    const lines = rows.filter(({ internal }) => !internal).map(manualLine);
    const head =
      '| function | value | differential | domain, poles and ends | error |\n| --- | --- | --- | --- | --- |';
    return `## ${family[0]!.toUpperCase()}${family.slice(1)}\n\n${head}\n${lines.join('\n')}\n`;
  });
  return `<!-- Emitted from lib/special/rules by \`npm run emit\`; edit the rows, not this file. -->

# Special functions

\`dualgrad/special\` has special functions for the numbers of every other entry. They are operations like any other: derivatives of
every order in x, in every mode, traced and compiled. A program calls them.

Some kernels are those of [stdlib](https://stdlib.io). They are peers of this entry:

\`\`\`sh
npm install ${PEERS.join(' ')}
\`\`\`

A module that \`emitModule\` prints imports kernels, which are functions of plain numbers, from \`dualgrad/special/kernels\`.

*Error* is the largest error of a value that was measured, in ulps, against mpmath over the whole double range; κ is the condition
number, where that is above 1. First derivatives are within 4 ulps at the arguments of the reference tables. A partial has its accurate form:
that of \`erfcx\` does not cancel in the tail, those of \`erfc\` and \`normcdf\` do not magnify the rounding of x², that of \`gelu\` is right
near its zero, those of \`lbeta\` for b ≫ a.

* Values at poles: where both sides agree, that infinity; at ±0 the limit from that side; else NaN.
* Outside its domain a function is NaN, and so are its derivatives.
* The order n of a family is a plain integer. An active n is a TypeError, any other number a RangeError.
* \`gamma\` takes about 1 µs at 170; \`erfcx\` and its derivatives most near 0.4, where a derivative takes some 10 µs.

${sections.join('\n')}`;
}

function manualLine(rule: SpecialRule): string {
  const { name, args, sentence, formula, remarks, error = '' } = rule;
  const domains = args.flatMap((arg, i) => domainText(arg, rule.domain[i] as readonly [number, number]));
  const kinks = (rule.kinks ?? []).map((kink) => kinkText(args, kink));
  const about = [
    ...(domains.length > 0 ? [domains.join(', ')] : []),
    ...(remarks === undefined ? [] : [remarks]),
    ...kinks,
  ].map((text) => (text.endsWith('.') ? text : `${text}.`));
  const cells = [`\`${name}(${args.join(', ')})\``, sentence, `\`${formula}\``, about.join(' '), error];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
