import { fileURLToPath } from 'node:url';
import type { MessagePort } from 'node:worker_threads';
import { FileTransform } from './file-transform.ts';
import { type Loaded, type NodeSetup, transformedModule } from './node-module.ts';

// Before Node 22.15 hooks run in a thread of their own.
let setup: NodeSetup;
let files: FileTransform;
/** Where the files are told that were loaded here. */
let port: MessagePort;

/** @internal */
export function initialize(data: { readonly setup: NodeSetup; readonly port: MessagePort }): void {
  ({ setup, port } = data);
  files = new FileTransform(setup.settings, setup.root, 'dualgrad/register');
}

/** @internal */
export async function load(
  url: string,
  context: object,
  next: (url: string, context: object) => Promise<Loaded>,
): Promise<Loaded> {
  const loaded = transformedModule(files, setup, url, await next(url, context));
  if (url.startsWith('file:') && loaded.format?.startsWith('module')) port.postMessage(fileURLToPath(url));
  return loaded;
}
