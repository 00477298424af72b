import { describe, expect, test } from 'vitest';
import { predictCost } from '../../lib/entries/index.ts';

describe('predictCost', () => {
  test.each([
    [1, 1, 4, 5, 'forward'],
    [2, 1, 7, 5, 'reverse'],
    [2, 2, 7, 9, 'forward'],
    [4, 1, 13, 5, 'reverse'],
    [4, 3, 13, 13, 'forward'],
    [4, 4, 13, 17, 'forward'],
    [16, 1, 49, 5, 'reverse'],
    [16, 12, 49, 49, 'forward'],
    [17, 15, 62, 61, 'reverse'],
    [100, 1, 343, 5, 'reverse'],
    [1, 100, 4, 401, 'forward'],
    [1, 1000, 4, 4001, 'forward'],
    [0, 5, 0, 21, 'forward'],
  ])('%i inputs, %i outputs: forward %i, reverse %i, so %s', (inputs, outputs, forward, reverse, mode) => {
    expect(predictCost({ inputs, outputs })).toEqual({ forward, reverse, mode });
  });

  test('with lanes given, forward takes as many passes as they need', () => {
    expect(predictCost({ inputs: 10, outputs: 1, lanes: 1 }).forward).toBe(40);
    expect(predictCost({ inputs: 10, outputs: 1, lanes: 4 }).forward).toBe(39);
    expect(predictCost({ inputs: 10, outputs: 1, lanes: 16 }).forward).toBe(49);
  });

  test('what a pass computes with is what is predicted: five lanes take an arithmetic of six', () => {
    expect(predictCost({ inputs: 10, outputs: 1, lanes: 5 }).forward).toBe(2 * (1 + 3 * 6));
    expect(predictCost({ inputs: 10, outputs: 1, lanes: 7 }).forward).toBe(2 * (1 + 3 * 8));
  });

  const kind: readonly (readonly [unknown, string])[] = [
    [2, 'expected sizes like { inputs: 3, outputs: 1 }, got 2'],
    [undefined, 'expected sizes like { inputs: 3, outputs: 1 }, got undefined'],
    [null, 'expected sizes like { inputs: 3, outputs: 1 }, got null'],
    [{}, 'expected inputs to be a number, got undefined'],
    [[2, 3], 'expected inputs to be a number, got undefined'],
    [{ inputs: 2 }, 'expected outputs to be a number, got undefined'],
    [{ inputs: '2', outputs: 1 }, 'expected inputs to be a number, got the string "2"'],
    [{ inputs: 2, outputs: 1, lanes: '4' }, 'expected lanes to be a number, got the string "4"'],
  ];
  test.each(kind)('%j is of the wrong kind', (sizes, message) => {
    expect(() => predictCost(sizes as never)).toThrow(new TypeError(`predictCost: ${message}`));
  });

  const value: readonly (readonly [Parameters<typeof predictCost>[0], string])[] = [
    [{ inputs: 2.5, outputs: 1 }, 'expected inputs to be a whole number from 0, got 2.5'],
    [{ inputs: 2, outputs: -1 }, 'expected outputs to be a whole number from 0, got -1'],
    [{ inputs: Number.NaN, outputs: 1 }, 'expected inputs to be a whole number from 0, got NaN'],
    [{ inputs: 2, outputs: 1, lanes: 0 }, 'expected lanes to be a whole number from 1 to 16, got 0'],
    [{ inputs: 2, outputs: 1, lanes: 17 }, 'expected lanes to be a whole number from 1 to 16, got 17'],
  ];
  test.each(value)('%j is out of range', (sizes, message) => {
    expect(() => predictCost(sizes)).toThrow(new RangeError(`predictCost: ${message}`));
  });
});
