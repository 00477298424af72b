import { directiveText, MARK } from '../directives.ts';
import type { Node } from '../nodes.ts';
import type { Pieces } from '../pieces.ts';

/**
 * Copies directives, from an offset on, with blanks in the place of ours: bundlers warn of one that they don't know, and a
 * bundle of what was transformed has no mark left. Returns what has to end the last of them: a semicolon or nothing.
 */
export function printDirectives(out: Pieces, heads: readonly Node[], from: number): '' | ';' {
  const { code } = out;
  let at = from;
  let separator: '' | ';' = '';
  for (const head of heads) {
    out.copy(at, head.start);
    at = head.end;
    const ends = code[head.end - 1] === ';';
    if (directiveText(code, head) !== MARK) {
      out.copy(head.start, head.end);
      separator = ends ? '' : ';';
    } else {
      // A semicolon of ours can be the end of the directive before it.
      const kept = ends && separator !== '' ? head.end - 1 : head.end;
      out.text(' '.repeat(kept - head.start), head.start);
      out.copy(kept, head.end);
      if (kept < head.end) separator = '';
    }
  }
  return separator;
}
