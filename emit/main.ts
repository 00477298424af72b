// `npm run emit`: writes the files that the rule table owns; with --check, lists those that differ and exits 1.
import { readFileSync, writeFileSync } from 'node:fs';
import { emit } from './emit.ts';

const check = process.argv.includes('--check');
let changed = 0;
for (const [path, text] of emit()) {
  const url = new URL(`../${path}`, import.meta.url);
  if (read(url) === text) continue;
  changed++;
  console.log(`${check ? 'differs from what the table emits' : 'written'}: ${path}`);
  if (!check) writeFileSync(url, text);
}
if (changed === 0) console.log('every emitted file is as the table has it');
if (check && changed > 0) process.exitCode = 1;

function read(url: URL): string | undefined {
  try {
    return readFileSync(url, 'utf8');
  } catch {
    return undefined;
  }
}
