/** A self-contained page. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 860px; margin: 2em auto; padding: 0 1em; color: #222; background: white; }
  svg { max-width: 100%; height: auto; display: block; margin: 1em 0; }
  .wide { overflow-x: auto; }
  table { border-collapse: collapse; font-size: 12px; }
  td, th { text-align: right; padding: 2px 8px; border-bottom: 1px solid #e8e8ec; white-space: nowrap; }
  td:first-child, th:first-child { text-align: left; }
</style>
<h1>${title}</h1>
${body}
</html>
`;
}

/** A table, its first row the head. */
export function rows(list: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  const [head = [], ...body] = list;
  return `<table>${row(head, 'th')}${body.map((cells) => row(cells, 'td')).join('')}</table>`;
}
