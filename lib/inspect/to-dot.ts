import { describe } from '../describe.ts';
import { nameAll, sweeps } from './evaluation-trace.ts';
import { Trace } from './trace.ts';

/** How a picture is drawn. */
export interface DotOptions {
  /** How many nodes to draw at the most, from the result backward; 200. A note says how many are left out. */
  readonly most?: number | undefined;
}

/**
 * The graph of a trace in Graphviz's language: each node with its value and, where the result is one number, its tangent
 * along the first input and its adjoint; each edge with the local partial.
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
  const first = Math.max(0, program.length - most);
  const names = nameAll(program);
  const direction = program.inputs.map((_, i) => (i === 0 ? 1 : 0));
  const found = typeof program.result === 'number' ? sweeps(program, program.result, direction) : undefined;
  const nodes = program.nodes.slice(first);
  const lines = nodes.map(({ id, op, value }) => {
    const label = [
      op === 'constant' ? '' : op === 'input' ? names[id] : `${names[id]} = ${escaped(op)}`,
      short(value),
      ...(found && op !== 'constant'
        ? [`tangent ${short(found.tangents[id]!)}`, `adjoint ${short(found.adjoints[id]!)}`]
        : []),
    ];
    const style = op === 'input' ? ', style=filled, fillcolor="#dbe9f6"' : op === 'constant' ? ', shape=plaintext' : '';
    return `  v${id} [label="${label.filter((line) => line !== '').join('\\n')}"${style}];`;
  });
  const edges = nodes.flatMap(({ id, operands }) => {
    const partials = program.partials(id);
    return operands
      .map((from, i) => `  v${from} -> v${id} [label="${short(partials[i]!)}"];`)
      .filter((_, i) => operands[i]! >= first);
  });
  const note = first > 0 ? [`  note [shape=note, label="${first} earlier nodes are left out"];`] : [];
  return [
    'digraph trace {',
    '  rankdir=BT;',
    '  node [shape=box, fontname="Helvetica"];',
    ...note,
    ...lines,
    ...edges,
    '}',
  ].join('\n');
}

function escaped(name: string): string {
  return name.replace(/["\\]/g, '\\$&');
}

function short(x: number): string {
  return String(Number(x.toPrecision(4)));
}
