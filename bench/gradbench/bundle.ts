import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const file = fileURLToPath(new URL('../../out/gradbench/tool.mjs', import.meta.url));

/** Bundles our tool, to be run by plain Node as in the other benchmarks; gives the command that starts it. */
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
  return [`"${process.execPath}"`, '--max-old-space-size=12288', `"${file}"`, ...options].join(' ');
}
