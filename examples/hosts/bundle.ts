/**
 * Bundles an example into out/hosts: npx tsx examples/hosts/bundle.ts NAME && node out/hosts/NAME.mjs. fmin needs it since
 * Node can't load its modules, and quantlib since a package is taken into native arithmetic at build time.
 */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import dualgrad from '../../lib/entries/plugin.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = `${root}examples/hosts`;

/** The bundle of an example, with these packages in native arithmetic: its path. */
export async function bundled(name: string, packages: readonly string[]): Promise<string> {
  const outfile = `${root}out/hosts/${name}.mjs`;
  await build({
    absWorkingDir: folder,
    entryPoints: [`${folder}/${name}.ts`],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    plugins: [dualgrad.esbuild({ packages: [...packages] })],
    // In a project of yours this is found in node_modules.
    alias: { 'dualgrad/native/runtime': `${root}lib/entries/native-runtime.ts` },
    logLevel: 'error',
  });
  return outfile;
}

const [, program, name] = process.argv;
if (program?.endsWith('bundle.ts') && name) await bundled(name, name === 'quantlib' ? ['@quantlib/ql'] : []);
