import { instance } from '@viz-js/viz';
import { describe, expect, test } from 'vitest';
import {
  add,
  defineOp,
  div,
  label,
  log,
  mul,
  neg,
  type Scalar,
  sin,
  sub,
  toDot,
  trace,
} from '../../lib/entries/index.ts';
import { fc } from '../support/fast-check.ts';
import { smoothPrograms } from '../support/programs.ts';

type Xs = readonly [Scalar, Scalar];

/** What Graphviz read: nodes and edges with their labels. */
interface Drawing {
  readonly directed: boolean;
  readonly objects?: readonly { name: string; label: string; _gvid: number }[];
  readonly edges?: readonly { tail: number; head: number; label: string }[];
}

const graphviz = await instance();

function drawn(dot: string): Drawing {
  const rendered = graphviz.render(dot, { format: 'json' });
  // Only of letters that its own font has no width for.
  expect(rendered.errors.filter(({ level }) => level !== 'warning')).toEqual([]);
  expect(rendered.status).toBe('success');
  return JSON.parse(rendered.output as string) as Drawing;
}

function labels({ objects = [], edges = [] }: Drawing): { nodes: Record<string, string>; edges: string[] } {
  const name = (id: number): string => objects[id]?.name ?? '';
  return {
    nodes: Object.fromEntries(objects.map((o) => [o.name, o.label])),
    edges: edges.map(({ tail, head, label }) => `${name(tail)} -> ${name(head)}: ${label}`),
  };
}

test('the graph of Baydin et al.: value, tangent and adjoint on each node, the partial on each edge', () => {
  const dot = toDot(trace(([x, y]: Xs) => sub(add(log(x), mul(x, y)), sin(y)), [2, 5]));
  const sweeps = (tangent: number, adjoint: number): string =>
    `<font color="#1f5fa8">tangent ${tangent}</font><br/><font color="#b3301c">adjoint ${adjoint}</font>`;
  expect(dot).toBe(`digraph trace {
  rankdir=LR;
  node [shape=box, style=filled, fillcolor=white, fontname="Helvetica"];
  edge [fontname="Helvetica"];
  "x[0]" [id="x[0]", label=<x[0]<br/>2<br/>${sweeps(1, 5.5)}>, fillcolor="#dbe9f6"];
  "x[1]" [id="x[1]", label=<x[1]<br/>5<br/>${sweeps(0, 1.716)}>, fillcolor="#dbe9f6"];
  "v1" [id="v1", label=<v1 = log(x[0])<br/>0.6931<br/>${sweeps(0.5, 1)}>];
  "v2" [id="v2", label=<v2 = x[0] × x[1]<br/>10<br/>${sweeps(5, 1)}>];
  "v3" [id="v3", label=<v3 = v1 + v2<br/>10.69<br/>${sweeps(5.5, 1)}>];
  "v4" [id="v4", label=<v4 = sin(x[1])<br/>-0.9589<br/>${sweeps(0, -1)}>];
  "y" [id="y", label=<y = v3 − v4<br/>11.65<br/>${sweeps(5.5, 1)}>, peripheries=2];
  "x[0]" -> "v1" [id="x[0] -> v1 0", label="0.5"];
  "x[0]" -> "v2" [id="x[0] -> v2 0", label="5"];
  "x[1]" -> "v2" [id="x[1] -> v2 1", label="2"];
  "v1" -> "v3" [id="v1 -> v3 0", label="1"];
  "v2" -> "v3" [id="v2 -> v3 1", label="1"];
  "x[1]" -> "v4" [id="x[1] -> v4 0", label="0.2837"];
  "v3" -> "y" [id="v3 -> y 0", label="1"];
  "v4" -> "y" [id="v4 -> y 1", label="-1"];
}`);
  expect(labels(drawn(dot)).edges).toContain('x[1] -> v4: 0.2837');
  const svg = graphviz.renderString(dot, { format: 'svg' });
  for (const id of ['x[0]', 'v2', 'y']) expect(svg).toContain(`<g id="${id}" class="node">`);
  expect(svg).toContain('<g id="x[1]&#45;&gt;v4" class="edge">'.replace('&#45;&gt;v4', ' &#45;&gt; v4 0'));
});

test('constants stand in formulas, a result that is one has a node; several results have no sweeps', () => {
  const one = labels(drawn(toDot(trace((x: Scalar) => sub(mul(x, 0.1), neg(mul(x, -3))), 3))));
  expect(Object.keys(one.nodes)).toEqual(['x', 'v1', 'v2', 'v3', 'y']);
  expect(one.nodes.v1).toMatch(/^v1 = x × 0\.1/);
  expect(one.nodes.v2).toMatch(/^v2 = x × \(−3\)/);
  expect(one.nodes.v3).toMatch(/^v3 = −v2/);
  const two = labels(drawn(toDot(trace((x: Scalar) => [x, div(x, x), 7], 3))));
  expect(two).toEqual({
    nodes: { x: 'x<br/>3', v1: 'v1 = x ÷ x<br/>1', 7: '7' },
    edges: ['x -> v1: 0.3333', 'x -> v1: -0.3333'],
  });
});

test('any program, shared or not, is read by Graphviz as the nodes and edges it has', () => {
  const points = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(smoothPrograms, points, fc.boolean(), (p, x, share) => {
      const executed = trace(p.run, x);
      const program = share ? executed.share() : executed;
      const { directed, objects = [], edges = [] } = drawn(toDot(program));
      expect(directed).toBe(true);
      const isDrawn = (id: number): boolean => program.node(id).op !== 'constant';
      const { names } = program;
      const computed = program.nodes.filter(({ id }) => isDrawn(id) || id === program.result);
      expect(objects.map(({ name }) => name).sort()).toEqual(computed.map(({ id }) => names[id]).sort());
      const name = (id: number): string => objects[id]?.name ?? '';
      expect(edges.map(({ tail, head }) => `${name(tail)} ${name(head)}`).sort()).toEqual(
        program.edges.flatMap(({ from, to }) => (isDrawn(from) ? [`${names[from]} ${names[to]}`] : [])).sort(),
      );
    }),
    { numRuns: 30 },
  );
});

test.each(['a"b', 'a\\b', 'a\nb', '<b>', '{x|y}', ''])('an op may be named %j', (name) => {
  const op = defineOp({ name, arity: 1, value: (x) => 2 * x, partials: () => [2] });
  const { objects = [] } = drawn(toDot(trace((x: Scalar) => op(x), 1)));
  expect(objects).toHaveLength(2);
});

test.each(['a"b', 'a\\b', 'a\nb', '<b>', '{x|y}', '&amp;', '\\N', 'é', '3'])('a number may be labelled %j', (name) => {
  const program = trace((x: Scalar) => sin(label(sin(x), name)), 1);
  const { objects = [] } = drawn(toDot(program));
  expect(objects).toHaveLength(3);
  expect(objects[1]?.name.replaceAll('\\\\', '\\')).toBe(program.names[1]);
});

describe('large graphs', () => {
  const chain = trace((x: Scalar) => {
    let s = x;
    for (let i = 0; i < 1000; i++) s = sin(s);
    return s;
  }, 1);

  test('show the last 200 nodes and say how many are left out', () => {
    const { nodes, edges } = labels(drawn(toDot(chain)));
    expect(Object.keys(nodes)).toHaveLength(201);
    expect(nodes.note).toBe('801 earlier nodes are left out');
    expect(nodes.y).toMatch(/^y = sin\(v999\)/);
    expect(nodes.v801).toMatch(/^v801 = sin\(v800\)/);
    expect(edges).toHaveLength(199);
  });

  test('or as many as asked for', () => {
    expect(Object.keys(labels(drawn(toDot(chain, { most: 2 }))).nodes)).toEqual(['note', 'v999', 'y']);
    expect(toDot(chain, { most: 1001 })).not.toContain('note');
    expect(toDot(chain, { most: 1000 })).toContain('"1 earlier node');
    expect(toDot(chain, { most: undefined })).toBe(toDot(chain));
  });

  test.each([0, -1, 1.5, NaN, Infinity, '5'])('most: %j is refused', (most) => {
    expect(() => toDot(chain, { most: most as number })).toThrow(
      new RangeError(`toDot: expected most to be a positive whole number, got ${most}`),
    );
  });
});

test('what is no trace is refused', () => {
  expect(() => toDot(sin as never)).toThrow(
    new TypeError('toDot: expected a trace, got a function; write toDot(trace(f, x))'),
  );
});
