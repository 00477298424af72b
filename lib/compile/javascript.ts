import { Text } from './javascript-text.ts';
import type { Instruction, Program, Run } from './program.ts';

// V8's optimising compiler leaves alone what is larger than 60 kB of bytecode, and takes longer than linear time before.
const LARGEST = 1000;

/** A program as JavaScript functions. @throws where the platform forbids making code of text. */
export function javascript(program: Program): Run {
  const { text, calls } = source(program);
  return new Function('U', text)(calls) as Run;
}

/** How many characters of code a program is, and the code: what it closes over is handed in as `U`. */
export function source(program: Program): { readonly text: string; readonly calls: readonly Instruction['value'][] } {
  const calls: Instruction['value'][] = [];
  const numbers = new Map<number, number>();
  const writer = new Text(program, {
    input: (place) => `I[${place}]`,
    fail: (k) => `return ${k};`,
    call: (kind, operands) => {
      let number = numbers.get(kind);
      if (number === undefined) {
        number = calls.push((program.instructions[kind] as Instruction).value) - 1;
        numbers.set(kind, number);
      }
      return `U[${number}](${operands.join(', ')})`;
    },
  });
  const outer = writer.outer();
  const parts = divided(writer, outer);
  const crossing = crossings(writer, parts);
  const due = writer.due();
  let check = 0;
  const functions = parts.map((nodes, p) => {
    const lines: string[] = [];
    const read = new Set<number>();
    const local = new Set<number>();
    const body: string[] = [];
    const isLast = p === parts.length - 1;
    const fetch = (node: number): void => {
      if (!writer.isComputed(node) || local.has(node) || read.has(node)) return;
      read.add(node);
      lines.push(`const v${node} = M[${crossing.get(node)}];`);
    };
    const makeChecks = (before: number): void => {
      for (; check < due.length && (due[check] as number) < before; check++) {
        const { x, y } = program.checks[check] as Program['checks'][number];
        fetch(x);
        fetch(y);
        body.push(writer.check(check));
      }
    };
    for (const node of nodes) {
      makeChecks(node);
      const inner = writer.within(node);
      for (const n of inner) local.add(n);
      for (const n of inner) for (const operand of operandsOf(program, n)) fetch(operand);
      body.push(writer.statement(node));
      const slot = crossing.get(node);
      if (slot !== undefined) body.push(`M[${slot}] = v${node};`);
    }
    if (isLast) {
      makeChecks(Infinity);
      program.outputs.forEach((node, i) => {
        if (!crossing.has(node)) body.push(`O[${i}] = ${writer.name(node)};`);
      });
    }
    return [...lines, ...body];
  });
  const outputs = program.outputs;
  const late = [...outputs].flatMap((node, i) => (crossing.has(node) ? [[i, crossing.get(node) as number]] : []));
  return { text: joined(functions, crossing.size, late as [number, number][]), calls };
}

function joined(functions: readonly string[][], slots: number, late: readonly [number, number][]): string {
  if (functions.length === 1) {
    return `return function (I, O) {\n${(functions[0] as string[]).join('\n')}\nreturn -1;\n};`;
  }
  const parts = functions.map((lines) => `function (I, O) {\n${lines.join('\n')}\nreturn -1;\n}`);
  return `const M = new Float64Array(${slots});
const L = new Int32Array([${late.flat().join(',')}]);
const P = [
${parts.join(',\n')}
];
return function (I, O) {
  for (let p = 0; p < P.length; p++) {
    const k = P[p](I, O);
    if (k >= 0) return k;
  }
  for (let i = 0; i < L.length; i += 2) O[L[i]] = M[L[i + 1]];
  return -1;
};`;
}

/** The nodes in parts of bounded size. */
function divided(writer: Text, outer: readonly number[]): number[][] {
  const parts: number[][] = [[]];
  let size = 0;
  for (const node of outer) {
    size += writer.within(node).length;
    if (size > LARGEST) {
      parts.push([]);
      size = 0;
    }
    (parts.at(-1) as number[]).push(node);
  }
  return parts;
}

/** The slots of the nodes that another part, or the end, reads. */
function crossings(writer: Text, parts: readonly (readonly number[])[]): Map<number, number> {
  const { program } = writer;
  const slots = new Map<number, number>();
  if (parts.length === 1) return slots;
  const part = new Int32Array(program.length).fill(-1);
  parts.forEach((nodes, p) => {
    for (const node of nodes) for (const inner of writer.within(node)) part[inner] = p;
  });
  const cross = (node: number): void => {
    if (writer.isComputed(node) && !slots.has(node)) slots.set(node, slots.size);
  };
  for (let node = 0; node < program.length; node++) {
    for (const operand of operandsOf(program, node)) if (part[operand] !== part[node]) cross(operand);
  }
  for (const node of program.outputs) cross(node);
  for (const { x, y } of program.checks) {
    cross(x);
    cross(y);
  }
  return slots;
}

function operandsOf({ starts, operands }: Program, node: number): Int32Array {
  return operands.subarray(starts[node], starts[node + 1]);
}
