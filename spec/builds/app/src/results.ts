import { easeElasticOut } from 'd3-ease';
import { derivative, grad } from 'dualgrad';
import { native } from 'dualgrad/native';
import eases from 'eases';
import gamma from 'gamma';
import scaled from 'uses-exp';
import { fails, loss } from './loss.ts';
import { Weight } from './model.ts';
import * as operators from './operators.ts';

const samples = [
  { x: 0, y: 1 },
  { x: 0.5, y: 2 },
  { x: 1.25, y: 2.5 },
];

type Curve = (x: number) => number;

/** Derivatives of native arithmetic, each with that of operators; and where an error inside comes from. */
export function results(): { pairs: [string, number, number][]; stack: string } {
  const [byNative, byOperators] = [
    grad(native(loss))([0.7, 0.3], samples, Weight.Square),
    grad(operators.loss)([0.7, 0.3], samples),
  ];
  const own = native((x: number) => x ** 3 + Math.sin(x));
  const pairs: [string, number, number][] = [
    ['a file with the directive, by the first parameter', byNative[0], byOperators[0]],
    ['by the second', byNative[1], byOperators[1]],
    ['native(f)', derivative(own)(2), 12 + Math.cos(2)],
    ['CommonJS', derivative(native(gamma as Curve))(2.5), derivative(operators.gamma)(2.5)],
    ['CommonJS of many files', derivative(native(eases.backOut as Curve))(0.3), derivative(operators.backOut)(0.3)],
    ['a module replaced by an op', derivative(native(scaled as Curve))(0.7), derivative(operators.scaled)(0.7)],
    ['ES module', derivative(native(easeElasticOut as Curve))(0.31), derivative(operators.elasticOut)(0.31)],
  ];
  let stack = '';
  try {
    fails(1);
  } catch (error) {
    stack = String((error as Error).stack);
  }
  return { pairs, stack };
}
