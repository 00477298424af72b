import type { LoopStatement, Routine, Statement } from './program.ts';
import type { ValueText } from './value-text.ts';
import { type Evaluated, eachRead, eachStatement, eachWithin, isArrayValue, valuesOf } from './values.ts';

/** The variables that are declared where they get their value: it is their only one, and only their block reads them. */
function inlineNames(body: readonly Statement[]): Set<string> {
  const mentions = new Map<string, number>();
  const count = (list: readonly Statement[], counts: Map<string, number>): void =>
    countMentions(list, (name) => counts.set(name, (counts.get(name) ?? 0) + 1));
  count(body, mentions);
  const inline = new Set<string>();
  const visit = (list: readonly Statement[], isUpdate: boolean): void => {
    list.forEach((statement, i) => {
      if (statement.kind === 'assign' && statement.declares && !isUpdate) {
        const after = new Map<string, number>();
        count(list.slice(i), after);
        const isOnly = !list.slice(i + 1).some((other) => assigns(other, statement.name));
        if (isOnly && after.get(statement.name) === mentions.get(statement.name)) inline.add(statement.name);
      }
      if (statement.kind === 'if') for (const block of [statement.then, statement.otherwise]) visit(block, false);
      if (statement.kind === 'loop') visit(statement.body, false);
    });
  };
  visit(body, false);
  return inline;
}

/** Notes the name of each variable where statements mention it. */
function countMentions(list: readonly Statement[], note: (name: string) => unknown): void {
  eachStatement(list, (statement) => {
    for (const value of valuesOf(statement)) eachRead(value, note);
    if (statement.kind === 'assign') note(statement.name);
    if (statement.kind === 'passage') statement.writes.forEach(note);
    if (statement.kind === 'pushObjects' || statement.kind === 'popObjects') statement.names.forEach(note);
  });
}

function assigns(statement: Statement, name: string): boolean {
  let found = false;
  eachStatement([statement], (inner) => {
    if (inner.kind === 'assign' && inner.name === name) found = true;
    if (inner.kind === 'popObjects' && inner.names.includes(name)) found = true;
    if (inner.kind === 'passage' && inner.writes.includes(name)) found = true;
  });
  return found;
}

/** Prints functions as JavaScript. */
export class RoutinePrinter {
  private readonly values: ValueText;
  private readonly stacked: ReadonlySet<string>;
  private inline: ReadonlySet<string> = new Set();
  private usesStack = false;
  private lines: string[] = [];

  /** `stacked` are the functions that use the stack. */
  constructor(values: ValueText, stacked: ReadonlySet<string>) {
    this.values = values;
    this.stacked = stacked;
  }

  /** The declaration of a function. */
  routine(routine: Routine): string {
    const { name, parameters, variables, body } = routine;
    this.lines = [];
    this.inline = inlineNames(body);
    this.usesStack = this.stacked.has(name);
    this.block(body, '  ');
    if (this.usesStack && body.at(-1)?.kind !== 'return') this.lines.push('  stack.height = sp;');
    const mentioned = new Set<string>();
    countMentions(body, (local) => mentioned.add(local));
    const locals = [...variables].filter(
      ([local]) => mentioned.has(local) && !parameters.includes(local) && !this.inline.has(local),
    );
    const head = locals.map(([local, { kind }]) => (kind === 'number' ? `${local} = 0` : local));
    return [
      `function ${name}(${parameters.join(', ')}) {`,
      ...(this.usesStack ? ['  const objects = stack.objects;', '  let S = stack.numbers, sp = stack.height;'] : []),
      ...(head.length > 0 ? [`  let ${head.join(', ')};`] : []),
      ...this.lines,
      '}',
    ].join('\n');
  }

  private block(list: readonly Statement[], indent: string): void {
    list.forEach((statement, i) => {
      const next = list[i + 1];
      if (next?.kind === 'loop' && isHead(statement, next) && !this.calls(statement)) return;
      const before = list[i - 1];
      for (const comment of statement.comments ?? []) this.lines.push(`${indent}${comment}`);
      const isSynchronized = this.usesStack && this.calls(statement);
      if (isSynchronized) this.lines.push(`${indent}stack.height = sp;`);
      const head =
        statement.kind === 'loop' && before && isHead(before, statement) && !this.calls(before) ? before : undefined;
      this.statement(statement, indent, head);
      if (isSynchronized) this.lines.push(`${indent}S = stack.numbers, sp = stack.height;`);
    });
  }

  /** Whether a statement itself runs code that may use the stack. */
  private calls(statement: Statement): boolean {
    return valuesOf(statement).some((value) => {
      let found = false;
      eachWithin(value, (part) => {
        if (part.kind === 'call' || (part.kind === 'text' && !part.isPure)) found = true;
      });
      return found;
    });
  }

  private statement(statement: Statement, indent: string, head: Statement | undefined): void {
    const put = (line: string): unknown => this.lines.push(indent + line);
    const { values } = this;
    switch (statement.kind) {
      case 'assign':
      case 'store':
      case 'append':
        put(`${this.simple(statement)};`);
        return;
      case 'if':
        put(`if (${values.text(statement.test)}) {`);
        this.block(statement.then, `${indent}  `);
        if (statement.otherwise.length > 0) {
          put('} else {');
          this.block(statement.otherwise, `${indent}  `);
        }
        put('}');
        return;
      case 'loop':
        this.loop(statement, indent, head);
        return;
      case 'break':
      case 'continue':
        put(`${statement.kind}${statement.label === undefined ? '' : ` ${statement.label}`};`);
        return;
      case 'return':
        if (this.usesStack) put('stack.height = sp;');
        put(statement.value === undefined ? 'return;' : `return ${values.text(statement.value)};`);
        return;
      case 'throw':
        put(`throw ${values.text(statement.value)};`);
        return;
      case 'passage':
        put(values.text(statement.text));
        return;
      case 'invoke':
        put(`${values.text(statement.call)};`);
        return;
      case 'push':
        put(`S[sp++] = ${values.text(statement.value)};`);
        return;
      case 'reserve':
        put(`if (sp + ${statement.count} > S.length) S = grow(sp, ${statement.count});`);
        return;
      case 'shorten':
        put(`${values.place(statement.array)}.length--;`);
        return;
      case 'pushObjects':
        put(`objects.push(${statement.names.join(', ')});`);
        return;
      case 'popObjects':
        put(
          [...statement.names]
            .reverse()
            .map((name) => `${name} = objects.pop();`)
            .join(' '),
        );
    }
  }

  /** An assignment, without its semicolon. */
  private simple(statement: Statement & { readonly kind: 'assign' | 'store' | 'append' }): string {
    const { values } = this;
    if (statement.kind === 'append') return `${values.place(statement.array)}.push(${values.text(statement.value)})`;
    const place =
      statement.kind === 'assign'
        ? statement.name
        : values.text({ kind: 'element', array: statement.array, index: statement.index });
    if (statement.kind === 'assign' && this.inline.has(statement.name)) {
      return `const ${place} = ${values.text(statement.value)}`;
    }
    const { value } = statement;
    if (value.kind === 'op' && value.args.length === 2 && values.text(value.args[0]!) === place) {
      const sign = { add: '+', sub: '-', mul: '*', div: '/' }[value.row];
      const by = value.args[1]!;
      if (sign !== undefined && by.kind === 'constant' && by.value === 1 && '+-'.includes(sign)) {
        return `${place}${sign}${sign}`;
      }
      if (sign !== undefined) return `${place} ${sign}= ${values.text(by)}`;
    }
    const text = values.text(value);
    if (text === `${place} + 1` || text === `${place} - 1`) return `${place}${text.at(-3)!.repeat(2)}`;
    return `${place} = ${text}`;
  }

  private loop(statement: LoopStatement, indent: string, head: Statement | undefined): void {
    const put = (line: string): unknown => this.lines.push(indent + line);
    const { update } = statement;
    const test = this.values.text(statement.test);
    const label = statement.label === undefined ? '' : `${statement.label}: `;
    const steps = update.every(isSimple) ? update.map((step) => this.simple(step as never)).join(', ') : undefined;
    if (statement.isTestLast) put(`${label}do {`);
    else if (update.length === 0 || steps === undefined) put(`${label}while (${test}) {`);
    else put(`${label}for (${head ? this.simple(head as never) : ''}; ${test === 'true' ? '' : test}; ${steps}) {`);
    this.block(statement.body, `${indent}  `);
    if (statement.isTestLast || steps === undefined) this.block(update, `${indent}  `);
    put(statement.isTestLast ? `} while (${test});` : '}');
  }
}

/** Whether a statement can stand before the first semicolon of a loop. */
function isHead(statement: Statement, loop: LoopStatement): boolean {
  if (statement.kind !== 'assign' || loop.isTestLast || loop.update.length !== 1) return false;
  if (isArrayValue(statement.value as Evaluated) || !loop.update.every(isSimple)) return false;
  return loop.update.some((step) => step.kind === 'assign' && step.name === statement.name);
}

function isSimple({ kind }: Statement): boolean {
  return kind === 'assign' || kind === 'store';
}

/** The functions of a program that push or pop numbers, directly or through others. */
export function stackedRoutines(routines: readonly Routine[]): Set<string> {
  const stacked = new Set<string>();
  for (let before = -1; before < stacked.size; ) {
    before = stacked.size;
    for (const { name, body } of routines) {
      eachStatement(body, (statement) => {
        if (/^(?:push|pop|reserve)/.test(statement.kind)) stacked.add(name);
        for (const value of valuesOf(statement)) {
          eachWithin(value, (part) => {
            if (part.kind === 'pop' || (part.kind === 'call' && stacked.has(part.callee))) stacked.add(name);
          });
        }
      });
    }
  }
  return stacked;
}
