import { expect, test } from 'vitest';
import * as dualgrad from '../../lib/entries/forward.ts';
import * as special from '../../lib/entries/special.ts';
import { formula, MissingOp } from '../support/formula.ts';
import { binary, unary, vector, vectors } from './data.ts';
import { feynman, nested } from './expressions.ts';
import { binaryCompositions, binaryOps, maps, reductions, unaryCompositions, unaryOps } from './functions.ts';
import { skipped } from './skipped.ts';

const checked = new Set(
  [unaryOps, unaryCompositions, binaryOps, binaryCompositions, reductions, maps].flatMap((table) => Object.keys(table)),
);

// The op that keeps a formula from being read, if one does.
function missing(text: string, variables: readonly string[]): string | undefined {
  try {
    formula(text, variables);
    return undefined;
  } catch (error) {
    if (error instanceof MissingOp) return error.op;
    throw error;
  }
}

test('every function of the oracle is checked or listed as skipped', () => {
  const names = [unary, binary, vector, vectors].flatMap((file) => [...file.keys()]);
  expect(names.filter((name) => checked.has(name) === skipped.has(name))).toEqual([]);
});

test('every expression is checked or listed as skipped, for the op that it takes', () => {
  for (const { id, formula: text, variables } of [...nested, ...feynman]) {
    expect([id, missing(text, variables)]).toEqual([id, skipped.get(id)]);
  }
});

test('what is listed as skipped takes an op that does not exist', () => {
  const ops = new Set([...Object.keys(dualgrad), ...Object.keys(special)].map((name) => name.toLowerCase()));
  expect([...skipped].filter(([, op]) => ops.has(op))).toEqual([]);
});

test('the list of what is skipped has not grown', () => {
  expect(skipped.size).toBe(0);
});
