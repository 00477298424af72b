import type { Operation, Program } from '../../program/program.ts';
import { OK } from '../backend.ts';
import { Bodies } from './body.ts';
import { Bytes } from './bytes.ts';
import { type Import, templateOf } from './instruction-code.ts';
import { layOut } from './layout.ts';
import { OP, TYPE } from './opcodes.ts';
import { resolve } from './operands.ts';
import { scheduleOf } from './schedule.ts';
import type { Limits } from './segments.ts';

/** A program as a WebAssembly module: it imports `m.m`, a memory, and `f.0` … , functions of numbers, and exports `run`. */
export interface Encoded {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly functions: readonly ((...operands: number[]) => number)[];
  /** How many bytes of memory a run needs, from an address that is a multiple of 8. */
  readonly memory: number;
  /** The constants and tables in the last bytes of it. */
  readonly data: Uint8Array<ArrayBuffer>;
  /** Whether it calls operations of the user's, which may have effects. */
  readonly reenters: boolean;
}

/** Engines allow a function 1,000 parameters. */
const MOST_PARAMETERS = 1000;

/**
 * The module of a program: its schedule, cut into functions. Parts that repeat themselves are loops; undefined
 * where an operation takes more numbers than a function may.
 *
 * `run(address)` reads the inputs at the address, writes the outputs behind them, and returns OK, or the index of the
 * first guard that fails.
 *
 * Why loops: straight code is 13 bytes a node once V8 has optimised it, and code that does not fit into the cache is fetched at
 * some 20 ns a line. The gradient of Rosenbrock's function took 0.3 ns a node up to 100,000 nodes (2 MB of cache), 1.1 at
 * 200,000 and 4 to 5 at a million; in loops it takes 0.1 to 0.2 throughout.
 * @see WebAssembly Core Specification, chapter 5, Binary Format
 */
export function encode(program: Program, limits?: Partial<Limits>): Encoded | undefined {
  if (program.operations.some(({ arity }) => arity > MOST_PARAMETERS)) return undefined;
  const functions: Encoded['functions'][number][] = [];
  const arities: number[] = [];
  const imported: Import = (value, arity) => {
    const at = functions.findIndex((f, i) => f === value && arities[i] === arity);
    if (at >= 0) return at;
    arities.push(arity);
    return functions.push(value) - 1;
  };
  const templates = program.operations.map((operation) =>
    operation.arity === 0 ? [] : templateOf(operation, imported),
  );
  const reenters = program.operations.some(isUsers);
  const schedule = scheduleOf(program);
  const layout = layOut(program, schedule, limits);
  const bodies = layout.segments.length;
  const data = new Bytes();
  for (const constant of layout.constants) data.f64(constant);
  const code = new Bytes();
  code.all([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]); // \0asm, version 1

  // Type 0 is that of all our functions, type 1 + i that of import i.
  section(code, 1, () => {
    code.u32(1 + arities.length);
    code.all([TYPE.function, 1, TYPE.i32, 1, TYPE.i32]);
    for (const arity of arities) {
      code.byte(TYPE.function);
      code.u32(arity);
      for (let i = 0; i < arity; i++) code.byte(TYPE.f64);
      code.all([1, TYPE.f64]);
    }
  });
  section(code, 2, () => {
    code.u32(1 + arities.length);
    code.all([...name('m'), ...name('m'), 2, 0, 0]);
    arities.forEach((_, i) => {
      code.all([...name('f'), ...name(String(i)), 0]);
      code.u32(1 + i);
    });
  });
  const driven = bodies > 1;
  section(code, 3, () => {
    code.u32(bodies + Number(driven));
    for (let k = 0; k < bodies + Number(driven); k++) code.byte(0);
  });
  section(code, 7, () => {
    code.all([1, ...name('run'), 0]);
    code.u32(arities.length + (driven ? bodies : 0));
  });
  section(code, 10, () => {
    code.u32(bodies + Number(driven));
    const writer = new Bodies(program, schedule, templates, code);
    for (const segment of layout.segments) writer.write(resolve(schedule, layout, segment, data, layout.bytes));
    if (driven) drive(code, arities.length, bodies);
  });
  while (data.length % 8 > 0) data.byte(0);
  return { bytes: code.copy(), functions, memory: layout.bytes + data.length, data: data.copy(), reenters };
}

function isUsers({ arity, row, compare }: Operation): boolean {
  return arity > 0 && row === undefined && compare === undefined;
}

/** Calls the functions one after another, as long as no guard fails. */
function drive(code: Bytes, first: number, count: number): void {
  const size = code.blank();
  code.all([1, 1, TYPE.i32]);
  for (let k = 0; k < count; k++) {
    code.all([OP.localGet, 0, OP.call]);
    code.u32(first + k);
    code.all([OP.localTee, 1, OP.i32Const]);
    code.s32(OK);
    code.all([OP.i32Ne, OP.if, TYPE.none, OP.localGet, 1, OP.return, OP.end]);
  }
  code.byte(OP.i32Const);
  code.s32(OK);
  code.byte(OP.end);
  code.fill(size, code.length - size - 5);
}

function section(code: Bytes, id: number, write: () => void): void {
  code.byte(id);
  const size = code.blank();
  write();
  code.fill(size, code.length - size - 5);
}

function name(text: string): number[] {
  return [text.length, ...Array.from(text, (letter) => letter.charCodeAt(0))];
}
