import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';

const folder = new URL('../../examples/', import.meta.url);
const readme = readFileSync(new URL('README.md', folder), 'utf8');

/** What a program prints. */
async function printed(name: string): Promise<string> {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  await import(new URL(`${name}.ts`, folder).href);
  return log.mock.calls.flat().join('\n');
}

/** The cells of the first row that begins with these words, split where there are two spaces or more. */
function row(text: string, beginning: string): string[] {
  const line = text.split('\n').find((line) => line.trimStart().startsWith(beginning)) ?? '';
  return line.trim().split(/ {2,}/);
}

afterEach(() => {
  vi.restoreAllMocks();
});

test('the list of examples names every file', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  expect(files.filter((file) => !readme.includes(`[${file}](${file})`))).toEqual([]);
  const linked = [...readme.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1]);
  expect(linked.sort()).toEqual([...new Set([...files, ...linked])].sort());
});

test('computational-graph prints values, tangents and adjoints, and draws the figure of the docs', async () => {
  const text = await printed('computational-graph');
  expect(row(text, 'x1')).toEqual(['x1', 'input', '1', '1', '0', '0', '−4']);
  expect(row(text, 'z1')).toEqual(['z1', 'x₁²', '1', '2', '0', '0', '−2']);
  expect(row(text, 'y  ')).toEqual(['y', 'z₁ + z₄', '16', '−4', '9', '6', '1']);
  // The figure of the README and of docs/inspecting.md.
  const picture = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  expect(picture('out/computational-graph.svg')).toBe(picture('docs/figures/computational-graph.svg'));
});

test('flop-count prints the counts of the lecture notes', async () => {
  const text = await printed('flop-count');
  const counts = ['f, x² computed once', 'f, x² computed twice', 'f′ by', 'f and f′, forward'].map(
    (name) => row(text, name)[1],
  );
  expect(counts).toEqual(['4', '5', '10', '10']);
  expect(row(text, 'f′ given').slice(1, 4)).toEqual(['3', '3', '3']);
  // The program, an eager call, a compiled one.
  expect(row(text, 'f and f′, forward').slice(1, 4)).toEqual(['10', '13', '10']);
  expect(row(text, 'f and f′, reverse').slice(1, 4)).toEqual(['13', '18', '10']);
  const work = row(text.slice(text.indexOf('Work')), 'f, x² computed once')
    .slice(1)
    .map(Number);
  expect(work).toEqual([14, 30, 35, 48, 56]);
});

test('perceptron prints one gradient three times, and learns', async () => {
  const text = await printed('perceptron');
  expect(row(text, '∂C/∂w')).toEqual(['∂C/∂w = δx', '0.121938', '0.121938', '0.121938']);
  expect(Number(row(text, '0  ')[3])).toBeCloseTo(0.82, 2);
  expect(Number(row(text, '300')[3])).toBeCloseTo(0.09, 2);
});

test('backpropagation prints the same gradients twice', async () => {
  const text = await printed('backpropagation');
  const partials = text.split('\n').filter((line) => line.startsWith('∂C'));
  expect(partials).toHaveLength(6 + 3 + 3 + 1);
  for (const line of partials) {
    const [, hand, found, difference] = row(line, '∂C');
    expect(found).toBe(hand);
    expect(Number(difference)).toBeLessThan(1e-16);
  }
});

test('xor-network learns XOR and draws how', async () => {
  const picture = new URL('../../out/xor-loss.svg', import.meta.url);
  rmSync(picture, { force: true });
  const text = await printed('xor-network');
  const probabilities = ['0 xor 0', '0 xor 1', '1 xor 0', '1 xor 1'].map((x) => Number(row(text, x)[3]));
  expect(probabilities.map(Math.round)).toEqual([0, 1, 1, 0]);
  expect(text).toContain('█');
  expect(readFileSync(picture, 'utf8')).toMatch(/^<svg[\s\S]*<path/);
});

test('ode-sensitivities prints derivatives that differences confirm, and finds the rates', async () => {
  const text = await printed('ode-sensitivities');
  for (const name of ['hares  ', 'lynxes  ', 'a  ', 'b  ', 'c  ', 'd  ']) {
    const [, sensitivity, difference] = row(text, name).map(Number) as [number, number, number];
    expect(Math.abs(sensitivity - difference)).toBeLessThan(1e-2 * Math.abs(difference));
  }
  expect(Number(row(text, '5  ')[1])).toBeLessThan(1e-9);
  expect(text).toContain('start 30.00000,4.00000  rates 0.55000,0.02800,0.02400,0.80000');
});

test('fourier-transform recovers a signal, and its derivatives keep to Parseval', async () => {
  const text = await printed('fourier-transform');
  const [first, last] = [row(text, '0  '), row(text, '40  ')].map((cells) => cells.map(Number)) as [number[], number[]];
  expect(last[1]).toBeLessThan(1e-6);
  expect(last[2]).toBeLessThan(0.85 * first[2]!);
  expect(Number(row(text, 'gradient of half')[0]!.split(': ')[1])).toBeLessThan(1e-11);
});

test('wasm-engine has right derivatives, names what second ones need, and finds the stiffnesses', async () => {
  const text = await printed('wasm-engine');
  expect(text).toContain('derivatives of the engine: right');
  expect(text).toContain('second ones: simulate: expected vjp to compute with the operators of dualgrad');
  expect(text).toContain('k 4.000000  c 1.500000');
  // Three calls, and three of its pullback.
  expect(text).toContain('calls of the engine in the compiled gradient: 6');
});

test('curve-fit converges', async () => {
  const text = await printed('curve-fit');
  const gradients = Array.from({ length: 7 }, (_, step) => Number(row(text, `${step}  `)[4]));
  expect(gradients[0]).toBeGreaterThan(100);
  expect(gradients[6]).toBeLessThan(1e-8);
  const differences = text
    .split('\n')
    .slice(-9)
    .map((line) => Number(row(line, '')[3]?.replace('−', '-')));
  expect(differences).toHaveLength(9);
  for (const difference of differences) expect(Math.abs(difference)).toBeLessThan(0.5);
});

test('fsrs trains', async () => {
  const text = await printed('fsrs');
  const [before, after] = text.split('\n').map((line) => Number(/(?:loss|steps) ([.\d]+)/.exec(line)?.[1]));
  expect(before).toBeGreaterThan(after as number);
  expect(after).toBeGreaterThan(0.3);
});
