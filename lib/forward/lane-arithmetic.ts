// Emitted from emit/lanes.ts by `npm run emit`; edit that, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted

/** The widths that have unrolled arithmetic, ascending. */
export const WIDTHS: readonly number[] = [2, 3, 4, 6, 8, 12, 16];

/** p ẋ in every lane. */
export function scaleLanes(p: number, x: readonly number[]): number[] {
  const t = x as number[];
  switch (t.length) {
    case 2: return [
      p * t[0]!,
      p * t[1]!,
    ];
    case 3: return [
      p * t[0]!,
      p * t[1]!,
      p * t[2]!,
    ];
    case 4: return [
      p * t[0]!,
      p * t[1]!,
      p * t[2]!,
      p * t[3]!,
    ];
    case 6: return [
      p * t[0]!,
      p * t[1]!,
      p * t[2]!,
      p * t[3]!,
      p * t[4]!,
      p * t[5]!,
    ];
    case 8: return [
      p * t[0]!,
      p * t[1]!,
      p * t[2]!,
      p * t[3]!,
      p * t[4]!,
      p * t[5]!,
      p * t[6]!,
      p * t[7]!,
    ];
    case 12: return [
      p * t[0]!,
      p * t[1]!,
      p * t[2]!,
      p * t[3]!,
      p * t[4]!,
      p * t[5]!,
      p * t[6]!,
      p * t[7]!,
      p * t[8]!,
      p * t[9]!,
      p * t[10]!,
      p * t[11]!,
    ];
    case 16: return [
      p * t[0]!,
      p * t[1]!,
      p * t[2]!,
      p * t[3]!,
      p * t[4]!,
      p * t[5]!,
      p * t[6]!,
      p * t[7]!,
      p * t[8]!,
      p * t[9]!,
      p * t[10]!,
      p * t[11]!,
      p * t[12]!,
      p * t[13]!,
      p * t[14]!,
      p * t[15]!,
    ];
    default: return t.map((ti) => p * ti);
  }
}

/** p ẋ + q ẏ in every lane. */
export function combineLanes(p: number, x: readonly number[], q: number, y: readonly number[]): number[] {
  const t = x as number[];
  const u = y as number[];
  switch (t.length) {
    case 2: return [
      p * t[0]! + q * u[0]!,
      p * t[1]! + q * u[1]!,
    ];
    case 3: return [
      p * t[0]! + q * u[0]!,
      p * t[1]! + q * u[1]!,
      p * t[2]! + q * u[2]!,
    ];
    case 4: return [
      p * t[0]! + q * u[0]!,
      p * t[1]! + q * u[1]!,
      p * t[2]! + q * u[2]!,
      p * t[3]! + q * u[3]!,
    ];
    case 6: return [
      p * t[0]! + q * u[0]!,
      p * t[1]! + q * u[1]!,
      p * t[2]! + q * u[2]!,
      p * t[3]! + q * u[3]!,
      p * t[4]! + q * u[4]!,
      p * t[5]! + q * u[5]!,
    ];
    case 8: return [
      p * t[0]! + q * u[0]!,
      p * t[1]! + q * u[1]!,
      p * t[2]! + q * u[2]!,
      p * t[3]! + q * u[3]!,
      p * t[4]! + q * u[4]!,
      p * t[5]! + q * u[5]!,
      p * t[6]! + q * u[6]!,
      p * t[7]! + q * u[7]!,
    ];
    case 12: return [
      p * t[0]! + q * u[0]!,
      p * t[1]! + q * u[1]!,
      p * t[2]! + q * u[2]!,
      p * t[3]! + q * u[3]!,
      p * t[4]! + q * u[4]!,
      p * t[5]! + q * u[5]!,
      p * t[6]! + q * u[6]!,
      p * t[7]! + q * u[7]!,
      p * t[8]! + q * u[8]!,
      p * t[9]! + q * u[9]!,
      p * t[10]! + q * u[10]!,
      p * t[11]! + q * u[11]!,
    ];
    case 16: return [
      p * t[0]! + q * u[0]!,
      p * t[1]! + q * u[1]!,
      p * t[2]! + q * u[2]!,
      p * t[3]! + q * u[3]!,
      p * t[4]! + q * u[4]!,
      p * t[5]! + q * u[5]!,
      p * t[6]! + q * u[6]!,
      p * t[7]! + q * u[7]!,
      p * t[8]! + q * u[8]!,
      p * t[9]! + q * u[9]!,
      p * t[10]! + q * u[10]!,
      p * t[11]! + q * u[11]!,
      p * t[12]! + q * u[12]!,
      p * t[13]! + q * u[13]!,
      p * t[14]! + q * u[14]!,
      p * t[15]! + q * u[15]!,
    ];
    default: return t.map((ti, i) => p * ti + q * u[i]!);
  }
}
