/**
 * A structured program: functions as their source has them, loops and branches kept, with the part that derivatives flow
 * through in expressions of rows. It is lowered from source; derivatives are structured programs again.
 */
export interface StructuredProgram {
  /** The first is the root, the function to be differentiated. The others are called by it, directly or through others. */
  readonly functions: readonly [Routine, ...Routine[]];
}

/** A function of a structured program. */
export interface Routine {
  readonly name: string;
  readonly parameters: readonly string[];
  /** Every variable by its name, parameters included. FreshNames are unique within the function, whatever their block. */
  readonly variables: ReadonlyMap<string, VariableKind>;
  readonly body: readonly Statement[];
  /** What it returns. */
  readonly result: 'number' | 'array' | 'nothing';
  readonly position?: Position | undefined;
}

/**
 * What a variable holds: a number; an array of numbers, or of such arrays, of so many dimensions; anything else, which no
 * derivative flows through: integers used as indices may be either 'number' or 'passive'.
 */
export type VariableKind =
  | { readonly kind: 'number' }
  | { readonly kind: 'array'; readonly rank: number }
  | { readonly kind: 'passive' };

/** Where a statement stands in its source. */
export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 0. */
  readonly column: number;
}

/**
 * JavaScript that is printed as the source has it: no derivative flows through its value. An index, a comparison, data read
 * from records, a call of a function on plain values. It may read the values of any variables, active ones included.
 */
export interface Text {
  readonly kind: 'text';
  /** Strings, the variables of the function where they are read, and numbers that are computed. */
  readonly pieces: readonly (string | VariableName | NumberValue)[];
  /** Whether it can be computed a second time: it calls nothing that is not known to be a function of its arguments. */
  readonly isPure: boolean;
}

/** A variable of the function, where a text reads it. */
export interface VariableName {
  readonly variable: string;
}

/** A number that derivatives may flow through. */
export type NumberValue =
  | { readonly kind: 'constant'; readonly value: number }
  | Text
  | { readonly kind: 'variable'; readonly name: string }
  | ElementOf
  /** A row of the table on its arguments, by the name of the row; max, min and hypot on any number of them. */
  | { readonly kind: 'op'; readonly row: string; readonly args: readonly NumberValue[] }
  /** Only one of the two is computed. */
  | { readonly kind: 'choice'; readonly test: Text; readonly then: NumberValue; readonly otherwise: NumberValue }
  | RoutineCall
  /** The number last pushed, taken off the stack. */
  | { readonly kind: 'pop' };

/** An element of an array of numbers. */
export interface ElementOf {
  readonly kind: 'element';
  readonly array: ArrayPlace;
  readonly index: Text;
}

/** An array of numbers: a variable, or an element of an array of more dimensions. */
export type ArrayPlace =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'element'; readonly array: ArrayPlace; readonly index: Text };

/** A call of a function of the program. Arguments are evaluated from left to right. */
export interface RoutineCall {
  readonly kind: 'call';
  readonly callee: string;
  /** As many as the function has parameters; each of the kind of its parameter. */
  readonly args: readonly (NumberValue | ArrayValue)[];
}

/** An array as the value of a variable, an argument or a result. */
export type ArrayValue =
  | { readonly kind: 'array'; readonly place: ArrayPlace }
  /** A new array without active numbers in it: `new Float64Array(n)`, `Array.from({ length: n }, () => [0, 0])`. */
  | { readonly kind: 'make'; readonly text: Text }
  /** A new array of these numbers or arrays. */
  | { readonly kind: 'literal'; readonly elements: readonly (NumberValue | ArrayValue)[] }
  /** A copy of one dimension: `xs.slice(from, to)`, `[...xs]`; the bounds are those of slice. */
  | {
      readonly kind: 'copy';
      readonly place: ArrayPlace;
      readonly from?: Text | undefined;
      readonly to?: Text | undefined;
    }
  | RoutineCall;

interface StatementBase {
  readonly position?: Position | undefined;
  /** The comments before it, each with its marks. */
  readonly comments?: readonly string[] | undefined;
}

/** A statement, with its place in the source. */
export type Statement = StatementBase &
  (
    | Assignment
    /** Stores into an element; in an array without length yet, the next one. */
    | {
        readonly kind: 'store';
        readonly array: ArrayPlace;
        readonly index: Text;
        readonly value: NumberValue | ArrayValue;
      }
    /** `xs.push(value)`. */
    | { readonly kind: 'append'; readonly array: ArrayPlace; readonly value: NumberValue | ArrayValue }
    | IfStatement
    | LoopStatement
    | { readonly kind: 'break'; readonly label?: string | undefined }
    | { readonly kind: 'continue'; readonly label?: string | undefined }
    | { readonly kind: 'return'; readonly value?: NumberValue | ArrayValue | undefined }
    /** `throw text`. */
    | { readonly kind: 'throw'; readonly value: Text }
    | Passage
    | { readonly kind: 'invoke'; readonly call: RoutineCall }
    | StackStatement
  );

/** What derivatives do with the stacks that all functions of a program share: one of numbers, one of everything else. */
export type StackStatement =
  | { readonly kind: 'push'; readonly value: NumberValue }
  /** Makes room for so many numbers. */
  | { readonly kind: 'reserve'; readonly count: number }
  /** Takes the last element off an array. */
  | { readonly kind: 'shorten'; readonly array: ArrayPlace }
  | { readonly kind: 'pushObjects'; readonly names: readonly string[] }
  /** Takes them off again, the last first. */
  | { readonly kind: 'popObjects'; readonly names: readonly string[] };

/** Gives a variable its value: a number or an array, or for a passive variable a text. */
export interface Assignment {
  readonly kind: 'assign';
  readonly name: string;
  readonly value: NumberValue | ArrayValue;
  /** Whether the source declares it here: nothing has read it before in this run of its block. */
  readonly declares?: boolean | undefined;
}

/** `if (test) then else otherwise`. */
export interface IfStatement {
  readonly kind: 'if';
  readonly test: Text;
  readonly then: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

/** What comes before the first test stands before the loop. `continue` goes to the update. */
export interface LoopStatement {
  readonly kind: 'loop';
  readonly label?: string | undefined;
  /** Whether the test comes after the body: do … while. */
  readonly isTestLast?: boolean | undefined;
  readonly test: Text;
  readonly body: readonly Statement[];
  readonly update: readonly Statement[];
}

/** A statement printed as the source has it. It changes no active number. */
export interface Passage {
  readonly kind: 'passage';
  readonly text: Text;
  /** The variables that it assigns, and those whose objects it changes. */
  readonly writes: readonly string[];
}
