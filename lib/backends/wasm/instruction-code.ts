import type { Operation } from '../../program/program.ts';
import { rules } from '../../rules/table.ts';
import { COMPARE, NUMERIC, OP, TYPE } from './opcodes.ts';

/** The code of an operation: bytes, and `~k` where operand k is put on the stack. */
export type Template = readonly number[];

/** The index that a function from outside, of so many numbers, has in the module. */
export type Import = (value: (...operands: number[]) => number, arity: number) => number;

type MathFunction = (...operands: number[]) => number;

/** Functions of Math that are one instruction, as the rows say: `Math.sqrt` is f64.sqrt. */
const operations: ReadonlyMap<string, string> = new Map(
  rules.flatMap(({ js, args, wasm }) => {
    const name = js.slice(0, js.indexOf('('));
    return wasm !== undefined && js === `${name}(${args.join(', ')})` ? [[name, wasm]] : [];
  }),
);

/** How an operation is written in WebAssembly. */
export function templateOf(operation: Operation, imported: Import): Template {
  const { arity, compare, wasm } = operation;
  const operands = Array.from({ length: arity }, (_, k) => ~k);
  if (compare !== undefined) return [~2, ~3, ~0, ~1, COMPARE[compare], OP.select];
  if (wasm !== undefined) return [...operands, NUMERIC[wasm]!];
  return written(operation, imported) ?? [...operands, OP.call, ...u32(imported(operation.value, arity))];
}

const TOKEN: RegExp = /(?:Math\.)?[A-Za-z_]\w*|\d+(?:\.\d+)?(?:e[+-]?\d+)?|===|!==|<=|>=|&&|\|\||[-+*/<>?:(),]/y;

/** A row's JavaScript in tokens; undefined where there is something in it that has no place in WebAssembly. */
function tokens(js: string, args: readonly string[]): string[] | undefined {
  const list: string[] = [];
  for (let at = 0; at < js.length; ) {
    if (js[at] === ' ') {
      at++;
      continue;
    }
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(js)?.[0];
    if (token === undefined) return undefined;
    if (/^[A-Za-z_]/.test(token) && !token.startsWith('Math.') && !args.includes(token)) return undefined;
    list.push(token);
    at += token.length;
  }
  return list;
}

/** How tightly an operator binds, and its instruction. Nothing in a row has effects, so && and || look at both sides. */
const OPERATORS: Readonly<Record<string, readonly [precedence: number, code: number]>> = {
  '||': [1, OP.i32Or],
  '&&': [2, OP.i32And],
  '===': [3, COMPARE.eq],
  '!==': [3, COMPARE.ne],
  '<': [4, COMPARE.lt],
  '<=': [4, COMPARE.le],
  '>': [4, COMPARE.gt],
  '>=': [4, COMPARE.ge],
  '+': [5, NUMERIC['f64.add']!],
  '-': [5, NUMERIC['f64.sub']!],
  '*': [6, NUMERIC['f64.mul']!],
  '/': [6, NUMERIC['f64.div']!],
};

/** A row's JavaScript as a stack machine does it: operands first, then what is done with them. */
function written({ js, args }: Operation, imported: Import): Template | undefined {
  if (js === undefined || args === undefined) return undefined;
  const list = tokens(js, args);
  if (list === undefined) return undefined;
  const code: number[] = [];
  let next = 0;
  const take = (): string => list[next++]!;

  const conditional = (): void => {
    binary(1);
    if (list[next] !== '?') return;
    take();
    code.push(OP.if, TYPE.f64);
    conditional();
    take();
    code.push(OP.else);
    conditional();
    code.push(OP.end);
  };
  const binary = (least: number): void => {
    unary();
    for (;;) {
      const [precedence, operation] = OPERATORS[list[next]!] ?? [0, 0];
      if (precedence < least) return;
      take();
      binary(precedence + 1);
      code.push(operation);
    }
  };
  const unary = (): void => {
    if (list[next] === '-') {
      take();
      unary();
      code.push(NUMERIC['f64.neg']!);
    } else primary();
  };
  const primary = (): void => {
    const token = take();
    if (token === '(') {
      conditional();
      take();
    } else if (!token.startsWith('Math.')) {
      const operand = args.indexOf(token);
      if (operand < 0) code.push(...constant(Number(token)));
      else code.push(~operand);
    } else {
      const member = Math[token.slice(5) as 'E'] as unknown;
      if (typeof member === 'number') code.push(...constant(member));
      else call(token, member as MathFunction);
    }
  };
  const call = (name: string, value: MathFunction): void => {
    let arity = 0;
    do {
      take();
      conditional();
      arity++;
    } while (list[next] === ',');
    take();
    const operation = operations.get(name);
    if (operation !== undefined) code.push(NUMERIC[operation]!);
    else code.push(OP.call, ...u32(imported(value, arity)));
  };

  conditional();
  return code;
}

/** Puts a number on the stack. */
function constant(value: number): number[] {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return [OP.f64Const, ...bytes];
}

function u32(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...u32(value >>> 7)];
}
