import Module, { createRequire, register as registerThread } from 'node:module';
import { pathToFileURL } from 'node:url';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import { GLOBAL } from '../source/runtime-import.ts';
import { FileTransform } from './file-transform.ts';
import { type Loaded, type NodeSetup, transformedModule } from './node-module.ts';
import { readSettings } from './settings.ts';
import { withMap } from './source-map.ts';

type Load = (url: string, context: object, next: (url: string, context: object) => Loaded) => Loaded;
type Compile = (this: unknown, content: unknown, file: string, format?: string, ...rest: unknown[]) => unknown;

/** Node 22.15 and later; the types are those of Node 20. */
interface NewerModule {
  readonly registerHooks?: (hooks: { readonly load: Load }) => void;
}

/** The entries of dualgrad by their specifiers, as namespaces. */
export interface Entries {
  readonly dualgrad: object;
  readonly 'dualgrad/native/runtime': object;
  readonly [specifier: string]: object;
}

/** Transforms what Node loads from now on: modules, CommonJS, and TypeScript where Node or tsx takes out the types. */
export function register(entries: Entries): void {
  // As Node resolves them for everyone: this file is part of the package.
  const { resolve } = createRequire(import.meta.url);
  const root = process.cwd();
  const settings = readSettings(root, process.env);
  const setup: NodeSetup = {
    settings,
    root,
    runtime: pathToFileURL(resolve('dualgrad/native/runtime')).href,
    library: pathToFileURL(resolve('dualgrad')).href,
  };
  const files = new FileTransform(settings, root, 'dualgrad/register');
  // The operators, and the ops that modules are replaced by.
  const shared = { ...entries.dualgrad, ...entries['dualgrad/native/runtime'] };
  Object.assign(globalThis, { [Symbol.for(GLOBAL)]: shared });
  process.setSourceMapsEnabled(true);
  for (const [specifier, exports] of Object.entries(entries)) provide(resolve(specifier), exports);

  const { registerHooks } = Module as unknown as NewerModule;
  let checkRequired: CheckRequired | undefined;
  if (registerHooks) {
    registerHooks({ load: (url, context, next) => transformedModule(files, setup, url, next(url, context)) });
  } else {
    checkRequired = registerInThread(files, setup);
  }

  // CommonJS: the text of every module passes here, however it was reached.
  const prototype = Module.prototype as unknown as { _compile: Compile };
  const compile = prototype._compile;
  prototype._compile = function (content, file, format, ...rest) {
    const isScript = typeof content === 'string' && /\.[cm]?[jt]sx?$/.test(file);
    const code = isScript ? codeToRun(files, setup, content, file, format, checkRequired) : content;
    return compile.call(this, code, file, format, ...rest);
  };
}

/** Throws where a module that CommonJS requires would import what nobody can transform. */
type CheckRequired = (code: string, file: string) => void;

/** Before Node 22.15 hooks run in a thread, and see nothing of what an ES module imports that was required. */
function registerInThread(files: FileTransform, setup: NodeSetup): CheckRequired {
  const { port1, port2 } = new MessageChannel();
  registerThread('./register-hooks.js', import.meta.url, { data: { setup, port: port2 }, transferList: [port2] });
  port1.unref();
  const imported = new Set<string>();
  return (code, file) => {
    for (let found = receiveMessageOnPort(port1); found; found = receiveMessageOnPort(port1))
      imported.add(found.message);
    if (!files.whole(file) || imported.has(file)) return;
    const [nested] = files.relativeImports(code, file);
    if (nested === undefined) return;
    throw new Error(
      `dualgrad/register: ${file} is an ES module that was loaded by require, and imports ${nested}, which can't be transformed before Node 22.15; load it by import, or take a later Node`,
    );
  };
}

/**
 * What `require` of a file gives. Node 20 can't load a module there once hooks run in a thread, and tsx would make another
 * copy of it, in CommonJS.
 */
function provide(file: string, exports: object): void {
  const provided = Object.assign(new Module(file), { filename: file, loaded: true, exports: { ...exports } });
  (Module as unknown as { _cache: Record<string, Module> })._cache[file] = provided;
}

function codeToRun(
  files: FileTransform,
  setup: NodeSetup,
  code: string,
  file: string,
  format: string | undefined,
  checkRequired: CheckRequired | undefined,
): string {
  const { runtime, library } = setup;
  const isModule = format?.startsWith('module') ?? false;
  if (isModule) checkRequired?.(code, file);
  const changed = files.apply(code, file, isModule ? { format: 'module', runtime, library } : { format: 'global' });
  return changed === undefined ? code : withMap(changed, code, file);
}
