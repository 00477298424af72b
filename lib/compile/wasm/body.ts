import type { Check, Instruction, Program } from '../program.ts';
import type { Bytes } from './bytes.ts';
import { isConstant, isInput, type Layout, looked } from './layout.ts';
import { COMPARE, NUMERIC, OP, TYPE } from './opcodes.ts';
import type { Template } from './template.ts';

/** Local 0 is the address of the program's memory. */
const MEMORY = 0;

/**
 * Writes functions of a program, (address) => −1 or the place of the check that fails. Every node used within a function
 * is a local as long as it is needed, and its local then serves another.
 */
export class Bodies {
  private readonly program: Program;
  private readonly layout: Layout;
  private readonly templates: readonly Template[];
  private readonly code: Bytes;
  private readonly constants: Uint8Array;
  private readonly inputs: Uint8Array;
  /** The local of a node, −1 while it has none. */
  private readonly locals: Int32Array;
  /** The last use in the function at hand: 2i by node i, 2i + 1 by a check behind it. */
  private readonly last: Int32Array;
  private free: number[] = [];
  private used = 0;
  private setAt = -1;
  private setEnd = -1;
  private setLocal = -1;

  constructor(program: Program, layout: Layout, templates: readonly Template[], code: Bytes) {
    this.program = program;
    this.layout = layout;
    this.templates = templates;
    this.code = code;
    this.constants = Uint8Array.from(program.instructions, (i) => Number(isConstant(i)));
    this.inputs = Uint8Array.from(program.instructions, (i: Instruction) => Number(isInput(i)));
    this.locals = new Int32Array(program.length).fill(-1);
    this.last = new Int32Array(program.length).fill(-1);
  }

  /** Writes the function that holds the nodes from `from` to before `to`. */
  write(from: number, to: number): void {
    const { code } = this;
    const size = code.blank();
    code.byte(1);
    const locals = code.blank();
    code.byte(TYPE.f64);
    this.findLastUses(from, to);
    this.free = [];
    this.used = 0;
    for (let node = from; node < to; node++) this.node(node);
    code.all([OP.i32Const, 0x7f, OP.end]);
    code.fill(locals, this.used);
    code.fill(size, code.length - size - 5);
  }

  private findLastUses(from: number, to: number): void {
    const { last } = this;
    const { starts, operands, checks } = this.program;
    for (let node = from; node < to; node++) {
      for (let i = starts[node] as number; i < (starts[node + 1] as number); i++)
        last[operands[i] as number] = 2 * node;
      for (const i of this.layout.checks.get(node) ?? []) {
        for (const seen of looked(checks[i] as Check)) last[seen] = 2 * node + 1;
      }
    }
  }

  private node(node: number): void {
    const { code, last, layout } = this;
    const { kinds, starts, operands, checks } = this.program;
    const kind = kinds[node] as number;
    if (this.constants[kind] === 0 && this.inputs[kind] === 0) {
      const from = starts[node] as number;
      const to = starts[node + 1] as number;
      for (let i = from; i < to; i++) this.fetch(operands[i] as number);
      for (const byte of this.templates[kind] as Template) {
        if (byte >= 0) code.byte(byte);
        else this.push(operands[from + ~byte] as number);
      }
      for (let i = from; i < to; i++) this.release(operands[i] as number, 2 * node);
      this.keep(node, last[node] as number);
    }
    for (let j = layout.outputs[node] as number; j >= 0; j = layout.nextOutputs[j] as number) {
      this.store(node, 8 * (this.program.inputs + j));
    }
    const home = layout.homes[node] as number;
    if (home >= 8 * (this.program.inputs + this.program.outputs.length)) this.store(node, home);
    if (this.locals[node] !== -1 && (last[node] as number) < 2 * node) this.drop(node);
    const there = layout.checks.get(node);
    if (there === undefined) return;
    for (const i of there) this.check(checks[i] as Check, i);
    for (const i of there) for (const seen of looked(checks[i] as Check)) this.release(seen, 2 * node + 1);
  }

  /** Into a local, what is kept in memory. */
  private fetch(node: number): void {
    if (this.locals[node] !== -1 || this.constants[this.program.kinds[node] as number] === 1) return;
    this.load(node);
    this.set(node);
  }

  private load(node: number): void {
    this.code.all([OP.localGet, MEMORY, OP.f64Load, 3]);
    this.code.u32(this.layout.homes[node] as number);
  }

  private set(node: number): void {
    const local = this.free.pop() ?? ++this.used;
    this.locals[node] = local;
    this.setAt = this.code.length;
    this.code.byte(OP.localSet);
    this.code.u32(local);
    this.setEnd = this.code.length;
    this.setLocal = local;
  }

  /** The value on the stack, into a local if anything uses it. */
  private keep(node: number, last: number): void {
    const stored = (this.layout.outputs[node] as number) >= 0 || (this.layout.homes[node] as number) >= 0;
    if (last >= 2 * node || stored) this.set(node);
    else this.code.byte(OP.drop);
  }

  /** Onto the stack. */
  private push(node: number): void {
    const { code } = this;
    const local = this.locals[node] as number;
    if (local === -1 && this.constants[this.program.kinds[node] as number] === 1) {
      code.byte(OP.f64Const);
      code.f64(this.program.values[node] as number);
    } else if (local === -1) {
      this.load(node);
    } else if (code.length === this.setEnd && local === this.setLocal) {
      code.replace(this.setAt, OP.localTee);
      this.setEnd = -1;
    } else {
      code.byte(OP.localGet);
      code.u32(local);
    }
  }

  private release(node: number, place: number): void {
    if (this.locals[node] !== -1 && this.last[node] === place) this.drop(node);
  }

  private drop(node: number): void {
    this.free.push(this.locals[node] as number);
    this.locals[node] = -1;
  }

  private store(node: number, at: number): void {
    const { code } = this;
    code.all([OP.localGet, MEMORY]);
    this.push(node);
    code.all([OP.f64Store, 3]);
    code.u32(at);
  }

  /** Returns the place of the check, unless it comes out as in the trace. */
  private check({ compare, x, y, outcome }: Check, place: number): void {
    const { code } = this;
    const pushed = (...nodes: readonly number[]): void => {
      for (const node of nodes) this.push(node);
    };
    if (compare === 'finite') {
      // ∞ − ∞ and NaN − NaN are NaN, and NaN equals nothing.
      pushed(x, x);
      code.all([NUMERIC['f64.sub'] as number, OP.f64Const, 0, 0, 0, 0, 0, 0, 0, 0, COMPARE.eq]);
    } else if (compare === 'is') {
      pushed(x, y);
      code.byte(COMPARE.eq);
      pushed(x, x);
      code.byte(COMPARE.ne);
      pushed(y, y);
      code.all([COMPARE.ne, OP.i32And, OP.i32Or]);
    } else {
      pushed(x, y);
      code.byte(COMPARE[compare]);
    }
    if (outcome) code.byte(OP.i32Eqz);
    code.all([OP.if, TYPE.none, OP.i32Const]);
    signed(code, place);
    code.all([OP.return, OP.end]);
  }
}

/** A whole number ≥ 0 where a signed one is expected. */
function signed(code: Bytes, value: number): void {
  let rest = value;
  while (rest > 63) {
    code.byte((rest & 127) | 128);
    rest >>>= 7;
  }
  code.byte(rest);
}
