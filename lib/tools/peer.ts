import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * A package that dualgrad only builds with, loaded when it is used.
 *
 * Loaded by require and not by import: a configuration in CommonJS can require this library only while nothing in it awaits.
 * @throws Error that says what to install where the package is missing.
 */
export function peer(name: 'oxc-parser' | 'unplugin', user: string): unknown {
  try {
    return require(name);
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    const missing = (code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND') && message?.includes(`'${name}'`);
    if (!missing) throw error;
    throw new Error(`${user} needs ${name}, which is not installed; run: npm install --save-dev ${name}`, {
      cause: error,
    });
  }
}
