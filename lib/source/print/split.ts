import type { Identifier } from 'estree';
import { patternNames } from '../binding.ts';
import { children, nodesIn } from '../children.ts';
import { directives } from '../directives.ts';
import { globalMember, globalName } from '../globals.ts';
import { type FunctionNode, isFunctionNode, type Node, unwrapped } from '../nodes.ts';
import { BINARY, isNumberConstructor, MATH_CONSTANTS } from '../vocabulary.ts';
import { isPlainTest } from './condition.ts';
import { type Context, type Inside, twinOf } from './context.ts';

/**
 * How deep functions with two copies may contain each other. The body at depth d is printed once in the copy for open
 * levels of each function around it, once in its own, and once plainly: d + 2 times.
 */
const DEEPEST = 3;

/** A function that contains others is printed twice up to this many characters. */
const LONGEST = 60_000;

/** The two copies of a body: for open levels, which may be a function of its own, and for numbers alone. */
export interface Copies {
  readonly outline: Outline | undefined;
}

/** How a body is printed twice; undefined where it is printed once. */
export function copiesOf(context: Context, node: FunctionNode): Copies | undefined {
  // Between two steps of a generator or async function levels can open and close.
  if (node.async || node.generator) return undefined;
  const { body } = node;
  const { computations, height, superInside } = lookInside(context, node);
  if (computations === 0 || superInside) return undefined;
  if (height > 0 && (height > DEEPEST || body.end - body.start > LONGEST)) return undefined;
  const outline = outlineOf(context, node);
  if (body.type === 'BlockStatement' && outline === undefined && !canStandInBlock(body.body)) return undefined;
  return { outline };
}

/** Whether statements of a body mean the same in a block of it. */
function canStandInBlock(body: readonly Node[]): boolean {
  const names = new Set<string>();
  for (const statement of body) {
    if (statement.type !== 'FunctionDeclaration') continue;
    // Two functions of one name: an error in a block of strict code.
    if (names.has(statement.id.name)) return false;
    names.add(statement.id.name);
  }
  return names.size === 0 || !body.some((statement) => declaresVar(statement, names));
}

/** Whether a `var` at any depth declares one of the names: a conflict with a function in a block. */
function declaresVar(root: Node, wanted: ReadonlySet<string>): boolean {
  for (const node of nodesIn(root, (node) => !isFunctionNode(node))) {
    if (node.type !== 'VariableDeclaration' || node.kind !== 'var') continue;
    if (node.declarations.flatMap(({ id }) => patternNames(id)).some(({ name }) => wanted.has(name))) return true;
  }
  return false;
}

/** How the copy for open levels is a function of its own. */
export interface Outline {
  /** The parameters, by the names that they declare: handed over, so that nothing of the plain copy is captured. */
  readonly names: readonly Identifier[];
  /** Whether `this` has to be handed over. */
  readonly usesThis: boolean;
}

/** Below this many characters the call costs more than the size. */
const SHORTEST = 60;

/**
 * Whether the copy for open levels is a function of its own. It keeps the function small enough to be inlined: plain calls
 * of 22 packages of npm were 1.19 times the originals with both copies in one body, and 1.10 times so.
 */
function outlineOf(context: Context, node: FunctionNode): Outline | undefined {
  const { body, params } = node;
  if (body.end - body.start < SHORTEST) return undefined;
  const { usesCall, usesThis } = lookInside(context, node);
  const isArrow = node.type === 'ArrowFunctionExpression';
  if (usesCall && !isArrow) return undefined;
  // What stands before the copies, before `super(…)`, could declare what is declared after it.
  if (body.type === 'BlockStatement') {
    const { length } = directives(context.code, body.body);
    if (superPrefix(body.body.slice(length)) > 1) return undefined;
  }
  // A function in a default could read what the body stores in a parameter.
  if (params.some(holdsFunction)) return undefined;
  const names = params.flatMap(patternNames);
  if (new Set(names.map(({ name }) => name)).size < names.length) return undefined;
  // TypeScript declares the type of `this` among the parameters.
  return { names: names.filter(({ name }) => name !== 'this'), usesThis: usesThis && !isArrow };
}

/** How many statements precede the copies: up to `super(…)`, which TypeScript wants at the root of a body. */
export function superPrefix(statements: readonly Node[]): number {
  return (
    statements.findIndex((statement) => {
      const call = statement.type === 'ExpressionStatement' ? unwrapped(statement.expression) : undefined;
      return call?.type === 'CallExpression' && call.callee.type === 'Super';
    }) + 1
  );
}

function holdsFunction(param: Node): boolean {
  for (const node of nodesIn(param)) {
    if (isFunctionNode(node) || node.type === 'ClassExpression' || node.type === 'CallExpression') return true;
  }
  return false;
}

function lookInside(context: Context, root: FunctionNode): Inside {
  const known = context.insides.get(root);
  if (known !== undefined) return known;
  let height = 0;
  let computations = 0;
  let superInside = false;
  let usesThis = false;
  let usesCall = false;
  const todo: Node[] = root.body.type === 'BlockStatement' ? [...root.body.body] : [root.body];
  const roots: ReadonlySet<Node> = new Set(todo);
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    if (isFunctionNode(node)) {
      const inside = lookInside(context, node);
      height = Math.max(height, inside.height + 1);
      if (node.type === 'ArrowFunctionExpression') {
        usesThis ||= inside.usesThis;
        usesCall ||= inside.usesCall;
      }
      for (const param of node.params) todo.push(param);
      continue;
    }
    if (isComputation(context, node)) computations++;
    usesThis ||= node.type === 'ThisExpression';
    usesCall ||= isOfCall(node);
    if (roots.has(node) && node.type === 'ExpressionStatement') {
      const call = unwrapped(node.expression);
      if (call.type === 'CallExpression' && call.callee.type === 'Super') {
        todo.push(...call.arguments);
        continue;
      }
    }
    superInside ||= node.type === 'CallExpression' && node.callee.type === 'Super';
    for (const child of children(node)) todo.push(child);
  }
  const inside = { height, computations, superInside, usesThis, usesCall };
  context.insides.set(root, inside);
  return inside;
}

/** Whether a function uses this, or what only one call of it has. */
export function isOfOneCall(context: Context, node: FunctionNode): boolean {
  const { usesCall, usesThis } = lookInside(context, node);
  return usesCall || usesThis;
}

function isOfCall(node: Node): boolean {
  if (node.type === 'Identifier') return node.name === 'arguments' || node.name === 'eval';
  return node.type === 'Super' || node.type === 'MetaProperty';
}

/** Whether a node is slower on the run-time operators. */
function isComputation(context: Context, node: Node): boolean {
  switch (node.type) {
    case 'BinaryExpression':
      return node.operator in BINARY && !(context.inert(node.left) && context.inert(node.right));
    case 'UnaryExpression':
      return /^[-+~]$/.test(node.operator) && !context.inert(node.argument);
    case 'UpdateExpression':
      return !context.inert(node.argument);
    case 'AssignmentExpression':
      return node.operator !== '=' && node.operator !== '??=' && !context.inert(node);
    case 'MemberExpression': {
      if (node.computed) return !context.inert(node.property);
      const member = globalMember(context.names, node);
      return member?.object === 'Math' && !MATH_CONSTANTS.has(member.member);
    }
    case 'ArrayExpression':
      // V8 remembers for each literal what it came to hold: one that held active numbers boxes plain ones ever after.
      return node.elements.some((element) => element !== null && !context.inert(element));
    case 'CallExpression':
      return isCallOfMath(context, unwrapped(node.callee));
    case 'NewExpression':
      return isNumberConstructor(globalName(context.names, node.callee));
    case 'LogicalExpression':
      return node.operator !== '??' && node.left.type !== 'LogicalExpression' && !isPlainTest(context, node.left);
    case 'ConditionalExpression':
    case 'IfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return !isPlainTest(context, node.test);
    default:
      return false;
  }
}

/** Whether a callee is a function of Math by a name of the file. */
function isCallOfMath(context: Context, callee: Node): boolean {
  const name = callee.type === 'MemberExpression' ? unwrapped(callee.object) : callee;
  const twin = twinOf(context, name);
  return twin !== undefined && twin.active === undefined;
}
