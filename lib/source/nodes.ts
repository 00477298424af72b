import type {
  ArrowFunctionExpression,
  Expression,
  FunctionDeclaration,
  FunctionExpression,
  Identifier,
  Node,
  Program,
} from 'estree';

/** Nodes that a TypeScript parser adds around an expression; at run time they are the expression. */
interface Around<Type extends string> {
  type: Type;
  start: number;
  end: number;
  expression: Expression;
}
type ParenthesizedExpression = Around<'ParenthesizedExpression'>;
type TSAsExpression = Around<'TSAsExpression'>;
type TSInstantiationExpression = Around<'TSInstantiationExpression'>;
type TSNonNullExpression = Around<'TSNonNullExpression'>;
type TSSatisfiesExpression = Around<'TSSatisfiesExpression'>;
type TSTypeAssertion = Around<'TSTypeAssertion'>;
interface TSParameterProperty {
  type: 'TSParameterProperty';
  start: number;
  end: number;
  parameter: Identifier;
}

declare module 'estree' {
  interface BaseNodeWithoutComments {
    start: number;
    end: number;
  }
  interface ExpressionMap {
    ParenthesizedExpression: ParenthesizedExpression;
    TSAsExpression: TSAsExpression;
    TSInstantiationExpression: TSInstantiationExpression;
    TSNonNullExpression: TSNonNullExpression;
    TSSatisfiesExpression: TSSatisfiesExpression;
    TSTypeAssertion: TSTypeAssertion;
  }
  interface NodeMap {
    TSParameterProperty: TSParameterProperty;
  }
}

export type { Node, Program };
/** A function with a body: declaration, expression (methods have one as their value) or arrow. */
export type FunctionNode = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression;

export function isFunctionNode(node: Node): node is FunctionNode {
  return (
    (node.type === 'FunctionDeclaration' ||
      node.type === 'FunctionExpression' ||
      node.type === 'ArrowFunctionExpression') &&
    // A declaration without a body is an overload.
    node.body != null
  );
}

/** The expression inside parentheses, type assertions and optional chains. */
export function unwrapped(node: Node): Node {
  let inner = node;
  for (;;) {
    switch (inner.type) {
      case 'ParenthesizedExpression':
      case 'ChainExpression':
      case 'TSAsExpression':
      case 'TSInstantiationExpression':
      case 'TSNonNullExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion':
        inner = inner.expression;
        break;
      default:
        return inner;
    }
  }
}

const WITH_CODE: ReadonlySet<string> = new Set([
  'TSAsExpression',
  'TSExportAssignment',
  'TSInstantiationExpression',
  'TSModuleBlock',
  'TSModuleDeclaration',
  'TSNonNullExpression',
  'TSParameterProperty',
  'TSSatisfiesExpression',
  'TSTypeAssertion',
]);

const DECLARABLE: ReadonlySet<string> = new Set([
  'AccessorProperty',
  'ClassDeclaration',
  'FunctionDeclaration',
  'PropertyDefinition',
  'VariableDeclaration',
]);

/** Whether a node says nothing at run time that could be rewritten: types, overloads, enums, ambient declarations. */
export function isTypeOnly(node: Node): boolean {
  const isOfTypeScript = node.type.startsWith('TS');
  if (isOfTypeScript && !WITH_CODE.has(node.type)) return true;
  return (isOfTypeScript || DECLARABLE.has(node.type)) && field(node, 'declare') === true;
}

/** A property that only some parsers write. */
export function field(node: Node, name: string): unknown {
  return (node as unknown as Record<string, unknown>)[name];
}

/** The name of `object.name` or `object['name']`, of a property or a specifier; undefined if it is computed. */
export function keyName(key: Node, computed: boolean): string | undefined {
  if (!computed && key.type === 'Identifier') return key.name;
  const literal = unwrapped(key);
  return literal.type === 'Literal' && typeof literal.value === 'string' ? literal.value : undefined;
}
