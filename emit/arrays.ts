import type { ArrayRule } from '../lib/rules/arrays.ts';
import { kinkText } from './wording.ts';

/** The file of the array operations. */
export function arrayFile(rows: readonly ArrayRule[]): string {
  const functions = rows.map((rule) => {
    const params = rule.args.map((arg) => `${arg}: Numeric`).join(', ');
    const lines = [
      rule.sentence,
      '',
      `    ${rule.formula}`,
      '',
      ...(rule.kinks ?? []).map((kink) => kinkText(['x'], kink)),
      `Cost: ${rule.cost} for n entries; all partials together, O(n).`,
      '@throws {@link TypeError} when an argument is not an array of Scalars.',
      ...(rule.args.length === 2 ? ['@throws {@link RangeError} when the lengths differ.'] : []),
      ...(rule.least ? [`@throws {@link RangeError} when there are fewer than ${rule.least} entries.`] : []),
      `@example ${rule.example[0]} // ${rule.example[1]}`,
    ];
    const op = rule.args.length === 2 ? rule.name : `(xs) => ${rule.name}(xs)`;
    return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */
export function ${rule.name}(${params}): Scalar {
  return liftArrays(reductions.${rule.name}Row, ${op}, xs, ${rule.args.length === 2 ? 'ys' : '[]'});
}`;
  });
  return [
    '// Emitted from lib/rules/arrays.ts by `npm run emit`; edit the row, not this file.',
    "import * as reductions from '../rules/reductions.ts';",
    "import type { Numeric, Scalar } from '../scalar.ts';",
    "import { liftArrays } from './lift-arrays.ts';",
    '',
    functions.join('\n\n'),
    '',
  ].join('\n');
}
