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
});
