import { Activity } from './activity.ts';
import type { Adjoints } from './adjoints.ts';
import { differentiated } from './differentiation.ts';
import { FreshNames } from './names.ts';
import type { NormalForm } from './normal-form.ts';
import type { NumberValue, Routine, Statement, StructuredProgram } from './program.ts';
import type { Conventions } from './savings.ts';
import {
  baseOf,
  constant,
  type Evaluated,
  eachStatement,
  eachWithin,
  readsOf,
  rowOf,
  text,
  valuesOf,
  variableOf,
} from './values.ts';

/** FreshNames that the printed code gives a meaning. */
export const RESERVED: readonly string[] = [
  'S',
  'sp',
  'stack',
  'objects',
  'grow',
  'zeros',
  'copied',
  'Math',
  'Number',
  'Array',
  'Float64Array',
  'Infinity',
  'NaN',
  'undefined',
  'arguments',
  'eval',
];

/**
 * The reverse derivative of a program. The first function of the result takes the parameters of the root, a `seed`, and for each of
 * `inputs`, the parameters to be differentiated, an array: the adjoint of the parameter is added to it, to its element 0 for
 * a number. It returns what the root returns. The seed is a number or an array, as the result is. Where an element of an
 * adjoint, or the value, is NaN, structural zeros may have been multiplied by infinite partials: eager derivatives decide there.
 * @throws {@link RangeError} where the root may store into an array that it was handed.
 */
export function reverseProgram(program: StructuredProgram, inputs: readonly string[]): StructuredProgram {
  checkParameters(program);
  const activity = new Activity(program, inputs);
  const routines = new Map(program.functions.map((routine) => [routine.name, routine]));
  const conventions: Conventions = {
    routines,
    hasSweeps: (callee) =>
      activity.of(callee).size > 0 ||
      routines.get(callee)!.parameters.some((name) => routines.get(callee)!.variables.get(name)!.kind === 'array'),
    isActive: (callee, parameter) => activity.of(callee).has(parameter),
    isResultActive: (callee) => activity.ofResult(callee),
  };
  const taken = [...RESERVED, ...program.functions.flatMap(({ name }) => [name, `${name}_forward`, `${name}_reverse`])];
  const [root, ...others] = program.functions;
  const called = calledFrom(program);
  const functions: Routine[] = [rootGradient(root, inputs, activity, conventions, new FreshNames(taken))];
  for (const routine of [root, ...others]) {
    if (!called.has(routine.name)) continue;
    if (!conventions.hasSweeps(routine.name)) functions.push(routine);
    else functions.push(...sweepsOf(routine, activity, conventions, new FreshNames(taken)));
  }
  return { functions: functions as [Routine, ...Routine[]] };
}

/** The functions that are called at all. */
function calledFrom({ functions }: StructuredProgram): Set<string> {
  const called = new Set<string>();
  for (const { body } of functions) {
    eachStatement(body, (statement) => {
      for (const value of valuesOf(statement)) {
        eachWithin(value, (part) => {
          if (part.kind === 'call') called.add(part.callee);
        });
      }
    });
  }
  return called;
}

/** The root: both sweeps in one function. */
function rootGradient(
  root: Routine,
  inputs: readonly string[],
  activity: Activity,
  conventions: Conventions,
  names: FreshNames,
): Routine {
  const { form, adjoints, sweeps, result } = differentiated(root, activity, conventions, names, new Set());
  const seed = names.fresh('seed');
  const value = names.fresh('value');
  const body: Statement[] = [...sweeps.forward];
  const variables = new Map(form.variables);
  const outs = inputs.map((input) => {
    if (root.variables.get(input)!.kind === 'array') return adjoints.bar(input);
    const name = names.fresh(`${input}_out`);
    variables.set(name, { kind: 'array', rank: 1 });
    return name;
  });
  const isArray = root.result === 'array';
  if (result !== undefined) {
    const kept: Evaluated = isArray
      ? { kind: 'make', text: text('copied(', { variable: result }, ')') }
      : variableOf(result);
    body.push({ kind: 'assign', name: value, value: kept, declares: true });
    if (activity.ofResult(root.name)) {
      const bar = adjoints.bar(result);
      if (isArray) body.push(...addition(bar, seed, adjoints.local('k', { kind: 'number' })));
      else body.push({ kind: 'assign', name: bar, value: variableOf(seed) });
    }
    variables.set(value, isArray ? { kind: 'array', rank: 1 } : { kind: 'number' });
  }
  variables.set(seed, isArray ? { kind: 'array', rank: 1 } : { kind: 'number' });
  body.push(...sweeps.reverse);
  inputs.forEach((input, i) => {
    if (root.variables.get(input)!.kind !== 'number') return;
    const place = { kind: 'element', array: variableOf(outs[i]!), index: text('0') } as const;
    const sum = rowOf('add', place, variableOf(adjoints.bar(input)));
    body.push({ kind: 'store', array: place.array, index: place.index, value: sum });
  });
  if (result !== undefined) {
    body.push({ kind: 'return', value: isArray ? { kind: 'array', place: variableOf(value) } : variableOf(value) });
  }
  for (const [name, kind] of form.variables) variables.set(name, kind);
  return {
    name: `${root.name}_gradient`,
    parameters: [...root.parameters, seed, ...outs],
    variables,
    body,
    result: root.result,
  };
}

/** a[k] += b[k], each. */
function addition(a: string, b: string, k: string): Statement[] {
  const [x, y] = [a, b].map(
    (name) => ({ kind: 'element', array: variableOf(name), index: text({ variable: k }) }) as const,
  );
  return [
    { kind: 'assign', name: k, value: constant(0) },
    {
      kind: 'loop',
      test: text({ variable: k }, ' < ', { variable: a }, '.length'),
      body: [{ kind: 'store', array: x!.array, index: x!.index, value: rowOf('add', x!, y!) }],
      update: [{ kind: 'assign', name: k, value: rowOf('add', variableOf(k), constant(1)) }],
    },
  ];
}

/**
 * @throws {@link RangeError} where the root may store into an array that it was handed: the array of its caller, whose adjoints
 * are those of what it held at first.
 */
function checkParameters({ functions: [root, ...others] }: StructuredProgram): void {
  const isParameter = (name: string): boolean => root.parameters.includes(name);
  const stores = (body: readonly Statement[], isBase: (name: string) => boolean): boolean => {
    let found = false;
    eachStatement(body, (statement) => {
      if ((statement.kind === 'store' || statement.kind === 'append') && isBase(baseOf(statement.array))) found = true;
    });
    return found;
  };
  const isShared = [...root.body].some((statement) => {
    let found = false;
    eachStatement([statement], (inner) => {
      for (const value of valuesOf(inner)) {
        if (inner.kind === 'assign' && value.kind === 'array' && isParameter(baseOf(value.place))) found = true;
        eachWithin(value, (part) => {
          if (part.kind !== 'call' || !others.some(({ body }) => stores(body, () => true))) return;
          if (part.args.some((arg) => arg.kind === 'array' && isParameter(baseOf(arg.place)))) found = true;
        });
      }
    });
    return found;
  });
  if (stores(root.body, isParameter) || (isShared && functionsStore())) {
    throw new RangeError(`${root.name}: stores into an array that it was handed; have it store into a copy`);
  }

  function functionsStore(): boolean {
    return [root, ...others].some(({ body }) => stores(body, () => true));
  }
}

/** Another function: its forward sweep leaves on the stacks what its reverse sweep needs, which leaves the adjoints of its numbers. */
function sweepsOf(routine: Routine, activity: Activity, conventions: Conventions, names: FreshNames): Routine[] {
  const { name, parameters } = routine;
  const isArray = (parameter: string): boolean => routine.variables.get(parameter)!.kind === 'array';
  const shared = new Set(parameters.filter(isArray));
  const { form, adjoints, sweeps, result } = differentiated(routine, activity, conventions, names, shared);
  const isResultActive = activity.ofResult(name);
  const active = parameters.filter((parameter) => form.active.has(parameter));
  const bars = active.filter(isArray).map((parameter) => adjoints.bar(parameter));
  const state = stateOf(sweeps.reverse, form, adjoints);
  const forward: Statement[] = [
    ...sweeps.forward,
    { kind: 'reserve', count: state.numbers.length + active.length + 1 },
    ...state.numbers.map((local): Statement => ({ kind: 'push', value: variableOf(local) })),
    ...(state.objects.length > 0 ? [{ kind: 'pushObjects', names: state.objects } as const] : []),
  ];
  const returned:
    | NumberValue
    | { readonly kind: 'array'; readonly place: { kind: 'variable'; name: string } }
    | undefined =
    result === undefined
      ? undefined
      : routine.result === 'array'
        ? { kind: 'array', place: variableOf(result) }
        : variableOf(result);
  if (routine.result === 'array' && isResultActive)
    forward.push({ kind: 'pushObjects', names: [adjoints.bar(result!)] });
  if (returned) forward.push({ kind: 'return', value: returned });
  const seeded = routine.result === 'number' && isResultActive;
  const reverse: Statement[] = [
    ...(state.objects.length > 0 ? [{ kind: 'popObjects', names: state.objects } as const] : []),
    ...[...state.numbers]
      .reverse()
      .map((local): Statement => ({ kind: 'assign', name: local, value: { kind: 'pop' } })),
    ...sweeps.reverse,
    ...active
      .filter((parameter) => !isArray(parameter))
      .map((parameter): Statement => ({ kind: 'push', value: variableOf(adjoints.bar(parameter)) })),
  ];
  return [
    {
      ...routine,
      name: `${name}_forward`,
      parameters: [...parameters, ...bars],
      variables: form.variables,
      body: forward,
    },
    {
      ...routine,
      name: `${name}_reverse`,
      parameters: seeded ? [adjoints.bar(result!)] : [],
      variables: form.variables,
      body: reverse,
      result: 'nothing',
    },
  ];
}

/** What a reverse sweep reads that the forward sweep computed. */
function stateOf(
  reverse: readonly Statement[],
  form: NormalForm,
  adjoints: Adjoints,
): { readonly numbers: string[]; readonly objects: string[] } {
  const read = new Set<string>();
  eachStatement(reverse, (statement) => {
    for (const value of valuesOf(statement)) for (const name of readsOf(value)) read.add(name);
  });
  const arrayBars = new Set(
    [...adjoints.all].filter(([name]) => form.variables.get(name)?.kind === 'array').map(([, bar]) => bar),
  );
  const all = [...read].filter(
    (name) => form.variables.has(name) && (!adjoints.isOfReverse(name) || arrayBars.has(name)),
  );
  const isNumber = (name: string): boolean => form.variables.get(name)!.kind === 'number';
  return { numbers: all.filter(isNumber), objects: all.filter((name) => !isNumber(name)) };
}
