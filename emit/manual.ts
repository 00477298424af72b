import type { ArrayRule } from '../lib/rules/array-rule.ts';
import type { ListRule } from '../lib/rules/list-rule.ts';
import type { Rule } from '../lib/rules/rule.ts';
import { orderSection } from './order-manual.ts';
import { domainText, kinkText } from './wording.ts';

/** The manual's page of operations, in Markdown. */
export function manualFile(
  families: Readonly<Record<string, readonly Rule[]>>,
  arrays: readonly ArrayRule[],
  lists: readonly ListRule[],
): string {
  const sections = Object.entries(families).map(([family, rows]) => {
    const lines = rows.filter((rule) => !rule.internal).map(line);
    return `## ${family[0]?.toUpperCase()}${family.slice(1)}\n\n| op | value | differential | remarks |\n| --- | --- | --- | --- |\n${lines.join('\n')}\n`;
  });
  const arrayLines = [...arrays, ...lists].map((rule) => {
    const kinks = (rule.kinks ?? []).map((kink) => kinkText(['x'], kink));
    return row([`\`${rule.name}(${rule.args.join(', ')})\``, rule.sentence, `\`${rule.formula}\``, kinks.join(' ')]);
  });
  return `<!-- Emitted from lib/rules by \`npm run emit\`; edit the rows, not this file. -->

# Operations

Every operation takes plain numbers and numbers that carry derivatives. Values are those of plain JavaScript, to the bit.

* Where an argument is NaN, or the value is NaN though no argument is infinite, every derivative is NaN.
* ±0 are the same point.
* An operand that was not chosen, as by \`max\`, contributes nothing at all; that is not 0 times something.
* At a kink the first derivative is a convention. Derivatives of higher order are NaN there, wherever the rule can't know them;
  those of \`relu\`, \`leakyRelu\`, \`sign\` and the roundings are 0.

The differential is the first derivative. *Remarks* give the domain, and what is promised at points where the derivative is
infinite or a convention.

${sections.join('\n')}
## Arrays

| op | value | differential | remarks |
| --- | --- | --- | --- |
${arrayLines.join('\n')}
| \`transpose(A)\` | The transpose of the matrix \`A\`, an array of rows. | \`d(Aᵀ) = (dA)ᵀ\` | |
| \`tr(A)\` | The trace of the square matrix \`A\`: the sum of its diagonal. | \`d(tr A) = Σ dAᵢᵢ\` | |

Operations that give arrays are in the entry \`dualgrad\`; \`softmax\` is in all. A matrix is an array of rows, each an array or a
typed array. The entries of products are sums from left to right: \`matmul(A, B)[i][j]\` is \`dot\` of a row and a column, to the bit.
Remarks on an operation that gives an array are about its last entry.

${orderSection}`;
}

function line(rule: Rule): string {
  const domains = rule.args.flatMap((arg, i) => domainText(arg, rule.domain[i] as readonly [number, number]));
  const remarks = [
    ...(domains.length > 0 ? [`Domain ${domains.join(', ')}.`] : []),
    ...(rule.kinks ?? []).map((kink) => kinkText(rule.args, kink)),
  ];
  return row([`\`${rule.name}(${rule.args.join(', ')})\``, rule.sentence, `\`${rule.formula}\``, remarks.join(' ')]);
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
