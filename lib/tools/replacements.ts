import { existsSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Manifest, manifest } from './packages.ts';

/** `@scope/name/rest` as the name of the package and `./rest`. */
export function splitSpecifier(specifier: string): readonly [name: string, subpath: string] | undefined {
  const parts = /^((?:@[^/@.][^/]*\/)?[^/@.][^/]*)(\/.+)?$/.exec(specifier);
  return parts ? [parts[1]!, parts[2] === undefined ? '.' : `.${parts[2]}`] : undefined;
}

/**
 * The files that a specifier can lead to, in every format the package has: which one it is, is up to the bundler.
 * Each is replaced in its own format.
 */
export function filesOf(folder: string, subpath: string): readonly string[] {
  const { exports, main, module, browser } = manifest(folder) ?? ({} as Manifest);
  const targets = exportTargets(exports, subpath);
  if (subpath === '.') {
    for (const field of [main, module, browser]) if (typeof field === 'string') targets.push(field);
    targets.push('./index.js');
  } else {
    targets.push(subpath);
  }
  const files = targets.map((target) => fileOf(resolve(folder, target))).filter((file) => file !== undefined);
  return [...new Set(files)];
}

/** Every path below a subpath of `exports`, whatever its conditions. */
function exportTargets(exports: unknown, subpath: string): string[] {
  if (typeof exports === 'string') return subpath === '.' ? [exports] : [];
  if (Array.isArray(exports)) return exports.flatMap((one) => exportTargets(one, subpath));
  if (typeof exports !== 'object' || exports === null) return [];
  const targets: string[] = [];
  for (const [key, value] of Object.entries(exports)) {
    if (!key.startsWith('.')) {
      targets.push(...exportTargets(value, subpath));
      continue;
    }
    const [before, after] = key.split('*') as [string, string?];
    if (key === subpath) {
      targets.push(...exportTargets(value, '.'));
    } else if (after !== undefined && subpath.startsWith(before) && subpath.endsWith(after)) {
      const rest = subpath.slice(before.length, subpath.length - after.length);
      targets.push(...exportTargets(value, '.').map((target) => target.replaceAll('*', rest)));
    }
  }
  return targets;
}

/** A file as Node and bundlers complete its name. */
function fileOf(path: string): string | undefined {
  const candidates = ['', '.js', '.mjs', '.cjs', '.ts'].map((extension) => `${path}${extension}`);
  for (const candidate of [...candidates, join(path, 'index.js'), join(path, 'index.mjs')]) {
    if (/\.[cm]?[jt]s$/.test(candidate) && existsSync(candidate) && statSync(candidate).isFile()) {
      return realpathSync(candidate);
    }
  }
  return undefined;
}
