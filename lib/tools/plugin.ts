import { createHash } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import type { UnpluginContextMeta, UnpluginInstance, UnpluginOptions } from 'unplugin';
import { setUpEsbuild } from './esbuild.ts';
import { FileTransform, OWN_MODULES, VERSION } from './file-transform.ts';
import { slashes } from './glob.ts';
import { checkPluginOptions, type PluginOptions } from './options.ts';
import { peer } from './peer.ts';
import { type ViteConfig, viteConfig } from './vite.ts';
import { redirectOwnModules } from './webpack.ts';

type Instance = UnpluginInstance<PluginOptions | undefined, false>;

const USER = 'dualgrad/plugin';
const SCRIPT = /\.[cm]?[jt]sx?(?:\?.*)?$/;

/** Where an instance of the plugin works, other than in the user's build. */
interface Place {
  readonly root?: string;
  /** Whether dualgrad is left to be loaded by Node. */
  readonly outside?: boolean;
}

/** Caches of bundlers hold results by the name of the plugin that made them: it tells what they depend on. */
function nameFor(options: PluginOptions, place: Place): string {
  const text = JSON.stringify([VERSION, options, place], (_, value) =>
    value instanceof RegExp ? String(value) : value,
  );
  return `dualgrad-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
}

interface ResolvingContext {
  resolve(id: string, importer: string, options: object): Promise<{ readonly id: string } | null>;
}

interface ResolvedViteConfig {
  readonly plugins: readonly { readonly name: string }[];
  readonly cacheDir: string;
}

interface ViteContext {
  readonly meta?: { readonly rolldownVersion?: string };
}

function pluginFor(options: PluginOptions, { framework }: UnpluginContextMeta, place: Place): UnpluginOptions {
  checkPluginOptions(options, USER);
  const name = nameFor(options, place);
  let files: FileTransform | undefined;
  const start = (root: string): FileTransform => {
    files = new FileTransform(options, place.root ?? root, USER);
    return files;
  };
  const { outside = false } = place;
  if (framework === 'esbuild') return { name, esbuild: { setup: (build) => setUpEsbuild(build, start, outside) } };
  let inVitest = false;
  let cache: string | undefined;
  const started = (): FileTransform => files ?? start(process.cwd());
  const transform = {
    // Before TypeScript is lowered: types are kept, and positions are the user's.
    order: 'pre',
    filter: { id: SCRIPT },
    handler(code: string, id: string) {
      if (id.startsWith('\0') || (cache !== undefined && slashes(id).startsWith(cache))) return undefined;
      return apply(started(), code, id, inVitest);
    },
  };
  if (framework === 'webpack' || framework === 'rspack') {
    const setUp = (compiler: object): void => redirectOwnModules(compiler as never, start);
    return { name, enforce: 'pre', transform, webpack: setUp, rspack: setUp };
  }
  const resolving = {
    buildStart: () => void started(),
    resolveId: {
      order: 'pre',
      filter: { id: OWN_MODULES },
      async handler(this: ResolvingContext, id: string, importer: string | undefined) {
        if (importer === undefined || !OWN_MODULES.test(id)) return undefined;
        const folder = dirname(importer);
        for (const from of started().foldersFor(id, importer, folder)) {
          if (outside) return { id, external: true };
          const importing = from === folder ? importer : join(from, 'package.json');
          const found = await this.resolve(id, importing, { skipSelf: true });
          if (found) return found;
        }
        return undefined;
      },
    },
  };
  const vite = {
    ...resolving,
    configResolved({ plugins, cacheDir }: ResolvedViteConfig) {
      inVitest = plugins.some(({ name }) => name.startsWith('vitest'));
      // The optimizer has transformed what is there, and bundled the run-time operators by which it could be told.
      cache = `${slashes(cacheDir)}/`;
    },
    config(this: ViteContext | undefined, config: ViteConfig, { command }: { readonly command: 'build' | 'serve' }) {
      const root = resolve(config.root ?? '.');
      start(root);
      const isRolldown = this?.meta?.rolldownVersion !== undefined;
      return viteConfig(options, config, command, root, (isOutside) => {
        const plugins = unplugin({ root, outside: isOutside });
        return isRolldown
          ? { rolldownOptions: { plugins: [plugins.rolldown(options)] } }
          : { esbuildOptions: { plugins: [plugins.esbuild(options)] } };
      });
    },
  };
  return {
    name,
    enforce: 'pre',
    transform,
    rollup: resolving,
    rolldown: resolving,
    vite,
  } as unknown as UnpluginOptions;
}

/** The transform, with the place of an error as bundlers show it. */
function apply(files: FileTransform, code: string, id: string, inVitest: boolean): ReturnType<FileTransform['apply']> {
  const file = id.replace(/\?.*$/, '');
  try {
    // Vitest resolves imports, but leaves require to Node, which need not find dualgrad from there.
    const byNode = inVitest && files.isForeign(file) && !files.isModule(code, file);
    return files.apply(code, file, byNode ? files.inNode() : {});
  } catch (error) {
    const { line, column } = error as { line?: number; column?: number };
    if (line !== undefined && column !== undefined) Object.assign(error as object, { id, loc: { file, line, column } });
    throw error;
  }
}

function unplugin(place: Place = {}): Instance {
  const { createUnplugin } = peer('unplugin', USER) as typeof import('unplugin');
  return createUnplugin<PluginOptions | undefined, false>((options = {}, meta) => pluginFor(options, meta, place));
}

/** The plugin of Vite and Vitest: `plugins: [vite({ packages: ['bezier-easing'] })]`. */
export const vite: Instance['vite'] = (options) => unplugin().vite(options);
/** The plugin of Rollup. It goes before those that take types out of TypeScript. */
export const rollup: Instance['rollup'] = (options) => unplugin().rollup(options);
/** The plugin of Rolldown. */
export const rolldown: Instance['rolldown'] = (options) => unplugin().rolldown(options);
/** The plugin of esbuild. It goes before others that load scripts. */
export const esbuild: Instance['esbuild'] = (options) => unplugin().esbuild(options);
/** The plugin of webpack. */
export const webpack: Instance['webpack'] = (options) => unplugin().webpack(options);
/** The plugin of Rspack. */
export const rspack: Instance['rspack'] = (options) => unplugin().rspack(options);
