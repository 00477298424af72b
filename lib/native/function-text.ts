import { children, nodesIn } from '../source/children.ts';
import { type FunctionNode, isFunctionNode, type Node, type Program } from '../source/nodes.ts';
import { analyzeNames, type FileNames } from '../source/scope.ts';

/** Parses a script. Parentheses are kept. @throws {SyntaxError} */
export type ParseScript = (code: string) => Program;

/** The text of a function as the body of another one that returns it. */
export interface FunctionText {
  readonly code: string;
  readonly program: Program;
  /** The function itself. */
  readonly root: FunctionNode;
  /** The names that it takes from the code around it. */
  readonly free: ReadonlySet<string>;
}

/** Names that every program has. What is only a global of a page, such as `name`, may be a variable of the file. */
const GLOBALS: ReadonlySet<string> = new Set(
  'Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError Float16Array Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array Intl Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set String Symbol SyntaxError TypeError Uint16Array Uint32Array Uint8Array Uint8ClampedArray URIError WeakMap WeakRef WeakSet console decodeURI decodeURIComponent encodeURI encodeURIComponent eval globalThis isFinite isNaN parseFloat parseInt structuredClone undefined'.split(
    ' ',
  ),
);

/** What is refused: its text, and the kind of the error. */
export type Refusal = (reason: string, kind?: new (message: string) => Error) => never;

/**
 * Reads the text that JavaScript keeps of a function. `name` is its name, by which it may call itself, and `given` tells the
 * names that need not be its own.
 */
export function readFunction(
  source: string,
  name: string,
  given: (name: string) => boolean,
  parse: ParseScript,
  refuse: Refusal,
): FunctionText {
  if (/^class\b/.test(source)) refuse('expected a function, got a class; mark its methods');
  const own = expressionOf(source, parse, refuse);
  const alone = analyze(`return (${own.text});`, parse);
  checkKind(alone.root, refuse);
  checkSurroundings(alone.root, own.isMethod, refuse);
  // `const fact = (n) => n * fact(n - 1)`: the name is that of the variable.
  const isAnonymous = !own.isMethod && (alone.root.type === 'ArrowFunctionExpression' || !alone.root.id);
  const callsItself = isAnonymous && alone.free.has(name) && !given(name);
  const read = callsItself ? analyze(`const ${name} = (${own.text}); return ${name};`, parse) : alone;
  return { ...read, free: new Set([...read.free].filter((id) => given(id) || !GLOBALS.has(id))) };
}

/** The text as an expression: a method is put into an object, under a name of its own. */
function expressionOf(source: string, parse: ParseScript, refuse: Refusal): { text: string; isMethod: boolean } {
  let error: unknown;
  for (const [before, after] of [
    ['(', ')'],
    ['({', '})'],
    ['(class {', '})'],
  ] as const) {
    try {
      const program = parse(`${before}${source}${after}`);
      if (before === '(') return { text: source, isMethod: false };
      return { text: methodText(program, source, before.length, refuse), isMethod: true };
    } catch (thrown) {
      if (!(thrown instanceof SyntaxError)) throw thrown;
      error ??= thrown;
    }
  }
  return refuse(
    `its source text can't be read by itself (${(error as Error).message}); add dualgrad/plugin to the build`,
    SyntaxError,
  );
}

function methodText(program: Program, source: string, offset: number, refuse: Refusal): string {
  const method = find(program, (node) => node.type === 'Property' || node.type === 'MethodDefinition');
  if (method?.type !== 'Property' && method?.type !== 'MethodDefinition') throw new SyntaxError('no function');
  if (method.kind === 'get' || method.kind === 'set') {
    refuse('expected a function, got the getter or setter of a property; wrap a function that uses the property');
  }
  const value = method.value as FunctionNode;
  checkKind(value, refuse);
  return `{ method${source.slice(value.start - offset)} }.method`;
}

function analyze(code: string, parse: ParseScript): FunctionText {
  const program = parse(code);
  const names = analyzeNames(program, code);
  const root = find(program, isFunctionNode) as FunctionNode;
  return { code, program, root, free: freeNames(program, names) };
}

/** The names of no binding; those that `typeof` asks for first may be missing. */
function freeNames(program: Program, names: FileNames): Set<string> {
  const free = new Set<string>();
  const optional = new Set<string>();
  for (const node of nodesIn(program)) {
    if (names.isGlobal(node)) free.add(node.name);
    if (node.type === 'UnaryExpression' && node.operator === 'typeof' && names.isGlobal(node.argument)) {
      optional.add(node.argument.name);
    }
  }
  free.delete('arguments');
  for (const name of optional) free.delete(name);
  return free;
}

function checkKind(node: FunctionNode, refuse: Refusal): void {
  if (node.async) {
    refuse("an async function can't be differentiated; await first, and wrap the function that computes");
  }
  if (node.generator) refuse("a generator can't be differentiated; wrap the function that uses it");
}

/** Refuses what belongs to the code around a function: `this` of an arrow, `super` of a method, private names. */
function checkSurroundings(root: FunctionNode, isMethod: boolean, refuse: Refusal): void {
  const isArrow = root.type === 'ArrowFunctionExpression';
  const found = (what: string): never =>
    refuse(
      `uses ${what} of the code around it, which can't be reached from its source text; make it an argument, or add dualgrad/plugin to the build`,
      ReferenceError,
    );
  /** `own` tells whether `this` and `arguments` are those of the root. */
  const visit = (node: Node, own: boolean): void => {
    const name = node.type === 'MemberExpression' ? node.property : node;
    if (name.type === 'PrivateIdentifier') found(`#${name.name}`);
    if (own) {
      if (isArrow && node.type === 'ThisExpression') found('this');
      if (isArrow && node.type === 'Identifier' && node.name === 'arguments') found('arguments');
      if (node.type === 'Super' && (isArrow || isMethod)) found('super');
    }
    const isInner =
      node !== root &&
      (node.type === 'FunctionExpression' || node.type === 'FunctionDeclaration' || node.type === 'ClassBody');
    for (const child of children(node)) visit(child, own && !isInner);
  };
  visit(root, true);
}

function find(root: Node, test: (node: Node) => boolean): Node | undefined {
  for (const node of nodesIn(root)) if (test(node)) return node;
  return undefined;
}
