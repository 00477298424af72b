import { existsSync } from 'node:fs';
import type { Call } from './measure.ts';
import type { Program } from './programs/program.ts';

// The adapters of bench/others are bundled one by one next to this file, so that a process loads one library only.
const folder = new URL('./others/', import.meta.url);

/** Whether the other libraries were there when this was bundled. */
export const installed: boolean = existsSync(folder);

/** The derivatives of a program by the export `way` of bench/others/`file`.js. */
export async function differentiate(file: string, way: string, program: Program): Promise<Call> {
  const adapter = (await import(new URL(`${file}.mjs`, folder).href)) as Record<string, (program: Program) => Call>;
  const chosen = adapter[way];
  if (chosen === undefined) throw new RangeError(`bench/others/${file}.js does not export ${way}`);
  return chosen(program);
}
