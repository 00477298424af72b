// node serve.mjs: Vite's dev server; prints its address, and stops when its input ends.

import { resolve } from 'node:path';
import dualgrad from 'dualgrad/plugin';
import { createServer } from 'vite';
import options from './options.mjs';

const server = await createServer({
  configFile: false,
  logLevel: 'silent',
  cacheDir: resolve('out/vite-cache'),
  plugins: [dualgrad.vite(options)],
  server: { port: 0, host: '127.0.0.1' },
});
await server.listen();
console.log(server.resolvedUrls.local[0]);
process.stdin.resume().on('end', () => server.close());
