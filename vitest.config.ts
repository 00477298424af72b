import type { ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = {
  test: {
    include: ['spec/**/*.spec.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Half of the time went into loading the library again for each file. A worker loads it once, so a spec leaves
    // global objects as it found them.
    pool: 'threads',
    isolate: false,
    maxWorkers: '100%',
    // Bundles of 19 MB, for Node as they stand.
    server: { deps: { external: [/\/out\/hosts\//] } },
  },
};
export default config;
