import { anyNumber } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';

/** What an operation came to: its result, or the kind of its error, and what conversions it asked for, in order. */
export interface Outcome {
  readonly result?: unknown;
  readonly error?: string;
  readonly asked: readonly string[];
}

/** How a call sees its operands: objects write into `asked` what JavaScript asks of them, and numbers may be replaced. */
export interface Call {
  readonly asked: string[];
  readonly number: (v: unknown) => unknown;
}

/** A value of some kind, made for one call. */
export interface Kind {
  readonly text: string;
  readonly make: (call: Call) => unknown;
}

const primitives: readonly unknown[] = [
  ...[undefined, null, true, false, '', ' ', '0', '-0', '1', ' 2.5 ', '0x10', '1e3', 'Infinity', 'abc', 'NaN', '10n'],
  ...[0n, 1n, -3n, 2n ** 53n + 1n, 10n ** 400n, Symbol('s'), Symbol.iterator],
];

const primitive: fc.Arbitrary<unknown> = fc.oneof(
  anyNumber,
  fc.constantFrom(...primitives),
  fc.string({ maxLength: 3 }),
  fc.bigInt({ min: -5n, max: 5n }),
);

/** An object whose methods are those named, each giving a value, an object or an error. */
const converting: fc.Arbitrary<Kind> = fc
  .record({
    name: fc.constantFrom('a', 'b'),
    exotic: fc.option(primitive, { freq: 3, nil: 'none' }),
    number: primitive,
    text: primitive,
    fails: fc.constantFrom('no', 'no', 'no', 'valueOf', 'toString', 'objects', 'not a function'),
  })
  .map(({ name, exotic, number, text, fails }) => ({
    text: `an object ${name} (exotic ${String(exotic)}, valueOf ${String(number)}, toString ${String(text)}, ${fails})`,
    make: ({ asked, number: seen }) => {
      const method = (key: string, value: unknown) => (): unknown => {
        asked.push(`${name}.${key}`);
        if (fails === key) throw new RangeError(key);
        return fails === 'objects' ? {} : seen(value);
      };
      const object: Record<string | symbol, unknown> = {
        valueOf: method('valueOf', number),
        toString: fails === 'not a function' ? 3 : method('toString', text),
      };
      if (exotic !== 'none') {
        object[Symbol.toPrimitive] = (hint: string): unknown => {
          asked.push(`${name}[${hint}]`);
          return fails === 'objects' ? {} : seen(exotic);
        };
      }
      return object;
    },
  }));

const builtIn: fc.Arbitrary<Kind> = fc.constantFrom<Kind>(
  { text: 'a Date', make: () => new Date(5) },
  { text: 'an invalid Date', make: () => new Date(NaN) },
  { text: 'a Number', make: () => Object(2.5) },
  { text: 'a String', make: () => Object('7') },
  { text: 'a Boolean', make: () => Object(true) },
  { text: 'a boxed BigInt', make: () => Object(4n) },
  { text: 'a boxed Symbol', make: () => Object(Symbol.iterator) },
  { text: '[]', make: () => [] },
  { text: '[3]', make: () => [3] },
  { text: '[1, 2]', make: () => [1, 2] },
  { text: '{}', make: () => ({}) },
  { text: 'a null-prototype object', make: () => Object.create(null) },
  { text: 'a function', make: () => () => 1 },
  { text: 'a class', make: () => class {} },
  { text: 'a RegExp', make: () => /x/ },
  { text: 'a Map', make: () => new Map() },
  { text: 'a Float64Array', make: () => Float64Array.of(3) },
  { text: 'a proxy', make: () => new Proxy({ valueOf: () => 6 }, {}) },
);

/** A value of any kind. */
export const anyKind: fc.Arbitrary<Kind> = fc.oneof(
  primitive.map((value): Kind => ({ text: String(value), make: ({ number }) => number(value) })),
  converting,
  builtIn,
);

/** What a call comes to. */
export function outcome(
  call: (...operands: unknown[]) => unknown,
  kinds: readonly Kind[],
  number: (v: unknown) => unknown = (v) => v,
): Outcome {
  const asked: string[] = [];
  const operands = kinds.map((kind) => kind.make({ asked, number }));
  try {
    const result = call(...operands);
    // An operand itself is one, whichever was made for this call.
    const place = Object(result) === result ? operands.indexOf(result) : -1;
    return { result: place < 0 ? result : `operand ${place}`, asked };
  } catch (error) {
    return { error: (error as Error).constructor.name, asked };
  }
}
