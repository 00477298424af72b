import { dueGuards } from '../../program/evaluator.ts';
import type { Operation, Program } from '../../program/program.ts';
import { OK } from '../backend.ts';
import { calling, Printer, UNNAMED } from './printer.ts';

// V8's optimising compiler refuses more than 60 kB of bytecode, and takes more than linear time before that.
const LARGEST = 1000;

/** The text of a function that makes a Run of a program: its argument `U` are the user's operations that the program calls. */
export function source(program: Program): { readonly text: string; readonly calls: readonly Operation['value'][] } {
  const { calls, call } = calling(program);
  const printer = new Printer(program, {
    helper: undefined,
    names: UNNAMED,
    isLast: false,
    input: (place) => `I[${place}]`,
    fail: (k) => `return ${k};`,
    call,
  });
  const parts = divided(printer);
  const { part, slots, count } = crossings(printer, parts);
  const due = dueGuards(program);
  const readIn = new Int32Array(program.length).fill(-1);
  let guard = 0;
  const functions = parts.map((nodes, p) => {
    let reads = '';
    let body = '';
    const fetch = (node: number): void => {
      if (part[node] === p || readIn[node] === p || !printer.isComputed(node)) return;
      readIn[node] = p;
      reads += `const v${node} = M[${slots[node]}];\n`;
    };
    const testGuards = (before: number): void => {
      for (; guard < due.length && due[guard]! < before; guard++) {
        const { x, y } = program.guards[guard]!;
        fetch(x);
        fetch(y);
        body += `${printer.guard(guard)}\n`;
      }
    };
    for (const node of nodes) {
      testGuards(node);
      printer.eachWithin(node, (inner) => eachOperand(program, inner, fetch));
      body += `${printer.statement(node)}\n`;
      if (slots[node]! >= 0) body += `M[${slots[node]}] = v${node};\n`;
    }
    if (p === parts.length - 1) {
      testGuards(Infinity);
      program.outputs.forEach((node, i) => {
        if (slots[node]! < 0) body += `O[${i}] = ${printer.name(node)};\n`;
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
function divided(printer: Printer): number[][] {
  let nodes: number[] = [];
  const parts = [nodes];
  let size = 0;
  for (const node of printer.outer()) {
    printer.eachWithin(node, () => size++);
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
  printer: Printer,
  parts: readonly (readonly number[])[],
): { readonly part: Int32Array; readonly slots: Int32Array; readonly count: number } {
  const { program } = printer;
  const slots = new Int32Array(program.length).fill(-1);
  const part = new Int32Array(program.length).fill(-1);
  let count = 0;
  parts.forEach((nodes, p) => {
    for (const node of nodes) {
      printer.eachWithin(node, (inner) => {
        part[inner] = p;
      });
    }
  });
  if (parts.length === 1) return { part, slots, count };
  const cross = (node: number): void => {
    if (printer.isComputed(node) && slots[node] === -1) slots[node] = count++;
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
