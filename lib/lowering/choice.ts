import type { ConditionalExpression, LogicalExpression } from 'estree';
import type { Node } from '../source/nodes.ts';
import type { NumberValue, Statement, Text } from '../structured/program.ts';
import { collect, type Lowering } from './lowering.ts';
import { asNumber, assign, declare, emit, rankOf, read, settled, word } from './slots.ts';
import { textOfNode } from './text.ts';
import { unsupported } from './unsupported.ts';
import { carriesDerivatives, numberValue, type PartsValue, type Slot, textFrom, type Value } from './value.ts';

/** The text of a test; one that calls what is not known is computed before, once. */
export function testText(l: Lowering, node: Node): Text {
  const text = l.text(node);
  return text.isPure ? text : word(l, { kind: 'text', text }).text;
}

export function branch(l: Lowering, test: Text, then: readonly Statement[], otherwise: readonly Statement[]): void {
  if (then.length + otherwise.length > 0) emit(l, { kind: 'if', test, then, otherwise });
}

/** `a && b`, `a || b`, `a ?? b`: a is computed once. */
export function logical(l: Lowering, node: LogicalExpression): Value {
  const first = settled(l, l.value(node.left));
  let value: Value | undefined;
  const before = l.disturbances;
  const statements = collect(l, () => {
    value = l.value(node.right);
  });
  const second = value!;
  if (first.kind === 'array' || first.kind === 'parts')
    return node.operator === '&&' ? inPlace(l, statements, second) : first;
  if (!carriesDerivatives(first) && !carriesDerivatives(second) && statements.length === 0)
    return { kind: 'text', text: textOfNode(l, node) };
  const word = first.kind === 'text' ? first.text.pieces : numberPieces(first);
  const test = node.operator === '??' ? textFrom(...word, ' != null') : textFrom(...word);
  const isAnd = node.operator === '&&';
  if (statements.length === 0 && scalar(first) && scalar(second) && before === l.disturbances)
    return numberValue(
      isAnd
        ? choice(test, asNumber(second, node), asNumber(first, node))
        : choice(test, asNumber(first, node), asNumber(second, node)),
    );
  return isAnd
    ? merged(l, test, { statements, value: second }, { statements: [], value: first }, node)
    : merged(l, test, { statements: [], value: first }, { statements, value: second }, node);
}

function numberPieces(value: Value): Text['pieces'] {
  if (value.kind === 'number' && value.expression.kind === 'variable') return [{ variable: value.expression.name }];
  if (value.kind === 'number' && value.expression.kind === 'constant') return [String(value.expression.value)];
  return ['true'];
}

function inPlace(l: Lowering, statements: readonly Statement[], value: Value): Value {
  l.sink.push(...statements);
  return value;
}

const scalar = (value: Value): boolean => value.kind === 'number' || value.kind === 'text';

function choice(test: Text, then: NumberValue, otherwise: NumberValue): NumberValue {
  return { kind: 'choice', test, then, otherwise };
}

interface Alternative {
  readonly statements: Statement[];
  readonly value: Value;
}

export function alternative(l: Lowering, node: Node): Alternative {
  let value: Value | undefined;
  const statements = collect(l, () => {
    value = l.value(node);
  });
  return { statements, value: value! };
}

export function conditional(l: Lowering, node: ConditionalExpression): Value {
  const test = testText(l, node.test);
  const then = alternative(l, node.consequent);
  const otherwise = alternative(l, node.alternate);
  if (then.value.kind === 'function' || otherwise.value.kind === 'function')
    unsupported(node, 'a choice between functions');
  const isSimple = then.statements.length + otherwise.statements.length === 0;
  if (isSimple && scalar(then.value) && scalar(otherwise.value))
    return numberValue(choice(test, asNumber(then.value, node), asNumber(otherwise.value, node)));
  return merged(l, test, then, otherwise, node);
}

/** The value of one of two, in variables that hold either. */
export function merged(l: Lowering, test: Text, a: Alternative, b: Alternative, node: Node): Value {
  const key = `${l.frame.path}?${node.start}`;
  const slot = slotFor(l, key, [a.value, b.value], node);
  const into = ({ statements, value }: Alternative): Statement[] =>
    collect(l, () => {
      l.sink.push(...statements);
      assign(l, slot, value, node);
    });
  const disturbances = l.disturbances;
  branch(l, test, into(a), into(b));
  l.disturbances = disturbances;
  return read(slot);
}

/** A slot for any of several values. */
function slotFor(l: Lowering, key: string, values: readonly Value[], node: Node): Slot {
  const parts = values.find((value): value is PartsValue => value.kind === 'parts');
  if (!l.kinds.has(key)) {
    const array = values.find((value) => value.kind === 'array');
    if (array) l.kinds.set(key, { kind: 'array', rank: rankOf(array, node) });
    else if (parts) l.kinds.set(key, { kind: 'parts', isList: parts.isList, keys: [...parts.entries.keys()] });
    else if (values.some(carriesDerivatives)) l.kinds.set(key, { kind: 'number' });
  }
  return declare(l, { key, name: 't', value: undefined, node, isSteady: false, isFilled: true });
}
