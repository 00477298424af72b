import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import wabt from 'wabt';
import { pipeline } from '../lib/compile/pipeline.ts';
import { compile, grad, gt, isActive, mul, type Scalar, sin, trace } from '../lib/entries/index.ts';
import { Trace } from '../lib/inspect/trace.ts';
import { recordOnTape } from '../lib/reverse/recording.ts';
import { Tape } from '../lib/reverse/tape.ts';
import type { Var } from '../lib/reverse/var.ts';
import { argumentTree } from '../lib/tree/arguments.ts';
import { flatten, numbersOf } from '../lib/tree/flatten.ts';
import { resultTree } from '../lib/tree/results.ts';

// docs/architecture.md follows f through the library. Its blocks with a title after the language hold what the library
// prints and what stands in its files. `npx vitest run spec/architecture.spec.ts -u` writes them again.
const page = new URL('../docs/architecture.md', import.meta.url);

/** f as the page has it; `see` is shown each of its numbers. */
const f =
  (see: (name: string, x: Scalar) => void = () => {}) =>
  ([x, y]: readonly [Scalar, Scalar]): Scalar => {
    see('x', x);
    see('y', y);
    const s = sin(y);
    see('s', s);
    const r = mul(x, s);
    see('r', r);
    return gt(r, 0) ? r : mul(0.1, r);
  };

const point: [number, number] = [2, 1];

/** What the numbers of f print, where `run` differentiates it at the point. */
function numbers(run: (f: ([x, y]: readonly [Scalar, Scalar]) => Scalar) => void): string {
  const lines: string[] = [];
  // The plain run of the first call is left out.
  run(f((name, x) => isActive(x) && lines.push(`${name} = ${x.toString()}`)));
  return lines.join('\n');
}

/** A tape that lists what is written on it. */
class ListedTape extends Tape {
  readonly lines: string[] = [];

  override input(): number {
    const slot = super.input();
    return this.list(slot, 'an input');
  }

  override slot1(parent: number, weight: Scalar): number {
    return this.list(super.slot1(parent, weight), `from ${parent} by ${weight}`);
  }

  override slot2(x: number, p: Scalar, y: number, q: Scalar): number {
    return this.list(super.slot2(x, p, y, q), `from ${x} by ${p}, from ${y} by ${q}`);
  }

  private list(slot: number, text: string): number {
    this.lines[slot] = `slot ${slot}: ${text}`;
    return slot;
  }
}

/** The slots of f's tape, and the adjoints that the sweep leaves in them. */
function tape(): string {
  const listed = new ListedTape();
  return recordOnTape(
    listed,
    (xs) => f()(xs as [Scalar, Scalar]),
    point,
    (y) => {
      const { slot } = y as Var;
      const adjoints = listed.gradient(slot, slot + 1);
      return listed.lines.map((line, i) => `${line.padEnd(66)} adjoint ${adjoints[i]}`).join('\n');
    },
  );
}

/** The program of f's gradient as it leaves each stage of the pipeline. */
function stages(): Record<string, string> {
  const args = [point];
  const signature = argumentTree('compile', args);
  const y = gradient(point);
  const result = resultTree(y, 'compile');
  const found: Record<string, string> = {};
  pipeline(
    {
      verb: 'compile',
      f: gradient as (...args: unknown[]) => unknown,
      original: gradient as (...args: unknown[]) => unknown,
      isExact: true,
      signature,
      args,
      numbers: numbersOf(signature, args),
      result,
      expected: flatten(result, y) as number[],
    },
    () => undefined,
    (stage, program) => {
      found[stage] = new Trace(program, result, signature).toString();
    },
  );
  return found;
}

/** The last argument with which `run` calls the constructor `name` of `holder`. */
function constructedFrom(holder: object, name: string, run: () => void): unknown {
  let last: unknown;
  const original = Reflect.get(holder, name);
  const construct = (target: () => unknown, args: unknown[]): object => {
    last = args.at(-1);
    return Reflect.construct(target, args);
  };
  Reflect.set(holder, name, new Proxy(original, { construct }));
  try {
    run();
  } finally {
    Reflect.set(holder, name, original);
  }
  return last;
}

/** The function in the WebAssembly of f's gradient, as text; what it calls by name. */
async function webAssembly(): Promise<string> {
  const platform = Reflect.get(globalThis, 'WebAssembly') as object;
  const run = (): unknown => compile(gradient, { backend: 'wasm' })(point);
  const bytes = constructedFrom(platform, 'Module', run) as Uint8Array;
  const { f: functions } = constructedFrom(platform, 'Instance', run) as { f: Record<string, { name: string }> };
  const text = (await wabt()).readWasm(bytes, {}).toText({ foldExprs: true, inlineExport: true });
  const named = text.replaceAll(/\(call (\d+)/g, (_, index: string) => `(call $${functions[index]!.name}`);
  const start = named.indexOf('  (func (;', named.lastIndexOf('(import'));
  return named
    .slice(start, named.lastIndexOf(')'))
    .replace(/\(;\d+;\) /, '')
    .replaceAll(/^ {2}/gm, '');
}

/** From a file of lib: the first text between these two, the first included. */
function excerpt(path: string, from: string, to: string): string {
  const text = readFileSync(new URL(`../lib/${path}`, import.meta.url), 'utf8');
  const start = text.indexOf(from);
  return text.slice(start, text.indexOf(to, start)).trimEnd();
}

/** A row of the table, from its name to its end. */
const row = (path: string, name: string, kind: string): string =>
  `${kind}({\n${excerpt(path, `    name: '${name}',`, '\n  })').replaceAll(/^ {2}/gm, '')}\n}),`;

const gradient = grad(f());

const texts: Readonly<Record<string, () => string | Promise<string>>> = {
  'the row of sin': () => row('rules/trigonometric.ts', 'sin', 'unary'),
  'the row of sech': () => row('rules/hyperbolic.ts', 'sech', 'unary'),
  'the operator sin': () =>
    `${excerpt('ops/trigonometric.ts', 'export function sin(', '\n/**')}\n\n${excerpt('ops/trigonometric.ts', 'export const sinOp', '\n')}`,
  'numbers in forward mode': () => numbers((f) => grad(f, { mode: 'forward' })(point)),
  'the tape': tape,
  'numbers on a tape': () => numbers((f) => grad(f, { mode: 'reverse' })(point)),
  'the trace of f': () => trace(f(), point).toString(),
  'the trace of its gradient': () => trace(gradient, point).toString(),
  'the program as captured': () => stages().capture!,
  'the program finished': () => stages().finish!,
  'the compiled function': () => constructedFrom(globalThis, 'Function', () => compile(gradient)(point)) as string,
  'the same as WebAssembly': webAssembly,
};

test('the texts of docs/architecture.md are what the library prints', async () => {
  const text = readFileSync(page, 'utf8');
  const titles = [...text.matchAll(/^```\w+ (.+)$/gm)].map((match) => match[1]!);
  expect(titles.filter((title) => !(title in texts))).toEqual([]);
  const blocks = new Map(await Promise.all(titles.map(async (title) => [title, await texts[title]!()] as const)));
  const printed = text.replaceAll(/^```(\w+) (.+)\n[\s\S]*?^```$/gm, (_, language: string, title: string) => {
    return `\`\`\`${language} ${title}\n${blocks.get(title)}\n\`\`\``;
  });
  await expect(printed).toMatchFileSnapshot(page.pathname);
});

test('the rooms of docs/architecture.md are the layers of the library, from the top down', () => {
  const drawn = readFileSync(page, 'utf8').match(/^```\n(entries [\s\S]*?)^```/m)![1]!;
  const rooms = drawn
    .split('\n')
    .flatMap((line) => [...line.matchAll(/(?:^| {4,})(\w+) {2,}/g)].map((match) => match[1]!));
  const layers = readFileSync(new URL('package/imports.spec.ts', import.meta.url), 'utf8');
  const folders = [...layers.matchAll(/'(\w+)\/'/g)].map((match) => match[1]!);
  const heights = rooms.map((room) => folders.indexOf(room));
  expect([...rooms].sort()).toEqual(['scalar', ...new Set(folders)].sort());
  expect(drawn.split('\n')[0]).toMatch(/^entries/);
  expect(heights.every((height, i) => i === 0 || layerOf(height) <= layerOf(heights[i - 1]!))).toBe(true);

  /** Folders of one layer stand in one line of the spec. */
  function layerOf(folder: number): number {
    const lines = layers.split('\n');
    return folder < 0 ? -1 : lines.findIndex((line) => line.includes(`'${folders[folder]}/'`));
  }
});
