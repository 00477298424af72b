import { describe } from '../describe.ts';
import { sweeps } from './evaluation-trace.ts';
import { Trace } from './trace.ts';

/** How a picture is drawn. */
export interface DotOptions {
  /** How many nodes to draw at the most, from the result backward; 200. A note says how many are left out. */
  readonly most?: number | undefined;
}

const TANGENT = '#1f5fa8';
const ADJOINT = '#b3301c';

/**
 * The graph of a trace in Graphviz's language, from left to right: each node by the name it has in the text of the trace, with
 * its formula, its value and, where the result is one number, its tangent along the first input, in blue, and its adjoint, in
 * red; each edge with the local partial. Inputs are tinted, results have a double frame, constants stand in formulas. The id
 * of a node is its name, and that of the edge to operand i `from -> to i`.
 *
 * @throws {@link TypeError} when the first argument is not a trace.
 * @throws {@link RangeError} when `most` is not a positive whole number.
 * @example toDot(trace((x: Scalar) => mul(x, x), 3)).split('\n')[0] // 'digraph trace {'
 * @see https://graphviz.org/doc/info/lang.html
 */
export function toDot(program: Trace, options: DotOptions = {}): string {
  if (!(program instanceof Trace)) {
    throw new TypeError(`toDot: expected a trace, got ${describe(program)}; write toDot(trace(f, x))`);
  }
  const { most = 200 } = options;
  if (!Number.isInteger(most) || most < 1) {
    throw new RangeError(`toDot: expected most to be a positive whole number, got ${most}`);
  }
  const { names } = program;
  const results = new Set(program.program.outputs);
  const all = program.nodes.filter(({ id, op }) => op !== 'constant' || results.has(id));
  const nodes = all.slice(-most);
  const drawn = new Set(nodes.flatMap(({ id, op }) => (op === 'constant' ? [] : [id])));
  const direction = program.inputs.map((_, i) => (i === 0 ? 1 : 0));
  const found = typeof program.result === 'number' ? sweeps(program, program.result, direction) : undefined;
  const lines = nodes.map(({ id, op, operands, value }) => {
    const formula =
      operands.length > 0
        ? ` = ${formulaOf(
            op,
            operands.map((o) => names[o]!),
          )}`
        : '';
    const label = [html(names[id]! + formula)];
    if (op !== 'constant') label.push(short(value));
    if (found && op !== 'constant') {
      label.push(`<font color="${TANGENT}">tangent ${short(found.tangents[id]!)}</font>`);
      label.push(`<font color="${ADJOINT}">adjoint ${short(found.adjoints[id]!)}</font>`);
    }
    const style = (op === 'input' ? ', fillcolor="#dbe9f6"' : '') + (results.has(id) ? ', peripheries=2' : '');
    return `  ${quoted(names[id]!)} [id=${quoted(names[id]!)}, label=<${label.join('<br/>')}>${style}];`;
  });
  const edges = nodes.flatMap(({ id, operands }) => {
    const partials = program.partials(id);
    return operands.flatMap((from, i) => {
      if (!drawn.has(from)) return [];
      const edge = `${quoted(names[from]!)} -> ${quoted(names[id]!)}`;
      return [`  ${edge} [id=${quoted(`${names[from]} -> ${names[id]} ${i}`)}, label="${short(partials[i]!)}"];`];
    });
  });
  const left = all.length - nodes.length;
  const note = `${left} earlier node${left === 1 ? ' is' : 's are'} left out`;
  return [
    'digraph trace {',
    '  rankdir=LR;',
    '  node [shape=box, style=filled, fillcolor=white, fontname="Helvetica"];',
    '  edge [fontname="Helvetica"];',
    ...(left > 0 ? [`  note [shape=note, label="${note}"];`] : []),
    ...lines,
    ...edges,
    '}',
  ].join('\n');
}

/** Operators between their operands; everything else is a call. */
const OPERATORS: ReadonlyMap<string, string> = new Map([
  ['add', '+'],
  ['sub', '−'],
  ['mul', '×'],
  ['div', '÷'],
]);

function formulaOf(op: string, operands: readonly string[]): string {
  const operator = OPERATORS.get(op);
  if (operator !== undefined && operands.length === 2) return operands.map(operand).join(` ${operator} `);
  return op === 'neg' ? `−${operand(operands[0]!)}` : `${op}(${operands.join(', ')})`;
}

/** A negative constant in parentheses. */
function operand(name: string): string {
  return name.startsWith('-') ? `(${name.replace('-', '−')})` : name;
}

function quoted(name: string): string {
  return `"${name.replace(/["\\]/g, '\\$&')}"`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text in an HTML label, which holds no control characters. */
function html(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ').replace(/[&<>"]/g, (character) => ENTITIES[character]!);
}

function short(x: number): string {
  return String(Number(x.toPrecision(4)));
}
