import type { Verb } from '../tree/arguments.ts';

/** Advice for numbers and objects that f needs untraced. */
const INSTEAD: Readonly<Record<Verb, readonly [number: string, object: string]>> = {
  compile: [
    'an argument that is a count, a place or a flag is named in compile(f, { static: [i] })',
    'name an argument that never changes in compile(f, { static: [i] })',
  ],
  emitModule: captured('emitModule'),
  diagnose: captured('diagnose'),
  trace: captured('trace'),
};

function captured(verb: Verb): [string, string] {
  return [
    `have f capture a count, a place or a flag, as in ${verb}((x) => f(x, n), x)`,
    `have f capture it, as in ${verb}((x) => f(x, it), x)`,
  ];
}

/** The error with advice, `advice` if it is there: traced numbers fail where plain ones do not, in operators, as counts and as indices. */
export function captureError(error: unknown, verb: Verb, advice?: string): unknown {
  if (!(error instanceof TypeError)) return error;
  const { message } = error;
  const [number, object] = INSTEAD[verb];
  if (message.startsWith('expected a number of this trace'))
    return new TypeError(`${verb}: ${message}`, { cause: error });
  if (/private (field|member|name)|incompatible receiver/i.test(message)) {
    const text = `${verb}: expected objects whose fields are all they hold, got ${message}; ${object}`;
    return new TypeError(text, { cause: error });
  }
  if (!message.startsWith('expected a plain number')) return error;
  const scalars = `within ${verb} all numbers of the arguments are Scalars, data too: declare them so`;
  return new TypeError(`${verb}: ${message}; ${scalars}; ${advice ?? number}`, { cause: error });
}
