import type {
  Node as AnyNode,
  ConditionalExpression,
  DoWhileStatement,
  ForStatement,
  IfStatement,
  LogicalExpression,
  SwitchCase,
  SwitchStatement,
  WhileStatement,
} from 'estree';
import { isBoolean, isSteady, isText } from '../kind.ts';
import { type Node, unwrapped } from '../nodes.ts';
import { type Context, copyTrivia, openCall, type Parts, printChildren, printWhole, type Use } from './context.ts';

/** Whether JavaScript's own truth of an expression is right. */
export function isPlainTest(context: Context, node: AnyNode): boolean {
  return isBoolean(context.names, node) || context.inert(node);
}

/** An expression of which only the truth counts, and which says nothing of it by its form: `$truthy(x)`. */
export function printTest(context: Context, node: Node): Parts {
  if (isPlainTest(context, node)) return { first: node, use: 'value', rest: () => undefined };
  const close = openCall(context, '$truthy', node);
  return { first: node, use: 'value', rest: close };
}

/** The operands of `a && b && c`, which leans to the left. */
function operandsOf(node: LogicalExpression): Node[] {
  const operands: Node[] = [];
  let left: Node = node;
  for (; left.type === 'LogicalExpression' && left.operator === node.operator; left = left.left) {
    operands.push(left.right);
  }
  operands.push(left);
  return operands.reverse();
}

/** `a && b`: what is true stays, what is given is a or b themselves. */
export function printLogical(context: Context, node: LogicalExpression, use: Use): undefined {
  const { out } = context;
  const operands = operandsOf(node);
  const last = operands.length - 1;
  const isPlain = node.operator === '??';
  const decides = operands.findIndex((operand, i) => i < last && !isPlain && !isPlainTest(context, operand));
  const native = use !== 'value' || decides === -1 ? last + 1 : decides;
  out.copy(node.start, operands[0]!.start);
  for (let i = 0; i < native; i++) {
    const operand = operands[i]!;
    if (i > 0) out.copy(operands[i - 1]!.end, operand.start);
    // `a && b++` for its effect: the assignment that stands for it binds less.
    const binds = use === 'effect' && i === last && operand.type === 'UpdateExpression';
    if (binds) out.text('(', operand.start);
    context.print(operand, isPlain && !binds ? 'value' : i < last && use !== 'value' ? 'test' : use);
    if (binds) out.text(')', operand.end);
  }
  if (native <= last) {
    if (native > 0) out.copy(operands[native - 1]!.end, operands[native]!.start);
    printChoice(context, operands.slice(native), node.operator);
  }
  return undefined;
}

/** `($truthy($t = a) ? b : $t)`, and for more operands `($truthy($t = a) && $truthy($t = b) && ($t = c), $t)`. */
function printChoice(context: Context, operands: readonly Node[], operator: string): void {
  const { out } = context;
  const truthy = context.runtime('$truthy');
  const [first, second] = operands as [Node, Node];
  out.text('(', first.start);
  if (operands.length > 2) {
    const chosen = context.temporary();
    operands.forEach((operand, i) => {
      const isLast = i === operands.length - 1;
      if (i > 0) {
        copyTrivia(context, operands[i - 1]!.end, operand.start);
        out.text(` ${operator} `, operand.start);
      }
      out.text(isLast ? `(${chosen} = ` : `${truthy}(${chosen} = `, operand.start);
      context.print(operand);
      out.text(')', operand.end);
    });
    out.text(`, ${chosen})`, operands.at(-1)!.end);
    return;
  }
  const steady = isSteady(first);
  const chosen = steady ? '' : context.temporary();
  out.text(steady ? `${truthy}(` : `${truthy}(${chosen} = `, first.start);
  context.print(first);
  out.text(') ? ', first.end);
  const printFirst = (): void => {
    if (steady) context.print(unwrapped(first));
    else out.text(chosen, first.start);
  };
  if (operator === '||') {
    printFirst();
    out.text(' : ', first.end);
  }
  copyTrivia(context, first.end, second.start);
  context.print(second);
  if (operator === '&&') {
    out.text(' : ', second.end);
    printFirst();
  }
  out.text(')', second.end);
}

/** `a ? b : c`; one in another's place of c is printed in a loop. */
export function printConditional(context: Context, node: ConditionalExpression, use: Use): Parts {
  const { out } = context;
  out.copy(node.start, node.test.start);
  const rest = (): undefined => {
    for (let at = node; ; ) {
      if (at !== node) {
        out.copy(at.start, at.test.start);
        context.print(at.test, 'test');
      }
      out.copy(at.test.end, at.consequent.start);
      context.print(at.consequent, use);
      out.copy(at.consequent.end, at.alternate.start);
      if (at.alternate.type !== 'ConditionalExpression') {
        context.print(at.alternate, use);
        return;
      }
      at = at.alternate;
    }
  };
  return { first: node.test, use: 'test', rest };
}

/** `else if` is printed in a loop. */
export function printIf(context: Context, node: IfStatement): undefined {
  const { out } = context;
  for (let at = node; ; ) {
    out.copy(at.start, at.test.start);
    context.print(at.test, 'test');
    out.copy(at.test.end, at.consequent.start);
    context.print(at.consequent);
    if (at.alternate == null) return undefined;
    out.copy(at.consequent.end, at.alternate.start);
    if (at.alternate.type !== 'IfStatement') return void context.print(at.alternate);
    at = at.alternate;
  }
}

export function printWhile(context: Context, node: WhileStatement | DoWhileStatement): Parts | undefined {
  return printChildren(context, node, (child) => (child === node.test ? 'test' : 'value'));
}

export function printFor(context: Context, node: ForStatement): undefined {
  const { out } = context;
  let at = node.start;
  for (const child of [node.init, node.test, node.update, node.body]) {
    if (child == null) continue;
    out.copy(at, child.start);
    // A declaration in the head ends without a semicolon of its own.
    if (child.type === 'VariableDeclaration') printWhole(context, printChildren(context, child));
    else context.print(child, child === node.test ? 'test' : child === node.body ? 'value' : 'effect');
    at = child.end;
  }
  out.copy(at, node.end);
  return undefined;
}

/** A plain number, guarded in traces, chooses the case. */
export function printSwitch(context: Context, node: SwitchStatement | SwitchCase): Parts | undefined {
  const chooses = node.type === 'SwitchStatement' ? node.discriminant : node.test;
  return printChildren(context, node, (child) =>
    child === chooses && !context.inert(child) && !isText(child) ? '$key' : 'value',
  );
}
