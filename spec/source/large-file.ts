/** A TypeScript file of about `lines` lines, each block with names of its own: numeric code, types, comments, a class. */
export function largeFile(lines: number): string {
  const blocks = ["'use grad';"];
  const perBlock = block(0).split('\n').length - 1;
  for (let i = 0; i * perBlock < lines; i++) blocks.push(block(i));
  return blocks.join('\n');
}

function block(i: number): string {
  return `
/** The state of body ${i}: 📐 positions and velocities. */
export interface State${i} {
  readonly position: readonly number[];
  velocity?: number;
}

export function acceleration${i}(state: State${i}, mass: number, softening = mass * 1e-3): number[] {
  const result: number[] = [];
  for (let j = 0; j < state.position.length; j++) {
    const x = state.position[j] as number;
    const r2 = x * x + softening ** 2; // never 0
    result.push((-mass * x) / (r2 * Math.sqrt(r2)));
  }
  return result;
}

export const energy${i} = (x: number, v: number): number => 0.5 * v * v - 1 / Math.hypot(x, ${i + 1});

function newton${i}(f: (x: number) => number, start: number): number {
  let x = start;
  let rounds = 0;
  while (rounds++ < 20) {
    const y = f(x);
    if (Math.abs(y) < 1e-12) break;
    x -= (y * 1e-6) / (f(x + 1e-6) - y);
  }
  return x;
}

export class Polynomial${i}<T extends number> {
  private readonly coefficients: T[];
  #degree = 0;

  constructor(coefficients: T[]) {
    this.coefficients = coefficients;
    this.#degree = coefficients.length - 1;
  }

  at(x: number): number {
    return this.coefficients.reduceRight<number>((sum, c) => sum * x + c, 0) / (this.#degree || 1);
  }
}

export const label${i} = (n: number): string => (n > ${i} ? \`more than ${i}: \${n}\` : 'less');
export const root${i} = newton${i}((x) => x * x - ${i + 2}, 1);
`;
}
