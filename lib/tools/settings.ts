import { join } from 'node:path';
import { checkPluginOptions, type PluginOptions } from './options.ts';
import { manifest, nearestPackage } from './packages.ts';

/** Options that a plugin hands to the processes it starts, in the environment. */
export const OPTIONS = 'DUALGRAD_OPTIONS';

/** Options as a text; expressions in it are kept. */
export function optionsText(options: PluginOptions): string {
  return JSON.stringify(options, (_, value) =>
    value instanceof RegExp ? { source: value.source, flags: value.flags } : value,
  );
}

function optionsOf(text: string): PluginOptions {
  return JSON.parse(text, (_, value) =>
    typeof value?.source === 'string' ? new RegExp(value.source, value.flags) : value,
  );
}

/**
 * The settings of `dualgrad/register`: `"dualgrad": { packages, ops }` in the nearest package.json, and the packages that
 * `DUALGRAD_PACKAGES` adds, separated by commas.
 * @throws SyntaxError where the package.json is not JSON; TypeError where the settings are of another kind.
 */
export function readSettings(from: string, environment: NodeJS.ProcessEnv): PluginOptions {
  const handed = environment[OPTIONS];
  if (handed !== undefined) return optionsOf(handed);
  const folder = nearestPackage(from);
  const own = folder === undefined ? undefined : manifest(folder)?.dualgrad;
  const settings: unknown = own ?? {};
  checkPluginOptions(settings, `"dualgrad" in ${join(folder ?? from, 'package.json')}`);
  const added = (environment.DUALGRAD_PACKAGES ?? '').split(',').map((name) => name.trim());
  const packages = [...(settings.packages ?? []), ...added.filter((name) => name !== '')];
  return { packages, ...(settings.ops && { ops: settings.ops }) };
}
