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

// A verb is a constant of an interface. Its comment is shown on import and in completion lists, that of the interface's
// signature where it is called.
const verb = /export const (?<of>\w+): (?<type>\w+)(?:<Modes>)? =/g;

/** The doc comments of a file's functions, classes and verbs, by their names. */
function comments(text: string, verbs: ReadonlyMap<string, string>): [of: string, comment: string][] {
  const found = [...text.matchAll(commented)].map(({ groups }): [string, string] => [
    groups?.of ?? '',
    groups?.comment ?? '',
  ]);
  for (const [type, of] of verbs) {
    const body = new RegExp(`^export interface ${type}\\b[^\\n]*\\{\\n(?<body>[\\s\\S]*?)\\n\\}$`, 'm').exec(text)
      ?.groups?.body;
    // One of its signatures has the whole comment.
    const signatures = (body ?? '').matchAll(/ {2}\/\*\*(?<comment>(?:(?!\*\/)[\s\S])*)\*\/\n {2}[<(]/g);
    const comment = [...signatures].map(({ groups }) => groups?.comment).find((one) => one?.includes('@example'));
    if (comment !== undefined) found.push([of, comment]);
  }
  for (const { groups } of text.matchAll(/\n {2}\/\*\*(?<comment>(?:(?!\*\/)[\s\S])*)\*\/\n {2}(?<of>\w+)\(/g)) {
    found.push([groups?.of ?? '', groups?.comment ?? '']);
  }
  return found;
}

/** What the library says of each function, class, verb and method, as written in its doc comment. */
export async function manual(): Promise<{ path: string; of: string; comment: string }[]> {
  const texts = await sources();
  const verbs = new Map(
    [...(texts.get('entries/auto-verbs.ts') ?? '').matchAll(verb)].map(({ groups }) => [
      groups?.type ?? '',
      groups?.of ?? '',
    ]),
  );
  return [...texts].flatMap(([path, text]) => comments(text, verbs).map(([of, comment]) => ({ path, of, comment })));
}

/** Every `@example call // result` in the doc comments of the library. */
export async function examples(): Promise<Example[]> {
  return (await manual()).flatMap(({ path, of, comment }) =>
    [...comment.matchAll(/@example\s+(?<call>.*?)\s+\/\/ (?<result>.*)/g)].map(({ groups }) => ({
      path,
      of,
      call: groups?.call ?? '',
      result: groups?.result ?? '',
    })),
  );
}
