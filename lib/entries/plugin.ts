// dualgrad/plugin: native arithmetic in bundlers.

import { esbuild, rolldown, rollup, rspack, vite, webpack } from '../tools/plugin.ts';

export type { PluginOptions } from '../tools/options.ts';
export { esbuild, rolldown, rollup, rspack, vite, webpack };

/** The plugin of each bundler, as a default export: `dualgrad.vite({ packages: [] })`. */
const plugins: {
  readonly vite: typeof vite;
  readonly rollup: typeof rollup;
  readonly rolldown: typeof rolldown;
  readonly esbuild: typeof esbuild;
  readonly webpack: typeof webpack;
  readonly rspack: typeof rspack;
} = { vite, rollup, rolldown, esbuild, webpack, rspack };
export default plugins;
