// nerdamer: f as an expression, each partial by its rules, and buildFunction, which makes JavaScript of it.
import nerdamer from 'nerdamer/all.js';

const binary = (sign) => (x, y) => `(${x}${sign}${y})`;
const call = (name) => (x) => `${name}(${x})`;
const ops = {
  ...{ add: binary('+'), sub: binary('-'), mul: binary('*'), div: binary('/') },
  ...{ sqrt: call('sqrt'), exp: call('exp'), log: call('log'), sin: call('sin'), cos: call('cos') },
  constant: String,
};

export function compiled(program) {
  const names = Array.from({ length: program.n }, (_, i) => `x${i}`);
  const f = program.write(ops)(names);
  const partials = names.map((name) => nerdamer.diff(f, name).buildFunction(names));
  return (x) => partials.map((partial) => partial(...x));
}
