/** Whole numbers below a bound, each with a rank; the least is taken first, of equals the greatest number. */
export class PriorityQueue {
  private readonly heap: number[] = [];
  private readonly places: Int32Array;
  private readonly ranks: Float64Array;

  constructor(bound: number) {
    this.places = new Int32Array(bound).fill(-1);
    this.ranks = new Float64Array(bound);
  }

  set(item: number, rank: number): void {
    this.ranks[item] = rank;
    if (this.places[item] === -1) {
      this.places[item] = this.heap.length;
      this.heap.push(item);
    }
    this.rise(this.places[item]!);
    this.sink(this.places[item]!);
  }

  take(): number | undefined {
    const first = this.heap[0];
    const last = this.heap.pop();
    if (first === undefined || last === undefined) return undefined;
    this.places[first] = -1;
    if (first !== last) {
      this.put(last, 0);
      this.sink(0);
    }
    return first;
  }

  private put(item: number, place: number): void {
    this.heap[place] = item;
    this.places[item] = place;
  }

  private isBefore(a: number, b: number): boolean {
    const [p, q] = [this.ranks[a]!, this.ranks[b]!];
    return p < q || (p === q && a > b);
  }

  private rise(from: number): void {
    const item = this.heap[from]!;
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = this.heap[above]!;
      if (!this.isBefore(item, other)) break;
      this.put(other, place);
      place = above;
    }
    this.put(item, place);
  }

  private sink(from: number): void {
    const item = this.heap[from]!;
    let place = from;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= this.heap.length) break;
      if (below + 1 < this.heap.length && this.isBefore(this.heap[below + 1]!, this.heap[below]!)) {
        below++;
      }
      const other = this.heap[below]!;
      if (!this.isBefore(other, item)) break;
      this.put(other, place);
      place = below;
    }
    this.put(item, place);
  }
}
