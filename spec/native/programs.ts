import { fc } from '../support/fast-check.ts';

/** A text in native arithmetic, and the same by operators: their values and derivatives are to be the same bits. */
export type Twin = readonly [native: string, operators: string];

/**
 * What a random program is printed from: numbers that are taken one after the other, and zeros when they are used up.
 * Zero stands for the simplest choice everywhere, so fast-check makes a program smaller by leaving numbers out.
 */
class Choices {
  private place = 0;
  private readonly numbers: readonly number[];

  constructor(numbers: readonly number[]) {
    this.numbers = numbers;
  }

  /** A whole number from 0 to n − 1. */
  upTo(n: number): number {
    return (this.numbers[this.place++] ?? 0) % n;
  }

  of<T>(list: readonly T[]): T {
    return list[this.upTo(list.length)]!;
  }

  /** One of the alternatives, by weights; the first one when the numbers are used up. */
  among<T>(alternatives: readonly (readonly [weight: number, make: () => T])[]): T {
    let k = this.upTo(alternatives.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, make] of alternatives) {
      if (k < weight) return make();
      k -= weight;
    }
    throw new Error('unreachable: weights add up');
  }
}

/** The names that can be used at a place of a program. */
interface Scope {
  readonly numbers: readonly string[];
  /** Whole numbers that depend on no input and never are negative. */
  readonly counters: readonly string[];
  /** Arrays of three numbers, plain or typed. */
  readonly lists: readonly string[];
  /** Objects with numbers p and q. */
  readonly objects: readonly string[];
  /** Functions of two numbers. */
  readonly functions: readonly string[];
  /** What a jump may leave: the labels of the loops round about, the innermost last. */
  readonly loops: readonly string[];
  readonly inFunction: boolean;
}

const binary: readonly Twin[] = [
  ['+', 'add'],
  ['*', 'mul'],
  ['-', 'sub'],
  ['/', 'div'],
  ['%', 'mod'],
  ['**', 'pow'],
];
const comparisons: readonly Twin[] = [
  ['<', 'lt'],
  ['>', 'gt'],
  ['<=', 'le'],
  ['>=', 'ge'],
  ['===', 'eq'],
  ['!==', 'ne'],
  ['==', 'eq'],
  ['!=', 'ne'],
];
const unary =
  'sin cos exp sqrt abs log tanh atan floor sign cbrt ceil trunc round asinh log1p expm1 cosh sinh tan log2'.split(' ');
const several = 'max min hypot'.split(' ');
const constants = ['1', '2', '0.5', '3', '0', '1.25', '0.1', '-1', '1e-3', '7', 'Math.PI', '-0'];

/** Prints a program in two texts at once. */
class Printer {
  private readonly choices: Choices;
  private names = 0;

  constructor(choices: Choices) {
    this.choices = choices;
  }

  private name(prefix: string): string {
    return `${prefix}${this.names++}`;
  }

  program(): Twin {
    const start: Scope = {
      numbers: ['x', 'y'],
      counters: [],
      lists: [],
      objects: [],
      functions: [],
      loops: [],
      inFunction: true,
    };
    const [[native, operators], scope] = this.statements(2 + this.choices.upTo(6), 2, start);
    const [a, b] = this.number(2, scope);
    return [`([x, y]) => {\n${native}return ${a};\n}`, `([x, y]) => {\n${operators}return ${b};\n}`];
  }

  /** An expression for a number. */
  private number(depth: number, s: Scope): Twin {
    const { choices } = this;
    const sub = (): Twin => this.number(depth - 1, s);
    const leaf = (): Twin =>
      choices.among<Twin>([
        [6, () => same(choices.of(s.numbers))],
        [2, () => same(choices.of(constants))],
        [s.lists.length > 0 ? 3 : 0, () => same(`${choices.of(s.lists)}[${this.index(s)}]`)],
        [s.objects.length > 0 ? 2 : 0, () => same(`${choices.of(s.objects)}${choices.of(['.p', '.q', '.r'])}`)],
        [s.counters.length > 0 ? 1 : 0, () => same(choices.of(s.counters))],
      ]);
    if (depth <= 0) return leaf();
    return choices.among<Twin>([
      [5, leaf],
      [12, () => this.operation(depth, s)],
      [3, () => mapped(sub(), (a, by) => (by ? `D.neg(${a})` : `(-(${a}))`))],
      [
        4,
        () => {
          const f = choices.of(unary);
          return mapped(sub(), (a, by) => `${by ? 'D' : choices.of(['Math', 'Math', 'M'])}.${f}(${a})`);
        },
      ],
      [1, () => mapped(sub(), (a, by) => (by ? `D.sin(${a})` : `sin(${a})`))],
      [1, () => joined([sub(), sub()], ([a, b], by) => `${by ? 'D' : 'Math'}.atan2(${a}, ${b})`)],
      [2, () => this.ofSeveral(depth, s)],
      [2, () => joined([this.condition(depth - 1, s), sub(), sub()], ([c, a, b]) => `(${c} ? ${a} : ${b})`)],
      [
        2,
        () => {
          const [v, op] = [choices.of(s.numbers), choices.of(['||', '&&', '??'])];
          if (op === '??') return mapped(sub(), (b) => `(${v} ?? ${b})`);
          return mapped(sub(), (b, by) =>
            by ? `(T(${v}) ? ${op === '&&' ? `${b} : ${v}` : `${v} : ${b}`})` : `(${v} ${op} ${b})`,
          );
        },
      ],
      [
        1,
        () =>
          joined([this.condition(depth - 1, s), sub()], ([c, b], by) =>
            by ? `D.mul(Number(${c}), ${b})` : `((${c}) * (${b}))`,
          ),
      ],
      [1, () => mapped(sub(), (a, by) => (by ? `(W(${a}) | 0)` : choices.of([`(${a} | 0)`, `(~~(${a}))`])))],
      [2, () => this.assignment(depth, s)],
      [
        1,
        () => {
          const t = this.name('t');
          const inner: Scope = { ...s, numbers: [...s.numbers, t], loops: [] };
          const body = this.number(depth - 1, inner);
          return joined([body, sub()], ([b, a]) => `((${t}) => ${b})(${a})`);
        },
      ],
      [
        s.functions.length > 0 ? 3 : 0,
        () => {
          const f = choices.of(s.functions);
          return choices.upTo(4) === 3
            ? mapped(sub(), (a) => `${f}(${a})`)
            : joined([sub(), sub()], ([a, b]) => `${f}(${a}, ${b})`);
        },
      ],
      [1, () => joined([sub(), sub()], ([a, b]) => `(${a}, ${b})`)],
      [1, () => this.overList(depth, s)],
    ]);
  }

  private operation(depth: number, s: Scope): Twin {
    const [sign, name] = this.choices.of(binary);
    const a = this.number(depth - 1, s);
    const power: readonly (readonly [number, () => Twin])[] = [
      [2, () => same('2')],
      [1, () => same('3')],
      [1, () => same('0.5')],
      [1, () => this.number(depth - 1, s)],
    ];
    const b = sign === '**' ? this.choices.among(power) : this.number(depth - 1, s);
    return joined([a, b], ([p, q], by) => (by ? `D.${name}(${p}, ${q})` : `((${p}) ${sign} (${q}))`));
  }

  private ofSeveral(depth: number, s: Scope): Twin {
    const f = this.choices.of(several);
    const operands = Array.from({ length: 1 + this.choices.upTo(3) }, () => this.number(depth - 1, s));
    const call = joined(operands, (all, by) => `${by ? 'D' : 'Math'}.${f}(${all.join(', ')})`);
    if (s.lists.length === 0 || this.choices.upTo(3) < 2) return call;
    const list = this.choices.of(s.lists);
    return [`Math.${f}(...${list})`, `D.${f}(...${list})`];
  }

  /** Methods of an array: map, reduce, sort with a comparator. */
  private overList(depth: number, s: Scope): Twin {
    const [t, u] = [this.name('t'), this.name('u')];
    const items = [this.number(depth - 1, s), this.number(0, s), this.number(0, s)];
    const list: Twin =
      s.lists.length > 0 && this.choices.upTo(2) === 1
        ? same(`[...${this.choices.of(s.lists)}]`)
        : joined(items, (all) => `[${all.join(', ')}]`);
    const body = this.number(depth - 1, { ...s, numbers: [...s.numbers, t, u], loops: [] });
    return this.choices.among<Twin>([
      [1, () => joined([list, body], ([a, b]) => `${a}.reduce((${t}, ${u}) => ${b})`)],
      [1, () => joined([list, body], ([a, b]) => `${a}.map((${t}, ${u}) => ${b})[1]`)],
      [
        1,
        () =>
          mapped(list, (a, by) =>
            by ? `${a}.sort((${t}, ${u}) => O(D.sub(${t}, ${u})))[1]` : `${a}.sort((${t}, ${u}) => ${t} - ${u})[1]`,
          ),
      ],
      [
        1,
        () =>
          joined([list, this.number(0, s)], ([a, b], by) =>
            by ? `Number(${a}.some((v) => D.eq(v, ${b})))` : `Number(${a}.indexOf(${b}) >= 0)`,
          ),
      ],
    ]);
  }

  /** A place in an array of three numbers. */
  private index(s: Scope): string {
    const { choices } = this;
    return s.counters.length > 0 && choices.upTo(2) === 1 ? `${choices.of(s.counters)} % 3` : String(choices.upTo(3));
  }

  /** An expression that assigns and has a value. */
  private assignment(depth: number, s: Scope): Twin {
    const target = this.target(s);
    const [sign, name] = this.choices.of(binary);
    const e = this.number(depth - 1, s);
    return this.choices.among<Twin>([
      [1, () => mapped(e, (a) => `(${target} = ${a})`)],
      [2, () => mapped(e, (a, by) => (by ? `(${target} = D.${name}(${target}, ${a}))` : `(${target} ${sign}= ${a})`))],
      [1, () => [`(${target}++)`, `(old = ${target}, ${target} = D.add(old, 1), old)`]],
      [1, () => [`(--${target})`, `(${target} = D.sub(${target}, 1))`]],
    ]);
  }

  private target(s: Scope): string {
    return this.choices.among([
      [4, () => this.choices.of(s.numbers)],
      [s.lists.length > 0 ? 2 : 0, () => `${this.choices.of(s.lists)}[${this.index(s)}]`],
      [s.objects.length > 0 ? 1 : 0, () => `${this.choices.of(s.objects)}.q`],
    ]);
  }

  private condition(depth: number, s: Scope): Twin {
    const { choices } = this;
    return choices.among<Twin>([
      [
        6,
        () => {
          const [sign, name] = choices.of(comparisons);
          return joined([this.number(depth - 1, s), this.number(depth - 1, s)], ([a, b], by) =>
            by ? `D.${name}(${a}, ${b})` : `(${a}) ${sign} (${b})`,
          );
        },
      ],
      [1, () => mapped(this.number(depth - 1, s), (a, by) => (by ? `!T(${a})` : `!(${a})`))],
      [1, () => mapped(this.number(depth - 1, s), (a, by) => (by ? `T(${a})` : `!!(${a})`))],
      [
        1,
        () => {
          if (depth <= 0) return same('true');
          const op = choices.of(['&&', '||']);
          const both = [this.condition(depth - 1, s), this.condition(depth - 1, s)];
          return joined(both, ([a, b]) => `((${a}) ${op} (${b}))`);
        },
      ],
    ]);
  }

  private statements(count: number, depth: number, outer: Scope): readonly [Twin, Scope] {
    let s = outer;
    const texts: Twin[] = [];
    for (let k = 0; k < count; k++) {
      const [text, names] = this.statement(depth, s);
      texts.push(text);
      s = { ...s, ...names };
    }
    return [joined(texts, (all) => all.map((text) => `${text}\n`).join('')), s];
  }

  private block(count: number, depth: number, s: Scope): Twin {
    return mapped(this.statements(count, depth, s)[0], (text) => `{\n${text}}`);
  }

  /** A statement, and the names that it adds. */
  private statement(depth: number, s: Scope): readonly [Twin, Partial<Scope>] {
    const { choices } = this;
    const e = (): Twin => this.number(3, s);
    const plain = (text: Twin): readonly [Twin, Partial<Scope>] => [text, {}];
    return choices.among<readonly [Twin, Partial<Scope>]>([
      [
        4,
        () => {
          const [v, word] = [this.name('v'), choices.of(['let', 'var'])];
          return [mapped(e(), (a) => `${word} ${v} = ${a};`), { numbers: [...s.numbers, v] }];
        },
      ],
      [
        3,
        () => {
          const target = this.target(s);
          return plain(mapped(e(), (a) => `${target} = ${a};`));
        },
      ],
      [5, () => plain(this.compound(s))],
      [1, () => plain(mapped(this.assignment(2, s), (a) => `${a};`))],
      [3, () => this.list(s)],
      [
        2,
        () => {
          const o = this.name('o');
          const text = joined([e(), this.number(1, s)], ([a, b], by) => {
            const accessors = `get r() { return ${by ? 'D.mul(this.p, this.q)' : 'this.p * this.q'}; }`;
            return `const ${o} = { p: ${a}, q: ${b}, ${accessors} };`;
          });
          return [text, { objects: [...s.objects, o] }];
        },
      ],
      [2, () => plain(this.destructuring(s))],
      [s.loops.length > 0 ? 3 : 0, () => plain(this.jump(s))],
      [s.inFunction ? 1 : 0, () => plain(joined([this.condition(1, s), e()], ([c, a]) => `if (${c}) return ${a};`))],
      [depth > 0 ? 3 : 0, () => plain(this.branch(depth, s))],
      [depth > 0 ? 4 : 0, () => plain(this.loop(depth, s))],
      [depth > 0 ? 2 : 0, () => plain(this.choice(depth, s))],
      [depth > 0 ? 1 : 0, () => plain(this.attempt(depth, s))],
      [depth > 0 ? 3 : 0, () => this.func(depth, s)],
    ]);
  }

  private compound(s: Scope): Twin {
    const { choices } = this;
    const target = this.target(s);
    const [sign, name] = choices.of(binary);
    const e = this.number(2, s);
    const counter = s.lists.length > 0 ? this.name('k') : '';
    return choices.among<Twin>([
      [6, () => mapped(e, (a, by) => (by ? `${target} = D.${name}(${target}, ${a});` : `${target} ${sign}= ${a};`))],
      [
        2,
        () => {
          const op = choices.of(['||', '&&', '??']);
          return mapped(e, (a, by) => {
            if (!by) return `${target} ${op}= ${a};`;
            if (op === '??') return `${target} = ${target} ?? (${a});`;
            return `if (${op === '||' ? '!' : ''}T(${target})) ${target} = ${a};`;
          });
        },
      ],
      [
        counter === '' ? 0 : 2,
        () => {
          const list = choices.of(s.lists);
          const [first, second] = [`${list}[${counter}++]`, `${list}[${counter}]`];
          return mapped(e, (a, by) =>
            by
              ? `{ let ${counter} = 0; const place = ${counter}++; ${list}[place] = D.${name}(${list}[place], ${a}); ${second} = D.add(${second}, 1); }`
              : `{ let ${counter} = 0; ${first} ${sign}= ${a}; ${second}++; }`,
          );
        },
      ],
    ]);
  }

  private list(s: Scope): readonly [Twin, Partial<Scope>] {
    const { choices } = this;
    const a = this.name('a');
    const [e, f, g] = [this.number(2, s), this.number(1, s), this.number(1, s)];
    const text = choices.among<Twin>([
      [2, () => joined([e, f, g], (all) => `const ${a} = [${all.join(', ')}];`)],
      [
        1,
        () =>
          joined([e, f], ([p, q], by) => {
            return `const ${a} = ${by ? '[0, 0, 0]' : 'new Float64Array(3)'}; ${a}[0] = ${p}; ${a}[2] = ${q};${by ? '' : ` ${a}[4] = 1;`}`;
          }),
      ],
      [
        1,
        () =>
          joined(
            [e, f, g],
            (all, by) => `const ${a} = ${by ? '' : 'new Float64Array('}[${all.join(', ')}]${by ? '' : ')'};`,
          ),
      ],
      [
        1,
        () =>
          joined([e, f], ([p, q], by) =>
            by
              ? `const ${a} = [${p}, 0, ${q}]; { const p = ${a}[0], r = ${a}[2]; ${a}[0] = r; ${a}[2] = p; }`
              : `const ${a} = Float64Array.from([${p}, 0, ${q}]); ${a}.subarray(0, 3).reverse();`,
          ),
      ],
    ]);
    return [text, { lists: [...s.lists, a] }];
  }

  private destructuring(s: Scope): Twin {
    const { choices } = this;
    const [v, w] = [this.target(s), this.target(s)];
    return choices.among<Twin>([
      [2, () => mapped(this.number(1, s), (a) => `;[${v}, ${w}] = [${w}, ${a}];`)],
      [1, () => mapped(this.number(2, s), (a) => `;({ m: ${v}, n: ${w} = ${v} } = { m: ${a} });`)],
      [
        s.lists.length > 0 ? 1 : 0,
        () => {
          const list = choices.of(s.lists);
          return [`;[, ${v}] = ${list};`, `;[, ${v}] = ${list};`];
        },
      ],
    ]);
  }

  private jump(s: Scope): Twin {
    const label = this.choices.upTo(2) === 1 ? ` ${this.choices.of(s.loops)}` : '';
    const word = this.choices.of(['break', 'continue']);
    return mapped(this.condition(1, s), (c) => `if (${c}) ${word}${label};`);
  }

  private branch(depth: number, s: Scope): Twin {
    const c = this.condition(2, s);
    const then = this.block(1 + this.choices.upTo(2), depth - 1, s);
    if (this.choices.upTo(2) === 0) return joined([c, then], ([p, a]) => `if (${p}) ${a}`);
    const other = this.block(1, depth - 1, s);
    return joined([c, then, other], ([p, a, b]) => `if (${p}) ${a} else ${b}`);
  }

  private loop(depth: number, s: Scope): Twin {
    const { choices } = this;
    const [i, label, t] = [this.name('i'), this.name('loop'), this.name('t')];
    const inner = (names: Partial<Scope>): Twin =>
      this.block(1 + choices.upTo(3), depth - 1, { ...s, loops: [...s.loops, label], ...names });
    return choices.among<Twin>([
      [
        3,
        () => {
          const count = 1 + choices.upTo(4);
          return mapped(
            inner({ counters: [...s.counters, i] }),
            (b) => `${label}: for (let ${i} = 0; ${i} < ${count}; ${i}++) ${b}`,
          );
        },
      ],
      [
        1,
        () => {
          const c = this.condition(2, s);
          return joined([c, inner({})], ([p, b]) => `let ${i} = 0; ${label}: while (${i}++ < 4 && (${p})) ${b}`);
        },
      ],
      [
        1,
        () => {
          const c = this.condition(2, s);
          return joined([c, inner({})], ([p, b]) => `let ${i} = 0; ${label}: do ${b} while (${i}++ < 3 && (${p}));`);
        },
      ],
      [
        s.lists.length > 0 ? 2 : 0,
        () => {
          const list = choices.of(s.lists);
          return mapped(inner({ numbers: [...s.numbers, t] }), (b) => `${label}: for (let ${t} of [...${list}]) ${b}`);
        },
      ],
      [
        1,
        () => {
          // The number itself counts.
          const step = choices.of(['0.5', '1', '0.75']);
          return mapped(inner({}), (b, by) =>
            by
              ? `let ${i} = 0; ${label}: for (let ${t} = x; ${i}++ < 4 && D.lt(${t}, 2); ${t} = D.add(${t}, ${step})) ${b}`
              : `let ${i} = 0; ${label}: for (let ${t} = x; ${i}++ < 4 && ${t} < 2; ${t} += ${step}) ${b}`,
          );
        },
      ],
    ]);
  }

  private choice(depth: number, s: Scope): Twin {
    const { choices } = this;
    const on = this.number(1, s);
    const tests = choices.among<Twin>([
      [1, () => mapped(on, (a, by) => (by ? `W(${a}) | 0` : `(${a}) | 0`))],
      [1, () => mapped(on, (a, by) => (by ? `K(${a})` : a))],
      [1, () => mapped(on, (a, by) => (by ? `W(D.floor(${a})) & 1` : `Math.floor(${a}) & 1`))],
    ]);
    const cases = Array.from({ length: 1 + choices.upTo(3) }, (_, k) => {
      const body = this.block(1, depth - 1, s);
      const end = choices.of(['break;', '', 'break;']);
      return mapped(body, (b) => `case ${k}: ${b} ${end}`);
    });
    const rest = this.block(1, depth - 1, s);
    return joined([tests, rest, ...cases], ([t, r, ...all]) => `switch (${t}) {\n${all.join('\n')}\ndefault: ${r}\n}`);
  }

  private attempt(depth: number, s: Scope): Twin {
    const { choices } = this;
    const [body, c, e] = [this.block(2, depth - 1, s), this.condition(1, s), this.number(1, s)];
    const error = this.name('e');
    const caught = this.block(1, depth - 1, { ...s, numbers: [...s.numbers, error] });
    const last = choices.upTo(2) === 1 ? this.block(1, 0, { ...s, inFunction: false, loops: [] }) : same('');
    return joined([body, c, e, caught, last], ([b, p, v, k, f]) => {
      return `try {\nif (${p}) throw ${v};\n${b}\n} catch (${error}) ${k}${f === '' ? '' : ` finally ${f}`}`;
    });
  }

  private func(depth: number, s: Scope): readonly [Twin, Partial<Scope>] {
    const { choices } = this;
    const [f, p, q, n] = [this.name('f'), this.name('p'), this.name('q'), this.name('n')];
    const inner: Scope = {
      ...s,
      numbers: [...s.numbers, p, q],
      functions: s.functions.slice(0, 1),
      loops: [],
      inFunction: true,
    };
    const otherwise = this.number(1, { ...s, numbers: [...s.numbers, p] });
    const body = (): Twin => {
      const [text, scope] = this.statements(1 + choices.upTo(2), depth - 1, inner);
      return joined([text, this.number(2, scope)], ([t, r]) => `{\n${t}return ${r};\n}`);
    };
    const text = choices.among<Twin>([
      [2, () => joined([body(), otherwise], ([b, d]) => `function ${f}(${p}, ${q} = ${d}) ${b}`)],
      [1, () => joined([this.number(2, inner), otherwise], ([b, d]) => `const ${f} = (${p}, ${q} = ${d}) => ${b};`)],
      [1, () => joined([body(), otherwise], ([b, d]) => `const ${f} = (${p}, ${q} = ${d}) => ${b};`)],
      [
        1,
        () => {
          // Recursion to a fixed depth.
          const step = this.number(1, { ...inner, numbers: [p, q] });
          return joined([body(), step, otherwise], ([b, next, d]) => {
            const last = `const r = ((${p}, ${q}) => ${b})(${p}, ${q});`;
            return `function ${f}(${p}, ${q} = ${d}, ${n} = 2) { ${last} return ${n} <= 0 ? r : ${f}(${next}, r, ${n} - 1); }`;
          });
        },
      ],
      [
        1,
        () =>
          joined([this.number(1, inner), this.number(1, inner), otherwise], ([a, b, d]) => {
            const body = `function* ${f}_(${p}, ${q} = ${d}) { yield ${a}; yield ${b}; }`;
            return `${body}\nconst ${f} = (...r) => { let last; for (const v of ${f}_(...r)) last = v; return last; };`;
          }),
      ],
      [
        1,
        () =>
          joined([this.number(1, inner), otherwise], ([a, d], by) => {
            const square = by ? 'D.mul(this.v, this.v)' : 'this.v * this.v';
            const up = by ? `this.v = D.add(this.v, ${a})` : `this.v += ${a}`;
            const name = `C${f}`;
            const members = `constructor(v) { this.v = v; } get sq() { return ${square}; } up(${p}, ${q}) { ${up}; return this; }`;
            return `class ${name} { ${members} }\nconst ${f} = (${p}, ${q} = ${d}) => new ${name}(${p}).up(${p}, ${q}).sq;`;
          }),
      ],
    ]);
    return [text, { functions: [...s.functions, f] }];
  }
}

function same(text: string): Twin {
  return [text, text];
}

function mapped(part: Twin, change: (text: string, byOperators: boolean) => string): Twin {
  return [change(part[0], false), change(part[1], true)];
}

function joined(parts: readonly Twin[], join: (texts: readonly string[], byOperators: boolean) => string): Twin {
  return [
    join(
      parts.map(([native]) => native),
      false,
    ),
    join(
      parts.map(([, operators]) => operators),
      true,
    ),
  ];
}

/** A random function of [x, y], printed as people write it and by operators. */
export class NativeProgram {
  readonly native: string;
  readonly operators: string;
  readonly choices: readonly number[];

  constructor(choices: readonly number[]) {
    this.choices = choices;
    [this.native, this.operators] = new Printer(new Choices(choices)).program();
  }

  /** What fast-check prints of a counterexample. */
  toString(): string {
    return `new NativeProgram([${this.choices.join(', ')}]) /*\n${this.native}\n*/`;
  }
}

/** Programs with loops, jumps, closures, compound assignment, arrays, nested functions, switch and early return. */
export const nativePrograms: fc.Arbitrary<NativeProgram> = fc
  .array(fc.nat(0xffff), { maxLength: 240, size: 'max' })
  .map((choices) => new NativeProgram(choices));
