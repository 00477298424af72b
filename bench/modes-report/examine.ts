import { countFlops, isActive, type Scalar } from '../../lib/entries/index.ts';
import { pull, recordOnTape } from '../../lib/reverse/recording.ts';
import { Tape } from '../../lib/reverse/tape.ts';
import { type Character, inputsOf } from './functions.ts';
import { type Cell, type Cost, isTimed, MOST_COUNTED } from './grid.ts';
import { type WayId, wayIds, ways } from './ways.ts';

type F = (x: readonly Scalar[]) => Scalar[];

/** Everything about a cell that needs no clock. Throws when two methods compute different Jacobians. */
export function examine(character: Character, n: number, m: number): Cell {
  const f = character.make(n, m);
  const x = inputsOf(n, 0);
  const operations = countFlops(f, x).textbook;
  const costs = Object.fromEntries(
    wayIds.map((id) => [id, { predicted: operations * ways[id].predicted(n, m), ...count(id, f, x, operations) }]),
  ) as Record<WayId, Cost>;
  agree(
    `${character.name}, n = ${n}, m = ${m}`,
    f,
    x,
    wayIds.filter((id) => id !== 'f' && isTimed(id, costs[id].predicted)),
  );
  return { character: character.name, n, m, operations, ...tapeOf(f, x), picked: pickOf(f, x), costs };
}

function count(id: WayId, f: F, x: number[], operations: number): { counted?: number } {
  const n = x.length;
  const m = f(x).length;
  if (id === 'f') return { counted: operations };
  // In closed form: for each input a run of f, a step of four operations, and a quotient of differences an output.
  if (id === 'differences') return { counted: (n + 1) * operations + n * (4 + 2 * m) };
  if (operations * ways[id].predicted(n, m) > MOST_COUNTED) return {};
  return { counted: countFlops(ways[id].make(f) as (x: readonly Scalar[]) => unknown, x).textbook };
}

function agree(title: string, f: F, x: number[], ids: readonly WayId[]): void {
  const results = ids.map((id) => ({ id, rows: ways[id].make(f)(x) as number[][] }));
  const reference = results.find(({ id }) => id === 'reverse') ?? results.at(-1);
  if (reference === undefined) return;
  const scale = reference.rows.reduce((most, row) => row.reduce((a, b) => Math.max(a, Math.abs(b)), most), 0);
  for (const { id, rows } of results) {
    reference.rows.forEach((row, i) => {
      row.forEach((entry, j) => {
        const got = rows[i]?.[j] ?? NaN;
        if (Math.abs(got - entry) <= ways[id].tolerance * scale) return;
        throw new Error(`${title}: J[${i}][${j}] is ${got} by ${id}, ${entry} by ${reference.id}`);
      });
    });
  }
}

/** The bytes of a tape that is recorded and swept for this, without unused room. */
export function tapeOf(f: F, x: number[]): { tapeBytes: number; tapeNodes: number } {
  const tape = new Tape();
  return recordOnTape(tape, f, x, (y, recording) => {
    tape.trim();
    pull(tape, x.length, [recording.slot((y as Scalar[]).at(-1) as Scalar)], [1]);
    return { tapeBytes: tape.bytes, tapeNodes: tape.slots };
  });
}

/** The mode that `auto` chose: f tells by the kind of number that it was differentiated on last. */
function pickOf(f: F, x: number[]): 'forward' | 'reverse' {
  let last = '';
  ways.auto.make((xs) => {
    const x = xs.at(-1) as Scalar;
    if (isActive(x)) last = x.toString();
    return f(xs);
  })(x);
  return last.startsWith('Var') ? 'reverse' : 'forward';
}
