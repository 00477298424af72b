// node build.mjs BUNDLER FOLDER FILE [minified | without]: builds a file into FOLDER/main.mjs, and prints warnings.

import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import dualgrad from 'dualgrad/plugin';
import options from './options.mjs';

const [, , bundler, folder, file, option] = process.argv;
const minify = option === 'minified';
const plugins = option === 'without' ? [] : [dualgrad[bundler](options)];
const input = resolve(file);
const outfile = resolve(folder, 'main.mjs');
mkdirSync(folder, { recursive: true });

const builders = {
  async esbuild() {
    const { build } = await import('esbuild');
    const common = { bundle: true, platform: 'node', format: 'esm', sourcemap: true, logLevel: 'silent' };
    const { warnings } = await build({ ...common, entryPoints: [input], outfile, minify, plugins });
    return warnings.map(({ text }) => text);
  },

  async rollup() {
    const { rollup } = await import('rollup');
    const { default: nodeResolve } = await import('@rollup/plugin-node-resolve');
    const { default: commonjs } = await import('@rollup/plugin-commonjs');
    const { transformSync } = await import('esbuild');
    const types = {
      name: 'types',
      transform(code, id) {
        if (!id.endsWith('.ts')) return undefined;
        const out = transformSync(code, { loader: 'ts', sourcefile: id, sourcemap: true });
        return { code: out.code, map: out.map };
      },
      renderChunk(code) {
        return minify ? transformSync(code, { minify, sourcemap: true, format: 'esm' }) : undefined;
      },
    };
    const warnings = [];
    const onwarn = ({ message }) => warnings.push(message);
    const bundle = await rollup({ input, onwarn, plugins: [...plugins, types, nodeResolve(), commonjs()] });
    await bundle.write({ file: outfile, format: 'es', sourcemap: true });
    return warnings;
  },

  async rolldown() {
    const { rolldown } = await import('rolldown');
    const warnings = [];
    const onLog = (level, { message }) => void (level === 'warn' && warnings.push(message));
    const bundle = await rolldown({ input, platform: 'node', plugins, onLog, checks: { pluginTimings: false } });
    await bundle.write({ file: outfile, format: 'esm', sourcemap: true, minify });
    return warnings;
  },

  async vite() {
    const { build, createLogger } = await import('vite');
    const warnings = [];
    const customLogger = {
      ...createLogger('silent'),
      warn: (text) => warnings.push(text),
      warnOnce: (text) => warnings.push(text),
    };
    const lib = { entry: input, formats: ['es'], fileName: () => 'main.mjs' };
    const output = { outDir: folder, emptyOutDir: true, sourcemap: true, minify, lib, reportCompressedSize: false };
    await build({
      configFile: false,
      customLogger,
      plugins,
      build: { ...output, rolldownOptions: { checks: { pluginTimings: false } } },
    });
    return warnings;
  },

  async webpack() {
    const { default: webpack } = await import('webpack');
    return compile(webpack, { loader: resolve('types-loader.cjs') });
  },

  async rspack() {
    const { rspack } = await import('@rspack/core');
    const options = { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } };
    return compile(rspack, { loader: 'builtin:swc-loader', options });
  },
};

async function compile(pack, loader) {
  const stats = await new Promise((done, fail) => {
    const configuration = {
      mode: minify ? 'production' : 'development',
      devtool: 'source-map',
      target: 'node20',
      entry: input,
      output: { path: resolve(folder), filename: 'main.mjs', module: true, chunkFormat: 'module' },
      experiments: { outputModule: true },
      performance: { hints: false },
      resolve: { extensions: ['.ts', '.js'] },
      module: { rules: [{ test: /\.ts$/, ...loader, type: 'javascript/auto' }] },
      plugins,
    };
    pack(configuration, (error, found) => (error ? fail(error) : done(found)));
  });
  const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return warnings.map(({ message }) => message);
}

console.log(JSON.stringify(await builders[bundler]()));
