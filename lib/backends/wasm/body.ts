import type { Program } from '../../program/program.ts';
import { OK } from '../backend.ts';
import type { Bytes } from './bytes.ts';
import type { Template } from './instruction-code.ts';
import { COMPARE, NUMERIC, OP, TYPE } from './opcodes.ts';
import type { Carry, Reference, ResolvedSegment } from './operands.ts';
import type { Schedule } from './schedule.ts';

/** Local 0 is the address of the program's memory; of a loop, local 1 counts the iterations. */
const MEMORY = 0;
const ITERATION = 1;

/** In place of a last use: needed until the function returns. */
const ALWAYS: number = 2 ** 30;

/**
 * Writes functions of a program, (address) => OK or the index of the guard that fails. A number used within an
 * iteration is a local as long as it is needed, and its local then serves another.
 */
export class Bodies {
  private readonly program: Program;
  private readonly schedule: Schedule;
  private readonly templates: readonly Template[];
  private readonly code: Bytes;
  private segment!: ResolvedSegment;
  /** The local of the pointer that moves by so many bytes an iteration. */
  private readonly pointers: Map<number, number> = new Map();
  /** The local of each step, reference and carry, 0 while it has none, and the last step that uses it. */
  private locals: Int32Array = new Int32Array(0);
  private last: Int32Array = new Int32Array(0);
  private free: number[] = [];
  private used = 0;
  private slot = 0;
  private setAt = -1;
  private setEnd = -1;
  private setLocal = -1;

  constructor(program: Program, schedule: Schedule, templates: readonly Template[], code: Bytes) {
    this.program = program;
    this.schedule = schedule;
    this.templates = templates;
    this.code = code;
  }

  write(segment: ResolvedSegment): void {
    const { code } = this;
    const { period, count, carries, references } = segment;
    this.segment = segment;
    this.findLastUses();
    this.pointers.clear();
    this.pointers.set(0, MEMORY);
    if (count > 1) {
      for (const { stride } of references) {
        if (!this.pointers.has(stride)) this.pointers.set(stride, ITERATION + this.pointers.size);
      }
    }
    const whole = count > 1 ? this.pointers.size : 0;
    this.used = whole;
    this.free = [];
    this.slot = 0;
    const size = code.blank();
    code.byte(2);
    code.u32(whole);
    code.byte(TYPE.i32);
    const locals = code.blank();
    code.byte(TYPE.f64);
    if (count > 1) this.begin(carries);
    for (let q = 0; q < period; q++) this.step(q);
    if (count > 1) this.iteration(carries);
    code.byte(OP.i32Const);
    code.s32(OK);
    code.byte(OP.end);
    code.fill(locals, this.used - whole);
    code.fill(size, code.length - size - 5);
  }

  private findLastUses(): void {
    const { from, period, operands, references, carries } = this.segment;
    const values = period + references.length + carries.length;
    if (this.last.length < values) {
      this.last = new Int32Array(2 * values);
      this.locals = new Int32Array(2 * values);
    }
    this.last.fill(-1, 0, values);
    this.locals.fill(0, 0, values);
    let slot = 0;
    for (let q = 0; q < period; q++) {
      for (const end = slot + this.arity(from + q); slot < end; slot++) {
        const operand = operands[slot]!;
        if (operand >= 0) this.last[operand] = q;
      }
    }
    carries.forEach(({ step }, c) => {
      this.last[step] = ALWAYS;
      this.last[period + references.length + c] = ALWAYS;
    });
  }

  private arity(step: number): number {
    return this.schedule.arities[this.schedule.actions[step]!]!;
  }

  /** Sets up pointers and carries before the first iteration. */
  private begin(carries: readonly Carry[]): void {
    const { code } = this;
    const { period, count, references } = this.segment;
    for (const [stride, pointer] of this.pointers) {
      if (stride === 0) continue;
      code.all([OP.localGet, MEMORY]);
      if (stride < 0) {
        code.byte(OP.i32Const);
        code.s32(-stride * (count - 1));
        code.byte(OP.i32Add);
      }
      code.byte(OP.localSet);
      code.u32(pointer);
    }
    carries.forEach(({ first, address }, c) => {
      if (address < 0) this.constant(first);
      else this.load({ stride: 0, offset: address, isTable: false });
      this.set(period + references.length + c);
    });
    code.all([OP.loop, TYPE.none]);
  }

  /** Goes on to the next iteration, if there is one. */
  private iteration(carries: readonly Carry[]): void {
    const { code } = this;
    const { period, count, references } = this.segment;
    carries.forEach(({ step }, c) => {
      this.push(step);
      code.byte(OP.localSet);
      code.u32(this.locals[period + references.length + c]!);
    });
    for (const [stride, pointer] of this.pointers) if (stride !== 0) this.increase(pointer, stride, OP.localSet);
    this.increase(ITERATION, 1, OP.localTee);
    code.byte(OP.i32Const);
    code.s32(count);
    code.all([OP.i32Ne, OP.brIf, 0, OP.end]);
  }

  private increase(local: number, by: number, then: number): void {
    const { code } = this;
    code.byte(OP.localGet);
    code.u32(local);
    code.byte(OP.i32Const);
    code.s32(by);
    code.all([OP.i32Add, then]);
    code.u32(local);
  }

  private step(q: number): void {
    const { from, stores } = this.segment;
    const action = this.schedule.actions[from + q]!;
    const first = this.slot;
    const end = first + this.schedule.arities[action]!;
    for (let s = first; s < end; s++) this.fetch(this.segment.operands[s]!);
    if (action < this.schedule.output) {
      for (const byte of this.templates[action] as Template) {
        if (byte >= 0) this.code.byte(byte);
        else this.push(this.segment.operands[first + ~byte]!);
      }
      this.release(first, end, q);
      if (this.last[q]! > q || stores[q]! >= 0) this.set(q);
      else this.code.byte(OP.drop);
      if (stores[q]! >= 0) this.store(q, stores[q]!);
      if (this.last[q]! <= q && this.locals[q] !== 0) this.drop(q);
    } else {
      if (action === this.schedule.output) this.store(this.segment.operands[first]!, stores[q]!);
      else this.guard(q, first);
      this.release(first, end, q);
    }
    this.slot = end;
  }

  /** Loads a number that is kept in memory into a local. */
  private fetch(operand: number): void {
    const { period } = this.segment;
    if (operand < period || this.locals[operand] !== 0) return;
    this.load(this.segment.references[operand - period] as Reference);
    this.set(operand);
  }

  /** Pushes the address to which an offset is added, and returns that offset. */
  private address({ stride, offset, isTable }: Reference): number {
    const { code } = this;
    code.byte(OP.localGet);
    code.u32(this.pointers.get(stride) as number);
    if (!isTable) return offset;
    code.all([OP.i32Load, 2]);
    code.u32(offset);
    code.all([OP.localGet, MEMORY, OP.i32Add]);
    return 0;
  }

  private load(reference: Reference): void {
    const offset = this.address(reference);
    this.code.all([OP.f64Load, 3]);
    this.code.u32(offset);
  }

  private store(operand: number, reference: number): void {
    const offset = this.address(this.segment.references[reference] as Reference);
    this.push(operand);
    this.code.all([OP.f64Store, 3]);
    this.code.u32(offset);
  }

  private set(value: number): void {
    const local = this.free.pop() ?? ++this.used;
    this.locals[value] = local;
    this.setAt = this.code.length;
    this.code.byte(OP.localSet);
    this.code.u32(local);
    this.setEnd = this.code.length;
    this.setLocal = local;
  }

  /** Pushes an operand. */
  private push(operand: number): void {
    const { code } = this;
    if (operand < 0) {
      this.constant(~operand);
      return;
    }
    const local = this.locals[operand]!;
    if (code.length === this.setEnd && local === this.setLocal) {
      code.replace(this.setAt, OP.localTee);
      this.setEnd = -1;
    } else {
      code.byte(OP.localGet);
      code.u32(local);
    }
  }

  private constant(node: number): void {
    this.code.byte(OP.f64Const);
    this.code.f64(this.program.values[node]!);
  }

  /** Frees the locals of the operands of step q that nothing needs any more. */
  private release(first: number, end: number, q: number): void {
    for (let s = first; s < end; s++) {
      const operand = this.segment.operands[s]!;
      if (operand >= 0 && this.last[operand] === q && this.locals[operand] !== 0) this.drop(operand);
    }
  }

  private drop(value: number): void {
    this.free.push(this.locals[value]!);
    this.locals[value] = 0;
  }

  /** Returns the index of the guard, unless it comes out as it was captured. */
  private guard(q: number, first: number): void {
    const { code } = this;
    const place = this.schedule.ids[this.segment.from + q]!;
    const { compare, outcome } = this.program.guards[place]!;
    const x = this.segment.operands[first]!;
    const y = compare === 'finite' || compare === 'NaN' ? x : this.segment.operands[first + 1]!;
    this.push(x);
    if (compare === 'finite') {
      // ∞ − ∞ and NaN − NaN are NaN, and NaN equals nothing.
      this.push(x);
      code.all([NUMERIC['f64.sub']!, OP.f64Const, 0, 0, 0, 0, 0, 0, 0, 0, COMPARE.eq]);
    } else if (compare === 'NaN') {
      this.push(x);
      code.byte(COMPARE.ne);
    } else if (compare === 'is') {
      this.push(y);
      code.byte(COMPARE.eq);
      this.push(x);
      this.push(x);
      code.byte(COMPARE.ne);
      this.push(y);
      this.push(y);
      code.all([COMPARE.ne, OP.i32And, OP.i32Or]);
    } else {
      this.push(y);
      code.byte(COMPARE[compare]);
    }
    if (outcome) code.byte(OP.i32Eqz);
    code.all([OP.if, TYPE.none, OP.i32Const]);
    code.s32(place);
    if (this.segment.count > 1) {
      const next = this.schedule.ids[this.segment.from + this.segment.period + q]!;
      code.all([OP.localGet, ITERATION, OP.i32Const]);
      code.s32(next - place);
      code.all([OP.i32Mul, OP.i32Add]);
    }
    code.all([OP.return, OP.end]);
  }
}
