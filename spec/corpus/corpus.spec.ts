import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile, grad, valueAndGrad } from '../../lib/entries/index.ts';
import * as reverse from '../../lib/entries/reverse.ts';
import { whileOpen } from '../native/levels.ts';
import { installed } from '../support/installed-folder.ts';
import { type Case, kinds, load } from './bundle.ts';
import { slopes } from './differences.ts';

const ready = await installed('spec/corpus');
/** How the packages fared, printed as one table at the end. */
const lines: string[] = [];

afterAll(() => {
  if (lines.length > 0) console.log(`${lines.length} points of the corpus\n${lines.sort().join('\n')}`);
});

test('the packages of the corpus are installed, or this is not CI', () => {
  expect(ready || !process.env.CI).toBe(true);
});

describe.runIf(ready).each(kinds)('%s', (kind) => {
  let originals: readonly Case[] = [];
  let natives: readonly Case[] = [];
  beforeAll(async () => {
    [originals, natives] = await Promise.all([load(kind, false), load(kind, true)]);
  });

  test('every package has its values and derivatives', () => {
    const faults: string[] = [];
    expect(natives.map(({ name }) => name)).toEqual(originals.map(({ name }) => name));
    for (const [k, native] of natives.entries()) {
      for (const x of native.at) {
        const found = examined(originals[k]!, native, x);
        const line = `${native.name.padEnd(56)} ${`[${x.join(', ')}]`.padEnd(32)}`;
        lines.push(`${line} ${found.faults.length > 0 ? `WRONG ${found.faults.join('; ')}` : found.verdict}`);
        faults.push(...found.faults.map((fault) => `${native.name} at [${x.join(', ')}]: ${fault}`));
      }
    }
    expect(faults).toEqual([]);
  });
});

/** Everything that is claimed of a package at a point: what is not so, and a few words where all is. */
function examined(
  original: Case,
  native: Case,
  x: readonly number[],
): { readonly faults: string[]; readonly verdict: string } {
  const faults: string[] = [];
  const expected = original.f([...x]) as number;
  const claim = (holds: boolean, fault: () => string): void => {
    if (!holds) faults.push(fault());
  };
  const sameBits = (what: string, compute: () => unknown): void => {
    const got = attempted(compute);
    claim(Object.is(got, expected), () => `${what} ${got}, not ${expected}`);
  };
  sameBits('value', () => native.f([...x]));
  sameBits('value while a level is open', () => whileOpen(() => native.f([...x])));
  sameBits('value afterwards', () => native.f([...x]));

  const forward = attempted(() => valueAndGrad(native.f, { mode: 'forward' })([...x]));
  if (native.refuses !== undefined) {
    const refusal = forward instanceof Error ? forward.message : 'nothing';
    claim(refusal.includes(native.refuses), () => `refusal: ${refusal}`);
    return { faults, verdict: `refused: ${native.refuses}` };
  }
  if (forward instanceof Error) return { faults: [...faults, `refused: ${forward.message}`], verdict: '' };
  sameBits('value while differentiating', () => forward.value);
  const gradient = forward.gradient as number[];
  const scale = Math.max(1e-300, ...gradient.filter(Number.isFinite).map(Math.abs));

  const alike = (what: string, compute: () => unknown, against = gradient): void => {
    const got = attempted(compute);
    const close = Array.isArray(got) && got.every((g: number, j) => near(g, against[j]!, 1e-10 * scale));
    claim(close, () => `${what} ${got}, not ${against}`);
  };
  alike('reverse', () => reverse.grad(native.f)([...x]));
  let guards = '';
  const compiled = attempted(() => {
    const k = compile(grad(native.f));
    return { k, at: k([...x]) };
  });
  if (compiled instanceof Error) {
    claim(native.compileRefuses !== undefined && compiled.message.includes(native.compileRefuses), () => {
      return `compile: ${compiled.message}`;
    });
    guards = `, compile refuses: ${native.compileRefuses}`;
  } else {
    claim(native.compileRefuses === undefined, () => `compile refuses nothing`);
    alike('compiled', () => compiled.at);
    const beside = x.map((xj) => xj * (1 + 1e-4));
    alike('compiled beside', () => compiled.k(beside), attempted(() => grad(native.f)(beside)) as number[]);
  }

  const measured = slopes((y) => original.f([...y]) as number, x, native.size);
  for (const [j, { slope, error }] of measured.entries()) {
    const program = native.program?.[j];
    const target = program ?? slope;
    const room =
      program === undefined
        ? (native.tolerance ?? 1e-6) * Math.max(scale * 1e-6, Math.abs(slope)) + 10 * error
        : 1e-12 * Math.abs(program);
    claim(
      near(gradient[j]!, target, room),
      () =>
        `slope ${j}: ${gradient[j]}, ${program === undefined ? `differences ${slope} ± ${error}` : `expected ${program}`}`,
    );
  }
  const published = native.published === undefined ? '' : publishedAlike(original, native, x, gradient, claim);
  return { faults, verdict: `values, forward = reverse = compiled${guards}, differences${published}` };
}

const UNITS = 64;

/** Compares with what the package publishes, to a few units in the last place times the conditioning of those. */
function publishedAlike(
  original: Case,
  native: Case,
  x: readonly number[],
  gradient: readonly number[],
  claim: (holds: boolean, fault: () => string) => void,
): string {
  const theirs = original.published!(x);
  const moved = x.map((_, k) => original.published!(x.map((xk, i) => (i === k ? xk * (1 + 2 ** -30) : xk))));
  for (const [j, expected] of theirs.entries()) {
    if (expected === undefined) continue;
    const conditioning = moved.reduce((sum, at) => sum + Math.abs((at[j] as number) - expected), 0) * 2 ** 30;
    const room =
      native.publishedTo === undefined
        ? UNITS * 2 ** -52 * (Math.abs(expected) + conditioning)
        : native.publishedTo * Math.abs(expected);
    claim(near(gradient[j]!, expected, room), () => `published ${j}: ${gradient[j]}, they say ${expected} ± ${room}`);
  }
  return ', as published';
}

function near(a: number, b: number, room: number): boolean {
  return Object.is(a, b) || Math.abs(a - b) <= room;
}

function attempted<T>(compute: () => T): T | Error {
  try {
    return compute();
  } catch (error) {
    return error as Error;
  }
}
