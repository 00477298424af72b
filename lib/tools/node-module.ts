import { fileURLToPath } from 'node:url';
import type { FileTransform } from './file-transform.ts';
import type { PluginOptions } from './options.ts';
import { withMap } from './source-map.ts';

/** What the hooks of Node need to know, in a thread of their own too. */
export interface NodeSetup {
  readonly settings: PluginOptions;
  readonly root: string;
  /** The addresses of the run-time operators and of the library. */
  readonly runtime: string;
  readonly library: string;
}

/** What Node's `load` hooks hand on. */
export interface Loaded {
  readonly format?: string | null;
  readonly source?: unknown;
  readonly shortCircuit?: boolean;
}

/** An ES module as it is to be run. */
export function transformedModule(files: FileTransform, setup: NodeSetup, url: string, loaded: Loaded): Loaded {
  const { format, source } = loaded;
  if (!url.startsWith('file:') || !format?.startsWith('module') || source === null || source === undefined)
    return loaded;
  const { runtime, library } = setup;
  const file = fileURLToPath(url);
  const code = typeof source === 'string' ? source : new TextDecoder().decode(source as Uint8Array);
  const changed = files.apply(code, file, { format: 'module', runtime, library });
  return changed === undefined ? loaded : { ...loaded, source: withMap(changed, code, file) };
}
