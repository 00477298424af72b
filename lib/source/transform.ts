import { arrayLengths } from './array-use.ts';
import { directives, MARK } from './directives.ts';
import { inertness } from './inert.ts';
import { findMarks, type Refuse } from './marks.ts';
import { withMathParameters } from './math-parameter.ts';
import { ENTRY } from './native-imports.ts';
import type { FunctionNode, Program } from './nodes.ts';
import { printDirectives } from './print/directive.ts';
import { FilePrinter } from './print/printer.ts';
import { importText, isTransformed, RUNTIME, type RuntimeFormat, runtimeFormat } from './runtime-import.ts';
import { analyzeNames, type FileNames } from './scope.ts';
import { position, SourceError } from './source-error.ts';
import { mapPieces, type SourceMap } from './source-map.ts';
import { skipTrivia } from './trivia.ts';

/** What to transform, and how the output reaches its operators. */
export interface SourceOptions {
  /** ESTree with parentheses kept (ParenthesizedExpression) and UTF-16 offsets; TypeScript nodes as typescript-estree names them. */
  readonly parse: (code: string, file: string) => Program;
  readonly file: string;
  /** Every function of the file is transformed: a package taken whole. */
  readonly whole?: boolean;
  /** The functions to transform, in place of marks: the run-time form marks one. */
  readonly functions?: (node: FunctionNode) => boolean;
  /** How the runtime is reached: `import`, `require`, or a global for code that can do neither. Default: what the file is. */
  readonly format?: RuntimeFormat;
  /** The module specifier of the run-time operators. Default 'dualgrad/native/runtime'. */
  readonly runtime?: string;
  /** Bodies printed twice, numbers-only behind `$open.count`. Default true. */
  readonly split?: boolean;
}

/** The text that replaces a file, and where its parts come from. */
export interface TransformedSource {
  readonly code: string;
  /** Computed when it is read. */
  readonly map: SourceMap;
}

/** Whether a text can hold anything that is marked; without parsing. */
export function mayBeMarked(code: string): boolean {
  return code.includes(MARK) || code.includes(ENTRY);
}

/**
 * Rewrites the arithmetic of what is marked to calls of the run-time operators and copies everything else. Undefined
 * where there is nothing to do: nothing is marked, or the file was transformed before.
 *
 * @throws {SourceError} for code that can't be parsed and for what can't be transformed, with its place.
 */
export function transform(code: string, options: SourceOptions): TransformedSource | undefined {
  const { file, functions, runtime = RUNTIME, split = true, whole = false } = options;
  if (!whole && functions === undefined && !mayBeMarked(code)) return undefined;
  const program = parse(code, options);
  if (isTransformed(program, runtime)) return undefined;
  const refuse: Refuse = (node, reason) => {
    const { line, column } = position(code, node.start);
    throw new SourceError(reason, file, line, column);
  };
  const { names, kept } = withMathParameters(program, code, analyzeNames(program, code));
  const marks = findMarks(program, code, names, refuse, functions);
  if (!whole && !marks.file && marks.nodes.size === 0 && marks.calls.size === 0) return undefined;

  const lengthOf = arrayLengths(program, names);
  const printer = new FilePrinter({
    code,
    names,
    marks,
    inert: inertness(names, (node) => lengthOf(node) === 'array'),
    inertOrRefused: inertness(names, (node) => lengthOf(node) !== undefined),
    whole,
    split,
    refuse,
    suffix: freeSuffix(names),
  });
  const { out } = printer;
  for (const node of kept) printer.verbatim.add(node);
  const heads = directives(code, program.body);
  const from = heads.at(-1)?.end ?? skipTrivia(code, code.startsWith('#!') ? code.indexOf('\n') + 1 : 0);
  const separator = printDirectives(out, heads, 0);
  out.copy(heads.at(-1)?.end ?? 0, from);
  const prologue = out.hole(from);
  printer.printFile(program, program.body.slice(heads.length), from);
  if (printer.used.size === 0) return undefined;

  const format = options.format ?? runtimeFormat(program, code, file, names);
  const temporaries = printer.temporaries ?? [];
  const declarations = temporaries.length === 0 ? '' : ` let ${temporaries.join(', ')};`;
  const after = heads.length === 0 ? ' ' : '';
  prologue.text = `${heads.length === 0 ? '' : `${separator} `}${importText([...printer.used].sort(), format, runtime, freeSuffix(names))}${declarations}${after}`;
  const { list } = out;
  let map: SourceMap | undefined;
  return {
    code: out.toString(),
    get map() {
      map ??= mapPieces(code, list, file);
      return map;
    },
  };
}

function parse(code: string, { parse, file }: SourceOptions): Program {
  try {
    return parse(code, file);
  } catch (error) {
    if (error instanceof SourceError) throw error;
    const { message, loc, pos } = error as { message?: string; loc?: { line: number; column: number }; pos?: number };
    const place = loc ? { line: loc.line, column: loc.column + 1 } : position(code, pos ?? 0);
    // Parsers put the place into the message, each in a form of its own.
    const reason = String(message ?? error).replace(/\s*\(\d+:\d+\)$/, '');
    throw new SourceError(reason, file, place.line, place.column, { cause: error });
  }
}

/** What to add to our names so that none is a name of the file. */
function freeSuffix({ identifiers }: FileNames): string {
  const own = [...identifiers].filter((name) => name.startsWith('$') && name.length > 1);
  if (own.length === 0) return '';
  for (let i = 1; ; i++) {
    const suffix = `$${i}`;
    if (!own.some((name) => name.endsWith(suffix))) return suffix;
  }
}
