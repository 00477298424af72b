import type { FilePattern } from './glob.ts';

/** What the plugin and `dualgrad/register` are told. */
export interface PluginOptions {
  /** Names of npm packages to transform whole, as they are. The packages that they depend on are named one by one. */
  readonly packages?: readonly string[];
  /** Modules to replace by an op of dualgrad: `{ '@stdlib/math-base-special-exp': 'exp' }`. */
  readonly ops?: Readonly<Record<string, string>>;
  /** Which files are searched for `native(f)` and `"use grad"`; all by default. Packages named are taken whole regardless. */
  readonly include?: FilePattern;
  /** Files that are left alone, of packages too. */
  readonly exclude?: FilePattern;
}

const KNOWN = ['packages', 'ops', 'include', 'exclude'];

function kind(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : JSON.stringify(value);
}

/** @throws TypeError where an option is of the wrong kind, or there is no such option. */
export function checkPluginOptions(options: unknown, user: string): asserts options is PluginOptions {
  const known = user.includes('package.json') ? KNOWN.slice(0, 2) : KNOWN;
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError(`${user}: expected an object with ${known.join(', ')}, got ${kind(options)}`);
  }
  for (const key of Object.keys(options)) {
    if (known.includes(key)) continue;
    throw new TypeError(`${user}: there is no option ${JSON.stringify(key)}; the options are ${known.join(', ')}`);
  }
  const { packages, ops, include, exclude } = options as Record<string, unknown>;
  if (packages !== undefined && !(Array.isArray(packages) && packages.every((name) => typeof name === 'string'))) {
    throw new TypeError(`${user}: packages: expected a list of names, like ["bezier-easing"], got ${kind(packages)}`);
  }
  if (ops !== undefined && (typeof ops !== 'object' || ops === null || Array.isArray(ops))) {
    throw new TypeError(`${user}: ops: expected an object, like { "some-exp": "exp" }, got ${kind(ops)}`);
  }
  for (const [name, value] of Object.entries({ include, exclude })) {
    const patterns = value === undefined ? [] : Array.isArray(value) ? value : [value];
    const wrong = patterns.find((pattern) => typeof pattern !== 'string' && !(pattern instanceof RegExp));
    if (wrong === undefined && !patterns.includes(undefined)) continue;
    throw new TypeError(`${user}: ${name}: expected globs or regular expressions, got ${kind(wrong)}`);
  }
}
