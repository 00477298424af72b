import { describe } from '../describe.ts';
import { GLOBAL } from '../source/runtime-import.ts';
import type { SourceMap } from '../source/source-map.ts';
import { transform } from '../source/transform.ts';
import { natives } from '../transforms/native-mark.ts';
import { type FunctionText, type ParseScript, type Refusal, readFunction } from './function-text.ts';
import { $native, checkText } from './mark.ts';
import type { Native, Unchanged } from './types.ts';

// biome-ignore lint/suspicious/noExplicitAny: functions of every signature
type AnyFn = (...args: any[]) => any;

/** What a function needs of the code around it, by name. */
export type OuterNames = Readonly<Record<string, unknown>>;

/** The function {@link native}. */
export type NativeFunction = <F extends AnyFn>(f: F, names?: OuterNames) => Native<Unchanged<F>>;

/** The run-time operators, by name. */
export type Runtime = Readonly<Record<string, unknown>>;

/** Stand-ins for what compilers and test runners put around functions. */
const WRAPPERS: OuterNames = { __name: (f: unknown) => f };

/** What test runners and bundlers rename imports to. */
const RENAMED = /^__vite_ssr_|__WEBPACK_IMPORTED_MODULE_|^__import__/;

/** A function that makes a native function from the values of the names it needs. */
interface Factory {
  readonly needs: readonly string[];
  readonly make: (...values: readonly unknown[]) => AnyFn;
}

/** `native` by a parser: f is read, transformed and made again. */
export function makeNative(parse: ParseScript, runtime: Runtime): NativeFunction {
  const results = new WeakMap<AnyFn, { readonly names: OuterNames; readonly result: AnyFn }>();
  // The functions whose texts are read before: a native function inside another is made at each call.
  const factories = new Map<string, Factory>();
  // Functions that are being made, which may need each other.
  const pending = new Map<AnyFn, () => AnyFn>();

  const native = (f: AnyFn, names: OuterNames = {}): AnyFn => {
    const source = checkText(f);
    if (typeof names !== 'object' || names === null) {
      throw new TypeError(`native: expected names to be an object like { k }, got ${describe(names)}`);
    }
    if (natives.has(f)) return f;
    const before = results.get(f);
    if (before && areSame(before.names, names)) return before.result;
    const result = makeFunction(f, source, names);
    results.set(f, { names: { ...names }, result });
    return result;
  };

  const makeFunction = (f: AnyFn, source: string, names: OuterNames): AnyFn => {
    const { needs, make } = factoryOf(f, source, names);
    if (needs.includes('$open')) return $native(f);
    let made: AnyFn | undefined;
    pending.set(f, () => made ?? f);
    try {
      made = $native(make(...needs.map((name) => valueFor(names, name))));
    } finally {
      pending.delete(f);
    }
    for (const key of Reflect.ownKeys(f)) {
      if (key === 'prototype' || key === 'arguments' || key === 'caller') continue;
      Object.defineProperty(made, key, Object.getOwnPropertyDescriptor(f, key)!);
    }
    return made;
  };

  /** A function that f needs is native as well, if it can be: dualgrad's operations need not. */
  const valueFor = (names: OuterNames, name: string): unknown => {
    if (!Object.hasOwn(names, name)) return WRAPPERS[name];
    const value = names[name];
    if (typeof value !== 'function') return value;
    const made = pending.get(value as AnyFn);
    if (made) return (...args: readonly unknown[]) => made()(...args);
    try {
      return native(value as AnyFn, names);
    } catch {
      return value;
    }
  };

  const factoryOf = (f: AnyFn, source: string, names: OuterNames): Factory => {
    // JavaScript gives functions of sloppy code a property more.
    const mode = Object.hasOwn(f, 'caller') ? '' : '"use strict"; ';
    const key = [f.name, mode, Object.keys(names), source].join('\n');
    let factory = factories.get(key);
    if (factory === undefined) {
      factory = read(f.name, mode, source, names);
      if (factories.size >= 100) factories.delete(factories.keys().next().value as string);
      factories.set(key, factory);
    }
    return factory;
  };

  const read = (name: string, mode: string, source: string, names: OuterNames): Factory => {
    const isName = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name);
    const called = `native(${isName ? name : 'f'})`;
    const refuse: Refusal = (reason, kind = TypeError) => {
      throw new kind(`${called}: ${reason}`);
    };
    const isGiven = (id: string): boolean => Object.hasOwn(names, id) || Object.hasOwn(WRAPPERS, id);
    const text = readFunction(source, isName ? name : '', isGiven, parse, refuse);
    if (text.free.has('$open')) return { needs: ['$open'], make: () => refuse('') };
    const needs = [...text.free];
    const needed = needs.filter((id) => !Object.hasOwn(WRAPPERS, id));
    checkMissing(
      needed.filter((id) => !isGiven(id)),
      `${called.slice(0, -1)}, { ${needed.join(', ')} })`,
      refuse,
    );
    return { needs, make: compileText(text, mode, called, refuse) };
  };

  const compileText = (text: FunctionText, mode: string, called: string, refuse: Refusal): Factory['make'] => {
    const { code, program, root, free } = text;
    const changed = transform(code, {
      parse: () => program,
      file: called,
      functions: (node) => node === root,
      format: 'commonjs',
      runtime: GLOBAL,
    });
    const body = changed ? `${changed.code}\n//# sourceURL=${called}\n${mapComment(changed.map)}` : code;
    try {
      const make = new Function('require', ...free, mode + body);
      return (...values) => make(() => runtime, ...values) as AnyFn;
    } catch (error) {
      if (error instanceof EvalError) {
        refuse(
          "this page's Content-Security-Policy forbids code made at run time; add dualgrad/plugin to the build",
          EvalError,
        );
      }
      throw error;
    }
  };

  return native as NativeFunction;
}

/** Refuses a function that lacks names; `instead` is the call that has them. */
function checkMissing(missing: readonly string[], instead: string, refuse: Refusal): void {
  if (missing.length === 0) return;
  const renamed = missing.filter((name) => RENAMED.test(name));
  if (renamed.length > 0) {
    refuse(
      `uses an import, here by the name ${renamed[0]}, which can't be reached from its source text; add dualgrad/plugin to the build, or make it an argument of f`,
      ReferenceError,
    );
  }
  refuse(
    `uses ${missing.join(', ')}, which can't be reached from its source text; write ${instead}, or add dualgrad/plugin to the build`,
    ReferenceError,
  );
}

function areSame(a: OuterNames, b: OuterNames): boolean {
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && Object.is(a[key], b[key]))
  );
}

/** The map of the text, below the two lines that JavaScript puts before a function's body. */
function mapComment(map: SourceMap): string {
  const json = JSON.stringify({ ...map, mappings: `;;${map.mappings}` });
  const ascii = json.replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const { btoa } = globalThis as unknown as { btoa(text: string): string };
  return `//# sourceMappingURL=data:application/json;base64,${btoa(ascii)}`;
}
