// Types that Node takes out by itself: neither enums nor parameter properties.
import { easeElasticOut } from 'd3-ease';
import { derivative } from 'dualgrad';
import { native } from 'dualgrad/native';
import eases from 'eases';
import gamma from 'gamma';
import scaled from 'uses-exp';
import * as operators from './operators.ts';

type Curve = (x: number) => number;
const cube = native((x: number): number => x ** 3 + Math.sin(x));

function fails(x: number): number {
  'use grad';
  if (x > 0 && (x as number) !== 2) throw new Error(`fails at ${x}`);
  return x;
}

const pairs: [string, number, number][] = [
  ['native(f)', derivative(cube)(2), 12 + Math.cos(2)],
  ['CommonJS', derivative(native(gamma as Curve))(2.5), derivative(operators.gamma)(2.5)],
  ['CommonJS of many files', derivative(native(eases.backOut as Curve))(0.3), derivative(operators.backOut)(0.3)],
  ['a module replaced by an op', derivative(native(scaled as Curve))(0.7), derivative(operators.scaled)(0.7)],
  ['ES module', derivative(native(easeElasticOut as Curve))(0.31), derivative(operators.elasticOut)(0.31)],
];
try {
  fails(1);
} catch (error) {
  console.log(JSON.stringify({ pairs, stack: String((error as Error).stack) }));
}
