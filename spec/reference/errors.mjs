// Links to the errors of JavaScript: TypeScript reads `@throws {@link TypeError}` as a type, and resolves no link in it.

const ERRORS = ['Error', 'TypeError', 'RangeError', 'ReferenceError', 'SyntaxError'];
const MDN = 'https://developer.mozilla.org/docs/Web/JavaScript/Reference/Global_Objects/';

/** The entry point of a plugin of typedoc. */
export function load(app) {
  app.converter.addUnknownSymbolResolver(({ symbolReference }) => {
    const name = symbolReference?.path?.[0]?.path;
    return ERRORS.includes(name) ? `${MDN}${name}` : undefined;
  });
}
