const FIRST = 1024;

/**
 * Nodes by a hash of their operation and operands. Nodes of one hash come one after the other, for the caller to compare.
 * Open addressing, two numbers a place: the hash, and the node plus 1, so that 0 marks an empty place.
 */
export class HashIndex {
  private places: Int32Array = new Int32Array(2 * FIRST);
  private mask: number = FIRST - 1;
  private count = 0;
  private at = 0;

  /** The first node of this hash; −1 if there is none. */
  first(hash: number): number {
    this.at = hash & this.mask;
    return this.here(hash);
  }

  /** The next node of this hash; −1 if there is none. */
  next(hash: number): number {
    this.at = (this.at + 1) & this.mask;
    return this.here(hash);
  }

  add(hash: number, node: number): void {
    this.count++;
    if (2 * this.count > this.mask) this.widen();
    this.put(hash, node + 1);
  }

  private here(hash: number): number {
    const { places, mask } = this;
    for (let { at } = this; ; at = (at + 1) & mask) {
      const node = places[2 * at + 1]!;
      if (node !== 0 && places[2 * at] !== hash) continue;
      this.at = at;
      return node - 1;
    }
  }

  private put(hash: number, entry: number): void {
    const { places, mask } = this;
    let at = hash & mask;
    while (places[2 * at + 1] !== 0) at = (at + 1) & mask;
    places[2 * at] = hash;
    places[2 * at + 1] = entry;
  }

  private widen(): void {
    const old = this.places;
    this.places = new Int32Array(2 * old.length);
    this.mask = old.length - 1;
    for (let k = 0; k < old.length; k += 2) {
      const entry = old[k + 1]!;
      if (entry !== 0) this.put(old[k]!, entry);
    }
  }
}

/** A hash of a node's kind, or of a constant's bits, and its operands: of none … */
export function hash0(first: number): number {
  const hash = Math.imul(first ^ (first >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

/** … one … */
export function hash1(first: number, x: number): number {
  return hash0(mixed(first, x));
}

/** … two … */
export function hash2(first: number, x: number, y: number): number {
  return hash0(mixed(mixed(first, x), y));
}

/** … or any number of them. */
export function hashOf(first: number, operands: readonly number[]): number {
  let hash = first;
  for (let i = 0; i < operands.length; i++) hash = mixed(hash, operands[i]!);
  return hash0(hash);
}

function mixed(hash: number, operand: number): number {
  const product = Math.imul(hash ^ operand, 0x9e3779b1);
  return product ^ (product >>> 15);
}

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);

/** The bits of a double as one whole number; of NaN the same, whatever its bits. */
export function bits(value: number): number {
  if (Number.isNaN(value)) return 1;
  double[0] = value;
  return words[0]! ^ Math.imul(words[1]!, 0x27d4eb2f);
}
