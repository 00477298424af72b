import type { LoopStatement, NumberValue, Statement, Text } from './program.ts';
import type { StatementPlaces } from './statement-places.ts';
import { readsOf, text } from './values.ts';

/** A variable that counts the rounds of a loop, up or down by one, from a whole number. */
export interface Counter {
  readonly name: string;
  readonly by: 1 | -1;
  readonly start: NumberValue;
  readonly loop: Statement & LoopStatement;
  /** The statement that gives it its start. */
  readonly first: Statement;
  /** Its last value in the loop, where that can be told: the loop ends by this comparison alone. */
  readonly last: Text | undefined;
}

/** The counters of the loops of a function, by the loops. */
export function countersOf(places: StatementPlaces, isConstant: (name: string) => boolean): Map<Statement, Counter> {
  const counters = new Map<Statement, Counter>();
  const whole = new Set<string>();
  for (const statement of places.statements) {
    if (statement.kind !== 'loop') continue;
    const { path } = places.of(statement);
    const { list, index } = path.at(-1)!;
    const step = statement.update.length === 1 ? stepOf(statement.update[0]!) : undefined;
    if (!step) continue;
    const assigning = places.assigning(step.name);
    const first = assigning.find((other) => other.kind === 'assign' && other.declares);
    const at = first && list.indexOf(first);
    if (assigning.length !== 2 || first?.kind !== 'assign' || at === undefined || at < 0 || at > index) continue;
    const start = first.value as NumberValue;
    // Other variables of the head may stand between; nothing that the start is computed from changes there.
    if ([...readsOf(start)].some((name) => places.changes(list.slice(at + 1, index + 1), name))) continue;
    if (!isWhole(start, whole, isConstant)) continue;
    whole.add(step.name);
    counters.set(statement, { ...step, start, loop: statement, first, last: lastOf(statement, step, places) });
  }
  return counters;
}

/** `i++`, or `if (!broken) i++`, which the reverse sweep treats alike. */
function stepOf(update: Statement): { name: string; by: 1 | -1; isGuarded: boolean } | undefined {
  if (update.kind === 'if') {
    const inner = update.then.length === 1 && update.otherwise.length === 0 ? stepOf(update.then[0]!) : undefined;
    return inner && { ...inner, isGuarded: true };
  }
  if (update.kind !== 'assign') return undefined;
  const { name, value } = update;
  if (value.kind === 'text') {
    const [read, rest, ...more] = joined(value.pieces);
    if (more.length > 0 || typeof read === 'string' || typeof rest !== 'string') return undefined;
    if (!read || nameIn(read) !== name || !/^ *[+-] *1$/.test(rest)) return undefined;
    return { name, by: rest.includes('+') ? 1 : -1, isGuarded: false };
  }
  if (value.kind !== 'op' || (value.row !== 'add' && value.row !== 'sub')) return undefined;
  const [x, y] = value.args;
  const isOne = (y!.kind === 'constant' && y!.value === 1) || (y!.kind === 'text' && y!.pieces.join('') === '1');
  const read =
    x!.kind === 'variable' ? x!.name : x!.kind === 'text' && x!.pieces.length === 1 ? nameIn(x!.pieces[0]!) : '';
  return isOne && read === name ? { name, by: value.row === 'add' ? 1 : -1, isGuarded: false } : undefined;
}

function nameIn(piece: Text['pieces'][number]): string | undefined {
  if (typeof piece === 'string') return undefined;
  return 'variable' in piece ? piece.variable : piece.kind === 'variable' ? piece.name : undefined;
}

function lastOf(
  loop: Statement & LoopStatement,
  { name, by }: { name: string; by: 1 | -1 },
  places: StatementPlaces,
): Text | undefined {
  const { test } = loop;
  const [read, rest, ...more] = joined(test.pieces);
  if (!test.isPure || loop.isTestLast || !read || nameIn(read) !== name || typeof rest !== 'string') return undefined;
  const match = /^ *(?:([+-]) *(\d+))? *(<=|<|>=|>) *([\s\S]*)$/.exec(rest);
  if (!match || match[3]!.startsWith('<') !== (by === 1)) return undefined;
  const [, sign, offset = '0', compare, before] = match;
  const end: Text = { ...test, pieces: [before!, ...more].filter((piece) => piece !== '') };
  const all = end.pieces.map((piece) => (typeof piece === 'string' ? piece : '')).join('');
  if (/&&|\|\||[?,=<>]/.test(all) || readsOf(end).has(name)) return undefined;
  if ([...readsOf(end)].some((other) => places.changes([loop], other))) return undefined;
  // i + c < n is i < n − c.
  const beyond = { '<': -1, '<=': 0, '>': 1, '>=': 0 }[compare!]! - Number(`${sign ?? '+'}${offset}`);
  const shift = beyond === 0 ? '' : beyond < 0 ? ` - ${-beyond}` : ` + ${beyond}`;
  const isInteger = /^\d+$/.test(all.trim()) || (end.pieces.length <= 2 && all.trim() === '.length');
  if (isInteger) return text(...end.pieces, shift);
  const rounding = compare === '<' || compare === '>=' ? 'ceil' : 'floor';
  return text(`Math.${rounding}(`, ...end.pieces, `)${shift}`);
}

/** Pieces with strings that follow one another in one. */
function joined(pieces: Text['pieces']): Text['pieces'] {
  const out: Text['pieces'][number][] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') out[out.length - 1] = last + piece;
    else out.push(piece);
  }
  return out;
}

/** Whether a value is a whole number: digits, lengths, and counters added up. */
function isWhole(value: NumberValue, whole: ReadonlySet<string>, isConstant: (name: string) => boolean): boolean {
  switch (value.kind) {
    case 'constant':
      return Number.isInteger(value.value);
    case 'variable':
      return whole.has(value.name);
    case 'op':
      return /^(?:add|sub|mul)$/.test(value.row) && value.args.every((arg) => isWhole(arg, whole, isConstant));
    case 'text': {
      const pieces = value.pieces.map((piece) => (typeof piece === 'string' ? piece : `@${nameIn(piece) ?? '?'}`));
      const rest = pieces
        .join('')
        .replaceAll(/@([\w$]+)\.length/g, '0')
        .replaceAll(/@([\w$]+)(?![\w$.[(])/g, (all, name: string) => (whole.has(name) ? '0' : all));
      return /^[\d\s+\-*()]+$/.test(rest);
    }
    default:
      return false;
  }
}
