import { eachMapping, TraceMap } from '@jridgewell/trace-mapping';
import { describe, expect, test } from 'vitest';
import { compile, derivative, type Scalar, value } from '../../lib/entries/index.ts';
import * as reverse from '../../lib/entries/reverse.ts';
import { exported, transformed } from '../support/native-source.ts';
import type { Construct } from './constructs/construct.ts';
import { table } from './constructs/table.ts';
import { whileNoneOpen, whileOpen } from './levels.ts';

type Numeric = (x: number) => number;
type Field = (x: Scalar) => Scalar;

/** The module that a row stands for. */
function moduleOf({ source }: Construct): string {
  return source.includes('module.exports') ? source : `module.exports = ${source};`;
}

/** A row transformed, printed once or twice. */
function native(construct: Construct, split: boolean): Field {
  const code = moduleOf(construct);
  return exported(transformed(code, split)?.code ?? code) as Field;
}

/** Whether a refusal comes already where numbers are plain, as a stand-in can't know what it will hold. */
function isRefused(compute: () => unknown, refuses: RegExp): boolean {
  try {
    compute();
    return false;
  } catch (error) {
    expect((error as Error).message).toMatch(refuses);
    return true;
  }
}

/** f, and its values one after the other. */
function watched(f: Field): { readonly f: Field; readonly values: number[] } {
  const values: number[] = [];
  return {
    f: (x) => {
      const y = f(x);
      values.push(value(y));
      return y;
    },
    values,
  };
}

function expectClose(got: number, expected: number, what: string): void {
  if (Object.is(got, expected)) return;
  const scale = Math.max(1, Math.abs(expected));
  expect(Math.abs(got - expected), `${what}: ${got}, expected ${expected}`).toBeLessThanOrEqual(1e-12 * scale);
}

test('the table has the constructs that people write, and no name twice', () => {
  const names = Object.values(table).flatMap((rows) => rows.map(({ name }) => name));
  expect(names.length).toBeGreaterThanOrEqual(400);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, at } of Object.values(table).flat()) expect(at.length, name).toBeGreaterThanOrEqual(3);
});

describe.each(Object.entries(table))('%s', (_kind, rows) => {
  describe.each(rows)('$name', (construct) => {
    const { at, slope } = construct;
    const original = exported(moduleOf(construct)) as Numeric;

    test.each([false, true])('has the values of the function itself, bodies printed twice: %s', (split) => {
      const f = native(construct, split) as Numeric;
      for (const x of at) {
        const expected = original(x);
        expect(
          whileNoneOpen(() => f(x)),
          `at ${x}`,
        ).toBe(expected);
        if (construct.refuses === undefined || !isRefused(() => whileOpen(() => f(x)), construct.refuses)) {
          expect(
            whileOpen(() => f(x)),
            `at ${x} while a level is open`,
          ).toBe(expected);
        }
        // What was called while a level was open is plain again.
        expect(
          whileNoneOpen(() => f(x)),
          `at ${x} afterwards`,
        ).toBe(expected);
      }
    });

    if (construct.refuses !== undefined) {
      const { refuses } = construct;
      test.each([false, true])('is refused, bodies printed twice: %s', (split) => {
        const f = native(construct, split);
        for (const x of at) {
          expect(() => derivative(f)(x)).toThrow(refuses);
          expect(() => reverse.derivative(f)(x)).toThrow(refuses);
          expect(() => compile(derivative(f))(x)).toThrow(refuses);
        }
      });
    } else {
      test.each([false, true])('has its derivative, bodies printed twice: %s', (split) => {
        const { f, values } = watched(native(construct, split));
        for (const x of at) {
          values.length = 0;
          const forward = derivative(f)(x);
          expectClose(forward, slope(x), `derivative at ${x}`);
          expectClose(reverse.derivative(f)(x), forward, `in reverse at ${x}`);
          expect(new Set(values), `values at ${x}`).toEqual(new Set([original(x)]));
        }
      });

      test('compiles', () => {
        const f = native(construct, true);
        const value = compile(f);
        const compiled = compile(derivative(f));
        for (const x of at) {
          expect(value(x), `value at ${x}`).toBe(original(x));
          expectClose(compiled(x), derivative(f)(x), `compiled at ${x}`);
        }
      });
    }

    test('its words map to themselves, and it is transformed once', () => {
      const code = moduleOf(construct);
      for (const split of [false, true]) {
        const result = transformed(code, split);
        if (result === undefined) continue;
        expectWordsToMap(code, result);
        expect(transformed(result.code, split)).toBeUndefined();
      }
    });
  });
});

/** The words of the text that is put in: the import of the operators, the check of open levels, temporaries. */
const ours = new Set(['const', 'let', 'require', 'if', 'return', '0']);

/** Each word that the map speaks of is the same word in the source. */
function expectWordsToMap(source: string, { code, map }: { readonly code: string; readonly map: unknown }): void {
  const [before, after] = [source, code].map((text) => text.split(/\n/));
  const word = (line: string | undefined, column: number): string | undefined =>
    /^[\p{ID_Continue}$]+/u.exec((line ?? '').slice(column))?.[0];
  let words = 0;
  eachMapping(new TraceMap(map as ConstructorParameters<typeof TraceMap>[0]), (m) => {
    if (m.originalLine === null) return;
    const [from, to] = [
      word(before![m.originalLine - 1], m.originalColumn),
      word(after![m.generatedLine - 1], m.generatedColumn),
    ];
    // What stands for an operator, and the text round it, maps to the place that it stands for.
    if (to === undefined || to.startsWith('$') || (ours.has(to) && to !== from)) return;
    words++;
    expect(from, `${m.generatedLine}:${m.generatedColumn} ${after![m.generatedLine - 1]}`).toBe(to);
  });
  expect(words).toBeGreaterThan(0);
}
