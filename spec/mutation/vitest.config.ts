import type { ViteUserConfig } from 'vitest/config';
import type { Reporter, TestSequencer, TestSpecification } from 'vitest/node';
import base from '../../vitest.config.ts';

// The specs of a run, in the order in which they are to run.
const specs = JSON.parse(process.env.SPECS!) as readonly string[];

class AsListed implements TestSequencer {
  shard(files: TestSpecification[]): TestSpecification[] {
    return files;
  }

  sort(files: TestSpecification[]): TestSpecification[] {
    const place = ({ moduleId }: TestSpecification): number => specs.findIndex((name) => moduleId.endsWith(`/${name}`));
    return files.sort((a, b) => place(a) - place(b));
  }
}

/** A line for each test that fails, and for each file that ends; a dot for any other test, as a sign of life. */
const lines: Reporter = {
  onTestCaseResult(test) {
    const [error] = test.result().errors ?? [];
    const why = error?.message.split('\n', 1)[0];
    process.stdout.write(error ? `\nfailed ${test.module.relativeModuleId} > ${test.fullName}: ${why}\n` : '.');
  },
  onTestModuleEnd(module) {
    if (module.errors().length > 0) process.stdout.write(`\nfailed ${module.relativeModuleId}\n`);
    process.stdout.write(`\ntook ${module.relativeModuleId} ${Math.round(module.diagnostic().duration)}\n`);
  },
};

const config: ViteUserConfig = {
  test: {
    ...base.test,
    include: [...specs],
    maxWorkers: 1,
    sequence: { sequencer: AsListed },
    reporters: [lines],
    // The caller stops a mutant that does not end; a slow machine is no reason to fail.
    testTimeout: 3_600_000,
    hookTimeout: 3_600_000,
  },
};
export default config;
