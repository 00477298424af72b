/** The line and column of an offset, both from 1. */
export function position(code: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let start = 0;
  for (let end = code.indexOf('\n'); end !== -1 && end < offset; end = code.indexOf('\n', start)) {
    line++;
    start = end + 1;
  }
  return { line, column: offset - start + 1 };
}

/** What can't be transformed, and where. Its message begins with `file:line:column:`. */
export class SourceError extends SyntaxError {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The message without the position. */
  readonly reason: string;

  constructor(reason: string, file: string, line: number, column: number, options?: ErrorOptions) {
    super(`${file}:${line}:${column}: ${reason}`, options);
    this.name = 'SourceError';
    this.file = file;
    this.line = line;
    this.column = column;
    this.reason = reason;
  }
}
