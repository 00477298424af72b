import { type Adjacency, graphOf, type Positions, positionsByColumn, sharedRows } from './adjacency.ts';
import { coloringWithin } from './saturation.ts';
import { VERTEX_ORDERS } from './vertex-order.ts';

// 10⁸ visits of neighbours take about a second.
const MOST_VISITS = 1e8;

/** Whether coloring takes a second at most: a long row has as many pairs of columns as its length squared. */
export function isColorable({ starts }: Positions): boolean {
  let visits = 0;
  for (let i = 0; i + 1 < starts.length; i++) visits += (starts[i + 1]! - starts[i]!) ** 2;
  return visits <= MOST_VISITS;
}

/** A color for each column, or for each row, from 0. */
export interface Coloring {
  readonly colors: Int32Array;
  readonly count: number;
}

/**
 * Columns of one color share no row, so that one product with their sum gives all their entries.
 * @see Curtis, Powell & Reid, On the estimation of sparse Jacobian matrices (1974)
 */
export function columnColoring(positions: Positions, width: number): Coloring {
  return fewest(sharedRows(positions, width), longest(positions));
}

/** Rows of one color share no column. */
export function rowColoring(positions: Positions, width: number): Coloring {
  const height = positions.starts.length - 1;
  const columns = positionsByColumn(positions, width);
  return fewest(sharedRows(columns, height), longest(columns));
}

/**
 * A star coloring of a symmetric matrix: every path of four vertices has three colors. Then each entry, or its mirror
 * image, stands alone in a product with the sum of the columns of a color.
 * @see Coleman & Moré, Estimation of sparse Hessian matrices and graph coloring problems (1984)
 */
export function starColoring(positions: Positions): Coloring {
  return best(graphOf(positions), isStar);
}

/** The entries of the longest row: as many colors are needed. */
function longest({ starts }: Positions): number {
  let most = 0;
  for (let i = 0; i + 1 < starts.length; i++) most = Math.max(most, starts[i + 1]! - starts[i]!);
  return most;
}

/** A proper coloring with the fewest colors that the orders and the search find; none has fewer than `least`. */
function fewest(graph: Adjacency, least: number): Coloring {
  let found = best(graph, isProper);
  while (found.count > least) {
    const colors = coloringWithin(graph, found.count - 1);
    if (colors === undefined) return found;
    found = { colors, count: 1 + colors.reduce((most, color) => Math.max(most, color), -1) };
  }
  return found;
}

/** Whether vertex v may have a color, where those taken before have theirs; −1 is none. */
type Allows = (graph: Adjacency, colors: Int32Array, v: number, color: number) => boolean;

/** The coloring with the fewest colors of those that the orders lead to. */
function best(graph: Adjacency, allows: Allows): Coloring {
  const count = graph.starts.length - 1;
  let least: Coloring | undefined;
  for (const order of VERTEX_ORDERS) {
    const found = greedy(graph, order(graph), allows);
    if (least === undefined || found.count < least.count) least = found;
  }
  return least ?? { colors: new Int32Array(count), count: 0 };
}

/** Each vertex takes the least color that it may have. */
function greedy(graph: Adjacency, order: readonly number[], allows: Allows): Coloring {
  const colors = new Int32Array(order.length).fill(-1);
  let count = 0;
  for (const v of order) {
    let color = 0;
    while (!allows(graph, colors, v, color)) color++;
    colors[v] = color;
    count = Math.max(count, color + 1);
  }
  return { colors, count };
}

function isProper({ starts, neighbours }: Adjacency, colors: Int32Array, v: number, color: number): boolean {
  for (let e = starts[v]!; e < starts[v + 1]!; e++) if (colors[neighbours[e]!] === color) return false;
  return true;
}

/** A path v w x with v and x of one color may not go on, on either side, with the color of w. */
function isStar(graph: Adjacency, colors: Int32Array, v: number, color: number): boolean {
  if (!isProper(graph, colors, v, color)) return false;
  const { starts, neighbours } = graph;
  for (let e = starts[v]!; e < starts[v + 1]!; e++) {
    const w = neighbours[e]!;
    if (colors[w] === -1) continue;
    for (let d = starts[w]!; d < starts[w + 1]!; d++) {
      const x = neighbours[d]!;
      if (x === v || colors[x] !== color) continue;
      if (hasOther(graph, colors, v, w) || hasOther(graph, colors, x, w)) return false;
    }
  }
  return true;
}

/** Whether v has another neighbour with the color of w. */
function hasOther({ starts, neighbours }: Adjacency, colors: Int32Array, v: number, w: number): boolean {
  for (let e = starts[v]!; e < starts[v + 1]!; e++) {
    const u = neighbours[e]!;
    if (u !== w && colors[u] === colors[w]) return true;
  }
  return false;
}
