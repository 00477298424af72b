import { execFile } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PATIENCE = 300_000;

/**
 * Whether the packages of a folder are there, which has a package.json of its own: installed from its lock when
 * they are not. Without a network that can't be done: in CI this is an error, elsewhere the specs that need them are
 * left out.
 */
export async function installed(folder: string): Promise<boolean> {
  const path = fileURLToPath(new URL(`../../${folder}/`, import.meta.url));
  if (await isFresh(path)) return true;
  const lock = `${path}node_modules.lock`;
  const since = Date.now();
  while (!(await taken(lock))) {
    // Another spec file installs them; a lock that is older than that takes was left by a run that was stopped.
    if (Date.now() - since > PATIENCE) await rm(lock, { recursive: true, force: true });
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  try {
    if (await isFresh(path)) return true;
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    await run(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: path, timeout: PATIENCE });
    return true;
  } catch (error) {
    const why = `${folder}: npm ci failed: ${(error as { stderr?: string }).stderr ?? String(error)}`;
    if (process.env.CI) throw new Error(why);
    console.warn(`${why}\nIts specs are left out.`);
    return false;
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

/** Whether what npm has installed are the packages of the lock; optional ones are for other platforms. */
async function isFresh(path: string): Promise<boolean> {
  const [wanted, found] = await Promise.all(
    ['package-lock.json', 'node_modules/.package-lock.json'].map(packagesOf(path)),
  );
  if (wanted === undefined || found === undefined) return false;
  return Object.entries(wanted).every(
    ([name, { version, optional }]) => name === '' || optional || found[name]?.version === version,
  );
}

type Packages = Readonly<Record<string, { readonly version?: string; readonly optional?: boolean }>>;

function packagesOf(path: string): (file: string) => Promise<Packages | undefined> {
  return async (file) => {
    const text = await readFile(path + file, 'utf8').catch(() => undefined);
    return text === undefined ? undefined : (JSON.parse(text) as { packages: Packages }).packages;
  };
}

/** Whether the lock is ours now. */
async function taken(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
    return true;
  } catch {
    return false;
  }
}
