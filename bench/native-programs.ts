import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Case, CHECKED, difference, inputsOf, type Measurement, type Native } from './measure.ts';

const sources = new URL('./others/native/', import.meta.url);
const programs = new Map<string, string | undefined>();

/** Builds bench/others/native/NAME.cpp into a folder; undefined where there is no compiler, or no Ceres. */
export function built(name: string, folder: URL): string | undefined {
  if (!programs.has(name)) programs.set(name, build(name, folder));
  return programs.get(name);
}

function build(name: string, folder: URL): string | undefined {
  const program = fileURLToPath(new URL(name, folder));
  const source = fileURLToPath(new URL(`${name}.cpp`, sources));
  mkdirSync(folder, { recursive: true });
  try {
    const options = ['-std=c++17', '-O3', '-march=native', '-I/usr/include/eigen3'];
    execFileSync('g++', [...options, source, '-o', program], { stdio: 'pipe' });
    return program;
  } catch (error) {
    const { stderr } = error as { stderr?: Buffer };
    // Missing is one thing, an error of ours another.
    if (stderr !== undefined && !/No such file|not found/.test(String(stderr))) throw error;
    return undefined;
  }
}

/** Times a built program on the inputs of a case, its answers checked. */
export function measureNative(program: string, chosen: Case, variant: Native, milliseconds: number): Measurement {
  const inputs = inputsOf(chosen);
  const n = (inputs[0] as number[]).length;
  const args = [variant.way, n, CHECKED, milliseconds].map(String);
  const input = inputs.map((x) => x.join(' ')).join('\n');
  const printed = execFileSync(program, args, { input, encoding: 'utf8' });
  const { answers, min, median } = JSON.parse(printed) as { answers: number[][]; min: number; median: number };
  const wrong = answers.map((y, i) => difference(variant, inputs[i] as number[], y)).find(Boolean);
  return { min, median, ...(wrong && { wrong }) };
}
