import type { Class, ForInStatement, ForOfStatement, ForStatement, Identifier, VariableDeclaration } from 'estree';
import { type Binding, type BindingKind, patternNames, Scope } from './binding.ts';
import { children } from './children.ts';
import { directives, directiveText } from './directives.ts';
import { type FunctionNode, field, isFunctionNode, isTypeOnly, type Node, type Program, unwrapped } from './nodes.ts';

/** Who declares each name of a file. */
export interface FileNames {
  readonly bindings: readonly Binding[];
  /** The names that code mentions. */
  readonly identifiers: ReadonlySet<string>;
  bindingOf(id: Node): Binding | undefined;
  /** Whether id is a name in an expression that the file does not declare. */
  isGlobal(id: Node): id is Identifier;
  /** The global that a name in an expression stands for. */
  globalOf(id: Node): string | undefined;
}

interface Assignment {
  readonly id: Identifier;
  /** What is stored; undefined where it can be anything. */
  readonly value: Node | undefined;
  readonly stepped: boolean;
}

/** Finds the binding of each name, and what is stored in each binding. Depth of nesting costs no stack. */
export function analyzeNames(program: Program, code: string): FileNames {
  return new Analysis(code).run(program);
}

class Analysis {
  readonly code: string;
  readonly bindingOfId = new Map<Node, Binding | undefined>();
  readonly todo: [Node, Scope][] = [];
  readonly references: [Identifier, Scope][] = [];
  readonly assignments: Assignment[] = [];
  readonly callees: Identifier[] = [];
  readonly opaque: Scope[] = [];
  readonly scopes: Scope[] = [];

  constructor(code: string) {
    this.code = code;
  }

  run(program: Program): FileNames {
    const isModule = program.body.some(({ type }) => type.startsWith('Import') || type.startsWith('Export'));
    const strict = isModule || this.isStrict(program.body);
    this.enterBlock(program.body, this.scope(undefined, true, strict));
    for (let next = this.todo.pop(); next !== undefined; next = this.todo.pop()) this.visit(...next);
    const identifiers = new Set<string>();
    for (const [id, scope] of this.references) {
      identifiers.add(id.name);
      if (this.bindingOfId.has(id)) continue;
      this.bindingOfId.set(id, scope.refer(id.name));
    }
    for (const scope of this.scopes) for (const name of scope.names.keys()) identifiers.add(name);
    for (const { id, value, stepped } of this.assignments) {
      const binding = this.bindingOfId.get(id);
      if (binding === undefined) continue;
      binding.stores++;
      if (value !== undefined) binding.writes.push(value);
      else if (!stepped) binding.open = true;
      if (stepped) binding.stepped = true;
    }
    for (const callee of this.callees) this.bindingOfId.get(callee)?.calls.push(callee);
    for (const scope of this.opaque) scope.storeAnything();
    const { bindingOfId } = this;
    const isGlobal = (id: Node): id is Identifier =>
      id.type === 'Identifier' && bindingOfId.has(id) && bindingOfId.get(id) === undefined;
    return {
      bindings: this.scopes.flatMap((scope) => [...scope.names.values()]),
      identifiers,
      bindingOf: (id) => bindingOfId.get(id),
      isGlobal,
      globalOf: (id) => (isGlobal(id) ? id.name : undefined),
    };
  }

  scope(parent: Scope | undefined, holdsVar: boolean, strict: boolean): Scope {
    const scope = new Scope(parent, holdsVar, strict);
    this.scopes.push(scope);
    return scope;
  }

  isStrict(body: readonly Node[]): boolean {
    return directives(this.code, body).some((statement) => directiveText(this.code, statement) === 'use strict');
  }

  declare(pattern: Node, kind: BindingKind, scope: Scope, declaration: Node): void {
    for (const id of patternNames(pattern)) this.bindingOfId.set(id, scope.declare(id.name, kind, declaration));
  }

  /** What a block declares is known in all of it. */
  enterBlock(body: readonly Node[], scope: Scope): void {
    for (const statement of body) this.hoist(statement, scope);
    for (const statement of body) this.todo.push([statement, scope]);
  }

  hoist(statement: Node, scope: Scope): void {
    switch (statement.type) {
      case 'ExportNamedDeclaration':
      case 'ExportDefaultDeclaration':
        if (statement.declaration != null) this.hoist(statement.declaration as Node, scope);
        return;
      case 'FunctionDeclaration':
        if (statement.id == null) return;
        this.declare(statement.id, 'function', scope, statement);
        // In sloppy code a function of a block is seen in the whole function.
        if (!scope.holdsVar && !scope.strict) scope.forVar.declare(statement.id.name, 'function', statement);
        return;
      case 'ClassDeclaration':
        if (statement.id != null) this.declare(statement.id, 'class', scope, statement);
        return;
      case 'VariableDeclaration':
        if (statement.kind === 'var' || isTypeOnly(statement)) return;
        for (const { id } of statement.declarations) this.declare(id, lexical(statement), scope, statement);
        return;
      case 'ImportDeclaration':
        for (const specifier of statement.specifiers) this.declare(specifier.local, 'import', scope, statement);
        return;
      default:
        this.hoistOfTypeScript(statement, scope);
    }
  }

  hoistOfTypeScript(statement: Node, scope: Scope): void {
    const type: string = statement.type;
    if (type !== 'TSEnumDeclaration' && type !== 'TSModuleDeclaration' && type !== 'TSImportEqualsDeclaration') return;
    const id = field(statement, 'id') as Node | null;
    if (id?.type === 'Identifier') this.declare(id, 'other', scope, statement);
  }

  visit(node: Node, scope: Scope): void {
    if (isTypeOnly(node)) return;
    if (isFunctionNode(node)) {
      this.visitFunction(node, scope);
      return;
    }
    switch (node.type) {
      case 'Identifier':
        this.references.push([node, scope]);
        return;
      case 'BlockStatement':
      case 'StaticBlock': {
        this.enterBlock(node.body, this.scope(scope, node.type === 'StaticBlock', scope.strict));
        return;
      }
      case 'VariableDeclaration':
        this.visitVariables(node, scope);
        break;
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement': {
        this.visitLoop(node, scope);
        return;
      }
      case 'SwitchStatement': {
        const inner = this.scope(scope, false, scope.strict);
        this.todo.push([node.discriminant, scope]);
        for (const { test, consequent } of node.cases) {
          if (test) this.todo.push([test, inner]);
          this.enterBlock(consequent, inner);
        }
        return;
      }
      case 'CatchClause': {
        const inner = this.scope(scope, false, scope.strict);
        if (node.param) {
          this.declare(node.param, 'other', inner, node);
          this.todo.push([node.param, inner]);
        }
        this.todo.push([node.body, inner]);
        return;
      }
      case 'ClassDeclaration':
      case 'ClassExpression': {
        this.visitClass(node, scope);
        return;
      }
      case 'PropertyDefinition':
        if (node.computed) this.todo.push([node.key, scope]);
        for (const decorator of (field(node, 'decorators') as Node[] | undefined) ?? [])
          this.todo.push([decorator, scope]);
        if (node.value) this.todo.push([node.value, this.scope(scope, true, true)]);
        return;
      case 'AssignmentExpression':
        this.visitAssignment(node.left, node.operator === '=' ? undefined : node.operator, node.right);
        break;
      case 'UpdateExpression':
        for (const id of patternNames(node.argument)) this.assignments.push({ id, value: undefined, stepped: true });
        break;
      case 'CallExpression': {
        const callee = unwrapped(node.callee);
        if (callee.type !== 'Identifier') break;
        this.callees.push(callee);
        if (callee.name === 'eval') this.opaque.push(scope);
        break;
      }
      case 'ExportNamedDeclaration':
        if (node.source == null) {
          for (const { local } of node.specifiers)
            if (local.type === 'Identifier') this.references.push([local, scope]);
        }
        break;
      default:
        if ((node.type as string) === 'TSModuleBlock') {
          this.visitNamespace(node, scope);
          return;
        }
    }
    for (const child of children(node)) this.todo.push([child, scope]);
  }

  visitFunction(node: FunctionNode, scope: Scope): void {
    const strict = scope.strict || (node.body.type === 'BlockStatement' && this.isStrict(node.body.body));
    let outer = scope;
    if (node.type === 'FunctionExpression' && node.id) {
      outer = this.scope(scope, false, strict);
      this.declare(node.id, 'function', outer, node);
    }
    const params = this.scope(outer, true, strict);
    params.parameters = true;
    for (const param of node.params) {
      this.declare(param, param.type === 'RestElement' ? 'rest' : 'param', params, node);
      this.todo.push([param, params]);
    }
    if (node.body.type === 'BlockStatement') this.enterBlock(node.body.body, this.scope(params, true, strict));
    else this.todo.push([node.body, params]);
  }

  visitVariables(node: VariableDeclaration, scope: Scope): void {
    for (const { id, init } of node.declarations) {
      if (node.kind === 'var') this.declareVar(id, scope, node);
      const names = patternNames(id);
      // In `for (const x of xs)` the loop stores.
      if (init)
        for (const name of names) this.assignments.push(stored(name, id.type === 'Identifier' ? init : undefined));
    }
  }

  /** A `var` with the name of a parameter is the parameter. */
  declareVar(pattern: Node, scope: Scope, declaration: Node): void {
    const holder = scope.forVar;
    for (const id of patternNames(pattern)) {
      const isParam = holder.parent?.parameters === true && holder.parent.names.has(id.name);
      const owner = isParam ? holder.parent! : holder;
      this.bindingOfId.set(id, owner.declare(id.name, 'var', declaration));
    }
  }

  visitLoop(node: ForStatement | ForInStatement | ForOfStatement, scope: Scope): void {
    const inner = this.scope(scope, false, scope.strict);
    const head = node.type === 'ForStatement' ? node.init : node.left;
    if (head?.type === 'VariableDeclaration' && head.kind !== 'var') {
      for (const { id } of head.declarations) this.declare(id, lexical(head), inner, head);
    }
    if (node.type !== 'ForStatement' && head) {
      const target = head.type === 'VariableDeclaration' ? head.declarations[0]!.id : head;
      // The keys of for-in are text.
      const isText = node.type === 'ForInStatement' && target.type === 'Identifier';
      if (!isText) for (const id of patternNames(target)) this.assignments.push(stored(id, undefined));
    }
    for (const child of children(node)) this.todo.push([child, inner]);
  }

  visitClass(node: Class, scope: Scope): void {
    const inner = this.scope(scope, false, true);
    if (node.id) {
      const binding = inner.declare(node.id.name, 'class', node);
      if (!this.bindingOfId.has(node.id)) this.bindingOfId.set(node.id, binding);
    }
    for (const child of children(node)) this.todo.push([child, inner]);
  }

  visitAssignment(target: Node, operator: string | undefined, value: Node): void {
    const simple = unwrapped(target).type === 'Identifier';
    for (const id of patternNames(target)) {
      this.assignments.push({ id, value: simple ? value : undefined, stepped: operator !== undefined });
    }
  }

  /** Another file, and another block of the same name, can store into what a namespace exports. */
  visitNamespace(node: Node, scope: Scope): void {
    const inner = this.scope(scope, true, scope.strict);
    this.enterBlock(field(node, 'body') as Node[], inner);
    this.opaque.push(inner);
  }
}

function lexical({ kind }: VariableDeclaration): BindingKind {
  return kind === 'let' || kind === 'const' || kind === 'var' ? kind : 'other';
}

function stored(id: Identifier, value: Node | undefined): Assignment {
  return { id, value, stepped: false };
}
