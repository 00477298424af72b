/** A hash of whole numbers: of a node's kind, or of the bits of a constant, and of its operands. */
export function hashOf(first: number, operands: readonly number[]): number {
  let hash = first;
  for (let i = 0; i < operands.length; i++) {
    hash = Math.imul(hash ^ (operands[i] as number), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);

/** The bits of a double as one whole number; of NaN the same, whatever its bits. */
export function bits(value: number): number {
  if (Number.isNaN(value)) return 1;
  double[0] = value;
  return (words[0] as number) ^ Math.imul(words[1] as number, 0x27d4eb2f);
}
