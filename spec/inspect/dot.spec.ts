import { instance } from '@viz-js/viz';
import { describe, expect, test } from 'vitest';
import { add, defineOp, log, mul, type Scalar, sin, sub, toDot, trace } from '../../lib/entries/index.ts';
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
  expect(rendered.errors).toEqual([]);
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
  expect(dot).toBe(`digraph trace {
  rankdir=BT;
  node [shape=box, fontname="Helvetica"];
  v0 [label="x1\\n2\\ntangent 1\\nadjoint 5.5", style=filled, fillcolor="#dbe9f6"];
  v1 [label="x2\\n5\\ntangent 0\\nadjoint 1.716", style=filled, fillcolor="#dbe9f6"];
  v2 [label="v1 = log\\n0.6931\\ntangent 0.5\\nadjoint 1"];
  v3 [label="v2 = mul\\n10\\ntangent 5\\nadjoint 1"];
  v4 [label="v3 = add\\n10.69\\ntangent 5.5\\nadjoint 1"];
  v5 [label="v4 = sin\\n-0.9589\\ntangent 0\\nadjoint -1"];
  v6 [label="y = sub\\n11.65\\ntangent 5.5\\nadjoint 1"];
  v0 -> v2 [label="0.5"];
  v0 -> v3 [label="5"];
  v1 -> v3 [label="2"];
  v2 -> v4 [label="1"];
  v3 -> v4 [label="1"];
  v1 -> v5 [label="0.2837"];
  v4 -> v6 [label="1"];
  v5 -> v6 [label="-1"];
}`);
  expect(labels(drawn(dot)).edges).toContain('v1 -> v5: 0.2837');
  expect(graphviz.renderString(dot, { format: 'svg' })).toContain('<svg');
});

test('constants have no sweeps; several results have none either', () => {
  const one = labels(drawn(toDot(trace((x: Scalar) => mul(x, 0.1), 3)))).nodes;
  expect(one).toEqual({
    v0: 'x\\n3\\ntangent 1\\nadjoint 0.1',
    v1: '0.1',
    v2: 'y = mul\\n0.3\\ntangent 0.1\\nadjoint 1',
  });
  const two = labels(drawn(toDot(trace((x: Scalar) => [x, mul(x, x)], 3))));
  expect(two).toEqual({ nodes: { v0: 'x\\n3', v1: 'v1 = mul\\n9' }, edges: ['v0 -> v1: 3', 'v0 -> v1: 3'] });
});

test('any program, shared or not, is read by Graphviz as the nodes and edges it has', () => {
  const points = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(smoothPrograms, points, fc.boolean(), (p, x, share) => {
      const executed = trace(p.run, x);
      const program = share ? executed.share() : executed;
      const { directed, objects = [], edges = [] } = drawn(toDot(program));
      expect(directed).toBe(true);
      expect(objects.map(({ name }) => name).sort()).toEqual(program.nodes.map(({ id }) => `v${id}`).sort());
      const name = (id: number): string => objects[id]?.name ?? '';
      expect(edges.map(({ tail, head }) => `${name(tail)} ${name(head)}`).sort()).toEqual(
        program.edges.map(({ from, to }) => `v${from} v${to}`).sort(),
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
    expect(nodes.v1000).toMatch(/^y = sin/);
    expect(nodes.v801).toMatch(/^v801 = sin/);
    expect(edges).toHaveLength(199);
  });

  test('or as many as asked for', () => {
    expect(Object.keys(labels(drawn(toDot(chain, { most: 2 }))).nodes)).toEqual(['note', 'v999', 'v1000']);
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
