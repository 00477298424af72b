import { describe } from '../describe.ts';
import type { ReaderStyle } from '../tree/source.ts';

/** A function of the module that reports which entry of a list is not a number. */
export const NOT_NUMBERS: string = `/** @param {string} name @param {ArrayLike<unknown>} list */
function notNumbers(name, list) {
  const i = Array.from(list).findIndex((entry) => typeof entry !== 'number');
  return new TypeError(\`evaluate: expected \${name}[\${i}] to be a number, got \${typeof list[i]}\`);
}
`;

/** How a module reads its arguments. Only the numbers at the places `used` are read. */
export function moduleStyle(used: ReadonlySet<number>): ReaderStyle {
  return {
    isUsed: (place) => used.has(place),
    holdsLists: false,
    list: (path, tree) => lengthCheck(path, tree.kind === 'numbers' ? tree.length : tree.entries.length),
    record: () => [],
    constant: constantChecks,
    notNumber: (path, name) => {
      const message = JSON.stringify(`evaluate: expected ${path} to be a number, got `);
      return `throw new TypeError(${message} + typeof ${name});`;
    },
    notNumbers: (path) => `throw notNumbers(${JSON.stringify(path)}, ${path});`,
  };
}

/** A check of the length of a list. */
export function lengthCheck(path: string, length: number): string {
  return refusal(`${path}.length !== ${length}`, `${path} to have length ${length}`, `${path}.length`);
}

/** A check that a constant equals the one in the example. */
function constantChecks(path: string, value: unknown): string[] {
  if (typeof value === 'function' || typeof value === 'symbol') {
    throw new TypeError(
      `emitModule: expected numbers, arrays, records, words and flags as arguments, got ${describe(value)}; have f capture it, as in emitModule((x) => f(x, it), x)`,
    );
  }
  const text = (x: unknown): string => (typeof x === 'bigint' ? `${x}n` : (JSON.stringify(x) ?? 'undefined'));
  if (typeof value !== 'object' || value === null) {
    return [refusal(`${path} !== ${text(value)}`, `${path} to be ${text(value)}`, `String(${path})`)];
  }
  const list = `[${Array.from(value as ArrayLike<unknown>, text).join(', ')}]`;
  return [
    lengthCheck(path, (value as ArrayLike<unknown>).length),
    refusal(`!${list}.every((entry, i) => ${path}[i] === entry)`, `${path} to hold ${list}`, `String(${path})`),
  ];
}

function refusal(condition: string, expected: string, got: string): string {
  const message = JSON.stringify(`evaluate: expected ${expected}, as where this was made, got `);
  return `if (${condition}) throw new RangeError(${message} + ${got});`;
}
