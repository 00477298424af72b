import type { Program } from '../source/nodes.ts';
import { position, SourceError } from '../source/source-error.ts';
import { peer } from './peer.ts';

interface ParseFailure {
  readonly severity: string;
  readonly message: string;
  readonly labels: readonly { readonly start: number }[];
}

interface Parsed {
  readonly program: Program;
  readonly errors: readonly ParseFailure[];
}

interface Oxc {
  parseSync(file: string, code: string, options: { sourceType: string; lang?: string }): Parsed;
}

let oxc: Oxc | undefined;

/**
 * A function that gives the ESTree of a file, by oxc-parser: parentheses kept, offsets in UTF-16, TypeScript by the file's
 * extension. It throws SourceError where a file can't be parsed.
 * @throws Error where oxc-parser is not installed.
 */
export function parserFor(user: string): (code: string, file: string) => Program {
  oxc ??= peer('oxc-parser', user) as Oxc;
  return parseFile;
}

function parseFile(code: string, file: string): Program {
  const attempts: { sourceType: string; lang?: string }[] = [{ sourceType: 'unambiguous' }];
  // A return at the top of a CommonJS file; JSX in a file that is named .js.
  if (/\.[cm]?js$/.test(file)) attempts.push({ sourceType: 'commonjs' }, { sourceType: 'unambiguous', lang: 'jsx' });
  const failures: ParseFailure[] = [];
  for (const attempt of attempts) {
    const { program, errors } = oxc!.parseSync(file, code, attempt);
    const failure = errors.find(({ severity }) => severity === 'Error');
    if (failure === undefined) return program;
    failures.push(failure);
  }
  const { message, labels } = failures[0]!;
  const { line, column } = position(code, labels[0]?.start ?? 0);
  throw new SourceError(message, file, line, column);
}
