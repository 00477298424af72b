import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LanguageServer } from './language-server.ts';

const root = pathToFileURL(`${process.cwd()}/`).href;
const ofModes = ['grad', 'valueAndGrad', 'gradInto', 'jacobian', 'valueAndJacobian', 'hessian', 'hvp'];
const entries = [
  {
    entry: 'index',
    names: [...ofModes, 'blockJacobian', 'certify', 'checkDerivatives', 'uncertainty'],
    cost: /mode|recording/,
  },
  { entry: 'forward', names: ofModes, cost: /pass/ },
  { entry: 'reverse', names: ofModes, cost: /recording/ },
];

/** Functions of a record, and what an editor shows of the constant in each line. */
const records: readonly [line: string, name: string, shown: string][] = [
  ['const slope = grad(loss);', 'slope', 'const slope: Gradient<Model, [xs: number[]]>'],
  ["const found = slope({ W: [[1]], b: 2, name: 'a' }, [1]);", 'found', '{ W: number[][]; b: number; name: string; }'],
  [
    "const typed = slope({ W: [new Float64Array(1)], b: 2, name: 'a' }, [1]);",
    'typed',
    'W: Float64Array<ArrayBufferLike>[]; b: number;',
  ],
  [
    'const by = grad(loss, { wrt: 0 });',
    'by',
    'const by: DerivativeBy<0, "grad", [p: Model, xs: number[]], Scalar, never>',
  ],
  ["const both = by({ W: [[1]], b: 2, name: 'a' }, [1]);", 'both', '{ W: number[][]; b: number; name: string; }'],
  ['const fast = compile(slope);', 'fast', 'const fast: Compiled<Gradient<Model, [xs: number[]]>>'],
  ['const undeclared = grad((x) => x[0]);', 'undeclared', 'const undeclared: Gradient<ArrayUnlessDeclared, []>'],
];
const setting = [
  "import { compile, grad, mul, type Scalar, sum } from './lib/entries/index.ts';",
  'interface Model { W: Scalar[][]; b: Scalar; name: string }',
  'const loss = (p: Model, xs: number[]): Scalar => mul(p.b, sum(xs));',
];

interface Documentation {
  readonly value: string;
}
interface Item {
  readonly label: string;
  readonly documentation?: Documentation;
}

describe('an editor shows the sentence, the cost and the example of', () => {
  let server: LanguageServer;

  beforeAll(async () => {
    server = new LanguageServer();
    const markdown = ['markdown'];
    await server.ask('initialize', {
      processId: null,
      rootUri: root,
      capabilities: {
        textDocument: {
          hover: { contentFormat: markdown },
          completion: { completionItem: { documentationFormat: markdown, snippetSupport: false } },
        },
      },
    });
    server.tell('initialized', {});
    for (const { entry, names } of entries) {
      const lines = names.map((name) => `import { ${name} } from './lib/entries/${entry}.ts';`);
      const text = [...lines, `import * as all from './lib/entries/${entry}.ts';`, 'all.', ''].join('\n');
      const textDocument = { uri: `${root}probe-${entry}.ts`, languageId: 'typescript', version: 1, text };
      server.tell('textDocument/didOpen', { textDocument });
    }
  }, 60_000);

  afterAll(() => server.close());

  test.each(records.map((record, i) => [...record, i] as const))('a record: %s', async (line, name, shown, i) => {
    const text = [...setting, ...records.map(([each]) => each), ''].join('\n');
    const textDocument = { uri: `${root}probe-records.ts` };
    if (i === 0) {
      server.tell('textDocument/didOpen', {
        textDocument: { ...textDocument, languageId: 'typescript', version: 1, text },
      });
    }
    const position = { line: setting.length + i, character: line.indexOf(name) };
    const hover = await server.ask<{ contents: Documentation }>('textDocument/hover', { textDocument, position });
    expect(hover.contents.value.replaceAll(/\s+/g, ' ')).toContain(shown);
  });

  describe.each(entries)('dualgrad/$entry', ({ entry, names, cost }) => {
    const textDocument = { uri: `${root}probe-${entry}.ts` };
    const check = (name: string, shown: string | undefined): void => {
      expect(shown).toMatch(/Cost: /);
      expect(/Cost: (?<cost>[^*]*)/.exec(shown ?? '')?.groups?.cost).toMatch(cost);
      expect(shown).toContain(`${name}(`);
    };

    test.each(names)('%s on its import', async (name) => {
      const position = { line: names.indexOf(name), character: 10 };
      const hover = await server.ask<{ contents: Documentation }>('textDocument/hover', { textDocument, position });
      check(name, hover.contents.value);
    });

    test.each(names)('%s in a list of completions', async (name) => {
      const position = { line: names.length + 1, character: 4 };
      const list = await server.ask<{ items: Item[] }>('textDocument/completion', { textDocument, position });
      const item = list.items.find(({ label }) => label === name);
      const resolved = await server.ask<Item>('completionItem/resolve', item);
      check(name, resolved.documentation?.value);
    });
  });
});
