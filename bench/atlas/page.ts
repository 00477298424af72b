import { isLeaf } from '../../lib/rules/expression.ts';
import { type Atlas, bands, type Cell, measuredRows, NO_DIGIT, orders, rounded } from './measure.ts';
import { compared, textbook } from './textbook.ts';

const HEAD = '## Every row, over the whole range of doubles';
/** Cells above are listed. */
const LISTED = 64;

/** The manual's page with the section of the atlas, its last, drawn from the table. */
export function page(text: string, atlas: Atlas): string {
  const at = text.indexOf(HEAD);
  return `${(at === -1 ? text : text.slice(0, at)).trimEnd()}\n\n${section(atlas)}`;
}

function section(atlas: Atlas): string {
  return `${HEAD}

\`npm run atlas\` measures the value, the first and the second derivatives of every row of one to three numbers: ${atlas.points} points in
each band of sizes, some as close to its ends as doubles come, of both signs; further arguments are of about the same size, moderate, or
of any size. The derivatives are those of \`derivative\`, nested. They are compared with the closed forms of calculus at 86 digits
(bench/atlas/truth.ts, written apart from the rows, on spec/support/big-float.ts), so that nothing but Node is needed.

![Largest error of each row in ulps, over the size of its argument: of the value, of first and of second derivatives](figures/accuracy.svg)

An ulp is one unit in the last place of the exact number. Where that is beyond the largest double, its infinity is right, and so is NaN.
[Special functions](special.md) have errors of their own.

${shares(atlas)}

Cells with an error above ${LISTED} ulps:

${listed(atlas)}

They have four causes.

- A sum that cancels. Near a zero of a derivative the error is small compared with the terms, not with their sum: the mixed derivative of
  \`atan2\` where |x| is nearly |y|, sech″ near 0.88, silu′ near −1.28 and silu″ near 2.40, sinc″ near 2.08.
- Subnormal numbers on the way. They have few bits, and so has what is computed from them: \`pow\` where xʸ is subnormal, \`div\`
  where x/y is, silu″ where σ(x) σ(−x) is.
- An overflow or underflow on the way to a number that is a double itself: second derivatives of \`atan2\` and \`hypot\` at arguments
  below 1e−150; both next to the largest double, where the length of (x, y) is beyond it; \`pow\` where xʸ is ∞; \`elu\` where eˣ is 0 and
  a eˣ is not.
- A rounded difference. Half an ulp of x − y is as many ulps of the weight eˣ⁻ʸ of \`logaddexp\` as x − y is large.

### Textbook forms

The same number by the form that textbooks have, and other code often takes:

${forms()}

### Bounds of the ops of \`Math\`

\`certify\` takes these bounds, in ulps, from the rows. V8 and SpiderMonkey compute \`Math\` by fdlibm (in V8 src/base/ieee754.cc),
whose comments promise less than 1 ulp of exp, expm1, log and log1p, 0.70 of pow, 0.667 of cbrt, and results that are nearly rounded of
sin, cos and tan. For the others the bound is what was measured, and room. Measured in Node 20 against mpmath, at 6,000 points each:
log10 1.64, sinh 1.50, tanh 1.91, asinh 1.40, acosh 1.80, atanh 1.35, hypot 1.85, cosh 1.19, atan2 1.06, the rest below 0.9. The last
column is of the atlas.

${bounds(atlas)}
`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[], right: readonly number[]): string {
  const rule = head.map((_, i) => (right.includes(i) ? '---:' : '---'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const shown = (ulps: number): string => {
  if (ulps === NO_DIGIT) return 'no digit';
  return ulps < 1e4 ? String(rounded(ulps)) : ulps.toExponential(0).replace('e+', 'e');
};

/** How many cells are within some ulps, for each order. */
function shares({ rows }: Atlas): string {
  const limits = [1, 2, 4, 16, LISTED];
  const lines = orders.map((name, order) => {
    const cells = Object.values(rows)
      .flatMap((row) => row[order]!)
      .filter((cell) => cell !== null);
    const within = limits.map((limit) => cells.filter(([worst]) => worst <= limit).length / cells.length);
    return [name, String(cells.length), ...within.map((part) => `${(100 * part).toFixed(1)} %`)];
  });
  const head = ['', 'cells', ...limits.map((limit) => `within ${limit} ulp${limit === 1 ? '' : 's'}`)];
  return table(head, lines, [1, 2, 3, 4, 5, 6]);
}

/** Of each row and order the cells above the limit, by the worst of them. */
function listed({ rows }: Atlas): string {
  const lines = Object.entries(rows).flatMap(([row, cells]) =>
    cells.flatMap((line, order) => {
      const bad = line.flatMap((cell, b): [string, Cell][] => (cell && cell[0] > LISTED ? [[bands[b]![0], cell]] : []));
      if (bad.length === 0) return [];
      const [, [worst, median, at]] = bad.reduce((p, q) => (q[1][0] > p[1][0] ? q : p));
      const names = bad.map(([name]) => name).join(', ');
      return [
        [`\`${row}\``, orders[order]!, names, shown(worst), shown(median), at.map((x) => x.toPrecision(4)).join(', ')],
      ];
    }),
  );
  return table(['row', 'number', 'sizes from', 'worst', 'median there', 'at'], lines, [3, 4]);
}

function forms(): string {
  const lines = textbook.map((form) => {
    const { exact, ours, textbook: other, errors } = compared(form);
    const digits = (x: number): string => String(x).replace('-', '−').replace('e-', 'e−').replace('Infinity', '∞');
    return [form.name, digits(exact), digits(ours), shown(errors[0]), form.formula, digits(other), shown(errors[1])];
  });
  return table(['number', 'exact, rounded', 'ours', 'ulps', 'textbook form', 'gives', 'ulps'], lines, [3, 6]);
}

/** The ops whose values have a bound that is not that of a rounding. */
function bounds({ rows }: Atlas): string {
  const lines = measuredRows.flatMap((rule) => {
    if (!isLeaf(rule) || rule.ulps === undefined || rule.ulps <= 0.5) return [];
    const worst = Math.max(...rows[rule.name]![0]!.map((cell) => cell?.[0] ?? 0));
    return [[`\`${rule.name}\``, String(rule.ulps), String(worst)]];
  });
  return table(['row', 'bound', 'largest in the atlas'], lines, [1, 2]);
}
