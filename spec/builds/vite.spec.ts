import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rename, symlink } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { root, run } from '../package/installed.ts';
import { hasChromium, page } from '../support/chromium.ts';
import { installed } from '../support/installed-folder.ts';
import { application, expectDerivatives, type Results } from './project.ts';

const ready = await installed('spec/builds');
let folder: string;

/** What a page of Vite's dev server shows in Chromium. */
async function shown(): Promise<Results> {
  const server = spawn(process.execPath, ['serve.mjs'], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const [url] = (await Promise.race([once(server.stdout, 'data'), once(server, 'exit')])) as [Buffer | number];
    if (typeof url === 'number') throw new Error(`the server ended with ${url}`);
    const html = await page(String(url).trim(), `${folder}/out/profile`);
    return JSON.parse(/\{"pairs".*\}/.exec(html)?.[0] ?? 'null');
  } finally {
    server.stdin.end();
    if (server.exitCode === null) await once(server, 'exit');
  }
}

async function onServer(): Promise<Results> {
  const { stdout } = await run(process.execPath, ['serve-in-node.mjs'], { cwd: folder });
  return JSON.parse(stdout);
}

async function inVitest(): Promise<string[]> {
  const vitest = `${root}node_modules/vitest/vitest.mjs`;
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));
  const { stdout } = await run(process.execPath, [vitest, 'run'], { cwd: folder, env: environment });
  const { testResults } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as {
    testResults: { assertionResults: { fullName: string; status: string }[] }[];
  };
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults.map((each) => `${each.fullName} ${each.status}`),
  );
}

describe.runIf(ready).each(['installed', 'linked'])('dualgrad %s', (kind) => {
  beforeAll(async () => {
    folder = await application(`vite-${kind}`);
    if (kind === 'installed') return;
    // As npm link and workspaces have it: the folder lies outside of node_modules, which changes what Vite bundles.
    await rename(`${folder}/node_modules/dualgrad`, `${folder}/linked`);
    await symlink(`${folder}/linked`, `${folder}/node_modules/dualgrad`);
  });

  test.skipIf(!hasChromium)("runs in Chromium from Vite's dev server", async () => {
    const { pairs, stack } = await shown();
    expectDerivatives(pairs);
    expect(stack).toContain('Error: fails at 3\n    at fails (http://127.0.0.1:');
  });

  test("runs in Node from Vite's dev server", async () => {
    const { pairs, stack } = await onServer();
    expectDerivatives(pairs);
    expect(stack).toContain('Error: fails at 3\n    at fails (');
  });

  test('runs in Vitest, with the positions of the source', async () => {
    expect(await inVitest()).toEqual(['derivatives passed', 'the position of an error passed']);
  });
});
