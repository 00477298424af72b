import { cp, mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { project } from '../package/installed.ts';

const own = fileURLToPath(new URL('./', import.meta.url));

/**
 * A folder in out/ with the application of spec/builds, dualgrad as it is published, and the packages. One of them, eases, is
 * a folder as npm makes it. The others are links, as pnpm makes them: from where they are dualgrad is not found.
 */
export async function application(name: string): Promise<string> {
  const { folder } = await project(name);
  await cp(`${own}app`, folder, { recursive: true });
  await cp(`${own}app/packages`, `${folder}/node_modules`, { recursive: true });
  const modules = `${own}node_modules`;
  for (const entry of await readdir(modules)) {
    if (entry.startsWith('.')) continue;
    const names = entry.startsWith('@')
      ? (await readdir(`${modules}/${entry}`)).map((of) => `${entry}/${of}`)
      : [entry];
    for (const each of names) {
      const target = `${folder}/node_modules/${each}`;
      await mkdir(dirname(target), { recursive: true });
      if (each === 'eases') await cp(`${modules}/${each}`, target, { recursive: true });
      else await symlink(`${modules}/${each}`, target);
    }
  }
  return folder;
}

/** What `results` of the application gives. */
export interface Results {
  readonly pairs: readonly (readonly [name: string, native: number, operators: number])[];
  readonly stack: string;
}

/** Native arithmetic has the derivatives of operators, to the bit. */
export function expectDerivatives(pairs: Results['pairs'], count = 7): void {
  expect(pairs).toHaveLength(count);
  for (const [name, byNative, byOperators] of pairs) {
    expect([name, byNative]).toEqual([name, byOperators]);
    expect(byNative).toSatisfy(Number.isFinite);
  }
}

/** The line and the column, from 1, of a word in a file of the application. */
export async function place(file: string, word: string): Promise<string> {
  const before = (await readFile(`${own}app/${file}`, 'utf8')).split(word)[0]!.split('\n');
  return `${file}:${before.length}:${before.at(-1)!.length + 1}`;
}
