import { expect, test } from 'vitest';
import type { Construct } from '../native/constructs/construct.ts';
import { table } from '../native/constructs/table.ts';
import { exported } from '../support/native-source.ts';
import { plainText } from './plain.ts';
import { lowered } from './table.ts';

function moduleOf({ source }: Construct): string {
  return source.includes('module.exports') ? source : `module.exports = ${source};`;
}

/** The structured program of a row, as a function in the module that the row stands for. */
function program(construct: Construct): ((x: number) => number) | undefined {
  const code = moduleOf(construct);
  const found = lowered(code, { shapes: [{ kind: 'number' }] });
  if (!('program' in found)) return undefined;
  const [{ name }] = found.program.functions;
  return exported(`${code}\nmodule.exports = (() => { ${plainText(found)}\nreturn ${name}; })();`) as never;
}

const rows = Object.values(table)
  .flat()
  .flatMap((construct) => {
    const f = program(construct);
    return f ? [{ ...construct, f }] : [];
  });

test('most constructs are lowered', () => {
  expect(rows.length).toBeGreaterThanOrEqual(284);
});

test.each(rows)('$name: lowered it has its values', ({ f, at, ...construct }) => {
  const original = exported(moduleOf({ at, ...construct })) as (x: number) => number;
  for (const x of at) expect(f(x), `at ${x}`).toBe(original(x));
});
