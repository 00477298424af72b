import { describe, expect, test } from 'vitest';
import type { Convention } from '../../lib/backends/backend.ts';
import { interpreter } from '../../lib/backends/interpreter.ts';
import { js } from '../../lib/backends/js/backend.ts';
import { wasm } from '../../lib/backends/wasm/backend.ts';
import type { Guard } from '../../lib/program/program.ts';
import { argumentTree } from '../../lib/tree/arguments.ts';
import { interpret, programOf } from '../compile/programs.ts';

const comparisons: readonly Guard['compare'][] = ['lt', 'le', 'gt', 'ge', 'eq', 'ne', 'is', 'NaN', 'finite'];
const numbers = [NaN, -Infinity, -1, -0, 0, 5e-324, 1, Infinity];
const of: Convention = { signature: argumentTree('compile', [0, 0]), result: { kind: 'number' }, into: undefined };

describe.each([js, wasm, interpreter])('a guard in code by $name', (backend) => {
  test.each(comparisons)('%s holds, or fails, for every two numbers as in the interpreter', (compare) => {
    for (const outcome of [true, false]) {
      // A program that is compiled has these only as they hold.
      if ((compare === 'is' || compare === 'finite') && !outcome) continue;
      const program = programOf([{ input: 0 }, { input: 1 }], [0], [{ compare, x: 0, y: 1, outcome }]);
      const { call, outcome: last } = backend.generate(program, of)!;
      for (const x of numbers) {
        for (const y of numbers) {
          const expected = interpret(program, [x, y]);
          const result = call(x, y);
          expect([x, y, outcome, result === undefined ? last.signal : [result]]).toEqual([x, y, outcome, expected]);
        }
      }
    }
  });
});
