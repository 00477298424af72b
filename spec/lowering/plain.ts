import type { Lowered } from '../../lib/lowering/attempt.ts';
import type { ArrayPlace, ArrayValue, NumberValue, Routine, Statement, Text } from '../../lib/structured/program.ts';

const SYMBOLS: Readonly<Record<string, string>> = { add: '+', sub: '-', mul: '*', div: '/', mod: '%', pow: '**' };

function text({ pieces }: Text): string {
  return pieces
    .map((piece) =>
      typeof piece === 'string' ? piece : 'variable' in piece ? piece.variable : value(piece as NumberValue),
    )
    .join('');
}

function place(at: ArrayPlace): string {
  return at.kind === 'variable' ? at.name : `${place(at.array)}[${text(at.index)}]`;
}

function value(x: NumberValue | ArrayValue): string {
  switch (x.kind) {
    case 'constant':
      return Object.is(x.value, -0) ? '(-0)' : `(${x.value})`;
    case 'text':
      return `(${text(x)})`;
    case 'variable':
      return x.name;
    case 'element':
      return `${place(x.array)}[${text(x.index)}]`;
    case 'choice':
      return `(${text(x.test)} ? ${value(x.then)} : ${value(x.otherwise)})`;
    case 'call':
      return `${x.callee}(${x.args.map(value).join(', ')})`;
    case 'array':
      return place(x.place);
    case 'make':
      return text(x.text);
    case 'literal':
      return `[${x.elements.map(value).join(', ')}]`;
    case 'copy':
      return `${place(x.place)}.slice(${[x.from, x.to].flatMap((bound) => (bound ? [text(bound)] : [])).join(', ')})`;
    case 'op': {
      const args = x.args.map(value);
      if (x.row === 'neg') return `(-${args[0]})`;
      if (x.row in SYMBOLS) return `((${args[0]}) ${SYMBOLS[x.row]} (${args[1]}))`;
      return x.row in Math ? `Math.${x.row}(${args.join(', ')})` : `${x.row}(${args.join(', ')})`;
    }
    default:
      throw new Error('no number of a source');
  }
}

function list(statements: readonly Statement[]): string {
  return statements.map(statement).join('\n');
}

function statement(s: Statement): string {
  switch (s.kind) {
    case 'assign':
      return `${s.name} = ${value(s.value)};`;
    case 'store':
      return `${place(s.array)}[${text(s.index)}] = ${value(s.value)};`;
    case 'append':
      return `${place(s.array)}.push(${value(s.value)});`;
    case 'if':
      return `if (${text(s.test)}) {\n${list(s.then)}\n} else {\n${list(s.otherwise)}\n}`;
    case 'loop': {
      const label = s.label ? `${s.label}: ` : '';
      // The update of a loop whose test is last comes before the test as well.
      if (s.isTestLast) {
        const first = `first_${s.label ?? ''}`;
        return `{ let ${first} = true; ${label}for (;;) { if (!${first}) {\n${list(s.update)}\nif (!(${text(s.test)})) break; } ${first} = false;\n${list(s.body)}\n} }`;
      }
      const name = `again_${s.label ?? ''}`;
      return `{ let ${name} = false; ${label}for (;;) { if (${name}) {\n${list(s.update)}\n} ${name} = true; if (!(${text(s.test)})) break;\n${list(s.body)}\n} }`;
    }
    case 'break':
    case 'continue':
      return s.label ? `${s.kind} ${s.label};` : `${s.kind};`;
    case 'return':
      return s.value ? `return ${value(s.value)};` : 'return;';
    case 'throw':
      return `throw ${text(s.value)};`;
    case 'passage':
      return `${text(s.text)};`;
    case 'invoke':
      return `${value(s.call)};`;
    default:
      throw new Error('no statement of a source');
  }
}

function routine({ name, parameters, variables, body }: Routine): string {
  const locals = [...variables.keys()].filter((local) => !parameters.includes(local));
  return `function ${name}(${parameters.join(', ')}) {\n${locals.length > 0 ? `let ${locals.join(', ')};` : ''}\n${list(body)}\n}`;
}

/** A structured program as plain JavaScript: its values alone, in the plainest form. */
export function plainText({ program }: Lowered): string {
  return program.functions.map(routine).join('\n');
}
