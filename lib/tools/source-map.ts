import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { DIGITS, digits } from '../source/base64-vlq.ts';

/** A source map of version 3. */
export interface Mappings {
  readonly sources: readonly (string | null)[];
  readonly sourcesContent?: readonly (string | null)[] | undefined;
  readonly sourceRoot?: string | undefined;
  readonly names: readonly string[];
  readonly mappings: string;
}

/** Column, and where it comes from: source, line, column, name; differences in the text, absolute here. */
type Segment = readonly number[];

function decode(mappings: string): Segment[][] {
  const last = [0, 0, 0, 0, 0];
  return mappings.split(';').map((line) => {
    last[0] = 0;
    return line
      .split(',')
      .filter((text) => text !== '')
      .map((text) => {
        let field = 0;
        let value = 0;
        let shift = 0;
        for (const digit of text) {
          const bits = DIGITS.indexOf(digit);
          value |= (bits & 31) << shift;
          shift += 5;
          if (bits & 32) continue;
          last[field] = last[field]! + (value & 1 ? -(value >>> 1) : value >>> 1);
          field++;
          value = 0;
          shift = 0;
        }
        return last.slice(0, field);
      });
  });
}

function encode(lines: readonly (readonly Segment[])[]): string {
  const last = [0, 0, 0, 0, 0];
  const texts = lines.map((line) => {
    last[0] = 0;
    return line.map((segment) =>
      segment
        .map((value, field) => {
          const text = digits(value - last[field]!);
          last[field] = value;
          return text;
        })
        .join(''),
    );
  });
  return texts.map((line) => line.join(',')).join(';');
}

/** The last segment that begins at a column or before; segments are in order. */
function lastUpTo(line: readonly Segment[], column: number): Segment | undefined {
  let from = 0;
  let to = line.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (line[middle]![0]! <= column) from = middle + 1;
    else to = middle;
  }
  return line[from - 1];
}

/** The map of a text that came to be in two steps: `second` maps it to what `first` maps to its origin. */
export function composeMaps(second: Mappings, first: Mappings): Mappings {
  const origins = decode(first.mappings);
  const lines = decode(second.mappings).map((line) => {
    const traced: Segment[] = [];
    for (const [column, , sourceLine, sourceColumn] of line) {
      if (sourceLine === undefined) continue;
      const origin = lastUpTo(origins[sourceLine] ?? [], sourceColumn!);
      if (origin !== undefined && origin.length >= 4) traced.push([column!, ...origin.slice(1)]);
    }
    return traced;
  });
  return { ...first, mappings: encode(lines) };
}

const COMMENT = /^[ \t]*\/\/[#@] sourceMappingURL=(\S+)[ \t]*$/gm;

/** The source map that a text names in its last comment for it, in the comment itself or in a file. */
function mapOf(code: string, file: string): Mappings | undefined {
  const url = [...code.matchAll(COMMENT)].at(-1)?.[1];
  if (url === undefined) return undefined;
  try {
    const data = /^data:application\/json[^,]*?(;base64)?,(.*)$/s.exec(url);
    const path = resolve(dirname(file), decodeURI(url));
    const text = data === null ? readFileSync(path, 'utf8') : textOf(data[2]!, data[1] !== undefined);
    const map = JSON.parse(text) as Mappings;
    if (typeof map.mappings !== 'string') return undefined;
    const base = new URL(map.sourceRoot ? `${map.sourceRoot}/` : '', pathToFileURL(data === null ? path : file));
    const sources = map.sources.map((source) => {
      const origin = source === null ? undefined : new URL(source, base);
      return origin?.protocol === 'file:' ? fileURLToPath(origin) : source;
    });
    return { ...map, sources, sourceRoot: undefined };
  } catch {
    // A map that is missing or broken is nobody's but its author's: positions are those of the file.
    return undefined;
  }
}

function textOf(data: string, isBase64: boolean): string {
  return isBase64 ? Buffer.from(data, 'base64').toString() : decodeURIComponent(data);
}

/** Transformed code with its map in a comment: to the file as its author wrote it, where the code before had a map. */
export function withMap(
  changed: { readonly code: string; readonly map: Mappings },
  before: string,
  file: string,
): string {
  const first = mapOf(before, file);
  const map = first === undefined ? { ...changed.map, sources: [file] } : composeMaps(changed.map, first);
  const data = Buffer.from(JSON.stringify({ version: 3, ...map })).toString('base64');
  return `${changed.code.replace(COMMENT, '')}\n//# sourceMappingURL=data:application/json;base64,${data}\n`;
}
