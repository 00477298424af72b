// node serve-in-node.mjs: the application as Vite's dev server runs it for a page that is made on the server.

import { resolve } from 'node:path';
import dualgrad from 'dualgrad/plugin';
import { createServer } from 'vite';
import options from './options.mjs';

const server = await createServer({
  configFile: false,
  logLevel: 'silent',
  appType: 'custom',
  cacheDir: resolve('out/vite-server-cache'),
  plugins: [dualgrad.vite(options)],
  server: { middlewareMode: true, ws: false },
});
const { results } = await server.ssrLoadModule('/src/results.ts');
console.log(JSON.stringify(results()));
await server.close();
