import { chosen } from '../backends/backend.ts';
import { LONGEST, type Loop, loop } from '../backends/js/block-loop.ts';
import type { Assembly, JacobianOfBlocks } from '../transforms/block-jacobian.ts';
import { known, type Task, type Way } from '../transforms/block-rows.ts';
import { Compiler } from './compiled-function.ts';
import type { CompileOptions } from './options.ts';
import type { Path } from './paths.ts';

/** What stands behind a compiled block Jacobian: a compiler for a block of each family. */
export interface CompiledBlocks {
  readonly call: JacobianOfBlocks;
  readonly compilers: readonly Compiler[];
}

/**
 * A block Jacobian of compiled blocks: those of a family in one loop of code, each that goes another way than the one
 * before it called by itself.
 */
export function compiledBlocks({ by, ofOne }: Assembly, options: CompileOptions): CompiledBlocks {
  if (options.static?.length) {
    throw new RangeError(
      `compile: expected no static arguments of what blockJacobian made, got ${options.static.join(', ')}; have f capture what never changes`,
    );
  }
  const compilers: Compiler[] = [];
  const call = by((family) => {
    if ('jacobian' in family) return undefined;
    const compiler = new Compiler(ofOne(family.f) as (...args: unknown[]) => unknown, options);
    compilers.push(compiler);
    return wayOf(compiler, options);
  });
  return { call, compilers };
}

function wayOf(compiler: Compiler, { backend = 'auto' }: CompileOptions): Way {
  const loops = new Map<Path, Loop | undefined>();
  const loopOf = (path: Path, task: Task): Loop | undefined => {
    if (!loops.has(path)) {
      const { program } = path.recording;
      const { width, height } = task.part;
      const fits = chosen(program, backend) === 'js' && program.outputs.length === width * height;
      loops.set(path, fits ? loop(program, task) : undefined);
    }
    return loops.get(path);
  };
  return {
    rows: (xs, i, own) => {
      try {
        return known(compiler.call([xs, i, own]) as number[][], xs.length, i);
      } catch (error) {
        throw explained(error);
      }
    },
    run: (task, i) => {
      const path = compiler.entries[0]?.last;
      if (path === undefined || Math.max(task.values.length, task.data.length) > LONGEST) return i;
      const { count, width } = task.part;
      // Else the data of a block have become more, or fewer: that is another shape.
      const fits = path.recording.program.inputs.length === width + 1 + task.data.length / count;
      return fits ? (loopOf(path, task)?.(task, i) ?? i) : i;
    },
  };
}

/** The number of a block is traced as other numbers are, and refused as a place. */
function explained(error: unknown): unknown {
  if (!(error instanceof TypeError) || !error.message.startsWith('compile: expected a plain number')) return error;
  return new TypeError(
    `compile: expected the blocks of blockJacobian to compute with their numbers only, got an f that does otherwise; what it looks up by i goes into data, as in { count, columns, data, f: (xs, i, own) => … }`,
    { cause: error },
  );
}
