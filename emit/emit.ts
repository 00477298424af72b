import type { ArrayRule } from '../lib/rules/array-rule.ts';
import type { Rule } from '../lib/rules/rule.ts';
import { arrays, families, lists, rules } from '../lib/rules/table.ts';
import { specialFamilies, specialRules } from '../lib/special/rules/table.ts';
import { algebraFile } from './algebra.ts';
import { arrayFile } from './arrays.ts';
import { lanesFile, WIDTHS } from './lanes.ts';
import { listFile } from './lists.ts';
import { manualFile } from './manual.ts';
import { nativeArithmeticFile, nativeComparisonsFile, nativeMathFile, nativeMathRowsFile } from './native.ts';
import { operatorFile } from './operators.ts';
import { kernelIndexFile, specialAlgebraFile, specialFile, specialIndexFile, specialManualFile } from './special.ts';

/** Every emitted file by its path: a function of the rule table and nothing else. */
export function emit(): Map<string, string> {
  const fileOf = new Map<string, string>();
  for (const name of ['lt', 'le', 'gt', 'ge', 'eq', 'ne', 'choose']) fileOf.set(name, 'compare');
  for (const name of ['others', 'portions']) fileOf.set(name, name);
  fileOf.set('otherProducts', 'other-products');
  for (const name of ['scaled', 'joint', 'less']) fileOf.set(name, 'contributions');
  for (const name of ['areModerate', 'runningProducts']) fileOf.set(name, 'running-products');
  fileOf.set('contraction', 'contraction').set('liftLists', 'lift-lists').set('handedOn', 'contributions');
  fileOf.set('checkScalars', 'lift-arrays').set('checkArity', 'arity');
  for (const [family, rows] of Object.entries(families)) for (const row of rows) fileOf.set(row.name, family);

  const files = new Map<string, string>();
  files.set('lib/rules/algebra.ts', algebraFile(rules));
  for (const [family, rows] of Object.entries(families)) {
    files.set(`lib/ops/${family}.ts`, operatorFile(family, rows, fileOf));
  }
  files.set('lib/ops/arrays.ts', arrayFile(arrays, fileOf));
  files.set('lib/ops/lists.ts', listFile(lists, fileOf));
  files.set('lib/ops/index.ts', indexFile());
  files.set('lib/ops/rows.ts', rowsFile());
  files.set('lib/forward/lane-arithmetic.ts', lanesFile(WIDTHS));
  for (const [family, rows] of Object.entries(specialFamilies)) {
    for (const row of rows) fileOf.set(row.name, `special/${family}`);
  }
  files.set('lib/special/rules/algebra.ts', specialAlgebraFile(specialRules));
  for (const [family, rows] of Object.entries(specialFamilies)) {
    files.set(`lib/special/${family}.ts`, specialFile(family, rows, fileOf));
  }
  files.set('lib/special/kernels/index.ts', kernelIndexFile(specialRules));
  files.set('lib/special/index.ts', specialIndexFile(specialFamilies));
  files.set('lib/native/arithmetic.ts', nativeArithmeticFile(rules, fileOf));
  files.set('lib/native/comparisons.ts', nativeComparisonsFile());
  files.set('lib/native/math-functions.ts', nativeMathFile(rules, fileOf));
  files.set('lib/native/math-rows.ts', nativeMathRowsFile(rules));
  for (const [path, text] of files) files.set(path, text.replace('\n', `\n${AS_EMITTED}`));
  files.set('docs/special.md', specialManualFile(specialFamilies));
  files.set('docs/operations.md', manualFile(families, arrays, lists));
  return files;
}

const FROM_ROWS = '// Emitted from lib/rules by `npm run emit`; edit the rows, not this file.';

// The emitter writes them to be read. Biome must not change them, so that they can be compared with the table.
const AS_EMITTED = ['format', 'lint', 'assist'].map((tool) => `// biome-ignore-all ${tool}: emitted\n`).join('');

/** The ops of all rows by name, from their own names: an object would spell them again in every bundle. */
function rowsFile(): string {
  const isComposed = (row: Rule): boolean => row.partials === undefined;
  const opOf = (row: Rule): string => (isComposed(row) ? `{ name: '${row.name}', op: ${row.name} }` : `${row.name}Op`);
  const imported = (row: Rule): string => (isComposed(row) ? row.name : `${row.name}Op`);
  const all = Object.entries(families);
  return [
    FROM_ROWS,
    `import type { Algebra } from '../rules/algebra.ts';`,
    `import type { Scalar } from '../scalar.ts';`,
    ...all.map(([family, rows]) => `import { ${rows.map(imported).join(', ')} } from './${family}.ts';`),
    '',
    "type RowOps = Omit<Algebra<Scalar>, 'where' | 'none'>;",
    '',
    '/** The op of each row, by its name. */',
    'export const rowOps: RowOps = /* @__PURE__ */ byName([',
    ...all.map(([, rows]) => `  ${rows.map(opOf).join(', ')},`),
    ']);',
    '',
    'function byName(ops: readonly { readonly name: string; readonly op: unknown }[]): RowOps {',
    '  return Object.fromEntries(ops.map(({ name, op }) => [name, op])) as never;',
    '}',
    '',
  ].join('\n');
}

function indexFile(): string {
  const names = Object.entries({ ...families, arrays }).map(([family, rows]) => {
    const isPublic = (row: Rule | ArrayRule): boolean => !('internal' in row && row.internal);
    return `export { ${rows
      .filter(isPublic)
      .map((row) => row.name)
      .join(', ')} } from './${family}.ts';`;
  });
  return [FROM_ROWS, ...names, ''].join('\n');
}
