import { LONGEST, type Loop, loop } from '../backends/js/block-loop.ts';
import type { JacobianOfBlocks } from '../transforms/block-jacobian.ts';
import { type BlockEvaluator, checkRows, type FamilyBuffers } from '../transforms/block-rows.ts';
import type { BlockDerivation } from '../transforms/provenance.ts';
import { CompiledFunction } from './compiled-function.ts';
import type { CompileOptions } from './options.ts';
import type { Path } from './paths.ts';

/** A compiled block Jacobian, and the compiled Jacobian of a block of each family. */
export interface CompiledBlocks {
  readonly call: JacobianOfBlocks;
  readonly functions: readonly CompiledFunction[];
}

/**
 * A block Jacobian of compiled blocks. A loop of code runs over the blocks of a family while they take the same path. A
 * block that takes another path is called separately.
 */
export function compiledBlocks({ again }: BlockDerivation, options: CompileOptions): CompiledBlocks {
  if (options.static?.length) {
    throw new RangeError(
      `compile: expected no static arguments of what blockJacobian made, got ${options.static.join(', ')}; have f capture what never changes`,
    );
  }
  const functions: CompiledFunction[] = [];
  const call = again((jacobian) => {
    const compiled = new CompiledFunction(jacobian, options);
    functions.push(compiled);
    return evaluatorOf(compiled);
  });
  return { call, functions };
}

function evaluatorOf(compiled: CompiledFunction): BlockEvaluator {
  const loops = new Map<Path, Loop | undefined>();
  let turn: number | undefined;
  const loopOf = (path: Path, buffers: FamilyBuffers): Loop | undefined => {
    if (!loops.has(path)) {
      const { program, code } = path;
      const { width, height } = buffers.shape;
      const fits = code.backend === 'js' && program.outputs.length === width * height;
      loops.set(path, fits ? loop(program, buffers) : undefined);
    }
    return loops.get(path);
  };
  return {
    rows: (xs, i, own) => {
      try {
        return checkRows(compiled.call([xs, i, own]) as number[][], xs.length, i);
      } catch (error) {
        throw withHint(error);
      }
    },
    run: (buffers, i) => {
      if (i === 0) {
        const isDue = --compiled.schedule.left < 0;
        if (isDue || turn === undefined) turn = check(compiled, buffers, turn ?? 1);
      }
      const path = compiled.specializations[0]?.last;
      if (path === undefined || Math.max(buffers.values.length, buffers.data.length) > LONGEST) return i;
      const { count, width } = buffers.shape;
      // Otherwise the blocks have more or fewer data than before: another signature.
      const fits = path.program.inputs.length === width + 1 + buffers.data.length / count;
      return fits ? (loopOf(path, buffers)?.(buffers, i) ?? i) : i;
    },
  };
}

// The first call, and each that is due, checks so many blocks, which take turns.
const TURNS = 8;

/** Checks the blocks whose turn it is, before a value is written. Returns the next turn. */
function check(compiled: CompiledFunction, { shape, x, data }: FamilyBuffers, turn: number): number {
  const { count, width, places } = shape;
  const each = data.length / count;
  const most = compiled.schedule.check === 'each' ? count : Math.min(count, TURNS);
  for (let k = 0; k < most; k++) {
    const i = (turn + k) % count;
    const xs = Array.from(places.subarray(i * width, (i + 1) * width), (place) => x[place]!);
    const own = Array.from(data.subarray(i * each, (i + 1) * each));
    try {
      compiled.checkedCall([xs, i, own]);
    } catch (error) {
      throw withHint(error);
    }
  }
  return (turn + most) % count;
}

/** The index of a block is captured like any number, and refused as an index. */
function withHint(error: unknown): unknown {
  if (!(error instanceof TypeError) || !error.message.startsWith('compile: expected a plain number')) return error;
  return new TypeError(
    `compile: expected the blocks of blockJacobian to compute with their numbers only, got an f that does otherwise; what it looks up by i goes into data, as in { count, columns, data, f: (xs, i, own) => … }`,
    { cause: error },
  );
}
