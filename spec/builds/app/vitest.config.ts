import dualgrad from 'dualgrad/plugin';
import { defineConfig } from 'vitest/config';
import options from './options.mjs';

export default defineConfig({
  plugins: [dualgrad.vite(options)],
  test: { include: ['src/*.test.ts'], reporters: ['json'] },
});
