// @jax-js/jax: `jit(jacfwd(f))`, compiled once to WebAssembly for the shape at hand, with whole-array programs, which
// is how it wants to be used. Its arrays are counted: every use but the last takes `.ref`.

// Node has this from version 24 on; without it the library fails when it first looks at the type of an array.
globalThis.Float16Array ??= class Float16Array extends Uint16Array {};
const { jacfwd, jit, numpy: np, valueAndGrad } = await import('@jax-js/jax');

const written = {
  rosenbrock: () => (x) => {
    const left = x.ref.slice([0, -1]);
    const t = x.slice([1]).sub(left.ref.mul(left.ref));
    const u = left.mul(-1).add(1);
    return t.ref.mul(t).mul(100).add(u.ref.mul(u)).sum();
  },
  ackley: (n) => (x) => {
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
};

const scalars = {
  constant: (c) => np.array(c, { dtype: np.float64 }),
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
  const write = written[program.name.split(' ')[0]];
  const vectors = (x) => np.stack(program.write(scalars)(Array.from({ length: n }, (_, i) => x.ref.slice(i))));
  const jacobian = jit(jacfwd(write ? write(n) : vectors));
  return (x) => jacobian(np.array(new Float64Array(x), { dtype: np.float64 })).dataSync();
}

/** Value and gradient in reverse, compiled for the shape. */
export function reverse(program) {
  const { n } = program;
  const write = written[program.name.split(' ')[0]];
  const both = jit(valueAndGrad(write(n)));
  return (x) => {
    const [value, gradient] = both(np.array(new Float64Array(x), { dtype: np.float64 }));
    return [gradient.dataSync(), value.dataSync()];
  };
}

/** Value and gradient in reverse, as written, operation by operation. */
export function eager(program) {
  const { n } = program;
  const f = program.write(scalars);
  const both = valueAndGrad((x) => f(Array.from({ length: n }, (_, i) => x.ref.slice(i))));
  return (x) => {
    const [value, gradient] = both(np.array(new Float64Array(x), { dtype: np.float64 }));
    return [gradient.dataSync(), value.dataSync()];
  };
}
