import type { Term } from '../../rules/term.ts';
import type { ErrorGraph, ErrorNode } from './error-graph.ts';
import { valueInterval } from './interval-algebra.ts';
import { ulp } from './rounding.ts';

/** The derivatives of y by `inputs` as nodes of the same graph: the rules run in reverse, as the reverse mode runs them. */
export function gradientNodes(graph: ErrorGraph, y: ErrorNode, inputs: readonly ErrorNode[]): ErrorNode[] {
  const { algebra: A, nodes } = graph;
  const adjoints: (ErrorNode | undefined)[] = [];
  adjoints[y.id] = graph.constant(1);
  for (let id = y.id; id >= 0; id--) {
    const adjoint = adjoints[id];
    const node = nodes[id]!;
    const { operands } = node;
    if (adjoint === undefined || !node.isActive || operands.length === 0) continue;
    const partials = partialsOf(graph, node);
    operands.forEach((operand, i) => {
      const partial = partials[i]!;
      if (!operand.isActive || graph.isNone(partial)) return;
      const part = partial === 1 ? adjoint : partial === -1 ? A.neg(adjoint) : A.mul(partial, adjoint);
      const before = adjoints[operand.id];
      adjoints[operand.id] = before === undefined ? part : A.add(before, part);
    });
  }
  return inputs.map(({ id }) => adjoints[id] ?? graph.constant(0));
}

/** The partials of a node by its operands. */
function partialsOf(graph: ErrorGraph, node: ErrorNode): readonly Term<ErrorNode>[] {
  const { rule, operands } = node;
  const [x, y] = operands as [ErrorNode, ErrorNode];
  if (rule?.jumps && isAtJump(node)) {
    const unknown = graph.unknown(0, `${rule.name} is at a jump`);
    return operands.map(() => unknown);
  }
  if (rule?.partials === undefined) {
    const unknown = graph.unknown(NaN, node.doubt ?? `the derivative of ${rule?.name} is unknown`);
    return operands.map(() => unknown);
  }
  return rule.arity === 1 ? rule.partials(graph.algebra, node, x) : rule.partials(graph.algebra, node, x, y);
}

/** Whether the value of a row jumps between the neighbours of its operands. */
function isAtJump({ rule, operands, value }: ErrorNode): boolean {
  const steps = operands.map((x) => ulp(x.value));
  const { lo, hi } = valueInterval(
    rule!,
    operands.map((x, i) => ({ lo: x.value - steps[i]!, hi: x.value + steps[i]! })),
  );
  // Of whole numbers a jump is 1, however large they are.
  return !(hi - lo <= Math.min(64 * steps.reduce((sum, step) => sum + step, ulp(value)), 0.25));
}
