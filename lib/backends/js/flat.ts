import type { Operation, Program } from '../../program/program.ts';
import { OK } from '../backend.ts';
import { calling, Text } from './printer.ts';

// V8's optimising compiler refuses more than 60 kB of bytecode, and takes more than linear time before that.
const LARGEST = 1000;

/** The text of a function that makes a Run of a program: its argument `U` are the user's operations that the program calls. */
export function source(program: Program): { readonly text: string; readonly calls: readonly Operation['value'][] } {
  const { calls, call } = calling(program);
  const writer = new Text(program, {
    input: (place) => `I[${place}]`,
    fail: (k) => `return ${k};`,
    call,
  });
  const parts = divided(writer);
  const { part, slots, count } = crossings(writer, parts);
  const due = writer.due();
  const readIn = new Int32Array(program.length).fill(-1);
  let check = 0;
  const functions = parts.map((nodes, p) => {
    let reads = '';
    let body = '';
    const fetch = (node: number): void => {
      if (part[node] === p || readIn[node] === p || !writer.isComputed(node)) return;
      readIn[node] = p;
      reads += `const v${node} = M[${slots[node]}];\n`;
    };
    const makeChecks = (before: number): void => {
      for (; check < due.length && due[check]! < before; check++) {
        const { x, y } = program.guards[check]!;
        fetch(x);
        fetch(y);
        body += `${writer.check(check)}\n`;
      }
    };
    for (const node of nodes) {
      makeChecks(node);
      writer.eachWithin(node, (inner) => eachOperand(program, inner, fetch));
      body += `${writer.statement(node)}\n`;
      if (slots[node]! >= 0) body += `M[${slots[node]}] = v${node};\n`;
    }
    if (p === parts.length - 1) {
      makeChecks(Infinity);
      program.outputs.forEach((node, i) => {
        if (slots[node]! < 0) body += `O[${i}] = ${writer.name(node)};\n`;
      });
    }
    return reads + body;
  });
  const late: number[] = [];
  program.outputs.forEach((node, i) => {
    if (slots[node]! >= 0) late.push(i, slots[node]!);
  });
  return { text: joined(functions, count, late), calls };
}

function joined(functions: readonly string[], slots: number, late: readonly number[]): string {
  if (functions.length === 1) return `return function (I, O) {\n${functions[0]}return ${OK};\n};`;
  // In parentheses V8 compiles them at once; without, it parses them twice.
  const parts = functions.map((body) => `(function (I, O) {\n${body}return ${OK};\n})`);
  return `const M = new Float64Array(${slots});
const L = new Int32Array([${late.join(',')}]);
const P = [
${parts.join(',\n')}
];
return function (I, O) {
  for (let p = 0; p < P.length; p++) {
    const k = P[p](I, O);
    if (k >= 0) return k;
  }
  for (let i = 0; i < L.length; i += 2) O[L[i]] = M[L[i + 1]];
  return ${OK};
};`;
}

/** The nodes of the statements, in parts of bounded size. */
function divided(writer: Text): number[][] {
  let nodes: number[] = [];
  const parts = [nodes];
  let size = 0;
  for (const node of writer.outer()) {
    writer.eachWithin(node, () => size++);
    if (size > LARGEST) {
      nodes = [];
      parts.push(nodes);
      size = 0;
    }
    nodes.push(node);
  }
  return parts;
}

/** The part that each node is computed in, and its slot if another part or the end reads it; else −1. */
function crossings(
  writer: Text,
  parts: readonly (readonly number[])[],
): { readonly part: Int32Array; readonly slots: Int32Array; readonly count: number } {
  const { program } = writer;
  const slots = new Int32Array(program.length).fill(-1);
  const part = new Int32Array(program.length).fill(-1);
  let count = 0;
  parts.forEach((nodes, p) => {
    for (const node of nodes) {
      writer.eachWithin(node, (inner) => {
        part[inner] = p;
      });
    }
  });
  if (parts.length === 1) return { part, slots, count };
  const cross = (node: number): void => {
    if (writer.isComputed(node) && slots[node] === -1) slots[node] = count++;
  };
  for (let node = 0; node < program.length; node++) {
    eachOperand(program, node, (operand) => {
      if (part[operand] !== part[node]) cross(operand);
    });
  }
  for (const node of program.outputs) cross(node);
  for (const { x, y } of program.guards) {
    cross(x);
    cross(y);
  }
  return { part, slots, count };
}

function eachOperand({ starts, operands }: Program, node: number, visit: (operand: number) => void): void {
  for (let i = starts[node]!; i < starts[node + 1]!; i++) visit(operands[i]!);
}
