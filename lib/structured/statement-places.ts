import type { Statement } from './program.ts';
import { changesOf, innerLists } from './values.ts';

/** Where a statement stands: each list around it, from the outermost, and its index there. */
export interface StatementPlace {
  readonly path: readonly { readonly list: readonly Statement[]; readonly index: number }[];
  /** How many loops are around it. */
  readonly depth: number;
}

/** The places of all statements of a function, and who assigns each variable. */
export class StatementPlaces {
  private readonly places: Map<Statement, StatementPlace> = new Map();
  private readonly assignments: Map<string, Statement[]> = new Map();
  /** Arrays that may be the same: the representative of each variable's class. */
  private readonly classes: Map<string, string> = new Map();

  constructor(body: readonly Statement[]) {
    this.visit(body, [], 0);
  }

  of(statement: Statement): StatementPlace {
    return this.places.get(statement)!;
  }

  get statements(): readonly Statement[] {
    return [...this.places.keys()];
  }

  /** The statements that assign a variable. */
  assigning(name: string): readonly Statement[] {
    return this.assignments.get(name) ?? [];
  }

  /** The index, in a list, of the statement that a statement is or is inside; undefined outside of the list. */
  indexIn(list: readonly Statement[], statement: Statement): number | undefined {
    return this.of(statement).path.find((step) => step.list === list)?.index;
  }

  /** Declares that two arrays may be the same. */
  unite(x: string, y: string): void {
    this.classes.set(this.classOf(x), this.classOf(y));
  }

  classOf(name: string): string {
    const parent = this.classes.get(name);
    return parent === undefined || parent === name ? name : this.classOf(parent);
  }

  /** Whether statements may change a variable, or, within it, the contents of its array. */
  changes(list: readonly Statement[], name: string): boolean {
    const { variables, contents } = changesOf(list);
    if (variables.has(name)) return true;
    const own = this.classOf(name);
    return [...contents].some((other) => this.classOf(other) === own);
  }

  private visit(list: readonly Statement[], path: StatementPlace['path'], depth: number): void {
    list.forEach((statement, index) => {
      const own = [...path, { list, index }];
      this.places.set(statement, { path: own, depth });
      const names =
        statement.kind === 'assign' ? [statement.name] : statement.kind === 'passage' ? statement.writes : [];
      for (const name of names) this.assignments.set(name, [...(this.assignments.get(name) ?? []), statement]);
      for (const block of innerLists(statement)) this.visit(block, own, depth + (statement.kind === 'loop' ? 1 : 0));
    });
  }
}
