import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { KINDS } from '../../lib/inspect/finding.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(`${root}docs/diagnosing.md`, 'utf8');

test('the page shows the report that the example prints', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  await import('../../examples/diagnosis.ts');
  const reports = log.mock.calls.flat().map((text) => String(text).replaceAll(root, '').trim());
  log.mockRestore();
  const [, shown] = /^```text\n([\s\S]*?)\n```/m.exec(page)!;
  expect(reports[1]).toBe(shown);
  expect(reports[0]).toContain('eq(0, 0) is true, at examples/diagnosis.ts:6:7');
  expect(Number(/derivative (.*)/.exec(reports[2]!)![1])).toBeCloseTo(1 / (3 * 2 ** (2 / 3)), 14);
  expect(reports.slice(3).every((text) => text.includes('nothing found'))).toBe(true);
});

test('the page lists the kinds in their order', () => {
  expect([...page.matchAll(/^\| `([^`]+)` \|/gm)].map(([, kind]) => kind)).toEqual([...KINDS]);
});
