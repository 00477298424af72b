import { describe } from '../describe.ts';
import type { DestinationStyle, ReaderStyle } from '../tree/source.ts';
import type { RecordTree } from '../tree/tree.ts';

/** Functions of the module that its checks call, each if its name is called. */
export const HELPERS: readonly (readonly [name: string, text: string])[] = [
  [
    'notNumbers',
    `/** @param {string} name @param {ArrayLike<unknown>} list */
function notNumbers(name, list) {
  const i = Array.from(list).findIndex((entry) => typeof entry !== 'number');
  return new TypeError(\`evaluate: expected \${name}[\${i}] to be a number, got \${typeof list[i]}\`);
}
`,
  ],
  [
    'isRecord',
    `/** @param {any} x @param {boolean} isPlain */
function isRecord(x, isPlain) {
  if (typeof x !== 'object' || x === null || Array.isArray(x) || ArrayBuffer.isView(x)) return false;
  const prototype = Object.getPrototypeOf(x);
  return !isPlain || prototype === Object.prototype || prototype === null;
}
`,
  ],
  [
    'hasKeys',
    `/** @param {object} x @param {string[]} keys */
function hasKeys(x, keys) {
  const own = Object.keys(x);
  return own.length === keys.length && own.every((key, i) => key === keys[i]);
}
`,
  ],
  [
    'described',
    `/** @param {any} x */
function described(x) {
  if (Array.isArray(x) || ArrayBuffer.isView(x)) return \`an array of length \${x.length}\`;
  if (typeof x === 'object' && x !== null) return \`an object with the keys \${JSON.stringify(Object.keys(x))}\`;
  return typeof x === 'function' ? 'a function' : String(x);
}
`,
  ],
];

/** How a module reads its arguments. Only the numbers at the places `used` are read. */
export function moduleStyle(used: ReadonlySet<number>): ReaderStyle {
  return {
    isUsed: (place) => used.has(place),
    holdsLists: false,
    list: (path, tree) => listChecks(path, tree.kind === 'numbers' ? tree.length : tree.entries.length).join('\n'),
    record: recordChecks,
    instance: () => undefined,
    constant: constantChecks,
    notNumber: (path, name) => {
      const message = JSON.stringify(`evaluate: expected ${path} to be a number, got `);
      return `throw new TypeError(${message} + typeof ${name});`;
    },
    notNumbers: (path) => `throw notNumbers(${JSON.stringify(path)}, ${path});`,
  };
}

/** A check that there are as many arguments as in the example. */
export function countCheck(count: number): string {
  const expected = count === 1 ? '1 argument' : `${count} arguments`;
  return refusal(`arguments.length !== ${count}`, expected, 'arguments.length');
}

/** The checks of what a gradient is written into. */
export const DESTINATION: DestinationStyle = {
  holdsParts: false,
  list: (path, tree) => {
    const [others, length] =
      tree.kind === 'numbers'
        ? [[` && !(${path} instanceof Float64Array)`, ' or a Float64Array'], tree.length]
        : [['', ''], tree.entries.length];
    return [
      kindRefusal(`!Array.isArray(${path})${others[0]}`, `${path} to be an array${others[1]}`, path),
      lengthCheck(path, length),
    ].join('\n');
  },
  record: (path) => kindRefusal(`!isRecord(${path}, true)`, `${path} to be a record`, path),
  part: (path, key, _, isNumber) =>
    kindRefusal(
      `!Object.hasOwn(${path}, ${key})`,
      `${path}[${key}] to be ${isNumber ? 'a number' : 'there'}`,
      'undefined',
    ),
};

/** The checks of a list. Plain and typed arrays pass for each other, as they do for operations on arrays. */
function listChecks(path: string, length: number): string[] {
  const isOther = `!Array.isArray(${path}) && !ArrayBuffer.isView(${path})`;
  return [kindRefusal(isOther, `${path} to be an array`, path), lengthCheck(path, length)];
}

function lengthCheck(path: string, length: number): string {
  return refusal(`${path}.length !== ${length}`, `${path} to have length ${length}`, `${path}.length`);
}

/** The checks of an object: its kind, and its own keys, in order. A module does not know its class. */
function recordChecks(path: string, { keys, prototype }: RecordTree): string[] {
  const isPlain = prototype === Object.prototype || prototype === null;
  const list = `[${keys.map((key) => JSON.stringify(key)).join(', ')}]`;
  return [
    kindRefusal(`!isRecord(${path}, ${isPlain})`, `${path} to be ${isPlain ? 'a record' : 'an object'}`, path),
    refusal(`!hasKeys(${path}, ${list})`, `${path} to have the keys ${list}`, `JSON.stringify(Object.keys(${path}))`),
  ];
}

/** The checks that a constant equals the one in the example. */
function constantChecks(path: string, value: unknown): string[] {
  if (typeof value === 'function' || typeof value === 'symbol') {
    throw new TypeError(
      `emitModule: expected numbers, arrays, records, words and flags as arguments, got ${describe(value)}; have f capture it, as in emitModule((x) => f(x, it), x)`,
    );
  }
  const text = (x: unknown): string => (typeof x === 'bigint' ? `${x}n` : (JSON.stringify(x) ?? 'undefined'));
  if (typeof value !== 'object' || value === null) {
    return [refusal(`${path} !== ${text(value)}`, `${path} to be ${text(value)}`, `described(${path})`)];
  }
  const list = `[${Array.from(value as ArrayLike<unknown>, text).join(', ')}]`;
  return [
    ...listChecks(path, (value as ArrayLike<unknown>).length),
    refusal(`!${list}.every((entry, i) => ${path}[i] === entry)`, `${path} to hold ${list}`, `String(${path})`),
  ];
}

function kindRefusal(condition: string, expected: string, path: string): string {
  const message = JSON.stringify(`evaluate: expected ${expected}, got `);
  return `if (${condition}) throw new TypeError(${message} + described(${path}));`;
}

function refusal(condition: string, expected: string, got: string): string {
  const message = JSON.stringify(`evaluate: expected ${expected}, as where this was made, got `);
  return `if (${condition}) throw new RangeError(${message} + ${got});`;
}
