import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, transform } from 'esbuild';
import { parseAst } from 'vitest/node';
import type * as library from '../../lib/entries/index.ts';
import { arrayCounts } from '../../lib/program/operators.ts';
import { type Expression, expressionOf, isLeaf, parts } from '../../lib/rules/expression.ts';
import type { Rule } from '../../lib/rules/rule.ts';
import { arrays, families, rules } from '../../lib/rules/table.ts';

/** How often each operation of JavaScript is executed: '+', 'Math.sin', or the name of a row that branches. */
export type Executed = Record<string, number>;

/** A copy of the library whose source counts every operation on numbers that it executes in ops, forward and reverse. */
export interface InstrumentedLibrary {
  readonly copy: typeof library;
  /** What is executed while `run` runs. */
  readonly executedBy: (run: () => unknown) => Executed;
  /** Runs without counting: what a function does with its own constants. */
  readonly uncounted: <T>(run: () => T) => T;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const lib = fileURLToPath(new URL('../../lib/', import.meta.url));
const COUNT = 'globalThis.dualgradExecuted';

export async function instrumentedLibrary(): Promise<InstrumentedLibrary> {
  const directory = await mkdtemp(join(tmpdir(), 'dualgrad-'));
  try {
    const outfile = join(directory, 'library.mjs');
    await build({
      entryPoints: [join(lib, 'entries/index.ts')],
      bundle: true,
      format: 'esm',
      outfile,
      plugins: [
        {
          name: 'count',
          setup({ onLoad }) {
            onLoad({ filter: /lib\/(ops|forward|reverse)\/[\w-]+\.ts$/ }, async ({ path }) => ({
              contents: await instrumented(path.slice(lib.length), await readFile(path, 'utf8')),
              loader: 'js',
            }));
          },
        },
      ],
    });
    const copy = (await import(pathToFileURL(outfile).href)) as typeof library;
    return { copy, ...counter() };
  } finally {
    await rm(directory, { recursive: true });
  }
}

function counter(): Pick<InstrumentedLibrary, 'executedBy' | 'uncounted'> {
  let executed: Executed | undefined;
  const holder = globalThis as { dualgradExecuted?: (name: string, value: unknown, n?: number) => unknown };
  holder.dualgradExecuted = (name, value, n) => {
    if (executed !== undefined) {
      const rule = arrays.find((row) => row.name === name);
      const counts = n === undefined || rule === undefined ? { [name]: n ?? 1 } : arrayCounts(rule, n);
      for (const [op, times] of Object.entries(counts)) if (times > 0) executed[op] = (executed[op] ?? 0) + times;
    }
    return value;
  };
  return {
    executedBy(run) {
      const counts: Executed = {};
      executed = counts;
      try {
        run();
      } finally {
        executed = undefined;
      }
      return inLeaves(counts);
    },
    uncounted(run) {
      const before = executed;
      executed = undefined;
      try {
        return run();
      } finally {
        executed = before;
      }
    },
  };
}

const branches = (node: Expression): boolean => node.kind === 'where' || parts(node).some(branches);
const rowOf: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.name, rule]));

/** Counts of rows as counts of what JavaScript executes; a row that branches stays one operation. */
export function inLeaves(counts: Readonly<Record<string, number>>): Executed {
  const leaves: Executed = {};
  const add = (name: string, times: number): void => {
    leaves[name] = (leaves[name] ?? 0) + times;
  };
  for (const [name, times] of Object.entries(counts)) {
    const rule = rowOf.get(name);
    if (rule === undefined || branches(expressionOf(rule))) {
      add(name, times);
      continue;
    }
    const visit = (node: Expression): void => {
      parts(node).forEach(visit);
      if (node.kind === 'op' && isLeaf(node.rule)) add(textOf(node.rule), times);
    };
    visit(expressionOf(rule));
  }
  return leaves;
}

function textOf(rule: Rule): string {
  const text = rule.text!.js;
  return rule.arity === 1 && text === '-' ? 'negation' : text;
}

/** The source of a file, with every operation on numbers inside a call that counts it. */
async function instrumented(path: string, source: string): Promise<string> {
  const { code } = await transform(source, { loader: 'ts', target: 'es2022' });
  const [room, file] = path.split('/') as [string, string];
  const isRowFile = room === 'ops' && (file === 'arrays.ts' || Object.hasOwn(families, file.replace('.ts', '')));
  const insertions: { readonly at: number; readonly text: string }[] = [];
  const text = ({ start, end }: Node): string => code.slice(start, end);
  // Of two that begin at one place the outer comes first, as it is found first; of two that end there it comes last.
  const wrap = (node: Node, before: string, after: string): void => {
    insertions.push({ at: node.start, text: before });
    insertions.unshift({ at: node.end, text: after });
  };
  const unit = (name: string, node: Node): void => wrap(node, `${COUNT}('${name}', (`, '))');

  /** Counts the operations of an expression, not those that find an index. */
  const count = (node: Node): void => {
    if (node.type === 'MemberExpression') {
      count(node.object as Node);
      return;
    }
    if (node.type === 'BinaryExpression' && /^[-+*/%]$/.test(node.operator as string)) {
      const [left, right] = [text(node.left as Node), text(node.right as Node)];
      // Arithmetic on the number of entries is none of the program. x − x asks whether x is finite.
      if (/^[-+*/\s\d().]*$/.test(text(node).replaceAll(/\w+\.length/g, ''))) return;
      // In a sweep + 0 turns a −0, the mark of a slot that was not reached, into 0.
      const isTest = node.operator === '-' && left === right;
      if (!isTest && !(room === 'reverse' && right === '0')) unit(node.operator as string, node);
    }
    if (
      node.type === 'UnaryExpression' &&
      node.operator === '-' &&
      !/^(\d|Infinity)/.test(text(node.argument as Node))
    ) {
      unit('negation', node);
    }
    if (node.type === 'CallExpression' && text(node).startsWith('Math.')) unit(text(node.callee as Node), node);
    for (const child of children(node)) count(child);
  };

  /** The function of a row: the value of a row that branches is one operation. */
  const operator = (node: Node, name: string): void => {
    const body = (node.body as Node).body as Node[];
    const firstOf = (list: readonly Node[]): Node | undefined =>
      list.find(({ type, test }) => type === 'IfStatement' && text(test as Node).startsWith('typeof'));
    const isUnit = rowOf.has(name) && branches(expressionOf(rowOf.get(name)!));
    const visit = (part: Node): void => {
      if (isUnit && part.type === 'IfStatement' && part === firstOf(body)) {
        unit(name, (part.consequent as Node).argument as Node);
      } else if (isUnit && part.type === 'VariableDeclarator' && text(part.id as Node) === 'v') {
        // A call of the op itself on plain numbers, which counts.
      } else if (/Expression$/.test(part.type)) count(part);
      else children(part).forEach(visit);
    };
    body.forEach(visit);
  };

  /** The general path of a row: `rowOp(name, op, dx, dy)`. */
  const isRowOp = ({ type, callee }: Node): boolean => type === 'CallExpression' && text(callee as Node) === 'rowOp';
  const partials = (node: Node): void => (node.arguments as Node[]).slice(2).forEach(count);

  /** The same of an array operation: its partials, and its value. */
  const general = (node: Node): void => {
    const properties = node.properties as readonly Node[];
    const property = (name: string): Node | undefined =>
      properties.find(({ key }) => text(key as Node) === name)?.value as Node | undefined;
    const listed = property('partials');
    if (listed !== undefined) count(listed);
    const value = property('value');
    if (value === undefined) return;
    wrap(value, `((f) => (xs, ys) => ${COUNT}(${text(property('name')!)}, f(xs, ys), xs.length))(`, ')');
  };

  /** The portions of numbers: they call no op. */
  const portionsOf = (node: Node): void => {
    const visit = (part: Node): void => {
      if (part.type === 'ReturnStatement') unit('portion', part.argument as Node);
      else if (part.type === 'ConditionalExpression') count(part);
      else children(part).forEach(visit);
    };
    if (text(node.id as Node) === 'ofNumber') visit(node.body as Node);
    if (text(node.id as Node) === 'ofNumbers') (node.body as Node & { body: Node[] }).body.slice(0, -1).forEach(visit);
  };

  /** The loops of a contraction: of its value by their number, of a tangent what they reach; an inactive sum is −0. */
  const contractionOf = (node: Node): void => {
    const body = node.body as Node;
    if (text(node.id as Node) === 'multiply') {
      const counts = `${COUNT}('*', 0, m * n * l); ${COUNT}('+', 0, Math.max(0, m * n * l - zs.length));`;
      insertions.push({ at: body.start + 1, text: counts });
      return;
    }
    const visit = (part: Node): void => {
      if (part.type === 'AssignmentExpression' && text(part).startsWith('zs[')) {
        wrap(part.right as Node, `${COUNT}('*', Object.is(zs[z], -0) ? 0 : ${COUNT}('+', 0)) || (`, ')');
      } else children(part).forEach(visit);
    };
    if (text(node.id as Node) === 'spread') visit(body);
  };

  const isOfNumbers = (node: Node): boolean =>
    room === 'forward' &&
    file !== 'passes.ts' &&
    /Expression$/.test(node.type) &&
    !/^(ArrowFunction|Function|Class)/.test(node.type);
  const countsNothing = (node: Node): boolean =>
    (node.type === 'MethodDefinition' && /^(toString|constructor)$/.test(text(node.key as Node))) ||
    (node.type === 'FunctionDeclaration' && /^(dual|nesting|seed|tangent|text|zeros)$/.test(text(node.id as Node)));
  const visit = (node: Node): void => {
    if (file === 'portions.ts' && node.type === 'FunctionDeclaration') portionsOf(node);
    else if (file === 'contraction.ts' && node.type === 'FunctionDeclaration') contractionOf(node);
    else if (isRowFile && /^Function/.test(node.type)) operator(node, node.id ? text(node.id as Node) : '');
    else if (isRowFile && isRowOp(node)) partials(node);
    else if (isRowFile && node.type === 'ObjectExpression') general(node);
    else if (room === 'reverse' && node.type === 'AssignmentExpression' && text(node).startsWith('adjoints[')) {
      count(node.right as Node);
    } else if (isOfNumbers(node)) count(node);
    else if (!(room === 'forward' && countsNothing(node))) children(node).forEach(visit);
  };
  visit(parseAst(code) as unknown as Node);
  let result = '';
  let from = 0;
  for (const { at, text: inserted } of [...insertions].sort((a, b) => a.at - b.at)) {
    result += code.slice(from, at) + inserted;
    from = at;
  }
  return result + code.slice(from);
}

function children(node: Node): Node[] {
  return Object.values(node)
    .flat()
    .filter((child): child is Node => typeof (child as Node | null)?.type === 'string');
}
