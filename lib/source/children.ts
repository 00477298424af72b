import { field, isTypeOnly, type Node } from './nodes.ts';

/** Fields that hold code, in the order of the source. What is missing (names, labels, types) is only copied. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  AccessorProperty: ['decorators', 'key', 'value'],
  ArrayExpression: ['elements'],
  ArrayPattern: ['elements'],
  ArrowFunctionExpression: ['params', 'body'],
  AssignmentExpression: ['left', 'right'],
  AssignmentPattern: ['left', 'right'],
  AwaitExpression: ['argument'],
  BinaryExpression: ['left', 'right'],
  BlockStatement: ['body'],
  BreakStatement: [],
  CallExpression: ['callee', 'arguments'],
  CatchClause: ['param', 'body'],
  ChainExpression: ['expression'],
  ClassBody: ['body'],
  ClassDeclaration: ['decorators', 'superClass', 'body'],
  ClassExpression: ['decorators', 'superClass', 'body'],
  ConditionalExpression: ['test', 'consequent', 'alternate'],
  ContinueStatement: [],
  DebuggerStatement: [],
  Decorator: ['expression'],
  DoWhileStatement: ['body', 'test'],
  EmptyStatement: [],
  ExportAllDeclaration: [],
  ExportDefaultDeclaration: ['declaration'],
  ExportNamedDeclaration: ['declaration'],
  ExpressionStatement: ['expression'],
  ForInStatement: ['left', 'right', 'body'],
  ForOfStatement: ['left', 'right', 'body'],
  ForStatement: ['init', 'test', 'update', 'body'],
  FunctionDeclaration: ['params', 'body'],
  FunctionExpression: ['params', 'body'],
  Identifier: [],
  IfStatement: ['test', 'consequent', 'alternate'],
  ImportDeclaration: [],
  ImportExpression: ['source', 'options'],
  JSXAttribute: ['value'],
  JSXClosingElement: [],
  JSXClosingFragment: [],
  JSXElement: ['openingElement', 'children'],
  JSXEmptyExpression: [],
  JSXExpressionContainer: ['expression'],
  JSXFragment: ['children'],
  JSXIdentifier: [],
  JSXMemberExpression: [],
  JSXNamespacedName: [],
  JSXOpeningElement: ['attributes'],
  JSXOpeningFragment: [],
  JSXSpreadAttribute: ['argument'],
  JSXSpreadChild: ['expression'],
  JSXText: [],
  LabeledStatement: ['body'],
  Literal: [],
  LogicalExpression: ['left', 'right'],
  MemberExpression: ['object', 'property'],
  MetaProperty: [],
  MethodDefinition: ['decorators', 'key', 'value'],
  NewExpression: ['callee', 'arguments'],
  ObjectExpression: ['properties'],
  ObjectPattern: ['properties'],
  ParenthesizedExpression: ['expression'],
  PrivateIdentifier: [],
  Program: ['body'],
  Property: ['key', 'value'],
  PropertyDefinition: ['decorators', 'key', 'value'],
  RestElement: ['argument'],
  ReturnStatement: ['argument'],
  SequenceExpression: ['expressions'],
  SpreadElement: ['argument'],
  StaticBlock: ['body'],
  Super: [],
  SwitchCase: ['test', 'consequent'],
  SwitchStatement: ['discriminant', 'cases'],
  TaggedTemplateExpression: ['tag', 'quasi'],
  TemplateElement: [],
  TemplateLiteral: ['expressions'],
  ThisExpression: [],
  ThrowStatement: ['argument'],
  TryStatement: ['block', 'handler', 'finalizer'],
  TSAsExpression: ['expression'],
  TSExportAssignment: ['expression'],
  TSInstantiationExpression: ['expression'],
  TSModuleBlock: ['body'],
  TSModuleDeclaration: ['body'],
  TSNonNullExpression: ['expression'],
  TSParameterProperty: ['decorators', 'parameter'],
  TSSatisfiesExpression: ['expression'],
  TSTypeAssertion: ['expression'],
  UnaryExpression: ['argument'],
  UpdateExpression: ['argument'],
  VariableDeclaration: ['declarations'],
  VariableDeclarator: ['id', 'init'],
  WhileStatement: ['test', 'body'],
  WithStatement: ['object', 'body'],
  YieldExpression: ['argument'],
};

/** Nodes whose `key` or `property` is a name unless it is computed. */
const NAMED: Readonly<Record<string, string>> = {
  AccessorProperty: 'key',
  MemberExpression: 'property',
  MethodDefinition: 'key',
  Property: 'key',
  PropertyDefinition: 'key',
};

/** The nodes inside a node that hold code, in the order of the source. */
export function children(node: Node): Node[] {
  const found: Node[] = [];
  const named = NAMED[node.type];
  for (const key of KEYS[node.type] ?? keysOf(node)) {
    if (named === key && field(node, 'computed') !== true) continue;
    const value = field(node, key);
    if (Array.isArray(value)) {
      for (const element of value) if (element !== null && !isTypeOnly(element)) found.push(element);
    } else if (value != null && !isTypeOnly(value as Node)) found.push(value as Node);
  }
  return found;
}

/** A node and all that hold code in it, in the order of the source; `enters` tells which to look into. Depth takes no stack. */
export function* nodesIn(root: Node, enters: (node: Node) => boolean = () => true): Generator<Node, undefined> {
  const todo = [root];
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    yield node;
    // One by one: JavaScript limits the arguments of a call, and bundles have arrays of a hundred thousand elements.
    if (enters(node)) for (const child of children(node).reverse()) todo.push(child);
  }
}

/** A kind of node of a later JavaScript: all its fields that are nodes. */
function keysOf(node: Node): readonly string[] {
  const isNode = (value: unknown): boolean => typeof (value as Node | null)?.type === 'string';
  return Object.keys(node).filter((key) => {
    const value = field(node, key);
    return key !== 'parent' && (Array.isArray(value) ? value.some(isNode) : isNode(value));
  });
}
