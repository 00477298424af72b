import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --virtual-time-budget=20000 --dump-dom';

/** Debian's Chromium, where it is installed: `apt-get install chromium`. */
export const hasChromium: boolean = existsSync(CHROMIUM);

/** The document of a page after its scripts have run, as HTML. */
export async function page(url: string, profile: string): Promise<string> {
  const { stdout } = await promisify(execFile)(CHROMIUM, [...FLAGS.split(' '), `--user-data-dir=${profile}`, url]);
  return stdout;
}
