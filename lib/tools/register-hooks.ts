import { FileTransform } from './file-transform.ts';
import { type Loaded, type NodeSetup, transformedModule } from './node-module.ts';

// Before Node 22.15 hooks run in a thread of their own.
let setup: NodeSetup;
let files: FileTransform;

/** @internal */
export function initialize(data: NodeSetup): void {
  setup = data;
  files = new FileTransform(setup.settings, setup.root, 'dualgrad/register');
}

/** @internal */
export async function load(
  url: string,
  context: object,
  next: (url: string, context: object) => Promise<Loaded>,
): Promise<Loaded> {
  return transformedModule(files, setup, url, await next(url, context));
}
