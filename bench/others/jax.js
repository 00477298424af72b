// @jax-js/jax: `jit(jacfwd(f))`, compiled once to WebAssembly for the shape at hand, with whole-array programs, which
// is how it wants to be used. Its arrays are counted: every use but the last takes `.ref`.

// Node has this from version 24 on; without it the library fails when it first looks at the type of an array.
globalThis.Float16Array ??= class Float16Array extends Uint16Array {};
const { jacfwd, jit, nn, numpy: np, valueAndGrad } = await import('@jax-js/jax');

const doubles = (list) => np.array(list, { dtype: np.float64 });

const written = {
  rosenbrock: () => (x) => {
    const left = x.ref.slice([0, -1]);
    const t = x.slice([1]).sub(left.ref.mul(left.ref));
    const u = left.mul(-1).add(1);
    return t.ref.mul(t).mul(100).add(u.ref.mul(u)).sum();
  },
  ackley:
    ({ n }) =>
    (x) => {
      const radius = np.sqrt(
        x.ref
          .mul(x.ref)
          .sum()
          .mul(1 / n),
      );
      const waves = np
        .cos(x.mul(2 * Math.PI))
        .sum()
        .mul(1 / n);
      return np
        .exp(radius.mul(-0.2))
        .mul(-20)
        .sub(np.exp(waves))
        .add(20 + Math.E);
    },
  logsumexp: () => (x) => {
    const largest = np.max(x.ref);
    return np.log(np.exp(x.sub(largest.ref)).sum()).add(largest);
  },
  gaussian: ({ points, d, k }) => {
    const below = (d * (d - 1)) / 2;
    const count = points.length;
    const at = doubles(points).reshape([count, 1, d]);
    // A row for each entry below the diagonal, column by column: where it goes in the d × d matrix; and one for each on it.
    const places = Array.from({ length: d }, (_, j) =>
      Array.from({ length: d - 1 - j }, (_, i) => (i + j + 1) * d + j),
    );
    const unit = (place) => Array.from({ length: d * d }, (_, i) => (i === place ? 1 : 0));
    const corners = doubles(places.flat().map(unit));
    const diagonal = doubles(Array.from({ length: d }, (_, i) => unit(i * (d + 1))));
    return (x) => {
      const alphas = x.ref.slice([0, k]);
      const means = x.ref.slice([k, k + k * d]).reshape([1, k, d]);
      const factors = x.slice([k + k * d]).reshape([k, d + below]);
      const logs = factors.ref.slice([], [0, d]);
      const triangles = np
        .matmul(np.exp(logs.ref), diagonal.ref)
        .add(np.matmul(factors.slice([], [d]), corners.ref))
        .reshape([1, k, d, d]);
      const centred = at.ref.sub(means).reshape([count, k, 1, d]);
      const whitened = triangles.ref.mul(centred).sum(-1);
      const heads = alphas.ref.add(logs.sum(-1)).reshape([1, k]);
      const terms = heads.sub(whitened.ref.mul(whitened).sum(-1).mul(0.5));
      const prior = triangles.ref.mul(triangles).sum().mul(0.5);
      return nn.logsumexp(terms, -1).sum().sub(nn.logsumexp(alphas).mul(count)).sub(prior);
    };
  },
  lstm: ({ sequence, start, n }) => {
    const width = sequence[0].length;
    const bits = sequence.map(doubles);
    const began = start.map(({ h, c }) => ({ h: doubles(h), c: doubles(c) }));
    const scale = -1 / (width * (sequence.length - 1));
    return (x) => {
      const rows = x.reshape([n / width, width]);
      const row = (i) => rows.ref.slice(i);
      const memory = began.map(({ h, c }) => ({ h: h.ref, c: c.ref }));
      const last = 8 * start.length;
      let sum;
      for (let t = 0; t + 1 < sequence.length; t++) {
        let s = row(last).mul(bits[t].ref);
        memory.forEach((cell, layer) => {
          const line = (gate, z) => z.mul(row(8 * layer + gate)).add(row(8 * layer + 4 + gate));
          const kept = cell.c
            .mul(nn.sigmoid(line(0, s.ref)))
            .add(nn.sigmoid(line(1, cell.h.ref)).mul(np.tanh(line(3, cell.h))));
          cell.c = kept.ref;
          cell.h = nn.sigmoid(line(2, s)).mul(np.tanh(kept));
          s = cell.h.ref;
        });
        const y = s.mul(row(last + 1)).add(row(last + 2));
        const z = np.log(np.exp(y.ref).sum().add(2));
        const term = bits[t + 1].ref.mul(y.sub(z)).sum();
        sum = sum === undefined ? term : sum.add(term);
      }
      return sum.mul(scale);
    };
  },
};

const scalars = {
  constant: doubles,
  add: (x, y) => x.ref.add(y.ref),
  sub: (x, y) => x.ref.sub(y.ref),
  mul: (x, y) => x.ref.mul(y.ref),
  div: (x, y) => x.ref.div(y.ref),
  sqrt: (x) => np.sqrt(x.ref),
  sin: (x) => np.sin(x.ref),
  cos: (x) => np.cos(x.ref),
};

export function compiled(program) {
  const { n } = program;
  const write = written[program.name.split(/[ ,]/)[0]];
  const vectors = (x) => np.stack(program.write(scalars)(Array.from({ length: n }, (_, i) => x.ref.slice(i))));
  const jacobian = jit(jacfwd(write ? write(program) : vectors));
  return (x) => jacobian(doubles(new Float64Array(x))).dataSync();
}

/** Value and gradient in reverse, compiled for the shape. */
export function reverse(program) {
  const write = written[program.name.split(/[ ,]/)[0]];
  const both = jit(valueAndGrad(write(program)));
  return (x) => {
    const [value, gradient] = both(doubles(new Float64Array(x)));
    return [gradient.dataSync(), value.dataSync()];
  };
}

/** Value and gradient in reverse, as written, operation by operation. */
export function eager(program) {
  const { n } = program;
  const f = program.write(scalars);
  const both = valueAndGrad((x) => f(Array.from({ length: n }, (_, i) => x.ref.slice(i))));
  return (x) => {
    const [value, gradient] = both(doubles(new Float64Array(x)));
    return [gradient.dataSync(), value.dataSync()];
  };
}
