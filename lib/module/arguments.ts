import { describe } from '../describe.ts';
import type { Shape } from '../tree/arguments.ts';

/** What the statements call to say which entry of a list is no number. */
export const NOT_NUMBERS: string = `/** @param {string} name @param {ArrayLike<unknown>} list */
function notNumbers(name, list) {
  const i = Array.from(list).findIndex((entry) => typeof entry !== 'number');
  return new TypeError(\`evaluate: expected \${name}[\${i}] to be a number, got \${typeof list[i]}\`);
}
`;

const WIDTH = 110;

/** The statements of a module that read its arguments, and refuse what it was not made for. */
export class Reading {
  /** The names of the numbers, in order. */
  readonly inputs: string[] = [];
  readonly statements: string[] = [];
  private readonly used: ReadonlySet<number>;

  /** Of the numbers those at the places `used` are read. */
  constructor(used: ReadonlySet<number>) {
    this.used = used;
  }

  /** Reads the argument at `path`, whose numbers get names that begin with `name`. */
  read(shape: Shape, path: string, name: string): void {
    switch (shape.kind) {
      case 'number':
        if (this.one(path, name)) this.statements.push(numberCheck(path, name));
        break;
      case 'numbers': {
        this.statements.push(lengthCheck(path, shape.length));
        const names = Array.from({ length: shape.length }, (_, i) => `${name}_${i}`);
        const read = names.filter((entry, i) => this.one(`${path}[${i}]`, entry));
        if (read.length > 0) this.statements.push(numbersCheck(path, read));
        break;
      }
      case 'array':
        this.statements.push(lengthCheck(path, shape.entries.length));
        for (const [i, entry] of shape.entries.entries()) this.read(entry, `${path}[${i}]`, `${name}_${i}`);
        break;
      case 'record':
        for (const [i, entry] of shape.entries.entries()) {
          this.read(entry, `${path}[${JSON.stringify(shape.keys[i])}]`, `${name}_${i}`);
        }
        break;
      case 'static':
        this.statements.push(...sameChecks(shape.value, path));
    }
  }

  /** Names a number; whether it is used, and so read. */
  private one(path: string, name: string): boolean {
    const isUsed = this.used.has(this.inputs.length);
    if (isUsed && path !== name) this.statements.push(`const ${name} = ${path};`);
    this.inputs.push(name);
    return isUsed;
  }
}

function numberCheck(path: string, name: string): string {
  const message = JSON.stringify(`evaluate: expected ${path} to be a number, got `);
  return `if (typeof ${name} !== 'number') throw new TypeError(${message} + typeof ${name});`;
}

/** As one condition, which costs less than a loop. */
function numbersCheck(path: string, names: readonly string[]): string {
  const lines = [''];
  for (const [i, name] of names.entries()) {
    const test = `${i === 0 ? '' : ' || '}typeof ${name} !== 'number'`;
    const line = `${lines.pop()}${test}`;
    lines.push(...(line.length > WIDTH ? [`${line.slice(0, -test.length)} ||`, `  ${test.slice(4)}`] : [line]));
  }
  const condition = lines.length === 1 ? lines[0] : `\n  ${lines.join('\n')}\n`;
  return `if (${condition}) throw notNumbers(${JSON.stringify(path)}, ${path});`;
}

/** A check that a list is as long as it was. */
export function lengthCheck(path: string, length: number): string {
  return refusal(`${path}.length !== ${length}`, `${path} to have length ${length}`, `${path}.length`);
}

/** What is no input has to be what it was. */
function sameChecks(value: unknown, path: string): string[] {
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
