/** The first offset from `from` on that is neither white space nor inside a comment. */
export function skipTrivia(code: string, from: number, to: number = code.length): number {
  let at = from;
  while (at < to) {
    if (code.startsWith('//', at) || code.startsWith('/*', at)) at = skipComment(code, at, to);
    else if (/\s/.test(code[at]!)) at++;
    else break;
  }
  return Math.min(at, to);
}

function skipComment(code: string, at: number, to: number): number {
  const text = code[at + 1] === '/' ? '\n' : '*/';
  const found = code.indexOf(text, at + 2);
  return found === -1 ? to : Math.min(found + text.length, to);
}

/** The comments and line breaks between two offsets, whatever else stands there: `[from, to)` pairs. */
export function trivia(code: string, from: number, to: number): [number, number][] {
  const found: [number, number][] = [];
  for (let at = from; at < to; ) {
    const isComment = code.startsWith('//', at) || code.startsWith('/*', at);
    const end = isComment ? skipComment(code, at, to) : at + 1;
    if (isComment || code[at] === '\n') found.push([at, end]);
    at = end;
  }
  return found;
}
