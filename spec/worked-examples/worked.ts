import { describe, expect, test } from 'vitest';
import type { Of, Scalar } from '../../lib/entries/index.ts';
import { allLeaves, leaves, type Tree } from './tree.ts';
import { backward, type Example, forward, gradients, type Named } from './ways.ts';

/** An {@link Example} whose steps know the shapes of the inputs. */
export interface Shaped<I> {
  readonly at: I;
  readonly steps: (inputs: Of<Scalar, I>) => Named<Scalar>;
}

/** A number as it must come out, or the text of one as it is printed on paper, with as many decimals as there. */
type Expected = Named<number | string>;

/** What must come out of an example: all of it, and, again, what the notes print rounded. */
export interface Table {
  readonly values: Expected;
  readonly tangents: readonly { readonly along: Named<number>; readonly are: Expected }[];
  /** By step, the output last, whose adjoint is 1; and by input. */
  readonly adjoints: Expected;
  readonly printed?: { readonly values?: Expected; readonly adjoints?: Expected };
}

/**
 * Specs of an example in every way there is to run it. Names left out of a table fail, except in what is printed; an
 * input that a direction leaves out stands still.
 */
export function works<I extends Named<number>>(name: string, shaped: Shaped<I>, table: Table): void {
  const example = shaped as unknown as Example;
  const inputs = Object.keys(example.at);
  const steps = Object.keys(example.steps(example.at));

  describe(name, () => {
    test('the table is complete', () => {
      expect(Object.keys(table.values)).toEqual(steps);
      for (const { are } of table.tangents) expect(Object.keys(are)).toEqual(steps);
      expect(Object.keys(table.adjoints).sort()).toEqual([...inputs, ...steps].sort());
      expect(table.tangents.length).toBeGreaterThan(0);
    });

    test('the values of plain numbers', () => {
      const values = example.steps(example.at) as Named<number>;
      expectTable(values, table.values);
      expectTable(values, table.printed?.values ?? {});
    });

    test.each(forward)('values and tangents by $name', ({ push }) => {
      for (const { along, are } of table.tangents) {
        const { values, tangents } = push(example, complete(along, example.at));
        expect(values).toEqual(example.steps(example.at));
        expectTable(tangents, are);
      }
    });

    test.each(backward)('values and adjoints by $name', ({ pull }) => {
      const { values, adjoints } = pull(example);
      expect(values).toEqual(example.steps(example.at));
      expectTable(adjoints, table.adjoints);
      expectTable(adjoints, table.printed?.adjoints ?? {});
    });

    test.each(gradients)('the gradient by $name', ({ gradient }) => {
      const found = gradient(example);
      expectTable(found, Object.fromEntries(inputs.map((input) => [input, table.adjoints[input] as Tree<number>])));
    });

    test('⟨gradient, direction⟩ is the tangent of the output', () => {
      for (const { along, are } of table.tangents) {
        const seeds = allLeaves(complete(along, example.at));
        const slope = inputs.flatMap((input) => leaves(table.adjoints[input] as Tree<number>));
        const inner = slope.reduce((sum, s, i) => sum + s * (seeds[i] as number), 0);
        expectNumber(inner, allLeaves(are).at(-1) as number, 'the tangent of the output');
      }
    });
  });
}

function complete(along: Named<number>, at: Named<number>): Named<number> {
  const still = (tree: Tree<number>): Tree<number> => (typeof tree === 'number' ? 0 : tree.map(still));
  return Object.fromEntries(Object.entries(at).map(([name, tree]) => [name, along[name] ?? still(tree)]));
}

/** Holds the numbers of a table against those expected, name by name. */
export function expectTable(got: Named<number>, expected: Expected): void {
  for (const [name, numbers] of Object.entries(expected)) {
    const found = leaves(got[name] as Tree<number>);
    const wanted = leaves(numbers);
    expect(found.length, name).toBe(wanted.length);
    for (const [i, e] of wanted.entries()) expectNumber(found[i] as number, e, `${name}[${i}]`);
  }
}

/**
 * Equal but for the last digits of `scale`, where a sum or a formula was rounded in another order; as printed, for a
 * text. The scale is the number itself, or the sum of the sizes of all that was added.
 */
export function expectNumber(
  got: number,
  expected: number | string,
  what: string,
  scale: number = Number(expected),
): void {
  if (typeof expected === 'string') {
    expect(got.toFixed(expected.split('.')[1]?.length ?? 0), what).toBe(expected);
  } else if (!(Math.abs(got - expected) <= 1e-14 * Math.abs(scale))) {
    expect(got, what).toBe(expected);
  }
}
