import { readdir, readFile } from 'node:fs/promises';

const lib = new URL('../../lib/', import.meta.url);

/** Every file of the library: its path in lib, like `ops/arithmetic.ts`, and its text. */
export async function sources(): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(lib, { recursive: true });
  const paths = entries.map((path) => path.replaceAll('\\', '/')).filter((path) => path.endsWith('.ts'));
  const texts = paths.sort().map(async (path) => [path, await readFile(new URL(path, lib), 'utf8')] as const);
  return new Map(await Promise.all(texts));
}
