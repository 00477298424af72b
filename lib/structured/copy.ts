import { plusTerm } from './partials.ts';
import type { ArrayPlace, ArrayValue, NumberValue, Statement } from './program.ts';
import { constant, rowOf, text, variableOf } from './values.ts';

/** Adds the adjoints of a copy to those of what was copied: a loop over `k`. */
export function copyUndone(
  { from }: ArrayValue & { readonly kind: 'copy' },
  sourceBar: ArrayPlace,
  bar: string,
  k: string,
): Statement[] {
  const length: NumberValue = text({ kind: 'array', place: sourceBar } as never, '.length');
  const first: readonly (string | NumberValue)[] =
    from === undefined ? [] : ['(', from, ' < 0 ? ', length, ' + ', from, ' : ', from, ') + '];
  const index = text(...first, { variable: k });
  const source: NumberValue = { kind: 'element', array: sourceBar, index };
  const copied: NumberValue = { kind: 'element', array: variableOf(bar), index: text({ variable: k }) };
  return [
    { kind: 'assign', name: k, value: constant(0) },
    {
      kind: 'loop',
      test: text({ variable: k }, ' < ', { variable: bar }, '.length'),
      body: [{ kind: 'store', array: sourceBar, index, value: plusTerm(source, copied) }],
      update: [{ kind: 'assign', name: k, value: rowOf('add', variableOf(k), constant(1)) }],
    },
  ];
}
