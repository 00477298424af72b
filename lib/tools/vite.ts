import { join } from 'node:path';
import { escaped, slashes } from './glob.ts';
import type { PluginOptions } from './options.ts';
import { folderFrom, manifest } from './packages.ts';
import { splitSpecifier } from './replacements.ts';
import { OPTIONS, optionsText } from './settings.ts';

/** What is read of Vite's configuration. */
export interface ViteConfig {
  readonly root?: string;
  readonly optimizeDeps?: { readonly exclude?: readonly string[] };
  readonly ssr?: { readonly target?: string };
  readonly test?: { readonly pool?: unknown; readonly browser?: { readonly enabled?: boolean } };
}

/** The plugin inside an optimizer; `outside`: dualgrad is not bundled with the packages. */
export type Optimizer = (
  outside: boolean,
) => { readonly rolldownOptions: object } | { readonly esbuildOptions: object };

/** The entries of dualgrad that bundlers read; the one that bundles acorn only where that is installed. */
function entriesIn(folder: string): string[] {
  const entries = Object.entries((manifest(folder)?.exports ?? {}) as Readonly<Record<string, object | string>>);
  const hasAcorn = folderFrom(folder, 'acorn') !== undefined;
  return entries
    .filter(
      ([path, conditions]) =>
        typeof conditions === 'object' && 'module' in conditions && (hasAcorn || path !== './native'),
    )
    .map(([path]) => `dualgrad${path.slice(1)}`);
}

/**
 * What Vite and Vitest have to be told of packages that are taken whole, so that they are transformed and there is one
 * dualgrad.
 *
 * The dev server bundles packages beforehand, and runs its own plugins on none of them: the optimizer gets the plugin for
 * itself, and all of dualgrad, even where it is linked.
 * On servers Node loads packages as they are, unless they are named in `noExternal`, in Vitest in `inline`; those in CommonJS
 * run only from the optimizer. There dualgrad is Node's.
 */
export function viteConfig(
  options: PluginOptions,
  { optimizeDeps, ssr, test }: ViteConfig,
  command: 'build' | 'serve',
  root: string,
  optimizer: Optimizer,
): object {
  const modules = [...(options.packages ?? []), ...Object.keys(options.ops ?? {})];
  const names = modules.map((module) => splitSpecifier(module)?.[0] ?? module);
  const folder = folderFrom(root, 'dualgrad');
  const isLeft = folder === undefined || optimizeDeps?.exclude?.includes('dualgrad');
  const inNode = command === 'serve' && ssr?.target !== 'webworker';
  const own = folder === undefined ? [] : [new RegExp(`^${escaped(slashes(folder))}/dist/`)];
  const isVm = /^vm/.test(String(test?.pool));
  return {
    optimizeDeps: { ...optimizer(false), include: isLeft ? [] : entriesIn(folder) },
    ssr: {
      noExternal: names,
      ...(inNode && { external: ['dualgrad'] }),
      optimizeDeps: { ...optimizer(inNode), include: modules.filter((_, i) => folderFrom(root, names[i]!)) },
    },
    test: {
      server: { deps: { external: own, ...(isVm && { inline: names }) } },
      ...(!isVm &&
        !test?.browser?.enabled &&
        folder !== undefined && {
          setupFiles: [join(folder, 'dist/register.js')],
          env: { [OPTIONS]: optionsText(options) },
        }),
    },
  };
}
