import { isAbsolute, resolve } from 'node:path';

/** A glob (`**`, `*`, `?`, `{a,b}`) or a regular expression, or a list of them. */
export type FilePattern = string | RegExp | readonly (string | RegExp)[];

/** Paths are compared with slashes, on Windows too. */
export function slashes(path: string): string {
  return path.replaceAll('\\', '/');
}

/** A text as an expression that matches it. */
export function escaped(text: string): string {
  return text.replace(/[\\^$*+?.()|[\]{}]/g, '\\$&');
}

/** Whether a file matches one of the patterns; globs are relative to the root unless they begin with `**`. */
export function matcher(patterns: FilePattern, root: string): (file: string) => boolean {
  const list = typeof patterns === 'string' || patterns instanceof RegExp ? [patterns] : patterns;
  const expressions = list.map((pattern) => (typeof pattern === 'string' ? globExpression(pattern, root) : pattern));
  return (file) => {
    const path = slashes(file);
    return expressions.some((expression) => {
      expression.lastIndex = 0;
      return expression.test(path);
    });
  };
}

const TOKENS: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
  '{': '(?:',
  ',': '|',
  '}': ')',
};

function globExpression(glob: string, root: string): RegExp {
  const base = glob.startsWith('**') || isAbsolute(glob) ? '' : `${slashes(resolve(root))}/`;
  let depth = 0;
  const pattern = slashes(glob)
    .replace(/^\.\//, '')
    .replace(/\*\*\/|\*\*|[*?{},]|[\\^$+.()|[\]]/g, (token) => {
      if (token === '{') depth++;
      if (token === ',' && depth === 0) return ',';
      if (token === '}' && depth-- === 0) depth = 0;
      return TOKENS[token] ?? `\\${token}`;
    });
  return new RegExp(`^${escaped(base)}${pattern}$`);
}
