import { describe, expect, test } from 'vitest';
import { sources } from './sources.ts';

const texts = await sources();
const byHand = [...texts].filter(([, text]) => !text.startsWith('// Emitted from'));

function lines(text: string): number {
  return text.split('\n').length - 1;
}

test.each(byHand.map(([path, text]) => [path, lines(text)] as const))('lib/%s has at most 300 lines', (_, count) => {
  expect(count).toBeLessThanOrEqual(300);
});

test('no room has more than a fifth of the lines of lib', () => {
  const sizes = new Map<string, number>();
  for (const [path, text] of byHand) {
    const room = path.includes('/') ? path.slice(0, path.indexOf('/')) : 'the ground';
    sizes.set(room, (sizes.get(room) ?? 0) + lines(text));
  }
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const large = [...sizes].filter(([, size]) => size > total / 5).map(([room]) => room);
  expect(sizes.size).toBeGreaterThan(10);
  expect(large).toEqual([]);
});

describe('one word, one thing', () => {
  const declaration = /^export (?:abstract )?(?:async )?(?:class|interface|type|const|function) (\w+)/gm;

  // An entry has verbs of the same names as another, and an op the name of its row.
  test('no two files of lib export the same name', () => {
    const files = new Map<string, Set<string>>();
    for (const [path, text] of texts) {
      if (path.startsWith('entries/')) continue;
      for (const [, name] of text.matchAll(declaration)) {
        files.set(name as string, (files.get(name as string) ?? new Set()).add(path));
      }
    }
    const shared = [...files]
      .filter(([, paths]) => paths.size > 1)
      .map(([name, paths]) => `${name}: ${[...paths].join(', ')}`);
    expect(shared).toEqual([]);
  });

  test('a file is named by a noun of the field, not by what was done to something', () => {
    const participles = [...texts.keys()].filter((path) =>
      /(?:^|[/-])(?:made|seen|grown|written|run|recorded|traced|explained|ignored|compiled|shared|direct)\.ts$/.test(
        path,
      ),
    );
    expect(participles).toEqual([]);
  });
});
