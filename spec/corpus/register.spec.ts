import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import * as reverse from '../../lib/entries/reverse.ts';
import { printed, project } from '../package/installed.ts';
import { installed } from '../support/installed-folder.ts';
import { folder as corpus, kinds, load } from './bundle.ts';

const ready = await installed('spec/corpus');
let folder: string;

/** The value and the gradient of each case at each of its points, to the bit; what was refused has its message. */
interface Found {
  readonly name: string;
  readonly at: readonly number[];
  readonly value: string;
  readonly gradient: string;
}

/** Runs in the child: the files of cases as Node loads them by its hooks. */
const program = (kinds: readonly string[]): string => `
  import { writeFileSync } from 'node:fs';
  import { grad } from 'dualgrad/reverse';
  const bits = (xs) => [...new BigUint64Array(new Float64Array(xs).buffer)].map((x) => x.toString(16)).join(' ');
  const found = {};
  for (const kind of ${JSON.stringify(kinds)}) {
    const { cases } = await import('./cases/' + kind + '.js');
    found[kind] = cases.flatMap(({ name, f, at }) => at.map((x) => {
      const value = bits([f([...x])]);
      let gradient;
      try { gradient = bits(grad(f)([...x])); } catch ({ message }) { gradient = message; }
      return { name, at: x, value, gradient };
    }));
  }
  writeFileSync('found.json', JSON.stringify(found));
  // Packages start threads.
  process.exit(0);`;

const bits = (xs: readonly number[]): string =>
  [...new BigUint64Array(new Float64Array(xs).buffer)].map((x) => x.toString(16)).join(' ');

/** Names of packages in a folder that npm has installed. */
async function packagesIn(modules: string): Promise<string[]> {
  const entries = (await readdir(modules)).filter((entry) => !entry.startsWith('.'));
  const nested = entries.map(async (entry) =>
    entry.startsWith('@') ? (await readdir(modules + entry)).map((name) => `${entry}/${name}`) : [entry],
  );
  return (await Promise.all(nested)).flat();
}

describe.runIf(ready)('node --import dualgrad/register', () => {
  beforeAll(async () => {
    ({ folder } = await project('corpus-register'));
    const packages = await packagesIn(`${corpus}node_modules/`);
    for (const name of packages) {
      if (name.startsWith('@')) await mkdir(`${folder}/node_modules/${name.split('/')[0]}`, { recursive: true });
      await symlink(`${corpus}node_modules/${name}`, `${folder}/node_modules/${name}`);
    }
    for (const name of ['oxc-parser', '@oxc-project', '@oxc-parser']) {
      await cp(new URL(`../../node_modules/${name}`, import.meta.url).pathname, `${folder}/node_modules/${name}`, {
        recursive: true,
        dereference: true,
      });
    }
    await writeFile(`${folder}/package.json`, JSON.stringify({ type: 'module', dualgrad: { packages } }));
    await mkdir(`${folder}/cases`);
    for (const kind of kinds) {
      const text = await readFile(`${corpus}cases/${kind}.js`, 'utf8');
      await writeFile(`${folder}/cases/${kind}.js`, `'use grad';\n${text}`);
    }
  });

  test('every package has the values and derivatives that it has in a bundle, to the bit', async () => {
    // In a file: packages print, too.
    await printed(folder, program(kinds), '--import', 'dualgrad/register');
    const found = JSON.parse(await readFile(`${folder}/found.json`, 'utf8')) as Record<string, readonly Found[]>;
    let points = 0;
    for (const kind of kinds) {
      const [originals, natives] = await Promise.all([load(kind, false), load(kind, true)]);
      const expected = natives.flatMap(({ name, f, at, refuses }, k) =>
        at.map((x) => {
          const value = bits([originals[k]!.f([...x]) as number]);
          const gradient = refuses === undefined ? bits(reverse.grad(f)([...x]) as number[]) : refuses;
          return { name, at: x, value, gradient };
        }),
      );
      const refusals = new Set(natives.flatMap(({ refuses }) => (refuses === undefined ? [] : [refuses])));
      // Of what is refused it is enough that the message says so.
      const known = found[kind]!.map((each) => {
        const refusal = [...refusals].find((part) => each.gradient.includes(part));
        return refusal === undefined ? each : { ...each, gradient: refusal };
      });
      expect(known).toEqual(expected);
      points += known.length;
    }
    expect(points).toBeGreaterThan(190);
  }, 300_000);
});
