import type { FreshNames } from './names.ts';
import type { LoopStatement, Routine, Statement, Text } from './program.ts';
import { eachStatement, ifStatement, readsOf, text, valuesOf } from './values.ts';

/** The flags of the loop around a statement, where jumps lead out of it. */
interface Around {
  readonly label: string | undefined;
  readonly broken: string;
  readonly continued: string;
  readonly used: Set<string>;
}

/** A function without jumps, and the variable that holds its result. */
export interface Straight {
  readonly body: readonly Statement[];
  readonly result: string | undefined;
  readonly flags: ReadonlySet<string>;
}

/**
 * A function whose break, continue and early return are flags: what comes after a jump is guarded by them, so that each
 * statement can be undone in order. The value it returns goes to a variable.
 */
export function withoutJumps({ body, result: kind }: Routine, names: FreshNames): Straight {
  const flags = new Set<string>();
  const returned = names.fresh('returned');
  const result = kind === 'nothing' ? undefined : names.fresh('result');
  let isReturnedUsed = false;

  /** The statements of a list, and the flags that they may raise. */
  const block = (list: readonly Statement[], loops: readonly Around[], isLast: boolean): [Statement[], Set<string>] => {
    const out: Statement[] = [];
    const raised = new Set<string>();
    for (const [i, statement] of list.entries()) {
      const isEnd = i === list.length - 1;
      const before = out.length;
      const flagsOf = straighten(statement, loops, isLast && isEnd, out);
      for (const flag of flagsOf) raised.add(flag);
      if (isJump(statement)) break;
      if (flagsOf.size === 0 || isEnd) continue;
      const [rest, more] = block(list.slice(i + 1), loops, isLast);
      for (const flag of more) raised.add(flag);
      const last = out.at(-1)!;
      const guard = before === out.length - 1 && last.kind === 'if' ? withRest(last, rest) : undefined;
      if (guard) out[out.length - 1] = guard;
      else if (rest.length > 0) out.push(ifStatement(none(flagsOf), rest, []));
      break;
    }
    return [out, raised];
  };

  const straighten = (
    statement: Statement,
    loops: readonly Around[],
    isLast: boolean,
    out: Statement[],
  ): ReadonlySet<string> => {
    const raise = (...raising: string[]): Set<string> => {
      for (const flag of raising) {
        flags.add(flag);
        out.push(setFlag(flag, true));
      }
      return new Set(raising);
    };
    switch (statement.kind) {
      case 'return': {
        const { value } = statement;
        if (value !== undefined) out.push({ ...statement, kind: 'assign', name: result!, value });
        if (isLast) return new Set();
        isReturnedUsed = true;
        for (const loop of loops) loop.used.add(loop.broken);
        return raise(returned, ...loops.map(({ broken }) => broken));
      }
      case 'break':
      case 'continue': {
        const at =
          statement.label === undefined ? loops.length - 1 : loops.findIndex(({ label }) => label === statement.label);
        const target = loops[at]!;
        const own = statement.kind === 'break' ? target.broken : target.continued;
        const inner = loops.slice(at + 1).map(({ broken }) => broken);
        for (const loop of loops.slice(at)) loop.used.add(loop === target ? own : loop.broken);
        return raise(own, ...inner);
      }
      case 'if': {
        const [then, a] = block(statement.then, loops, isLast);
        const [otherwise, b] = block(statement.otherwise, loops, isLast);
        out.push({ ...statement, then, otherwise });
        return new Set([...a, ...b]);
      }
      case 'loop': {
        const { lines, raised } = loop(statement, loops);
        out.push(...lines);
        return raised;
      }
      default:
        out.push(statement);
        return new Set();
    }
  };

  const loop = (
    statement: Statement & LoopStatement,
    loops: readonly Around[],
  ): { lines: Statement[]; raised: Set<string> } => {
    const own: Around = {
      label: statement.label,
      broken: names.fresh('broken'),
      continued: names.fresh('continued'),
      used: new Set(),
    };
    const [inner, raised] = block(statement.body, [...loops, own], false);
    const lines: Statement[] = [];
    const isBroken = own.used.has(own.broken);
    if (isBroken) lines.push(setFlag(own.broken, false));
    const body = own.used.has(own.continued) ? [setFlag(own.continued, false), ...inner] : inner;
    const going = none(new Set([own.broken]));
    const update =
      isBroken && statement.update.length > 0 ? [ifStatement(going, statement.update, [])] : statement.update;
    const test = isBroken ? text(...going.pieces, ' && (', ...statement.test.pieces, ')') : statement.test;
    lines.push({ ...statement, label: undefined, test: { ...test, isPure: statement.test.isPure }, body, update });
    raised.delete(own.broken);
    raised.delete(own.continued);
    return { lines, raised };
  };

  const [straight] = block(body, [], true);
  const all = isReturnedUsed ? [setFlag(returned, false), ...straight] : straight;
  const read = new Set<string>();
  eachStatement(all, (statement) => {
    for (const value of valuesOf(statement)) for (const name of readsOf(value)) read.add(name);
  });
  const isUnread = (statement: Statement): boolean =>
    statement.kind === 'assign' && flags.has(statement.name) && !read.has(statement.name);
  return { body: without(all, isUnread), result, flags };
}

/** A list without the statements of that kind, at any depth. */
function without(list: readonly Statement[], isLeftOut: (statement: Statement) => boolean): Statement[] {
  return list
    .filter((statement) => !isLeftOut(statement))
    .map((statement) => {
      if (statement.kind === 'if') {
        return ifStatement(
          statement.test,
          without(statement.then, isLeftOut),
          without(statement.otherwise, isLeftOut),
          statement,
        );
      }
      if (statement.kind !== 'loop') return statement;
      return { ...statement, body: without(statement.body, isLeftOut), update: without(statement.update, isLeftOut) };
    });
}

/** `if (c) jump` and the rest after it are the two branches. */
function withRest(last: Statement & { readonly kind: 'if' }, rest: readonly Statement[]): Statement | undefined {
  if (last.otherwise.length > 0 || last.then.length === 0) return undefined;
  const end = last.then.at(-1)!;
  const isRaised = end.kind === 'assign' && end.value.kind === 'text' && end.value.pieces[0] === 'true';
  return isRaised ? { ...last, otherwise: rest } : undefined;
}

function isJump({ kind }: Statement): boolean {
  return kind === 'return' || kind === 'break' || kind === 'continue' || kind === 'throw';
}

function setFlag(name: string, value: boolean): Statement {
  return { kind: 'assign', name, value: text(String(value)) };
}

function none(flags: ReadonlySet<string>): Text {
  return text(...[...flags].flatMap((flag, i) => [i === 0 ? '!' : ' && !', { variable: flag }]));
}
