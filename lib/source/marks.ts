import type { CallExpression, Class } from 'estree';
import type { Binding } from './binding.ts';
import { nodesIn } from './children.ts';
import { directives, directiveText, MARK } from './directives.ts';
import { nativeImports } from './native-imports.ts';
import { type FunctionNode, isFunctionNode, type Node, type Program, unwrapped } from './nodes.ts';
import type { FileNames } from './scope.ts';

/** What of a file is to be transformed. */
export interface Marks {
  /** Whether the whole file is. */
  readonly file: boolean;
  /** Functions, and fields that a marked constructor sets. */
  readonly nodes: ReadonlySet<Node>;
  /** Calls of `native`. */
  readonly calls: ReadonlySet<Node>;
  /** Imports that nothing but these calls uses. */
  readonly spent: ReadonlySet<Binding>;
}

/** Refuses a node. */
export type Refuse = (node: Node, reason: string) => never;

/**
 * Finds what is marked: by the directive of the file or of a function, by `native(f)`, by `functions`.
 *
 * @throws {SourceError} for a directive that is not where a directive counts, and for an async function or generator.
 */
export function findMarks(
  program: Program,
  code: string,
  names: FileNames,
  refuse: Refuse,
  functions?: (node: FunctionNode) => boolean,
): Marks {
  const nodes = new Set<Node>();
  const calls = new Set<Node>();
  const isNative = nativeImports(names);
  const inPlace = new Set<Node>();
  const uses = new Map<Binding, number>();
  const markOf = (body: readonly Node[]): Node | undefined => {
    const found = directives(code, body).find((statement) => directiveText(code, statement) === MARK);
    if (found) inPlace.add(found);
    return found;
  };
  const file = markOf(program.body) !== undefined;

  const mark = (node: FunctionNode, at: Node, by: string, verb: string): void => {
    if (node.async) {
      refuse(
        at,
        `${by}: an async function can't be differentiated; await first, and ${verb} the function that computes`,
      );
    }
    if (node.generator) {
      refuse(at, `${by}: a generator can't be differentiated; ${verb} the function that uses it`);
    }
    nodes.add(node);
  };
  const markArgument = (argument: Node | undefined): void => {
    if (argument === undefined) return;
    const f = unwrapped(argument);
    if (f.type === 'ConditionalExpression') {
      markArgument(f.consequent);
      markArgument(f.alternate);
    } else if (isFunctionNode(f)) mark(f, f, 'native', 'wrap');
    else for (const g of functionsOf(f, names)) mark(g, f, 'native', 'wrap');
  };

  for (const node of nodesIn(program)) {
    if (isFunctionNode(node)) {
      const directive = node.body.type === 'BlockStatement' ? markOf(node.body.body) : undefined;
      if (directive) mark(node, directive, `"${MARK}"`, 'mark');
      if (functions?.(node)) nodes.add(node);
    } else if (node.type === 'CallExpression' && isNative(node.callee) && node.arguments.length > 0) {
      calls.add(node);
      const binding = importOf(node.callee, names);
      if (binding) uses.set(binding, (uses.get(binding) ?? 0) + 1);
      markArgument((node as CallExpression).arguments[0]);
    } else if (node.type === 'ExpressionStatement' && !inPlace.has(node) && says(node.expression)) {
      refuse(
        node,
        `"${MARK}" must be the first statement of a function body or of the file, in plain quotes and without parentheses`,
      );
    } else if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') {
      // The fields are set by the constructor: its mark is theirs.
      const maker = node.body.body.find((m) => m.type === 'MethodDefinition' && m.kind === 'constructor');
      if (maker?.type === 'MethodDefinition' && isFunctionNode(maker.value) && markOf(maker.value.body.body)) {
        for (const field of instanceFields(node)) nodes.add(field);
      }
    }
  }
  const spent = new Set([...uses].filter(([binding, count]) => binding.uses === count).map(([binding]) => binding));
  return { file, nodes, calls, spent };
}

/** The import that a callee names: `native`, or `D` of `D.native`; of `require` as well. */
function importOf(callee: Node, names: FileNames): Binding | undefined {
  let inner = unwrapped(callee);
  if (inner.type === 'SequenceExpression') inner = unwrapped(inner.expressions.at(-1)!);
  return names.bindingOf(inner.type === 'MemberExpression' ? unwrapped(inner.object) : inner);
}

function instanceFields(node: Class): Node[] {
  return node.body.body.filter((member) => member.type === 'PropertyDefinition' && !member.static);
}

function says(node: Node): boolean {
  const inner = unwrapped(node);
  if (inner.type === 'TemplateLiteral') return inner.quasis.length === 1 && inner.quasis[0]!.value.cooked === MARK;
  return inner.type === 'Literal' && inner.value === MARK;
}

/** The functions of this file that a name stands for. */
function functionsOf(node: Node, names: FileNames): FunctionNode[] {
  const binding = node.type === 'Identifier' ? names.bindingOf(node) : undefined;
  if (binding === undefined) return [];
  const stored = binding.writes.map(unwrapped).filter(isFunctionNode);
  return isFunctionNode(binding.declaration) && binding.kinds.has('function')
    ? [binding.declaration, ...stored]
    : stored;
}
