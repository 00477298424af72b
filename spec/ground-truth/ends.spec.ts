import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type CompileOptions, compile, grad, type Scalar } from '../../lib/entries/index.ts';
import { arrays, rules } from '../../lib/rules/table.ts';
import { type Field, firstOrder } from '../support/modes.ts';
import { opNamed } from '../support/table.ts';
import { ulps } from '../support/ulps.ts';

interface Case {
  readonly name: string;
  readonly at: readonly number[];
  readonly value: string;
  readonly partials: readonly string[];
}

const all = JSON.parse(readFileSync(new URL('../data/ends/ends.json', import.meta.url), 'utf8')) as Case[];

/** docs/numbers.md names what is not promised: xʸ by y where xʸ is subnormal. */
const isLeft = ({ name, at }: Case): boolean => {
  const [x, y] = at as [number, number];
  return name === 'pow' && x < 1e-150 && y === 0.99;
};
const cases = all.filter((each) => !isLeft(each));
const byName = [...new Set(cases.map(({ name }) => name))].map((name) => ({
  name,
  of: cases.filter((each) => each.name === name),
}));

/** A value is Math's, or a few operations; a partial is a few operations. */
const FEW = 4;

const arrayNames: ReadonlySet<string> = new Set(arrays.map(({ name }) => name));
const fieldOf = (name: string): Field => {
  const op = opNamed(name);
  return arrayNames.has(name) ? (xs) => op(xs) : (xs) => op(...xs);
};

function wrong(got: readonly Scalar[], expected: readonly string[], what: string): string[] {
  return got.flatMap((x, i) => {
    const off = ulps(x as number, expected[i]!);
    return off <= FEW ? [] : [`${what}, ${i}: ${x} for ${expected[i]}`];
  });
}

describe.each(byName)('$name at the smallest doubles', ({ name, of }) => {
  const field = fieldOf(name);

  test('has the right value', () => {
    expect(of.flatMap(({ at, value }) => wrong([field(at)], [value], `${name}(${at})`))).toEqual([]);
  });

  test('has the right partials, in every mode', () => {
    const found = of.flatMap(({ at, partials }) =>
      firstOrder.flatMap((mode) => wrong(mode.partials(field, 1)(at), partials, `${name}(${at}) by ${mode.name}`)),
    );
    expect(found).toEqual([]);
  });

  test.each<NonNullable<CompileOptions['backend']>>(['js', 'wasm', 'interpreter'])('… compiled, %s', (backend) => {
    const lengths = new Map<number, (x: readonly number[]) => number[]>();
    const found = of.flatMap(({ at, partials }) => {
      const f = lengths.get(at.length) ?? compile(grad(field), { backend });
      lengths.set(at.length, f);
      return wrong(f(at), partials, `${name}(${at})`);
    });
    expect(found).toEqual([]);
  });
});

test('every row is here, but those that are only used by others, jump, or are composed', () => {
  const without = 'sign floor ceil round trunc mod clamp acosh dot'.split(' ');
  const expected = [...rules.filter(({ internal }) => !internal), ...arrays].map(({ name }) => name);
  expect([...byName.map(({ name }) => name), ...without].sort()).toEqual(expected.sort());
});
