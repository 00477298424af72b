/**
 * y = x₁² + 3(x₂x₃ − x₁²) at (1, 2, 3), as on paper: one step a line, with its value and tangents going forward, and its
 * adjoint going back.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { instance } from '@viz-js/viz';
import {
  add,
  jacobian,
  label,
  mul,
  type Scalar,
  square,
  sub,
  tape,
  toDot,
  trace,
  type Var,
  value,
} from '../lib/entries/index.ts';
import { printTable } from './print-table.ts';

/** Every step of the computation, from its inputs. */
function steps(x1: Scalar, x2: Scalar, x3: Scalar) {
  const z1 = label(square(x1), 'z1');
  const z2 = label(mul(x2, x3), 'z2');
  const z3 = label(sub(z2, z1), 'z3');
  const z4 = label(mul(3, z3), 'z4');
  const y = add(z1, z4);
  return { x1, x2, x3, z1, z2, z3, z4, y };
}

const formulas: Readonly<Record<string, string>> = { z1: 'x₁²', z2: 'x₂ x₃', z3: 'z₂ − z₁', z4: '3 z₃', y: 'z₁ + z₄' };

// Forwards: the derivative of every step by every input.
const tangents = jacobian(([x1, x2, x3]) => Object.values(steps(x1, x2, x3)), { mode: 'forward' })([1, 2, 3]);

// Backwards: variables on a tape, the computation, then the derivative of y by every step.
const t = tape();
const nodes = steps(t.variable(1), t.variable(2), t.variable(3));
t.backward(nodes.y);

console.log('y = x₁² + 3(x₂x₃ − x₁²) at x = (1, 2, 3)\n');
printTable(
  ['step', 'formula', 'value', '∂/∂x₁', '∂/∂x₂', '∂/∂x₃', 'adjoint ∂y/∂·'],
  Object.entries(nodes).map(([name, node], i) => [
    name,
    formulas[name] ?? 'input',
    value(node),
    ...(tangents[i] as number[]),
    (node as Var).grad,
  ]),
);
console.log(`
Read downwards, a column ∂/∂xᵢ is one forward sweep; its last entry is one partial of y.
Read upwards, the last column is the one reverse sweep; its entries at x1, x2, x3 are the whole gradient.
z1 has two paths to y, directly and through z3, and its adjoint is the sum of both: 1 − 3 = −2.`);

// And as a picture: the graph in Graphviz's language, drawn by Graphviz.
const program = trace((x1: Scalar, x2: Scalar, x3: Scalar) => steps(x1, x2, x3).y, 1, 2, 3);
const picture = new URL('../out/computational-graph.svg', import.meta.url);
mkdirSync(new URL('.', picture), { recursive: true });
writeFileSync(picture, (await instance()).renderString(toDot(program), { format: 'svg' }));
console.log('\nIts picture is in out/computational-graph.svg.');
