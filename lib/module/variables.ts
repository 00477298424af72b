import { isComputed } from '../program/opcodes.ts';
import type { Program } from '../program/program.ts';
import { rules } from '../rules/table.ts';

// What a module's text may mention besides its variables, and what no variable of a module may be called.
const WORDS: readonly string[] = [
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false',
  'finally for function if implements import in instanceof interface let new null package private protected public return',
  'static super switch this throw true try typeof var void while with yield Array Float64Array Infinity Math NaN Number',
  'Object RangeError String TypeError undefined evaluate out FINITE WAY',
  'ArrayBuffer JSON described hasKeys isRecord notNumbers',
].flatMap((line) => line.split(' '));

// The names of parameters, of their parts and of nodes without a label.
const GENERATED = /^(x\d*(_\d+)*|v\d+)$/;

/** The variables of the nodes that f has named: identifiers, each once, whatever the labels hold. */
export function variablesOf(program: Program): Map<number, string> {
  const imported = program.operations.filter(({ from }) => from !== undefined);
  const taken = new Set([...WORDS, ...[...rules, ...imported].map(({ name }) => name)]);
  const variables = new Map<number, string>();
  for (const [node, label] of [...(program.labels ?? [])].sort(([a], [b]) => a - b)) {
    if (!isComputed(program.opcodes[node]!)) continue;
    const name = identifier(label);
    let free = name;
    for (let i = 2; taken.has(free); i++) free = `${name}_${i}`;
    taken.add(free);
    variables.set(node, free);
  }
  return variables;
}

/** A label with letters, digits, $ and _ only, and no digit in front. */
function identifier(label: string): string {
  const text = label.trim().replaceAll(/[^\p{ID_Continue}$]+/gu, '_');
  const name = [...text].slice(0, 60).join('');
  return /^[\p{ID_Start}$_]/u.test(name) && !GENERATED.test(name) ? name : `_${name}`;
}
