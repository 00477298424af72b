import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const file = fileURLToPath(new URL('../../out/gradbench/tool.mjs', import.meta.url));

/**
 * Bundles our tool, to be run by plain Node as in the other benchmarks; gives the command that starts it.
 * A record's numbers live for one run: with 64 MB of young generation far fewer of them are moved to the old one.
 */
export async function ourTool(...options: string[]): Promise<string> {
  await build({
    entryPoints: [fileURLToPath(new URL('tool.ts', import.meta.url))],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  });
  const flags = ['--max-old-space-size=12288', '--max-semi-space-size=64'];
  return [`"${process.execPath}"`, ...flags, `"${file}"`, ...options].join(' ');
}
