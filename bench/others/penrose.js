// @penrose/core: the graph of f and of its gradient compiled to WebAssembly, as its own optimiser calls it.
import { genGradient, variable } from '@penrose/core/dist/engine/Autodiff';
import { add, div, mul, sqrt, sub } from '@penrose/core/dist/engine/AutodiffFunctions';

export async function compiled(program) {
  const variables = Array.from({ length: program.n }, () => variable(0));
  const output = program.write({ add, sub, mul, div, sqrt, constant: (c) => c })(variables);
  const run = await genGradient(variables, [output], []);
  const masks = { inputMask: variables.map(() => true), objMask: [true], constrMask: [] };
  const inputs = new Float64Array(program.n);
  const gradient = new Float64Array(program.n);
  return (x) => {
    inputs.set(x);
    run(masks, inputs, 0, gradient);
    return gradient;
  };
}
