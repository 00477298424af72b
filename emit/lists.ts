import type { ListMap, ListRule, Scan } from '../lib/rules/list-rule.ts';
import { listStatements } from './array-source.ts';
import { arrow } from './arrow.ts';
import { importLines } from './operators.ts';
import { kinkText } from './wording.ts';

/** The file of the operations that give arrays. */
export function listFile(rows: readonly ListRule[], fileOf: ReadonlyMap<string, string>): string {
  const used = new Set<string>(['checkArity']);
  const functions = rows.map((rule) => operation(rule, used));
  const isPassive = used.delete('passive');
  return [
    '// Emitted from lib/rules/lists.ts by `npm run emit`; edit the row, not this file.',
    "import type { ListOp } from '../interpreter.ts';",
    `import { type Numeric, type Scalar${isPassive ? ', passive' : ''} } from '../scalar.ts';`,
    ...importLines('lists', [], used, fileOf),
    "import type { Matrix } from './matrix.ts';",
    '',
    functions.join('\n\n'),
    '',
  ].join('\n');
}

function operation(rule: ListRule, used: Set<string>): string {
  const lines = [
    rule.sentence,
    '',
    `    ${rule.formula}`,
    '',
    ...(rule.kinks ?? []).map((kink) => kinkText(['x'], kink)),
    `Cost: ${rule.cost}; a tangent or an adjoint of all results ${rule.kind === 'contraction' ? 'takes twice as many' : 'takes O(n)'}.`,
    ...errors(rule),
    `@example ${rule.example[0]} // ${rule.example[1]}`,
  ];
  const args = rule.args.map((arg, i) => `${arg}: ${typeOf(rule, i)}`).join(', ');
  const result = rule.kind === 'contraction' && rule.indices[2].length === 2 ? 'Scalar[][]' : 'Scalar[]';
  const { body, op } = partsOf(rule, used);
  return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */
export function ${rule.name}(${args}): ${result};
export function ${rule.name}(${args}, next?: unknown, after?: unknown): ${result} {
  if (next !== undefined) checkArity('${rule.name}', ${rule.args.length}, next, after);
${body.map((line) => `  ${line}`).join('\n')}
}${op === undefined ? '' : `\n\n${op}`}`;
}

/** The type of an argument: of two indices a matrix. */
function typeOf(rule: ListRule, i: number): 'Matrix' | 'Numeric' {
  return rule.kind === 'contraction' && rule.indices[i]!.length === 2 ? 'Matrix' : 'Numeric';
}

function errors(rule: ListRule): string[] {
  const types = new Set(rule.args.map((_, i) => typeOf(rule, i)));
  const kinds = [...(types.has('Matrix') ? ['a matrix'] : []), ...(types.has('Numeric') ? ['an array'] : [])];
  return [
    `@throws {@link TypeError} when an argument is not ${kinds.join(' or ')} of Scalars.`,
    ...(types.has('Matrix')
      ? ['@throws {@link RangeError} when the shapes do not fit, or the rows of a matrix have different lengths.']
      : []),
  ];
}

/** The body of an operator, and the op that it lifts, if it does. */
interface Parts {
  readonly body: readonly string[];
  readonly op?: string;
}

function partsOf(rule: ListRule, used: Set<string>): Parts {
  switch (rule.kind) {
    case 'contraction': {
      used.add('contraction');
      const { name, args, indices } = rule;
      const list = (texts: readonly string[]): string => `[${texts.map((text) => `'${text}'`).join(', ')}]`;
      return {
        body: [`return contraction(${name}Op, ${args.join(', ')}) as never;`],
        op: `const ${name}Op = { name: '${name}', args: ${list(args)}, indices: ${list(indices)} } as const;`,
      };
    }
    case 'scan':
      return scan(rule, used);
    case 'map':
      return rule.pushforward === undefined ? composed(rule, used) : lifted(rule, used);
  }
}

function scan({ name, step, isProduct }: Scan, used: Set<string>): Parts {
  for (const helper of ['checkScalars', 'handedOn', step]) used.add(helper);
  if (isProduct) for (const helper of ['areModerate', 'liftLists', 'runningProducts']) used.add(helper);
  return {
    body: [
      `const vs = checkScalars('${name}', xs);`,
      ...(isProduct ? ['if (!areModerate(vs)) return liftLists(runningProducts, vs) as Scalar[];'] : []),
      'if (vs.length > 0) vs[0] = handedOn(vs[0]!);',
      `for (let i = 1; i < vs.length; i++) vs[i] = ${step}(vs[i - 1]!, vs[i]!);`,
      'return vs;',
    ],
  };
}

function composed({ name, value }: ListMap, used: Set<string>): Parts {
  used.add('checkScalars');
  const statements = listStatements((A, _vs, _tangents, xs) => value(A, xs), used, 'list');
  return { body: [`const list = checkScalars('${name}', xs);`, ...statements] };
}

function lifted({ name, value, pushforward, pullback }: ListMap, used: Set<string>): Parts {
  for (const helper of ['checkScalars', 'liftLists']) used.add(helper);
  const fields = [
    `name: '${name}'`,
    `op: ${arrow(
      ['xs'],
      listStatements((A, _vs, _tangents, xs) => value(A, xs), used),
    )}`,
    `pushforward: ${arrow(['xs', 'vs', 'tangents'], listStatements(pushforward!, used))}`,
    ...(pullback ? [`pullback: ${arrow(['xs', 'vs', 'tangents'], listStatements(pullback, used))}`] : []),
  ];
  return {
    body: [`return liftLists(${name}Op, checkScalars('${name}', xs)) as Scalar[];`],
    op: `const ${name}Op: ListOp<Scalar> = {\n${fields.map((field) => `  ${field},`).join('\n')}\n};`,
  };
}
