import type { Identifier } from 'estree';
import type { Node } from './nodes.ts';

/** How a name is declared; `other` are those of TypeScript, such as enums. */
export type BindingKind = 'var' | 'let' | 'const' | 'param' | 'rest' | 'function' | 'class' | 'import' | 'other';

/** A declared name, and all that is ever stored in it. */
export interface Binding {
  readonly name: string;
  readonly kinds: Set<BindingKind>;
  /** Each value that an initializer or assignment stores; of `x += y` it is y. */
  readonly writes: Node[];
  /** Whether something is stored that `writes` does not have: by a caller, a pattern, a loop over values, eval. */
  open: boolean;
  /** Whether `+=`, `++` and the like change it. */
  stepped: boolean;
  /** How often code mentions the name, its declaration apart. */
  uses: number;
  /** Where code calls it. */
  readonly calls: Node[];
  /** How often something is stored in it, by whatever means; eval stores any number of times. */
  stores: number;
  /** How often it is declared. */
  declarations: number;
  /** Whether a function, a field or a static block inside the one that declares it mentions it. */
  captured: boolean;
  /** The declaration of a function, import or namespace. */
  readonly declaration: Node;
}

/** FileNames of one function, block, class or file. */
export class Scope {
  readonly parent: Scope | undefined;
  /** Whether `var` is declared here. */
  readonly holdsVar: boolean;
  readonly strict: boolean;
  /** Whether these are the parameters of a function, whose body is a scope of its own. */
  parameters = false;
  readonly names: Map<string, Binding> = new Map();

  constructor(parent: Scope | undefined, holdsVar: boolean, strict: boolean) {
    this.parent = parent;
    this.holdsVar = holdsVar;
    this.strict = strict;
  }

  declare(name: string, kind: BindingKind, declaration: Node): Binding {
    let binding = this.names.get(name);
    if (binding === undefined) {
      const open = kind !== 'var' && kind !== 'let' && kind !== 'const';
      binding = {
        name,
        kinds: new Set(),
        writes: [],
        open,
        stepped: false,
        uses: 0,
        calls: [],
        stores: 0,
        declarations: 0,
        captured: false,
        declaration,
      };
      this.names.set(name, binding);
    }
    if (kind !== 'var' && kind !== 'let' && kind !== 'const') binding.open = true;
    binding.kinds.add(kind);
    binding.declarations++;
    return binding;
  }

  /** The binding that a name stands for here, where code mentions it. */
  refer(name: string): Binding | undefined {
    let captured = false;
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      const binding = scope.names.get(name);
      if (binding !== undefined) {
        binding.uses++;
        binding.captured ||= captured;
        return binding;
      }
      captured ||= scope.parameters || (scope.holdsVar && scope.parent?.parameters !== true);
    }
    return undefined;
  }

  /** Anything may be stored in every name here and further out, any number of times. */
  storeAnything(): void {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      for (const binding of scope.names.values()) {
        binding.open = true;
        binding.stores = Number.POSITIVE_INFINITY;
      }
    }
  }

  get forVar(): Scope {
    let scope: Scope = this;
    while (!scope.holdsVar) scope = scope.parent!;
    return scope;
  }
}

/** The names that a pattern declares or stores into. */
export function patternNames(pattern: Node): Identifier[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern];
    case 'ObjectPattern':
      return pattern.properties.flatMap((p) => patternNames(p.type === 'Property' ? p.value : p));
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element === null ? [] : patternNames(element)));
    case 'AssignmentPattern':
      return patternNames(pattern.left);
    case 'RestElement':
      return patternNames(pattern.argument);
    case 'TSParameterProperty':
      return patternNames(pattern.parameter);
    case 'ParenthesizedExpression':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
      return patternNames(pattern.expression);
    default:
      return [];
  }
}
