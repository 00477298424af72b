import type { Operation } from '../../program/program.ts';
import { type Language, translated } from '../../rules/expression.ts';
import { COMPARE, NUMERIC, OP, TYPE } from './opcodes.ts';

/** The code of an operation: bytes, and `~k` where operand k is put on the stack. */
export type Template = readonly number[];

/** The index that a function from outside, of so many numbers, has in the module. */
export type Import = (value: (...operands: number[]) => number, arity: number) => number;

/** An operation in WebAssembly: operands first, then instructions. */
export function templateOf({ arity, compare, row, value }: Operation, imported: Import): Template {
  const operands = Array.from({ length: arity }, (_, k): Template => [~k]);
  if (compare !== undefined) return [~2, ~3, ~0, ~1, COMPARE[compare], OP.select];
  const call = (f: Operation['value'], n: number): Template => [OP.call, ...u32(imported(f, n))];
  if (row === undefined) return [...operands.flat(), ...call(value, arity)];
  const language: Language<Template> = {
    constant,
    leaf: (leaf, of) => {
      const wasm = Object.hasOwn(leaf.text, 'wasm') ? leaf.text.wasm : undefined;
      return [...of.flat(), ...(wasm === undefined ? call(leaf.value, of.length) : [NUMERIC[wasm]!])];
    },
    // Nothing in a row has effects, so all comparisons are made.
    where: ({ joint, tests }, then, otherwise) => [
      ...tests.flatMap(({ compare, x, y }, k) => {
        const test = [...x, ...y, COMPARE[compare]];
        return k === 0 ? test : [...test, joint === 'and' ? OP.i32And : OP.i32Or];
      }),
      ...[OP.if, TYPE.f64, ...then, OP.else, ...otherwise, OP.end],
    ],
  };
  return translated(row, language, operands);
}

/** Puts a number on the stack. */
function constant(value: number): Template {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return [OP.f64Const, ...bytes];
}

function u32(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...u32(value >>> 7)];
}
