import { readFileSync } from 'node:fs';
import { type Inputs, type Scalar, sub, type Vector } from '../lib/entries/index.ts';
import { type Model, models } from './models.ts';

/** Observations and the model that is to explain them. */
export interface Observations {
  readonly model: Model;
  /** One row of predictors per observation. */
  readonly x: readonly (readonly Scalar[])[];
  readonly y: readonly Scalar[];
}

/** One NIST StRD data set, and the answers that NIST certifies to 11 digits. */
export interface Problem extends Observations {
  readonly name: string;
  readonly formula: string;
  readonly difficulty: string;
  readonly x: readonly (readonly number[])[];
  readonly y: readonly number[];
  readonly starts: readonly (readonly number[])[];
  readonly certified: { readonly parameters: readonly number[]; readonly standardErrors: readonly number[] };
}

/** r_i = y_i - model(b, x_i): what least squares makes small. Differentiated by b; the data are passed on untouched. */
export function residuals(b: Vector, { model, x, y }: Observations): Scalar[] {
  return y.map((observed, i) => sub(observed, model(b as Inputs, ...(x[i] ?? []))));
}

// The file's own names; numbers are decimal strings, as NIST prints them.
interface Entry {
  readonly name: string;
  readonly formula: string;
  readonly difficulty: string;
  readonly response: string;
  readonly x: readonly (readonly string[])[];
  readonly y: readonly string[];
  readonly start1: readonly string[];
  readonly start2: readonly string[];
  readonly certified: { readonly b: readonly string[]; readonly sd: readonly string[] };
}

const file = new URL('../spec/data/nist_strd/nist.json', import.meta.url);
const entries: Readonly<Record<string, Entry>> = JSON.parse(readFileSync(file, 'utf8')).problems;

const LEVELS = ['Lower', 'Average', 'Higher'];

/** Every data set, from NIST's lower level of difficulty to its higher. */
export const problems: readonly Problem[] = Object.values(entries)
  .map(problem)
  .sort((p, q) => LEVELS.indexOf(p.difficulty) - LEVELS.indexOf(q.difficulty));

function problem({ name, formula, difficulty, response, x, y, start1, start2, certified }: Entry): Problem {
  const model = models[name];
  if (model === undefined) throw new RangeError(`expected a model for every data set, got none for ${name}`);
  const numbers = (texts: readonly string[]): number[] => texts.map(Number);
  return {
    name,
    formula,
    difficulty,
    model,
    x: x.map(numbers),
    y: response === 'log(y)' ? numbers(y).map(Math.log) : numbers(y),
    starts: [numbers(start1), numbers(start2)],
    certified: { parameters: numbers(certified.b), standardErrors: numbers(certified.sd) },
  };
}
