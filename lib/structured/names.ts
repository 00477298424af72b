/** FreshNames for new variables of a function. */
export class FreshNames {
  private readonly used: Set<string>;

  constructor(used: Iterable<string>) {
    this.used = new Set(used);
  }

  /** `name`, with a number where it is in use. */
  fresh(name: string): string {
    let own = name;
    for (let i = 1; this.used.has(own); i++) own = `${name}${i}`;
    this.used.add(own);
    return own;
  }
}
