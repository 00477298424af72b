import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as index from '../../lib/entries/index.ts';
import { installed } from '../support/installed-folder.ts';

const ready = await installed('spec/reference');
const here = fileURLToPath(new URL('./', import.meta.url));

describe.skipIf(!ready)('the reference that npm run docs builds', () => {
  let folder: string;
  let pages: readonly string[];
  let printed = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reference-'));
    // Fails at a link in a doc comment that leads nowhere.
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      ['node_modules/typedoc/bin/typedoc', '--options', 'typedoc.json', '--out', folder],
      { cwd: here },
    );
    printed = stdout + stderr;
    pages = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith('.html'));
  }, 240_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('is made without a warning', () => {
    expect(printed).not.toContain('warning');
  });

  test('has a page for each export of dualgrad', () => {
    const names = new Set(pages.map((path) => path.replace(/^.*index\.|\.html$/g, '')));
    expect(Object.keys(index).filter((name) => !names.has(name))).toEqual([]);
  });

  test('links to pages that exist', async () => {
    const known = new Set(pages.map((path) => join(folder, path)));
    let count = 0;
    for (const path of known) {
      for (const [, link] of (await readFile(path, 'utf8')).matchAll(/href="([^":#]+\.html)(?:#[^"]*)?"/g)) {
        expect(known, `${path} links to ${link}`).toContain(join(dirname(path), link!));
        count++;
      }
    }
    expect(count).toBeGreaterThan(pages.length);
  });
});
