import { CONSTANT, INPUT } from '../program/opcodes.ts';
import type { Program } from '../program/program.ts';

// Longer names make tables and pictures hard to read.
const LONGEST = 60;

/**
 * The names of all nodes, the same in every text and picture: the path of an input, v1, v2 … of the operations in order, y of
 * a result that is one number, and the number itself of a constant. Where f names a node by `label`, it has that name. No two
 * nodes that are not constants share a name.
 */
export function nodeNames(program: Program, paths: readonly string[], result: unknown): string[] {
  const { opcodes, length, values, labels } = program;
  const names: string[] = [];
  program.inputs.forEach((node, place) => {
    if (node >= 0) names[node] = paths[place]!;
  });
  const taken = new Set(paths);
  const counts = new Map<string, number>();
  const unique = (name: string): string => {
    let free = name;
    for (let i = counts.get(name) ?? 2; taken.has(free); i++) {
      free = `${name}_${i}`;
      counts.set(name, i);
    }
    taken.add(free);
    return free;
  };
  // Labels first: a step that has none makes room for them.
  for (const [node, label] of [...(labels ?? [])].sort(([a], [b]) => a - b)) names[node] = unique(legible(label));
  let step = 0;
  for (let node = 0; node < length; node++) {
    if (opcodes[node] === CONSTANT) names[node] = numberText(values[node]!);
    else if (opcodes[node] !== INPUT) {
      step++;
      names[node] ??= unique(node === result && !taken.has('y') ? 'y' : `v${step}`);
    }
  }
  return names;
}

/** A number as text, with its sign. */
export function numberText(x: number): string {
  return Object.is(x, -0) ? '-0' : String(x);
}

/** A label on one line. */
function legible(label: string): string {
  const text = label.replaceAll(/[\s\p{C}]+/gu, ' ').trim();
  return text === '' || !Number.isNaN(Number(text)) ? `label ${text}`.trim() : [...text].slice(0, LONGEST).join('');
}
