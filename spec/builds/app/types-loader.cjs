// Takes the types out, as loaders of webpack do: with the map of the loader before.
const { transformSync } = require('esbuild');

module.exports = function types(code, map) {
  const data = map && Buffer.from(JSON.stringify(map)).toString('base64');
  const source = map ? `${code}\n//# sourceMappingURL=data:application/json;base64,${data}` : code;
  const out = transformSync(source, { loader: 'ts', sourcefile: this.resourcePath, sourcemap: true });
  this.callback(null, out.code, JSON.parse(out.map));
};
