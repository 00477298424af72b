export const fine = 1;

export async function later(x: number): Promise<number> {
  'use grad';
  return x * x;
}
