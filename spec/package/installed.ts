import { execFile } from 'node:child_process';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const root: string = fileURLToPath(new URL('../../', import.meta.url));
export const run: typeof execFile.__promisify__ = promisify(execFile);

/** Makes an empty project in out/, with the package as it is published among its node_modules. */
export async function project(name: string): Promise<{ readonly folder: string; readonly installed: string }> {
  const folder = `${root}out/${name}`;
  const installed = `${folder}/node_modules/dualgrad`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(installed, { recursive: true });
  await run(process.execPath, ['--import', 'tsx', 'build.ts', `${installed}/dist`], { cwd: root });
  await cp(`${root}package.json`, `${installed}/package.json`);
  await writeFile(`${folder}/package.json`, '{ "type": "module" }');
  return { folder, installed };
}

/** What a program prints that Node runs in the folder. */
export async function printed(folder: string, program: string, ...flags: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [...flags, '--input-type=module', '--eval', program], { cwd: folder });
  return stdout.trim();
}
