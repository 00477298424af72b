import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Loader, OnLoadResult, PluginBuild } from 'esbuild';
import { type FileTransform, OWN_MODULES } from './file-transform.ts';
import { withMap } from './source-map.ts';

/**
 * esbuild has no transforms of files, only loads. The loader is kept, so that esbuild takes the types out of TypeScript, and
 * files that nothing is done to are left to other plugins.
 */
export function setUpEsbuild(build: PluginBuild, start: (root: string) => FileTransform, outside: boolean): void {
  const { absWorkingDir = process.cwd(), loader: loaders = {} } = build.initialOptions;
  const files = start(absWorkingDir);

  build.onLoad(
    { filter: /\.[cm]?[jt]sx?$/, namespace: 'file' },
    async ({ path }): Promise<OnLoadResult | undefined> => {
      const code = await readFile(path, 'utf8');
      try {
        const changed = files.apply(code, path);
        if (!changed) return undefined;
        const extension = extname(path);
        const loader = loaders[extension] ?? (extension.replace(/^\.[cm]?/, '') as Loader);
        return { contents: withMap(changed, code, path), loader };
      } catch (error) {
        const { message, line, column } = error as { message: string; line?: number; column?: number };
        if (line === undefined || column === undefined) throw error;
        const lineText = code.split('\n')[line - 1] ?? '';
        return { errors: [{ text: message, location: { file: path, line, column: column - 1, lineText } }] };
      }
    },
  );

  const redirected = {};
  build.onResolve({ filter: OWN_MODULES }, async ({ path, importer, kind, resolveDir, pluginData }) => {
    if (pluginData === redirected) return undefined;
    for (const folder of files.foldersFor(path, importer, resolveDir)) {
      if (outside) return { path, external: true };
      const found = await build.resolve(path, { kind, importer, resolveDir: folder, pluginData: redirected });
      if (found.errors.length === 0) return found;
    }
    return undefined;
  });
}
