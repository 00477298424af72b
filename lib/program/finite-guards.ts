import type { Builder } from './builder.ts';
import { propertiesOf } from './nan-behaviour.ts';
import { CONSTANT, opcodeOf } from './opcodes.ts';
import type { Operation } from './program.ts';
import { ALWAYS, type Sides, sidesByComparison } from './select-sides.ts';

const [ADD, SUB, MUL, POW, SQRT, LOG] = ['add', 'sub', 'mul', 'pow', 'sqrt', 'log'].map((name) =>
  opcodeOf.get(name),
) as [number, number, number, number, number, number];

/** Nodes that a run must find finite, each where its sides are chosen. */
export interface Finite {
  readonly nodes: readonly number[];
  readonly sides: Sides;
}

/** What is known of an opcode, as bits: of its value … */
const SAFE = 1;
const FINITE_SAFE = 2;
const POSITIVE = 4;
/** … that its sides are the third and fourth operand … */
const SIDES = 8;
/** … and from here on of its operands, two bits each, that it is NaN where they are, and finite only where they are. */
const FIRST_OPERAND = 4;

function known(operation: Operation): number {
  if (operation.arity === 0) return 0;
  if (operation.compare !== undefined) return SAFE | SIDES | (0b1111 << (FIRST_OPERAND + 4));
  const { safe, finiteSafe, positive, passesNaN, passesInfinite } = propertiesOf(operation);
  let bits = (safe ? SAFE : 0) | (finiteSafe ? FINITE_SAFE : 0) | (positive ? POSITIVE : 0);
  for (let i = 0; i < passesNaN.length; i++) {
    if (passesNaN[i]) bits |= 1 << (FIRST_OPERAND + 2 * i);
    if (passesInfinite[i]) bits |= 2 << (FIRST_OPERAND + 2 * i);
  }
  return bits;
}

/** The NaN behaviour of the opcodes that occur: to probe all takes milliseconds. */
function factsOf(b: Builder): Uint16Array {
  const occurs = new Uint8Array(b.operations.length);
  for (let node = 0; node < b.length; node++) occurs[b.opcodes[node]!] = 1;
  return Uint16Array.from(b.operations, (operation, opcode) => (occurs[opcode] === 1 ? known(operation) : 0));
}

/**
 * The nodes of a program that have to be finite so that no number on which the returned derivatives depend is NaN.
 * (Where one is NaN, the rules have partials of NaN, and an inactive operand must not become 0 · ∞.)
 *
 * Few suffice. NaN passes on to almost every node computed from it, so these cover it; and most operations never make NaN
 * of finite numbers. The pass goes backwards through the program and lists the nodes that are neither covered nor safe.
 */
export function finiteNodes(b: Builder, isAlive: Uint8Array): Finite {
  const sides = sidesByComparison(b);
  const nodes: number[] = [];
  if (!b.hasNeeds) return { nodes, sides };
  const facts = factsOf(b);
  const isLost = lostNodes(b, facts);
  const { matters, uses } = marked(b, facts, sides, isLost);
  const numbers = new Uint8Array(b.length);
  const finite = new Uint8Array(b.length);
  const positive = signs(b, facts);
  const isCounted = new Uint8Array(b.length);
  // Unconditional nodes first: they cover part of the rest.
  for (const alive of [1, 0]) {
    for (let node = b.length - 1; node >= 0; node--) {
      if (matters[node] === 0) continue;
      if (
        numbers[node] === 0 &&
        isAlive[node] === alive &&
        (isLost[node] === 1 || !isSafe(b, node, facts, finite, positive))
      ) {
        nodes.push(node);
        numbers[node] = 1;
        finite[node] = 1;
      }
      if (numbers[node] === 0) continue;
      cover(b, node, facts, sides, isCounted[node] === 0, matters, uses, numbers, finite);
      isCounted[node] = 1;
    }
  }
  return { nodes, sides };
}

/**
 * Marks the nodes that the returned derivatives are computed from, and notes in `sides` under which sides. Counts the uses
 * of each lost one, that as a result among them.
 */
function marked(
  b: Builder,
  facts: Uint16Array,
  sides: Sides,
  isLost: Uint8Array,
): { matters: Uint8Array; uses: Int32Array } {
  const { opcodes, starts, operands } = b;
  const matters = b.needed.slice(0, b.length);
  const uses = Int32Array.from(matters, (isNeeded, node) => isNeeded & isLost[node]!);
  for (let node = b.length - 1; node >= 0; node--) {
    if (matters[node] === 0) continue;
    if (b.needed[node] === 1) sides.use(node, ALWAYS);
    const end = starts[node + 1]!;
    // Derivatives do not depend on the comparison of a select.
    let i = facts[opcodes[node]!]! & SIDES ? 2 : 0;
    for (let at = starts[node]! + i; at < end; at++, i++) {
      const operand = operands[at]!;
      if (opcodes[operand] === CONSTANT) continue;
      matters[operand] = 1;
      uses[operand]! += isLost[operand]!;
      if (b.hasSelects) sides.use(operand, sideOf(b, sides, node, i));
    }
  }
  return { matters, uses };
}

/**
 * Where `node` is not NaN, neither are the operands whose NaN it passes on. The same for finite, and infinity. A lost
 * operand may serve several sides: it is covered when each of its uses covers it; this one counts where it `isFirst`.
 */
function cover(
  b: Builder,
  node: number,
  facts: Uint16Array,
  sides: Sides,
  isFirst: boolean,
  matters: Uint8Array,
  uses: Int32Array,
  numbers: Uint8Array,
  finite: Uint8Array,
): void {
  const start = b.starts[node]!;
  const end = b.starts[node + 1]!;
  let passes = facts[b.opcodes[node]!]! >> FIRST_OPERAND;
  if (isPowerByConstant(b, node)) passes |= 1;
  for (let i = 0; start + i < end && passes !== 0; i++, passes >>= 2) {
    const operand = b.operands[start + i]!;
    if (matters[operand] === 0) continue;
    if (passes & 1 && isFirst && --uses[operand]! === 0) numbers[operand] = 1;
    if (sides.at(operand) !== sideOf(b, sides, node, i)) continue;
    if (passes & 1) numbers[operand] = 1;
    if (passes & 2 && finite[node] === 1) finite[operand] = 1;
  }
}

/** The side under which the i-th operand of a node matters to it. */
function sideOf(b: Builder, sides: Sides, node: number, i: number): number {
  const side = sides.at(node);
  return i >= 2 && b.isSelect(node) ? sides.below(side, node, i === 2) : side;
}

function isPowerByConstant(b: Builder, node: number): boolean {
  if (b.opcodes[node] !== POW) return false;
  const exponent = b.operand(node, 1);
  return b.opcodes[exponent] === CONSTANT && b.values[exponent] !== 0;
}

/** Whether a node can't be NaN where its operands are not. */
function isSafe(b: Builder, node: number, facts: Uint16Array, finite: Uint8Array, positive: Uint8Array): boolean {
  const opcode = b.opcodes[node]!;
  const fact = facts[opcode]!;
  const start = b.starts[node]!;
  const end = b.starts[node + 1]!;
  for (let i = start; i < end; i++) {
    const operand = b.operands[i]!;
    if (b.isConstant(operand) && operand !== b.lost && Number.isNaN(b.values[operand])) return false;
  }
  if (fact & SAFE) return true;
  if (start === end) return false;
  let [allFinite, allPositive] = [true, true];
  for (let i = start; i < end; i++) {
    const operand = b.operands[i]!;
    const value = b.values[operand]!;
    if (b.opcodes[operand] === CONSTANT ? !Number.isFinite(value) : finite[operand] === 0) allFinite = false;
    if (positive[operand] === 0) allPositive = false;
  }
  if (allFinite && fact & FINITE_SAFE) return true;
  const x = b.operands[start]!;
  const y = b.operands[end - 1]!;
  // ∞ − ∞ needs two signs, 0 · ∞ a zero.
  if (opcode === ADD) return allPositive || isFiniteConstant(b, x) || isFiniteConstant(b, y);
  if (opcode === SUB) return isFiniteConstant(b, x) || isFiniteConstant(b, y);
  if (opcode === MUL) return x === y || (isFiniteConstant(b, x) && b.values[x] !== 0);
  return (opcode === SQRT || opcode === LOG) && positive[x] === 1;
}

function isFiniteConstant(b: Builder, node: number): boolean {
  return b.opcodes[node] === CONSTANT && Number.isFinite(b.values[node]);
}

/**
 * Marks the nodes that the lost derivative of a kink may come to. A guard on the last of them covers the others: one on the
 * first, which may serve several sides, would fail wherever it is NaN on a side not chosen.
 */
function lostNodes(b: Builder, facts: Uint16Array): Uint8Array {
  const { opcodes, starts, operands } = b;
  const isLost = new Uint8Array(b.length);
  if (b.lost < 0) return isLost;
  isLost[b.lost] = 1;
  for (let node = b.lost + 1; node < b.length; node++) {
    // The comparison of a select decides, and has no derivative.
    const first = starts[node]! + (facts[opcodes[node]!]! & SIDES ? 2 : 0);
    for (let at = first; at < starts[node + 1]!; at++) if (isLost[operands[at]!] === 1) isLost[node] = 1;
  }
  return isLost;
}

/** Marks the nodes that are never negative. */
function signs(b: Builder, facts: Uint16Array): Uint8Array {
  const { opcodes, starts, operands } = b;
  const positive = new Uint8Array(b.length);
  for (let node = 0; node < b.length; node++) {
    const opcode = opcodes[node]!;
    const fact = facts[opcode]!;
    if (opcode === CONSTANT) positive[node] = b.values[node]! >= 0 ? 1 : 0;
    else if (fact & POSITIVE) positive[node] = 1;
    else if (opcode === ADD || opcode === MUL || fact & SIDES) {
      const end = starts[node + 1]!;
      const x = operands[end - 2]!;
      const y = operands[end - 1]!;
      if ((positive[x] === 1 && positive[y] === 1) || (opcode === MUL && x === y)) positive[node] = 1;
    }
  }
  return positive;
}
