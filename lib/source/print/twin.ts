import type { VariableDeclaration } from 'estree';
import type { Binding } from '../binding.ts';
import { children } from '../children.ts';
import { globalMember, globalName } from '../globals.ts';
import { type FunctionNode, isFunctionNode, isTypeOnly, type Node, type Program, unwrapped } from '../nodes.ts';
import type { FileNames } from '../scope.ts';
import { MEMBERS } from '../vocabulary.ts';
import { type Context, type Twin, type Twins, twinOf } from './context.ts';
import { copiesOf, isOfOneCall } from './split.ts';

/** What is declared, and by which node. */
interface Declared {
  readonly binding: Binding;
  readonly node: Node;
  readonly owner: Node;
  /** The name in a pattern: `sin` of `const { sin } = Math`. */
  readonly key?: Node | undefined;
}

/**
 * Finds the names that the file calls and never changes: of functions of Math, and of functions with two copies. Each
 * copy calls its own, so that engines see the calls of the source with no check between them.
 */
export function findTwins(context: Context, program: Program): Twins {
  const ofBinding = new Map<Binding, Twin>();
  const ofNode = new Map<Node, Twin[]>();
  const functions: Declared[] = [];
  /** What each declarator has of Math. */
  const ofMath = new Map<Node, Declared[]>();
  const add = ({ binding, owner, node, key }: Declared, active: string | undefined, local: boolean): void => {
    const twin = { active, plain: context.own(`$p_${binding.name}`), node, key, local };
    ofBinding.set(binding, twin);
    for (const place of new Set(active === undefined ? [owner] : [owner, node])) {
      ofNode.set(place, [...(ofNode.get(place) ?? []), twin]);
    }
  };
  for (const declared of declaredIn(program, context)) {
    if (isFunctionNode(declared.node)) functions.push(declared);
    else if (isOfMath(context.names, declared.node, declared.key)) {
      ofMath.set(declared.owner, [...(ofMath.get(declared.owner) ?? []), declared]);
    }
  }
  for (const [owner, names] of ofMath) {
    const local = names.length === namesOf(owner) && names.every(({ binding }) => isCalledOnly(binding));
    for (const declared of names) add(declared, undefined, local);
  }
  for (const declared of functions) {
    const { binding, node } = declared;
    if (binding.calls.length > 0 && canBeTwins(context, node as FunctionNode))
      add(declared, context.own(`$a_${binding.name}`), isCalledOnly(binding));
  }
  return { ofBinding, ofNode };
}

/** What is declared once and stored in once, functions that are marked or in marked code. */
function* declaredIn(program: Program, context: Context): Generator<Declared> {
  const { names, marks, whole } = context;
  const bodies = new Set<Node>([program]);
  // Where a statement runs once for each run of the function: a closure does not outlive what it calls by name.
  const once = new Set<Node>();
  const todo: [Node, boolean][] = [[program, whole || marks.file]];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const [node, around] = next;
    if (isTypeOnly(node)) continue;
    const isMarked = around || marks.nodes.has(node);
    if (isFunctionNode(node)) bodies.add(node.body);
    if (bodies.has(node) && (node.type === 'BlockStatement' || node.type === 'Program')) {
      for (const statement of node.body) once.add(statement);
    }
    if (isMarked && node.type === 'FunctionDeclaration' && node.id != null) {
      const binding = names.bindingOf(node.id);
      if (binding?.kinds.has('function') && isOnly(binding, 0)) yield { binding, node, owner: node };
    }
    if (node.type === 'ExportNamedDeclaration' && node.declaration?.type === 'VariableDeclaration') {
      const { declarations } = node.declaration;
      // What is exported has its twins behind the statement: no code of the file may run between them.
      if (declarations.length === 1) yield* declaredBy(context, node.declaration, node, isMarked);
      for (const declarator of declarations) todo.push([declarator, isMarked]);
      continue;
    }
    if (node.type === 'VariableDeclaration' && (node.kind !== 'var' || once.has(node))) {
      yield* declaredBy(context, node, undefined, isMarked);
    }
    for (const child of children(node)) todo.push([child, isMarked]);
  }
}

function* declaredBy(
  { names, marks }: Context,
  { declarations }: VariableDeclaration,
  owner: Node | undefined,
  isMarked: boolean,
): Generator<Declared> {
  for (const declarator of declarations) {
    const { id, init } = declarator;
    if (init == null) continue;
    let node = unwrapped(init);
    if (id.type === 'ObjectPattern' && isMarked) {
      for (const property of id.properties) {
        if (property.type !== 'Property' || property.computed) continue;
        const binding = names.bindingOf(property.value);
        if (binding && isOnly(binding, 1)) yield { binding, node, owner: owner ?? declarator, key: property.key };
      }
    }
    const binding = names.bindingOf(id);
    if (binding === undefined || !isOnly(binding, 1)) continue;
    if (marks.calls.has(node) && node.type === 'CallExpression') node = unwrapped(node.arguments[0]!);
    if (isMarked || marks.nodes.has(node)) yield { binding, node, owner: owner ?? declarator };
  }
}

/** Whether a name is declared once, in one manner, and stored in so many times. */
function isOnly(binding: Binding, stores: number): boolean {
  return binding.kinds.size === 1 && binding.declarations === 1 && binding.stores === stores;
}

/** Whether the code that declares a name calls it, and nothing else is done with it. */
function isCalledOnly({ calls, captured, uses }: Binding): boolean {
  return !captured && calls.length === uses;
}

/** How many names a declarator can have of Math. */
function namesOf(owner: Node): number {
  return owner.type === 'VariableDeclarator' && owner.id.type === 'ObjectPattern' ? owner.id.properties.length : 1;
}

/** Whether an expression is Math, or a function of it that has a stand-in; or its member with the name `key` is. */
function isOfMath(names: FileNames, node: Node, key: Node | undefined): boolean {
  if (key !== undefined && !(key.type === 'Identifier' && Object.hasOwn(MEMBERS.Math!, key.name))) return false;
  if (globalName(names, node) === 'Math') return true;
  if (key !== undefined) return false;
  const found = globalMember(names, node);
  return found?.object === 'Math' && Object.hasOwn(MEMBERS.Math!, found.member);
}

/** Whether the copies of a function can be functions of their own, which are called by name with its arguments. */
function canBeTwins(context: Context, node: FunctionNode): boolean {
  if (node.type === 'FunctionExpression' && node.id != null) return false;
  if (node.type !== 'ArrowFunctionExpression' && isOfOneCall(context, node)) return false;
  const params = new Set<string>();
  for (const param of node.params) {
    if (param.type !== 'Identifier' || param.name === 'this') return false;
    params.add(param.name);
  }
  return params.size === node.params.length && copiesOf(context, node) !== undefined;
}

/** The name that a call has in the copy at hand. */
export function calleeName(context: Context, callee: Node): string | undefined {
  const twin = twinOf(context, callee);
  if (twin === undefined) return undefined;
  if (context.mode === 'plain') return twin.local ? undefined : twin.plain;
  if (context.mode !== 'active' || twin.active === undefined) return undefined;
  // What is declared in the copy for open levels is printed once.
  const root = context.activeRoot!;
  const isInside = twin.node !== root && twin.node.start >= root.start && twin.node.end <= root.end;
  return isInside ? undefined : twin.active;
}
