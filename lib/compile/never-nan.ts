import type { Builder } from './builder.ts';
import { Conditions } from './conditions.ts';
import { CONSTANT, kindOf } from './instructions.ts';
import type { Instruction } from './program.ts';
import { propertiesOf } from './properties.ts';

const [ADD, MUL, POW] = ['add', 'mul', 'pow'].map((name) => kindOf.get(name)) as [number, number, number];

/** Nodes to be found finite in a run, each where its condition holds. */
export interface Finite {
  readonly nodes: readonly number[];
  readonly conditions: Conditions;
}

/**
 * The nodes of a program that have to be finite so that no number which the derivatives given out depend on is NaN.
 * (Where one is, the rules have partials of NaN, and what depends on nothing must not become 0 · ∞.)
 *
 * Few suffice: NaN goes on to almost everything computed from it, so a node is covered by what it leads to; and most
 * operations never make NaN of numbers. Backwards through the program: a node that is neither covered nor safe is listed.
 */
export function finiteNodes(b: Builder, isAlive: Uint8Array): Finite {
  const conditions = new Conditions(b);
  const nodes: number[] = [];
  if (!b.hasNeeds) return { nodes, conditions };
  const matters = marked(b, conditions);
  const numbers = new Uint8Array(b.length);
  const finite = new Uint8Array(b.length);
  const positive = signs(b);
  // What is computed in any case first: it covers part of the rest.
  for (const alive of [1, 0]) {
    for (let node = b.length - 1; node >= 0; node--) {
      if (matters[node] === 0) continue;
      if (numbers[node] === 0 && isAlive[node] === alive && !isSafe(b, node, finite, positive)) {
        nodes.push(node);
        numbers[node] = 1;
        finite[node] = 1;
      }
      if (numbers[node] === 1) cover(b, node, conditions, matters, numbers, finite);
    }
  }
  return { nodes, conditions };
}

/** What the derivatives given out are computed from, and under which conditions. */
function marked(b: Builder, conditions: Conditions): Uint8Array {
  const matters = b.needed.slice(0, b.length);
  for (let node = b.length - 1; node >= 0; node--) {
    if (matters[node] === 0) continue;
    if (b.needed[node] === 1) conditions.widen(node, -1);
    const start = b.starts[node] as number;
    const end = b.starts[node + 1] as number;
    // The comparison of a select is no derivative's business.
    for (let i = b.isSelect(node) ? 2 : 0; start + i < end; i++) {
      const operand = b.operands[start + i] as number;
      if (b.kinds[operand] === CONSTANT) continue;
      matters[operand] = 1;
      conditions.widen(operand, conditions.ofOperand(node, i));
    }
  }
  return matters;
}

/** Where `node` is no NaN (or finite), operands that pass on NaN (or infinity) are none (or finite). */
function cover(
  b: Builder,
  node: number,
  conditions: Conditions,
  matters: Uint8Array,
  numbers: Uint8Array,
  finite: Uint8Array,
): void {
  const start = b.starts[node] as number;
  const count = (b.starts[node + 1] as number) - start;
  const isSelect = b.isSelect(node);
  const { passesNaN, passesInfinite } = propertiesOf(b.instructions[b.kinds[node] as number] as Instruction);
  for (let i = isSelect ? 2 : 0; i < count; i++) {
    const operand = b.operands[start + i] as number;
    if (matters[operand] === 0 || conditions.at(operand) !== conditions.ofOperand(node, i)) continue;
    if (isSelect || passesNaN[i] || isPowerByConstant(b, node, i)) numbers[operand] = 1;
    if (finite[node] === 1 && (isSelect || passesInfinite[i])) finite[operand] = 1;
  }
}

function isPowerByConstant(b: Builder, node: number, i: number): boolean {
  const exponent = b.operand(node, 1);
  return b.kinds[node] === POW && i === 0 && b.kinds[exponent] === CONSTANT && b.values[exponent] !== 0;
}

/** Whether a node can't be NaN where its operands are not. */
function isSafe(b: Builder, node: number, finite: Uint8Array, positive: Uint8Array): boolean {
  if (b.isSelect(node)) return true;
  const kind = b.kinds[node] as number;
  const instruction = b.instructions[kind] as Instruction;
  if (instruction.arity === 0) return false;
  const properties = propertiesOf(instruction);
  if (properties.safe) return true;
  const start = b.starts[node] as number;
  const end = b.starts[node + 1] as number;
  let [allFinite, allPositive] = [true, true];
  for (let i = start; i < end; i++) {
    const operand = b.operands[i] as number;
    const value = b.values[operand] as number;
    if (b.kinds[operand] === CONSTANT ? !Number.isFinite(value) : finite[operand] === 0) allFinite = false;
    if (positive[operand] === 0) allPositive = false;
  }
  if (allFinite && properties.finiteSafe) return true;
  const [x, y] = [b.operand(node, 0), end - start > 1 ? b.operand(node, 1) : -1];
  // ∞ − ∞ needs two signs, 0 · ∞ a zero.
  if (kind === ADD) return allPositive || isFiniteConstant(b, x) || isFiniteConstant(b, y);
  if (kind === MUL) return x === y || (isFiniteConstant(b, x) && b.values[x] !== 0);
  const { name } = instruction;
  if (name === 'sub') return isFiniteConstant(b, x) || isFiniteConstant(b, y);
  if (name === 'sqrt' || name === 'log') return positive[x] === 1;
  return false;
}

function isFiniteConstant(b: Builder, node: number): boolean {
  return b.kinds[node] === CONSTANT && Number.isFinite(b.values[node]);
}

/** Marks the nodes that are never negative. */
function signs(b: Builder): Uint8Array {
  const positive = new Uint8Array(b.length);
  for (let node = 0; node < b.length; node++) {
    const kind = b.kinds[node] as number;
    if (kind === CONSTANT) {
      positive[node] = (b.values[node] as number) >= 0 ? 1 : 0;
      continue;
    }
    const instruction = b.instructions[kind] as Instruction;
    if (instruction.arity === 0) continue;
    const first = b.isSelect(node) ? 2 : 0;
    const isSign = (test: (operand: number) => boolean): boolean => {
      for (let i = (b.starts[node] as number) + first; i < (b.starts[node + 1] as number); i++) {
        if (!test(b.operands[i] as number)) return false;
      }
      return true;
    };
    const kept = kind === ADD || kind === MUL || b.isSelect(node);
    const isPositive =
      propertiesOf(instruction).positive ||
      (kind === MUL && b.operand(node, 0) === b.operand(node, 1)) ||
      (kept && isSign((operand) => positive[operand] === 1));
    if (isPositive) positive[node] = 1;
  }
  return positive;
}
