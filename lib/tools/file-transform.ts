import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { arrays, rules } from '../rules/table.ts';
import { GLOBAL } from '../source/runtime-import.ts';
import { mayBeMarked, type SourceOptions, type TransformedSource, transform } from '../source/transform.ts';
import { matcher, slashes } from './glob.ts';
import type { PluginOptions } from './options.ts';
import { folderFrom, manifest, nearestPackage, packageFolders, packageOf } from './packages.ts';
import { parserFor } from './parser.ts';
import { filesOf, splitSpecifier } from './replacements.ts';

/** How code reaches dualgrad. */
export interface Target {
  readonly format?: NonNullable<SourceOptions['format']>;
  /** The specifier of the run-time operators, and of the library. */
  readonly runtime?: string;
  readonly library?: string;
}

/** The files of this library: dist, or lib. They speak of marks and have none. */
const own = slashes(fileURLToPath(new URL('./', import.meta.url))).replace(/\/tools\/$/, '/');

const ownFolder: string = nearestPackage(own) ?? own;
/** The version of dualgrad that transforms. */
export const VERSION: unknown = manifest(ownFolder)?.version;

/** What transformed files import, which need not depend on dualgrad themselves. */
export const OWN_MODULES: RegExp = /^dualgrad(?:\/native\/runtime)?$/;

/** The files that one set of options concerns, and what becomes of them. */
export class FileTransform {
  readonly #user: string;
  readonly #packages: ReadonlySet<string>;
  /** A folder that dualgrad is found from. */
  readonly home: string;
  /** Packages linked into node_modules have their files elsewhere. */
  readonly #linked: readonly string[];
  readonly #replaced: ReadonlyMap<string, string>;
  readonly #included: (file: string) => boolean;
  readonly #excluded: (file: string) => boolean;

  /** @throws Error where a package is not installed or there is no such op. */
  constructor(options: PluginOptions, root: string, user: string) {
    const { packages = [], ops = {}, include = /(?:)/, exclude = [] } = options;
    this.#user = user;
    this.#packages = new Set(packages);
    this.#included = matcher(include, root);
    this.#excluded = matcher(exclude, root);
    const specifiers = Object.keys(ops).map((specifier) => [specifier, checkSpecifier(specifier, user)] as const);
    const folders = packageFolders([...packages, ...specifiers.map(([, [name]]) => name)], root);
    this.home = folderFrom(root, 'dualgrad') === undefined ? ownFolder : root;
    this.#linked = packages
      .map((name) => slashes(checkFolder(folders, name, root, user)))
      .filter((folder) => packageOf(`${folder}/`) === undefined)
      .map((folder) => `${folder}/`);
    const replaced = new Map<string, string>();
    for (const [specifier, [name, subpath]] of specifiers) {
      const op = checkOp(ops[specifier], specifier, user);
      const files = filesOf(checkFolder(folders, name, root, user), subpath);
      if (files.length === 0) throw new Error(`${user}: ops: ${name} is installed, but has no module ${specifier}`);
      for (const file of files) replaced.set(slashes(file), op);
    }
    this.#replaced = replaced;
  }

  /** Whether a file belongs to a package that is taken whole. */
  whole(file: string): boolean {
    const path = slashes(file);
    const name = packageOf(path);
    if (name !== undefined && this.#packages.has(name)) return true;
    return this.#linked.some(
      (folder) => path.startsWith(folder) && !path.slice(folder.length).includes('node_modules/'),
    );
  }

  /**
   * The folders to resolve one of the modules of {@link OWN_MODULES} from, the best first.
   *
   * Strict layouts (pnpm) do not let a package reach what it does not depend on; and one that has a dualgrad of its own
   * must not use a second copy.
   */
  foldersFor(specifier: string, importer: string | undefined, folder: string): readonly string[] {
    if (importer === undefined) return [];
    if (specifier === 'dualgrad') return this.#replaced.has(slashes(importer)) ? [this.home] : [];
    const isForeign = packageOf(importer) !== undefined || this.isForeign(importer);
    return isForeign ? [this.home, folder] : [folder, this.home];
  }

  /** Whether a file was written without dualgrad in mind: of a package taken whole, or replaced by an op. */
  isForeign(file: string): boolean {
    return this.whole(file) || this.#replaced.has(slashes(file));
  }

  /**
   * The code to run in place of a file's, and its source map; undefined where nothing is to be done.
   * @throws SyntaxError that begins with file:line:column, where a construct is refused or can't be parsed.
   */
  apply(code: string, file: string, target: Target = {}): TransformedSource | undefined {
    const path = slashes(file);
    if (path.startsWith(own) || this.#excluded(path)) return undefined;
    const op = this.#replaced.get(path);
    if (op !== undefined) return { code: this.#replacement(op, code, file, target), map: startOf(file, code) };
    const whole = this.whole(path);
    if (!whole && !(this.#included(path) && mayBeMarked(code))) return undefined;
    const { format, runtime } = target;
    return transform(code, {
      file,
      whole,
      parse: parserFor(this.#user),
      ...(format && { format }),
      ...(runtime !== undefined && { runtime }),
    });
  }

  /** Where Node finds dualgrad, for code that requires it from anywhere. */
  inNode(): Target {
    const { resolve } = createRequire(join(this.home, 'package.json'));
    return { runtime: resolve('dualgrad/native/runtime'), library: resolve('dualgrad') };
  }

  /** Whether a file is an ES module by what is in it. */
  isModule(code: string, file: string): boolean {
    return parserFor(this.#user)(code, file).body.some(({ type }) => /^(?:Import|Export)/.test(type));
  }

  /** The files of its own package that an ES module imports. */
  relativeImports(code: string, file: string): readonly string[] {
    return parserFor(this.#user)(code, file).body.flatMap((statement) => {
      const source = 'source' in statement ? statement.source?.value : undefined;
      return typeof source === 'string' && source.startsWith('.') ? [source] : [];
    });
  }

  #replacement(op: string, code: string, file: string, { format, library = 'dualgrad' }: Target): string {
    if (format === 'global') return `module.exports = globalThis[Symbol.for('${GLOBAL}')].${op};\n`;
    const specifier = JSON.stringify(library);
    if (format !== 'module' && !this.isModule(code, file)) return `module.exports = require(${specifier}).${op};\n`;
    return `export { ${op} as default } from ${specifier};\n`;
  }
}

/** A map of one line to the beginning of a file. */
function startOf(file: string, code: string): TransformedSource['map'] {
  return { version: 3, file, sources: [file], sourcesContent: [code], names: [], mappings: 'AAAA' };
}

function checkSpecifier(specifier: string, user: string): readonly [name: string, subpath: string] {
  const parts = splitSpecifier(specifier);
  if (parts) return parts;
  throw new TypeError(
    `${user}: ops: expected the name of a package or of a module in one, got ${JSON.stringify(specifier)}`,
  );
}

function checkOp(op: unknown, specifier: string, user: string): string {
  const names = [...rules.filter(({ internal }) => !internal), ...arrays].map(({ name }) => name).sort();
  if (typeof op === 'string' && names.includes(op)) return op;
  throw new TypeError(
    `${user}: ops: expected an op of dualgrad for ${specifier}, got ${JSON.stringify(op)}; the ops are ${names.join(', ')}`,
  );
}

function checkFolder(
  folders: ReadonlyMap<string, string | undefined>,
  name: string,
  root: string,
  user: string,
): string {
  const folder = folders.get(name);
  if (folder !== undefined) return folder;
  throw new Error(`${user}: the package ${JSON.stringify(name)} is not installed: not found from ${root} upwards`);
}
