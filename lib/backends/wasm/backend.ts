import type { Program } from '../../program/program.ts';
import type { Backend, Code, Convention } from '../backend.ts';
import { flatCall } from '../flat-call.ts';
import { type Instantiated, instantiate, instantiateAsync } from './instance.ts';

/** WebAssembly, for programs of any size. */
export const wasm: Backend = {
  name: 'wasm',
  fits: () => true,
  generate: (program, convention) => codeOf(instantiate(program), program, convention),
  generateAsync: async (program, convention) => codeOf(await instantiateAsync(program), program, convention),
};

function codeOf(instance: Instantiated | undefined, program: Program, convention: Convention): Code | undefined {
  if (instance === undefined) return undefined;
  return { backend: 'wasm', bytes: instance.bytes, ...flatCall(instance.run, program, convention) };
}
