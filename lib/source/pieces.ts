/** Text of ours, which stands for what is at `origin`; or the source from `from` to `to`. */
export type Piece = { text: string; readonly origin: number } | { readonly from: number; readonly to: number };

/** A place in the output that is filled later. */
export interface Hole {
  text: string;
  readonly origin: number;
}

const WORD = /[\w$\u0080-\uffff]/;

/** The output, in pieces: a part of the source can stand in it more than once. */
export class Pieces {
  readonly code: string;
  readonly list: Piece[] = [];
  /** The last character; nothing at the start. */
  last = '';

  constructor(code: string) {
    this.code = code;
  }

  copy(from: number, to: number): undefined {
    if (to <= from) return undefined;
    this.list.push({ from, to });
    this.last = this.code[to - 1]!;
  }

  /** Adds text of ours. A word keeps off the word before it: `return-x` becomes `return $neg(x)`. */
  text(text: string, origin: number): undefined {
    if (text === '') return undefined;
    const spaced = WORD.test(text[0]!) && WORD.test(this.last) ? ` ${text}` : text;
    this.list.push({ text: spaced, origin });
    this.last = text.at(-1)!;
  }

  hole(origin: number): Hole {
    const hole = { text: '', origin };
    this.list.push(hole);
    return hole;
  }

  /** Whether the last piece is text of ours. */
  get endsInText(): boolean {
    const piece = this.list.at(-1);
    return piece !== undefined && 'text' in piece;
  }

  toString(): string {
    return this.list.map((piece) => ('text' in piece ? piece.text : this.code.slice(piece.from, piece.to))).join('');
  }
}
