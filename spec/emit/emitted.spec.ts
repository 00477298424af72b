import { readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { emit } from '../../emit/emit.ts';

const project = new URL('../../', import.meta.url);
const onDisk = (path: string): string => readFileSync(new URL(path, project), 'utf8');

const files = ['lib', 'docs', 'emit', 'spec'].flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, project), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|md)$/.test(entry.name))
    .map((entry) => `${relative(fileURLToPath(project), entry.parentPath)}/${entry.name}`.replaceAll('\\', '/')),
);

test.each([...emit()])('%s is what the table emits (npm run emit)', (path, text) => {
  expect(onDisk(path)).toBe(text);
});

test('every file that calls itself emitted is', () => {
  const claimed = files.filter((path) => /^(\/\/|<!--) Emitted from /.test(onDisk(path)));
  expect(claimed.sort()).toEqual([...emit().keys()].sort());
});

test('emitting twice gives the same', () => {
  expect([...emit()]).toEqual([...emit()]);
});
