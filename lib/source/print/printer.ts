import type { Inert } from '../inert.ts';
import type { Marks, Refuse } from '../marks.ts';
import { isFunctionNode, isTypeOnly, type Node, type Program, unwrapped } from '../nodes.ts';
import { Pieces } from '../pieces.ts';
import type { FileNames } from '../scope.ts';
import { EQUALITY } from '../vocabulary.ts';
import { printAssignment, printUpdate } from './assignment.ts';
import { printCall, printChain, printNative, printNew, printPlainCall } from './call.ts';
import { printClass, printField, printStaticBlock } from './class.ts';
import { printConditional, printFor, printIf, printLogical, printSwitch, printTest, printWhile } from './condition.ts';
import { type Context, type Inside, type Mode, type Parts, printChildren, type Twins, type Use } from './context.ts';
import { printDeclarator, printExported, printFunction, printStatements } from './function.ts';
import { printImport, printRequire } from './import.ts';
import { keepIdentity, printBinary, printUnary } from './operator.ts';
import { printShorthand, printStandIn } from './stand-in.ts';
import {
  printDefault,
  printEnded,
  printExpressionStatement,
  printMember,
  printProperty,
  printSequence,
  printTagged,
  printTemplate,
} from './statement.ts';
import { findTwins } from './twin.ts';

type OfFile = 'code' | 'names' | 'marks' | 'inert' | 'inertOrRefused' | 'whole' | 'split' | 'refuse';

/** What a printer is told of a file. */
export interface FilePrinterOptions extends Pick<Context, OfFile> {
  /** What our names end in, so that none is one of the file's. */
  readonly suffix: string;
}

/** Prints a file: what is marked rewritten, all else copied. */
export class FilePrinter implements Context {
  readonly code: string;
  readonly names: FileNames;
  readonly marks: Marks;
  readonly inert: Inert;
  readonly inertOrRefused: Inert;
  readonly whole: boolean;
  readonly split: boolean;
  readonly refuse: Refuse;
  readonly out: Pieces;
  readonly verbatim: Set<Node> = new Set();
  readonly inlined: Set<Node> = new Set();
  readonly texts: Map<Node, string> = new Map();
  readonly held: Set<Node> = new Set();
  readonly hasTypedArrays: boolean;
  readonly shortChains: Set<Node> = new Set();
  readonly insides: Map<Node, Inside> = new Map();
  twins: Twins | undefined;
  activeRoot: Node | undefined;
  thisName: string | undefined;
  mode: Mode = 'off';
  temporaries: string[] | undefined = [];
  /** The run-time functions that the output calls. */
  readonly used: Set<string> = new Set();
  private readonly suffix: string;
  private count = 0;

  constructor(options: FilePrinterOptions) {
    this.code = options.code;
    this.names = options.names;
    this.marks = options.marks;
    this.inert = options.inert;
    this.inertOrRefused = options.inertOrRefused;
    this.whole = options.whole;
    this.split = options.split;
    this.refuse = options.refuse;
    this.suffix = options.suffix;
    this.hasTypedArrays = options.names.identifiers.has('Float64Array');
    this.out = new Pieces(options.code);
  }

  /** Prints the statements of the file from an offset on, to its end. */
  printFile(program: Program, statements: readonly Node[], from: number): void {
    if (this.split) this.twins = findTwins(this, program);
    this.mode = this.whole || this.marks.file ? 'own' : 'off';
    this.out.copy(printStatements(this, statements, from), Math.max(program.end, this.code.length));
  }

  runtime(name: string): string {
    this.used.add(name);
    return name + this.suffix;
  }

  own(name: string): string {
    return name + this.suffix;
  }

  temporary(): string {
    const name = this.own(`$t${++this.count}`);
    this.temporaries!.push(name);
    return name;
  }

  print(node: Node, use: Use = 'value'): void {
    const open: Parts[] = [];
    let parts = this.begin(node, use);
    for (;;) {
      while (parts) {
        open.push(parts);
        parts = this.begin(parts.first, parts.use);
      }
      const last = open.pop();
      if (last === undefined) return;
      parts = last.rest();
    }
  }

  /** Prints a node, or the part before its first operand. */
  private begin(node: Node, use: Use): Parts | undefined {
    if (isTypeOnly(node)) {
      this.out.copy(node.start, node.end);
      return undefined;
    }
    const text = this.texts.size === 0 ? undefined : this.texts.get(node);
    if (text !== undefined) return this.out.text(text, node.start);
    if (isFunctionNode(node)) return printFunction(this, node);
    if (node.type === 'ImportDeclaration') return printImport(this, node);
    if (node.type === 'VariableDeclaration' && printRequire(this, node)) return undefined;
    if (node.type === 'VariableDeclarator') return printDeclarator(this, node);
    if (node.type === 'ExportNamedDeclaration') return printExported(this, node);
    switch (this.mode) {
      case 'off':
        return this.beginUnmarked(node);
      case 'plain':
        return this.beginPlain(node);
      default:
        return use === 'test' ? this.beginTest(node) : this.beginRewritten(node, use);
    }
  }

  private beginUnmarked(node: Node): Parts | undefined {
    if (this.marks.calls.has(node) && node.type === 'CallExpression') return printNative(this, node);
    if (!this.marks.nodes.has(node)) return this.beginCopied(node);
    this.mode = 'own';
    printField(this, node);
    this.mode = 'off';
    return undefined;
  }

  private beginPlain(node: Node): Parts | undefined {
    switch (node.type) {
      case 'CallExpression':
        return printPlainCall(this, node);
      case 'NewExpression':
        return printNew(this, node);
      case 'Identifier':
      case 'MemberExpression':
        return printStandIn(this, node) ? undefined : printChildren(this, node);
      case 'Property':
        return printShorthand(this, node) ? undefined : printChildren(this, node);
      case 'PropertyDefinition':
        return printField(this, node);
      case 'ClassDeclaration':
      case 'ClassExpression':
        return printClass(this, node);
      case 'UnaryExpression':
        if (node.operator === 'typeof') this.verbatim.add(unwrapped(node.argument));
        return printChildren(this, node);
      case 'BinaryExpression':
        if (node.operator in EQUALITY) {
          keepIdentity(this, node.left);
          keepIdentity(this, node.right);
        }
        return printChildren(this, node);
      default:
        return this.beginCopied(node);
    }
  }

  /** Code that stays, with functions in it that may not. */
  private beginCopied(node: Node): Parts | undefined {
    switch (node.type) {
      case 'ExportDefaultDeclaration':
      case 'ExpressionStatement':
      case 'PropertyDefinition':
      case 'ReturnStatement':
      case 'ThrowStatement':
      case 'VariableDeclaration':
        return printEnded(this, node);
      case 'ForStatement':
        return printFor(this, node);
      default:
        return printChildren(this, node);
    }
  }

  private beginTest(node: Node): Parts | undefined {
    switch (node.type) {
      case 'ParenthesizedExpression':
        return printChildren(this, node, () => 'test');
      case 'LogicalExpression':
        return node.operator === '??' ? printTest(this, node) : printLogical(this, node, 'test');
      case 'ConditionalExpression':
        return printConditional(this, node, 'test');
      case 'UnaryExpression':
        return node.operator === '!' ? printUnary(this, node) : printTest(this, node);
      default:
        return printTest(this, node);
    }
  }

  private beginRewritten(node: Node, use: Use): Parts | undefined {
    switch (node.type) {
      case 'BinaryExpression':
        return printBinary(this, node);
      case 'UnaryExpression':
        return printUnary(this, node);
      case 'UpdateExpression':
        return printUpdate(this, node, use);
      case 'AssignmentExpression':
        return printAssignment(this, node, use);
      case 'LogicalExpression':
        return printLogical(this, node, use);
      case 'ConditionalExpression':
        return printConditional(this, node, use);
      case 'ParenthesizedExpression':
        return printChildren(this, node, () => use);
      case 'SequenceExpression':
        return printSequence(this, node, use);
      case 'CallExpression':
        return printCall(this, node);
      case 'ChainExpression':
        return printChain(this, node);
      case 'NewExpression':
        return printNew(this, node);
      case 'Identifier':
        return printStandIn(this, node) ? undefined : printChildren(this, node);
      case 'ThisExpression':
        return this.thisName === undefined ? printChildren(this, node) : this.out.text(this.thisName, node.start);
      case 'MemberExpression':
        return printStandIn(this, node) ? undefined : printMember(this, node);
      case 'Property':
      case 'MethodDefinition':
        return printProperty(this, node);
      case 'AssignmentPattern':
        return printDefault(this, node);
      case 'TemplateLiteral':
        return printTemplate(this, node);
      case 'TaggedTemplateExpression':
        return printTagged(this, node);
      case 'PropertyDefinition':
        return printField(this, node);
      case 'StaticBlock':
        return printStaticBlock(this, node);
      case 'ClassDeclaration':
      case 'ClassExpression':
        return printClass(this, node);
      default:
        return this.beginStatement(node);
    }
  }

  private beginStatement(node: Node): Parts | undefined {
    switch (node.type) {
      case 'ExpressionStatement':
        return printExpressionStatement(this, node);
      case 'ExportDefaultDeclaration':
      case 'ReturnStatement':
      case 'ThrowStatement':
      case 'VariableDeclaration':
        return printEnded(this, node);
      case 'IfStatement':
        return printIf(this, node);
      case 'WhileStatement':
      case 'DoWhileStatement':
        return printWhile(this, node);
      case 'ForStatement':
        return printFor(this, node);
      case 'SwitchStatement':
      case 'SwitchCase':
        return printSwitch(this, node);
      case 'WithStatement':
        return this.refuse(node, '"use grad": `with` hides what names mean; write the names out');
      default:
        return printChildren(this, node);
    }
  }
}
