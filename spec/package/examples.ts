import { sources } from './sources.ts';

/** An example of a doc comment: a call, and the text of its result. */
export interface Example {
  readonly path: string;
  /** The name of what the comment is about. */
  readonly of: string;
  readonly call: string;
  readonly result: string;
}

const commented =
  /\/\*\*(?<comment>(?:(?!\*\/)[\s\S])*)\*\/\s*export\s+(?:abstract\s+)?(?:function|class|const)\s+(?<of>\w+)/g;

/** Every `@example call // result` in the doc comments of the library. */
export async function examples(): Promise<Example[]> {
  const found: Example[] = [];
  for (const [path, text] of await sources()) {
    for (const { groups } of text.matchAll(commented)) {
      for (const line of (groups?.comment ?? '').matchAll(/@example\s+(?<call>.*?)\s+\/\/ (?<result>.*)/g)) {
        found.push({ path, of: groups?.of ?? '', call: line.groups?.call ?? '', result: line.groups?.result ?? '' });
      }
    }
  }
  return found;
}
