import type { ArrayRule } from '../lib/rules/array-rule.ts';
import { partialsStatements, valueStatements } from './array-source.ts';
import { arrow } from './arrow.ts';
import { importLines } from './operators.ts';
import { kinkText } from './wording.ts';

/** The file of the array operations. */
export function arrayFile(rows: readonly ArrayRule[], fileOf: ReadonlyMap<string, string>): string {
  const used = new Set<string>();
  const functions = rows.map((rule) => operation(rule, used));
  const isPassive = used.delete('passive');
  return [
    '// Emitted from lib/rules/arrays.ts by `npm run emit`; edit the row, not this file.',
    "import type { ArrayOp } from '../interpreter.ts';",
    `import { type Numeric, type Scalar${isPassive ? ', passive' : ''} } from '../scalar.ts';`,
    "import { checkSurplus } from './arity.ts';",
    ...importLines('arrays', [], used, fileOf),
    "import { liftArrays } from './lift-arrays.ts';",
    '',
    functions.join('\n\n'),
    '',
  ].join('\n');
}

function operation(rule: ArrayRule, used: Set<string>): string {
  const isPair = rule.args.length === 2;
  const lines = [
    rule.sentence,
    '',
    `    ${rule.formula}`,
    '',
    ...(rule.kinks ?? []).map((kink) => kinkText(['x'], kink)),
    `Cost: ${rule.cost} for n entries; all partials together, O(n).`,
    '@throws {@link TypeError} when an argument is not an array of Scalars.',
    ...(isPair ? ['@throws {@link RangeError} when the lengths differ.'] : []),
    ...(rule.least ? [`@throws {@link RangeError} when there are fewer than ${rule.least} entries.`] : []),
    `@example ${rule.example[0]} // ${rule.example[1]}`,
  ];
  const fields = [
    `name: '${rule.name}'`,
    `op: ${rule.name}`,
    ...(isPair ? ['isPair: true'] : []),
    ...(rule.least ? [`least: ${rule.least}`] : []),
    `value: ${arrow(rule.args, valueStatements(rule, used))}`,
    `partials: ${arrow(['v', ...rule.args], partialsStatements(rule, used))}`,
  ];
  const args = rule.args.map((arg) => `${arg}: Numeric`).join(', ');
  return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */
export function ${rule.name}(${args}): Scalar;
export function ${rule.name}(${args}, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(${rule.name}Op, next, after);
  return liftArrays(${rule.name}Op, xs, ${isPair ? 'ys' : '[]'});
}

const ${rule.name}Op: ArrayOp<Scalar> = {
${fields.map((field) => `  ${field},`).join('\n')}
};`;
}
