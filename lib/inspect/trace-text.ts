import type { Predicate } from '../interpreter.ts';
import type { Guard, Program } from '../program/program.ts';
import { treeClassOf } from '../tree/registered-class.ts';
import { numberText } from './node-names.ts';

/** A result with its numbers replaced by nodes. */
export type Shape = number | readonly Shape[] | { readonly [key: string]: Shape };

/** A node as plain data. `op` is 'input', 'constant', the name of an operation, or, in compiled code, 'where lt' and the like. */
export interface TraceNode {
  readonly id: number;
  readonly op: string;
  readonly operands: readonly number[];
  /** Its value at the traced point. */
  readonly value: number;
}

/** What the text of a trace tells. */
interface Listing {
  readonly names: readonly string[];
  readonly nodes: readonly TraceNode[];
  readonly program: Program;
  readonly result: Shape;
}

/** One operation a line, `v3 = mul(v1, x[0])`, its value behind it; then the guards and the result. */
export function traceText({ names, nodes, program, result }: Listing): string {
  const lines = nodes
    .filter(({ op }) => op !== 'constant')
    .map(({ id, op, operands, value }) => {
      const text = operands.length > 0 ? `${op}(${operands.map((o) => names[o]).join(', ')})` : op;
      return { text: `${names[id]} = ${text}`, value };
    });
  const width = Math.max(0, ...lines.map(({ text }) => text.length));
  return [
    ...lines.map(({ text, value }) => `${text.padEnd(width)}  ${value}`),
    ...program.guards.filter(isListed).map((guard) => `${guardText(guard, names)}${restriction(program, guard)}`),
    `result ${shapeText(result, names)}`,
  ].join('\n');
}

/** Comparisons of f are listed. What a derivative asked about a number is not, except in compiled code, where it is a guard. */
function isListed({ compare, each }: Guard): boolean {
  return (compare !== 'NaN' && compare !== 'finite') || each.length > 0;
}

/** A remark where the numbers were equal: then another branch begins right at this point, or f takes this one nowhere else. */
function restriction({ values }: Program, { compare, x, y }: Guard): string {
  if (compare === 'NaN' || compare === 'finite' || values[x] !== values[y]) return '';
  return compare === 'is' || compare === 'eq' || compare === 'ne' ? ', at this point only' : ', at a tie';
}

function guardText({ compare, x, y, outcome }: Guard, names: readonly string[]): string {
  return `guard ${compare}(${names[x]}, ${names[y]}) is ${outcome}`;
}

function shapeText(shape: Shape, names: readonly string[]): string {
  if (typeof shape === 'number') return names[shape]!;
  if (typeof shape !== 'object' || shape === null) return JSON.stringify(shape);
  const type = treeClassOf(shape);
  if (type) return shapeText(type.fields(shape) as Shape, names);
  if (Array.isArray(shape)) return `[${shape.map((part) => shapeText(part, names)).join(', ')}]`;
  const fields = Object.entries(shape as Readonly<Record<string, Shape>>);
  return `{${fields.map(([key, part]) => `${JSON.stringify(key)}: ${shapeText(part, names)}`).join(', ')}}`;
}

/** What a derivative asked about a number, in words. */
const kinds: Readonly<Record<Predicate, (x: number) => string>> = {
  NaN: (x) => (Number.isNaN(x) ? 'NaN' : 'a number'),
  finite: (x) => (Number.isFinite(x) ? 'finite' : 'infinite or NaN'),
};

/** The error where a guard comes out otherwise than in the trace, its nodes having these values. */
export function guardError(
  { names, program }: Pick<Listing, 'names' | 'program'>,
  guard: Guard,
  values: Float64Array,
): Error {
  const { compare, x, y, outcome } = guard;
  const [a, b] = [values[x]!, values[y]!];
  if (compare === 'NaN' || compare === 'finite') {
    return new Error(
      `evaluate: expected ${names[x]} to be ${kinds[compare](program.values[x]!)}, as in the trace, got ${a}; derivatives go another way here: trace it again`,
    );
  }
  if (compare === 'is') {
    return new Error(
      `evaluate: expected value(${names[x]}) to be ${numberText(b)}, as in the trace, got ${numberText(a)}; f goes another way here: trace it again`,
    );
  }
  return new Error(
    `evaluate: expected ${compare}(${names[x]}, ${names[y]}) to be ${outcome}, as in the trace, got ${compare}(${a}, ${b}); f goes another way here: trace it again`,
  );
}
