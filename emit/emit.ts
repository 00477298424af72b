import { arrays, families, rules } from '../lib/rules/table.ts';
import { algebraFile } from './algebra.ts';
import { arrayFile } from './arrays.ts';
import { lanesFile, WIDTHS } from './lanes.ts';
import { manualFile } from './manual.ts';
import { operatorFile } from './operators.ts';

/** Every emitted file by its path: a function of the rule table and nothing else. */
export function emit(): Map<string, string> {
  const fileOf = new Map<string, string>();
  for (const name of ['lt', 'le', 'gt', 'ge', 'eq', 'ne', 'choose', 'isConstant']) fileOf.set(name, 'compare');
  for (const name of ['others', 'portions']) fileOf.set(name, name);
  for (const [family, rows] of Object.entries(families)) for (const row of rows) fileOf.set(row.name, family);

  const files = new Map<string, string>();
  files.set('lib/rules/algebra.ts', algebraFile(rules));
  for (const [family, rows] of Object.entries(families)) {
    files.set(`lib/ops/${family}.ts`, operatorFile(family, rows, fileOf));
  }
  files.set('lib/ops/arrays.ts', arrayFile(arrays, fileOf));
  files.set('lib/ops/index.ts', indexFile());
  files.set('lib/ops/internal.ts', internalFile());
  files.set('lib/forward/lane-arithmetic.ts', lanesFile(WIDTHS));
  for (const [path, text] of files) files.set(path, text.replace('\n', `\n${AS_EMITTED}`));
  files.set('docs/operations.md', manualFile(families, arrays));
  return files;
}

const FROM_ROWS = '// Emitted from lib/rules by `npm run emit`; edit the rows, not this file.';

// The emitter writes them to be read. Biome must not change them, so that they can be compared with the table.
const AS_EMITTED = ['format', 'lint', 'assist'].map((tool) => `// biome-ignore-all ${tool}: emitted\n`).join('');

function exportLines(isInternal: boolean): string[] {
  return Object.entries(families).flatMap(([family, rows]) => {
    const names = rows.filter((r) => (r.internal === true) === isInternal).map((r) => r.name);
    return names.length === 0 ? [] : [`export { ${names.join(', ')} } from './${family}.ts';`];
  });
}

/** The ops of the rows that are not public. */
function internalFile(): string {
  return [FROM_ROWS, ...exportLines(true), ''].join('\n');
}

function indexFile(): string {
  const arrayNames = arrays.map((r) => r.name);
  return [FROM_ROWS, ...exportLines(false), `export { ${arrayNames.join(', ')} } from './arrays.ts';`, ''].join('\n');
}
