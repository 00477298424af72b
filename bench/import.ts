// Question: what does a cold import cost?
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Case, Variant } from './measure.ts';

// Each sample is a separate process, which imports only the module. Its start is not counted.
// The bundle of this file is in out/bench.
const root = fileURLToPath(new URL('../../', import.meta.url));

interface Imported {
  readonly nanoseconds: number;
  readonly slope: number;
}

/** What a process says that imports the module and differentiates x² at x with it. */
function imported(url: string, x: number): Imported {
  const program = `
    const start = performance.now();
    const { derivative, mul } = await import(${JSON.stringify(url)});
    const nanoseconds = (performance.now() - start) * 1e6;
    console.log(JSON.stringify({ nanoseconds, slope: derivative?.((x) => mul(x, x))(${x}) ?? ${2 * x} }));`;
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' });
  return JSON.parse(printed) as Imported;
}

function variant(name: string, url: string): Variant {
  return {
    name,
    work: 1,
    prepare: () => {
      // The built dist.
      if (!existsSync(`${root}dist/index.js`)) execFileSync('npm', ['run', 'build'], { cwd: root, stdio: 'ignore' });
      writeFileSync(new URL(empty), '');
      return ([x]) => imported(url, x as number).slope;
    },
    expected: ([x]) => 2 * (x as number),
    clock: ([x]) => imported(url, x as number).nanoseconds,
  };
}

const empty = new URL('./empty.mjs', import.meta.url).href;
const dist = (path: string): string => new URL(`../../dist/${path}`, import.meta.url).href;

const cases: Case[] = [
  {
    title: 'import, each in a new process',
    sample: (random) => [random()],
    smoke: true,
    baselines: ['an empty module'],
    variants: [
      variant('an empty module', empty),
      variant('dualgrad', dist('index.js')),
      variant('dualgrad/forward', dist('forward.js')),
      variant('dualgrad/reverse', dist('reverse.js')),
      variant('dualgrad.min.js', dist('dualgrad.min.js')),
      variant('one file for each of lib', dist('modules/entries/index.js')),
    ],
  },
];
export default cases;
