/** The text of an arrow function; parameters that it does not use have an underscore. */
export function arrow(parameters: readonly string[], statements: readonly string[]): string {
  const text = statements.join(' ');
  const list = parameters.map((p) => (new RegExp(`\\b${p}\\b`).test(text) ? p : `_${p}`)).join(', ');
  const only = /^return (.*);$/.exec(text);
  if (statements.length === 1 && only) return `(${list}) => ${only[1]}`;
  return `(${list}) => {\n${statements.map((line) => `    ${line}`).join('\n')}\n  }`;
}
