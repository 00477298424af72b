import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { slashes } from './glob.ts';

/** What dualgrad reads of a package.json. */
export interface Manifest {
  readonly version?: unknown;
  readonly main?: unknown;
  readonly module?: unknown;
  readonly browser?: unknown;
  readonly exports?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly dualgrad?: unknown;
}

/** The package.json of a folder, or undefined. @throws SyntaxError that names the file where it is not JSON. */
export function manifest(folder: string): Manifest | undefined {
  const path = join(folder, 'package.json');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  try {
    return JSON.parse(text) as Manifest;
  } catch (error) {
    throw new SyntaxError(`${path}: ${(error as Error).message}`, { cause: error });
  }
}

/** The nearest folder that has a package.json, from the one named upwards. */
export function nearestPackage(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/** The package that a path names: what follows its last node_modules. */
export function packageOf(file: string): string | undefined {
  return /^.*\/node_modules\/(@[^/]+\/[^/]+|[^/@.][^/]*)\//s.exec(slashes(file))?.[1];
}

/** The real folder of a package, as Node finds it from a folder upwards. */
export function folderFrom(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name);
    if (existsSync(join(found, 'package.json'))) return realpathSync(found);
    if (dirname(folder) === folder) break;
  }
  // Without node_modules (Plug'n'Play), Node's own resolution is asked.
  try {
    const main = slashes(createRequire(join(from, 'package.json')).resolve(name));
    const end = main.lastIndexOf(`/node_modules/${name}/`);
    return end === -1 ? undefined : main.slice(0, end + `/node_modules/${name}`.length);
  } catch {
    return undefined;
  }
}

/** Folders of the packages named, each found from the root, or from a package that the root depends on. */
export function packageFolders(names: readonly string[], root: string): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>(names.map((name) => [name, folderFrom(root, name)]));
  const missing = (): string[] => names.filter((name) => found.get(name) === undefined);
  if (missing().length === 0) return found;
  // Strict layouts (pnpm) link a dependency of a dependency only there.
  const start = nearestPackage(root);
  const folders = new Set(start === undefined ? [] : [start]);
  for (const folder of folders) {
    const { dependencies, devDependencies, optionalDependencies, peerDependencies } = manifest(folder) ?? {};
    const own = folder === start ? devDependencies : undefined;
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies, ...own })) {
      const next = folderFrom(folder, name);
      if (next === undefined) continue;
      folders.add(next);
      if (found.has(name)) found.set(name, found.get(name) ?? next);
    }
    if (missing().length === 0) break;
  }
  return found;
}
