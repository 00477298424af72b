/** The operations on doubles that are one instruction, by opcode: WebAssembly core specification, section 5.4.7. */
const OPCODES: Readonly<Record<string, number>> = {
  'f64.abs': 0x99,
  'f64.neg': 0x9a,
  'f64.ceil': 0x9b,
  'f64.floor': 0x9c,
  'f64.trunc': 0x9d,
  'f64.nearest': 0x9e,
  'f64.sqrt': 0x9f,
  'f64.add': 0xa0,
  'f64.sub': 0xa1,
  'f64.mul': 0xa2,
  'f64.div': 0xa3,
  'f64.min': 0xa4,
  'f64.max': 0xa5,
  'f64.copysign': 0xa6,
};

const F64 = 0x7c;
const LOCAL_GET = 0x20;
const END = 0x0b;

/** A part of a module: its length comes before it. (Lengths below 128 are one byte.) */
const sized = (bytes: readonly number[]): number[] => [bytes.length, ...bytes];

/** A function of `arity` doubles that consists of one instruction, in a module of its own. */
export function wasmFunction(instruction: string, arity: number): (...args: readonly number[]) => number {
  const opcode = OPCODES[instruction];
  if (opcode === undefined) throw new Error(`expected an instruction on doubles, got ${instruction}`);
  const operands = Array.from({ length: arity }, (_, i) => i);
  const type = [0x60, ...sized(operands.map(() => F64)), ...sized([F64])];
  const body = [0, ...operands.flatMap((i) => [LOCAL_GET, i]), opcode, END];
  const module = new Uint8Array([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0], // \0asm, version 1
    ...[1, ...sized([1, ...type])], // types: one
    ...[3, ...sized([1, 0])], // functions: one, of type 0
    ...[7, ...sized([1, 1, 0x66, 0, 0])], // exports: function 0 as 'f'
    ...[10, ...sized([1, ...sized(body)])], // code
  ]);
  return new WebAssembly.Instance(new WebAssembly.Module(module)).exports.f as (...args: readonly number[]) => number;
}

// The specs are compiled without the types of the browser, where this is declared.
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Readonly<Record<string, unknown>> };
};
