// The long-lived Vitest of main.ts: runs lists of specs in the copy, each in a new thread that loads the library anew.
import { resolve } from 'node:path';
import { createVitest, type Reporter, type TestSequencer, type TestSpecification } from 'vitest/node';

/** What main.ts asks for: these specs, in this order, after these files have changed. */
export interface Request {
  readonly specs: readonly string[];
  readonly changed: readonly string[];
}

/** What it hears: that a test has ended, the first that fails, how long a file took, and that all have ended. */
export type Report =
  | { readonly kind: 'life' | 'end' }
  | { readonly kind: 'failure'; readonly test: string }
  | { readonly kind: 'took'; readonly spec: string; readonly seconds: number };

const send = (report: Report): void => {
  process.send!(report);
};

let specs: readonly string[] = [];
let hasFailed = false;

function fail(test: string): void {
  if (!hasFailed) send({ kind: 'failure', test });
  hasFailed = true;
  vitest.cancelCurrentRun('test-failure');
}

const reporter: Reporter = {
  onTestCaseResult(test) {
    const [error] = test.result().errors ?? [];
    if (error === undefined) send({ kind: 'life' });
    else fail(`${test.module.relativeModuleId} > ${test.fullName}: ${error.message.split('\n', 1)[0]}`);
  },
  onTestModuleEnd(module) {
    const [error] = module.errors();
    if (error !== undefined) fail(`${module.relativeModuleId}: ${error.message.split('\n', 1)[0]}`);
    send({ kind: 'took', spec: module.relativeModuleId, seconds: module.diagnostic().duration / 1000 });
  },
};

class AsListed implements TestSequencer {
  shard(files: TestSpecification[]): TestSpecification[] {
    return files;
  }

  sort(files: TestSpecification[]): TestSpecification[] {
    const place = ({ moduleId }: TestSpecification): number => specs.findIndex((name) => moduleId.endsWith(`/${name}`));
    return files.sort((a, b) => place(a) - place(b));
  }
}

const vitest = await createVitest('test', {
  config: false,
  root: process.cwd(),
  include: ['spec/**/*.spec.ts'],
  watch: false,
  pool: 'threads',
  isolate: false,
  maxWorkers: 1,
  sequence: { sequencer: AsListed },
  reporters: [reporter],
  silent: true,
  // main.ts stops a mutant that does not end; a slow machine is no reason to fail.
  testTimeout: 3_600_000,
  hookTimeout: 3_600_000,
});
await vitest.standalone();

process.on('message', async (request: Request) => {
  specs = request.specs;
  hasFailed = false;
  for (const file of request.changed) vitest.invalidateFile(resolve(file));
  const project = vitest.getRootProject();
  await vitest.runTestSpecifications(specs.map((name) => project.createSpecification(resolve(name))));
  send({ kind: 'end' });
});
send({ kind: 'end' });
