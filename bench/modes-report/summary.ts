import { characters } from './functions.ts';
import type { Cell } from './grid.ts';

/** What a cell loses by the mode that `auto` picks: its time by the time of the better mode, as run alone. */
export function lossOf({ picked, costs }: Cell): number | undefined {
  const { lanes, reverse } = costs;
  if (lanes.measured === undefined || reverse.measured === undefined) return undefined;
  const chosen = picked === 'forward' ? lanes.measured : reverse.measured;
  return chosen / Math.min(lanes.measured, reverse.measured);
}

/** The same with all that `auto` does: beyond one pass, a run without derivatives tells it m. */
export function lossInAll({ costs }: Cell): number | undefined {
  const { lanes, reverse, auto } = costs;
  if (lanes.measured === undefined || reverse.measured === undefined || auto.measured === undefined) return undefined;
  return auto.measured / Math.min(lanes.measured, reverse.measured);
}

/** A row for each function. */
export function summaries(cells: readonly Cell[]): string[][] {
  const head = [
    '',
    'timed',
    'within 1.3×',
    'loss: worst',
    'at n × m',
    'median',
    'in all: worst',
    'at n × m',
    'tape B/op',
  ];
  const rows = characters.flatMap(({ name }) => {
    const own = cells.filter((cell) => cell.character === name);
    if (own.length === 0) return [];
    const [pick, total] = [ranked(own, lossOf), ranked(own, lossInAll)];
    const bytes = own.filter(({ n, m }) => n + m > 30).map((cell) => cell.tapeBytes / cell.operations);
    return [
      [
        name,
        `${pick.length} of ${own.length}`,
        `${pick.filter(({ loss }) => loss <= 1.3).length}`,
        ...worst(pick),
        middle(pick.map(({ loss }) => loss)).toFixed(2),
        ...worst(total),
        middle(bytes).toFixed(0),
      ],
    ];
  });
  return [head, ...rows];
}

interface Ranked {
  readonly loss: number;
  readonly cell: Cell;
}

function ranked(cells: readonly Cell[], lossIn: (cell: Cell) => number | undefined): Ranked[] {
  return cells
    .flatMap((cell) => {
      const loss = lossIn(cell);
      return loss === undefined ? [] : [{ loss, cell }];
    })
    .sort((a, b) => a.loss - b.loss);
}

function worst(list: readonly Ranked[]): [string, string] {
  const last = list.at(-1);
  return last === undefined ? ['–', '–'] : [last.loss.toFixed(2), `${last.cell.n} × ${last.cell.m}`];
}

function middle(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? NaN;
}
