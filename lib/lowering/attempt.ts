import type { Binding } from '../source/binding.ts';
import { nodesIn } from '../source/children.ts';
import { type FunctionNode, isFunctionNode, type Node, type Program } from '../source/nodes.ts';
import type { FileNames } from '../source/scope.ts';
import type { NumberValue, Routine, Statement, StructuredProgram, Text } from '../structured/program.ts';
import { FILE } from './closure.ts';
import { expressionValue } from './expression.ts';
import { bindParameters, bodyOf, callClosure } from './inline.ts';
import {
  Again,
  type LoopState,
  type Lowering,
  newVariable,
  type OperatorCall,
  type ReturnTarget,
  type RoutineState,
} from './lowering.ts';
import type { Invocations } from './math-name.ts';
import { functionNamed, isInside } from './purity.ts';
import { place } from './routine.ts';
import { type ArgumentShape, shapesByUse } from './shape.ts';
import { hoists, slotAt } from './slot-at.ts';
import { asArray, asNumber, rankOf } from './slots.ts';
import { statementList } from './statement.ts';
import { textOfNode } from './text.ts';
import { unsupported } from './unsupported.ts';
import {
  arrayAt,
  CallFrame,
  type Closure,
  carriesDerivatives,
  type Holding,
  hasFunction,
  numberValue,
  plain,
  type Value,
  variable,
} from './value.ts';

/** What to lower, and what is known of its arguments. */
export interface LowerOptions {
  readonly program: Program;
  readonly code: string;
  readonly root: FunctionNode;
  /** The arguments; by default by their uses, all of them differentiated by. */
  readonly shapes?: readonly ArgumentShape[] | undefined;
  /** What stands for a call of the library's own operations. */
  readonly operatorOf?: ((names: FileNames, callee: Node) => OperatorCall | undefined) | undefined;
}

/** The form of a result: numbers are in the array that the root returns, one after the other. */
export type ResultForm =
  | { readonly kind: 'number' }
  | { readonly kind: 'array' }
  | { readonly kind: 'record'; readonly keys: readonly string[] };

/** A function as a structured program. */
export interface Lowered {
  readonly program: StructuredProgram;
  /** Where each parameter of the root comes from: the place of an argument, and the keys in it; or `this`. */
  readonly sources: readonly (readonly (number | string)[])[];
  readonly shapes: readonly ArgumentShape[];
  readonly result: ResultForm;
  /** Names that the texts take from around the function. */
  readonly outer: ReadonlySet<string>;
}

const BUDGET = 20_000;

/** One attempt to lower a function, by what those before have learnt. */
export class Attempt implements Lowering {
  readonly code: string;
  readonly names: FileNames;
  readonly asksForUndefined: boolean;
  readonly kinds: Map<string, Holding>;
  readonly routines: Map<string, Routine> = new Map();
  readonly outer: Set<string> = new Set();
  readonly taken: Set<string>;
  readonly inlining: FunctionNode[] = [];
  readonly invocations: Invocations;
  readonly pendingLabels: string[] = [];
  routine: RoutineState;
  frame: CallFrame = FILE;
  target: ReturnTarget;
  sink: Statement[] = [];
  disturbances = 0;
  loops: readonly LoopState[] = [];
  budget: number = BUDGET;
  private readonly options: LowerOptions;
  private readonly recursion = new Map<FunctionNode, boolean>();
  private readonly parameters: string[] = [];
  private readonly sources: (readonly (number | string)[])[] = [];
  private readonly main: RoutineState;
  private form: ResultForm | undefined;

  constructor(options: LowerOptions, names: FileNames, kinds: Map<string, Holding>, invocations: Invocations) {
    this.invocations = invocations;
    this.options = options;
    this.code = options.code;
    this.names = names;
    this.asksForUndefined = /\?\?|undefined|null/.test(this.code.slice(options.root.start, options.root.end));
    this.kinds = kinds;
    this.taken = outsideNames(names, options.program, options.root);
    this.routine = { name: rootName(options.root, this.taken), variables: new Map(), steady: new Set() };
    this.main = this.routine;
    this.taken.add(this.routine.name);
    this.target = { isInline: false, give: (value, node) => this.give(value, node) };
  }

  run(): Lowered {
    const { root } = this.options;
    if (root.async || root.generator) unsupported(root, 'an async function or a generator');
    this.frame = new CallFrame('', FILE, root.type !== 'ArrowFunctionExpression');
    this.inlining.push(root);
    const { parameters, sources } = this;
    const shapes = this.options.shapes ?? shapesByUse(this.names, root);
    const args = shapes.map((shape, i) => {
      const param = root.params[i];
      const target = param?.type === 'AssignmentPattern' ? param.left : param;
      const base = target?.type === 'Identifier' ? target.name : 'x';
      return this.argument(shape, base, [i]);
    });
    this.enter(root, args, '');
    const { form } = this;
    if (form === undefined) return unsupported(root, 'a function without a result');
    const own: Routine = {
      name: this.routine.name,
      parameters,
      variables: this.routine.variables,
      body: this.sink,
      result: form.kind === 'number' ? 'number' : 'array',
      position: place(this, root),
    };
    const others = [...this.routines.values()];
    return { program: { functions: [own, ...others] }, sources, shapes, result: form, outer: this.outer };
  }

  private argument(shape: ArgumentShape, base: string, path: readonly (number | string)[]): Value {
    if (shape.kind === 'record') {
      const entries = Object.entries(shape.entries).map(
        ([key, entry]) => [key, this.argument(entry, key, [...path, key])] as const,
      );
      return { kind: 'parts', isList: false, entries: new Map(entries) };
    }
    const name = newVariable(this, base, shape, true);
    this.parameters.push(name);
    this.sources.push(path);
    if (shape.kind === 'number') return numberValue(variable(name));
    return shape.kind === 'array' ? arrayAt(variable(name), shape.rank) : plain({ variable: name });
  }

  private give(value: Value | undefined, node: Node): void {
    if (value === undefined || value.kind === 'function') {
      unsupported(node, 'a return without a number');
      return;
    }
    if (value.kind === 'number' || value.kind === 'text') {
      this.returns({ kind: 'number' }, asNumber(value, node), node);
      return;
    }
    if (value.kind === 'array' || value.isList) {
      const rank = rankOf(value, node);
      if (rank > 1) unsupported(node, 'a result of arrays of arrays');
      this.returns({ kind: 'array' }, asArray(this, value, rank, node), node);
      return;
    }
    const entries = [...value.entries];
    const elements = entries.map(([, entry]) => asNumber(entry, node));
    this.returns({ kind: 'record', keys: entries.map(([key]) => key) }, { kind: 'literal', elements }, node);
  }

  private returns(form: ResultForm, value: NumberValue | ReturnType<typeof asArray>, node: Node): void {
    const before = this.form;
    if (before && JSON.stringify(before) !== JSON.stringify(form)) unsupported(node, 'results of several forms');
    this.form = form;
    this.sink.push({ kind: 'return', value });
  }

  enter(root: FunctionNode, args: readonly Value[], path: string): void {
    bindParameters(this, root, args, path);
    if (root.body.type === 'BlockStatement') {
      this.statements(bodyOf(this, root), true);
      if (this.routine.variables.size === 0) return;
    } else this.target.give(this.value(root.body), root.body, true);
  }

  value(node: Node): Value {
    return expressionValue(this, node);
  }

  text(node: Node): Text {
    return textOfNode(this, node);
  }

  statements(list: readonly Node[], isLast: boolean): void {
    statementList(this, list, isLast);
  }

  call(closure: Closure, args: readonly Value[], node: Node): Value {
    return callClosure(this, closure, args, node);
  }

  learn(key: string, holding: Holding): never {
    this.kinds.set(key, holding);
    throw new Again();
  }

  operatorOf(callee: Node): OperatorCall | undefined {
    return this.options.operatorOf?.(this.names, callee);
  }

  isOutside({ declaration, kinds }: Binding): boolean {
    return !isInside(this.options.root, declaration) || (declaration === this.options.root && kinds.has('function'));
  }

  self(): string {
    if (this.routine !== this.main) return unsupported(this.options.root, 'this in a function that stays a function');
    const i = this.sources.findIndex(([first]) => first === 'this');
    if (i !== -1) return this.parameters[i]!;
    const name = newVariable(this, 'self', { kind: 'passive' }, true);
    this.parameters.push(name);
    this.sources.push(['this']);
    return name;
  }

  isFlowing(node: Node): boolean {
    for (const inner of nodesIn(node)) {
      if (inner.type !== 'Identifier') continue;
      const slot = slotAt(this, inner);
      if (slot && (carriesDerivatives(slot) || hasFunction(slot))) return true;
    }
    return hoists(this, node);
  }

  isRecursive(root: FunctionNode): boolean {
    const before = this.recursion.get(root);
    if (before !== undefined) return before;
    const found = new Set<FunctionNode>();
    const todo = [root];
    for (let next = todo.pop(); next; next = todo.pop()) {
      for (const node of nodesIn(next)) {
        const called = node.type === 'Identifier' ? functionNamed(this.names, node) : undefined;
        if (!called || found.has(called)) continue;
        found.add(called);
        todo.push(called);
      }
    }
    this.recursion.set(root, found.has(root));
    return found.has(root);
  }
}

/** Names that variables of the program must not have. */
const RESERVED: readonly string[] =
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield Math Number Infinity NaN undefined Array Float64Array Object String S sp stack objects grow zeros copied'.split(
    ' ',
  );

/** Names of the file that are not declared in functions beside the root. */
function outsideNames(names: FileNames, program: Program, root: FunctionNode): Set<string> {
  const beside: Node[] = [];
  const isAround = (node: Node): boolean => isInside(node, root);
  for (const node of nodesIn(program as Node, (part) => !isFunctionNode(part) || isAround(part)))
    if (isFunctionNode(node) && (node === root || !isAround(node))) beside.push(node);
  const outside = new Set<string>(RESERVED);
  for (const { declaration, kinds, name } of names.bindings) {
    const isLocal = (owner: Node): boolean =>
      declaration === owner ? kinds.has('param') || kinds.has('rest') : isInside(owner, declaration);
    if (!beside.some(isLocal)) outside.add(name);
  }
  return outside;
}

function rootName(root: FunctionNode, taken: ReadonlySet<string>): string {
  const own = root.type === 'ArrowFunctionExpression' ? undefined : root.id?.name;
  const base = own ?? 'f';
  let name = base;
  for (let i = 1; taken.has(name) && name !== own; i++) name = `${base}_${i}`;
  return name;
}
