// rose: f is traced to a program of its own, differentiated there, and compiled to WebAssembly.
import { add, compile, div, fn, mul, Real, sqrt, sub, Vec, vjp } from 'rose';

export async function compiled(program) {
  const Inputs = Vec(program.n, Real);
  const write = program.write({ add, sub, mul, div, sqrt, constant: (c) => c });
  const f = fn([Inputs], Real, (v) => write(Array.from({ length: program.n }, (_, i) => v[i])));
  const gradient = await compile(fn([Inputs], Inputs, (v) => vjp(f)(v).grad(1)));
  return (x) => gradient(x);
}
