import { type FileTransform, OWN_MODULES } from './file-transform.ts';

interface ResolveData {
  readonly request: string;
  readonly contextInfo: { readonly issuer: string };
  context: string;
}

interface Factory {
  readonly hooks: {
    readonly beforeResolve: { tap(name: string, change: (data: ResolveData) => undefined): void };
  };
}

interface Compiler {
  readonly context: string;
  readonly hooks: { readonly normalModuleFactory: { tap(name: string, use: (factory: Factory) => void): void } };
}

/** Lets every transformed file reach dualgrad, in webpack and Rspack. */
export function redirectOwnModules(compiler: Compiler, start: (root: string) => FileTransform): void {
  const files = start(compiler.context);
  compiler.hooks.normalModuleFactory.tap('dualgrad', (factory) => {
    factory.hooks.beforeResolve.tap('dualgrad', (data) => {
      if (!OWN_MODULES.test(data.request)) return undefined;
      const [folder] = files.foldersFor(data.request, data.contextInfo.issuer, data.context);
      if (folder !== undefined) data.context = folder;
      return undefined;
    });
  });
}
