import { expect, test } from 'vitest';
import { results } from './results.ts';

const { pairs, stack } = results();

test('derivatives', () => {
  expect(pairs).toHaveLength(7);
  expect(pairs.filter(([, byNative, byOperators]) => byNative !== byOperators)).toEqual([]);
});

test('the position of an error', () => {
  expect(stack).toContain('src/loss.ts:14:20');
});
