import type { InstanceTree, ListTree, NumbersTree, RecordTree, Tree } from './tree.ts';

/** The style of a printed reader: a compiled call gives up where arguments do not fit, a module throws. */
export interface ReaderStyle {
  /** Whether the number at a place is used; others are not read. */
  readonly isUsed: (place: number) => boolean;
  /** Whether each list inside another is held in a constant, or named by its path. */
  readonly holdsLists: boolean;
  /** The check of a list: its kind, its length. */
  readonly list: (path: string, tree: ListTree | NumbersTree) => string;
  /** The check of a record; undefined where records are not printed. */
  readonly record: (path: string, tree: RecordTree) => readonly string[] | undefined;
  /** The statements that check an instance of a class and hold its fields in `name`; undefined where it is not printed. */
  readonly instance: (path: string, tree: InstanceTree, name: string) => readonly string[] | undefined;
  /** The check of a constant; undefined where it is not printed. */
  readonly constant: (path: string, value: unknown) => readonly string[] | undefined;
  /** The statement for a number at a path, held in `name`, or an entry of the list there, that is not a number. */
  readonly notNumber: (path: string, name: string) => string;
  readonly notNumbers: (path: string, list: NumbersTree['list']) => string | undefined;
}

/** The text that reads a value of a tree: statements, which also check it, and the names of its numbers. */
export class Reader {
  /** The names of the numbers, in order. */
  readonly numbers: string[] = [];
  readonly statements: string[] = [];
  private readonly style: ReaderStyle;

  constructor(style: ReaderStyle) {
    this.style = style;
  }

  /** Reads the value at `path`, whose parts get names that begin with `name`; false where the style does not print it. */
  read(tree: Tree, path: string, name: string): boolean {
    const { style, statements } = this;
    switch (tree.kind) {
      case 'number':
        if (this.name(path, name)) statements.push(`if (${areNotNumbers([name])}) ${style.notNumber(path, name)}`);
        return true;
      case 'numbers': {
        statements.push(style.list(path, tree));
        const names = Array.from({ length: tree.length }, (_, i) => `${name}_${i}`);
        const read = names.filter((entry, i) => this.name(`${path}[${i}]`, entry));
        const failed = style.notNumbers(path, tree.list);
        if (failed !== undefined && read.length > 0) statements.push(`if (${areNotNumbers(read)}) ${failed}`);
        return true;
      }
      case 'list':
        statements.push(style.list(path, tree));
        return tree.entries.every((entry, i) => this.part(entry, `${path}[${i}]`, `${name}_${i}`));
      case 'record':
        return (
          this.pushed(style.record(path, tree)) &&
          tree.entries.every((entry, i) => this.part(entry, `${path}[${JSON.stringify(tree.keys[i])}]`, `${name}_${i}`))
        );
      case 'instance': {
        const fields = `${name}_f`;
        return this.pushed(style.instance(path, tree, fields)) && this.read(tree.entries[0]!, fields, fields);
      }
      case 'constant':
        return this.pushed(style.constant(path, tree.value));
    }
  }

  private part(tree: Tree, path: string, name: string): boolean {
    if (!this.style.holdsLists || tree.kind === 'number') return this.read(tree, path, name);
    this.statements.push(`const ${name} = ${path};`);
    return this.read(tree, name, name);
  }

  private pushed(statements: readonly string[] | undefined): boolean {
    if (statements === undefined) return false;
    this.statements.push(...statements);
    return true;
  }

  /** Names a number; whether it is used, and so read. */
  private name(path: string, name: string): boolean {
    const isUsed = this.style.isUsed(this.numbers.length);
    if (isUsed && path !== name) this.statements.push(`const ${name} = ${path};`);
    this.numbers.push(name);
    return isUsed;
  }
}

const WIDTH = 110;

/** As one condition, which costs less than a loop. */
function areNotNumbers(names: readonly string[]): string {
  const lines = [''];
  for (const [i, name] of names.entries()) {
    const test = `${i === 0 ? '' : ' || '}typeof ${name} !== 'number'`;
    const line = `${lines.pop()}${test}`;
    lines.push(...(line.length > WIDTH ? [`${line.slice(0, -test.length)} ||`, `  ${test.slice(4)}`] : [line]));
  }
  return lines.length === 1 ? lines[0]! : `\n  ${lines.join('\n')}\n`;
}

/** The style of a printed result. */
export interface ResultStyle {
  /** A new Float64Array of these numbers. */
  readonly typed: (numbers: readonly string[]) => string;
  /** The keys of a record in code; undefined where it is not printed. */
  readonly keys: (tree: RecordTree) => readonly string[] | undefined;
  /** An instance made of its fields; undefined where it is not printed. */
  readonly instance: (tree: InstanceTree, fields: string) => string | undefined;
  readonly constant: (value: unknown) => string;
}

/** The expression of a result whose numbers are these; undefined where the style does not print it. */
export function resultText(tree: Tree, numbers: readonly string[], style: ResultStyle): string | undefined {
  let place = 0;
  const text = (part: Tree): string | undefined => {
    switch (part.kind) {
      case 'number':
        return numbers[place++];
      case 'numbers': {
        const names = numbers.slice(place, place + part.length);
        place += part.length;
        return part.list === 'Array' ? `[${names.join(', ')}]` : style.typed(names);
      }
      case 'instance': {
        const fields = text(part.entries[0]!);
        return fields && style.instance(part, fields);
      }
      case 'constant':
        return style.constant(part.value);
    }
    const entries = part.entries.map(text);
    if (entries.includes(undefined)) return undefined;
    if (part.kind === 'list') return `[${entries.join(', ')}]`;
    const keys = style.keys(part);
    const fields = keys?.map((key, i) => `${key}: ${entries[i]}`);
    return fields && `{ ${[...(part.prototype === null ? ['__proto__: null'] : []), ...fields].join(', ')} }`;
  };
  return text(tree);
}

/** The style of a printed destination of a gradient. */
export interface DestinationStyle {
  /** Whether each list and record inside another is held in a constant, or named by its path. */
  readonly holdsParts: boolean;
  /** The check of a list of numbers, or of a list of other parts. */
  readonly list: (path: string, tree: ListTree | NumbersTree) => string;
  readonly record: (path: string, tree: RecordTree) => string;
  /** The check that there is something to write over: `key` of the list or the record at `path`. */
  readonly part: (path: string, key: string, isField: boolean, isNumber: boolean) => string;
}

/** The text that writes a gradient: its checks, and the places of the numbers in order. */
export interface DestinationText {
  readonly checks: readonly string[];
  readonly places: readonly string[];
}

/** The text that writes a gradient by a value of this tree to `path`; undefined where it can't be written. */
export function destinationText(tree: Tree, path: string, style: DestinationStyle): DestinationText | undefined {
  const checks: string[] = [];
  const places: string[] = [];
  const visit = (at: Tree, own: string, name: string): boolean => {
    switch (at.kind) {
      case 'numbers':
        checks.push(style.list(own, at));
        places.push(...Array.from({ length: at.length }, (_, i) => `${own}[${i}]`));
        return true;
      case 'list':
        checks.push(style.list(own, at));
        return at.entries.every((entry, i) => part(entry, own, String(i), `${name}_${i}`, false));
      case 'record':
        checks.push(style.record(own, at));
        return at.entries.every((entry, i) => part(entry, own, JSON.stringify(at.keys[i]), `${name}_${i}`, true));
      default:
        return false;
    }
  };
  const part = (at: Tree, own: string, key: string, name: string, isField: boolean): boolean => {
    const inner = `${own}[${key}]`;
    if (at.kind === 'constant') return true;
    checks.push(style.part(own, key, isField, at.kind === 'number'));
    if (at.kind === 'number') {
      places.push(inner);
      return true;
    }
    if (style.holdsParts) checks.push(`const ${name} = ${inner};`);
    return visit(at, style.holdsParts ? name : inner, name);
  };
  return visit(tree, path, path) ? { checks, places } : undefined;
}
