import { Active } from '../scalar.ts';

/**
 * A number that stands in for a plain one and interprets every op: derivatives are computed on top of it, so nothing pushes a
 * tangent through it.
 */
export abstract class InnermostNumber extends Active {
  scale(): never {
    throw this.withoutTangent();
  }

  combine(): never {
    throw this.withoutTangent();
  }

  gather(): never {
    throw this.withoutTangent();
  }

  private withoutTangent(): Error {
    return new Error(`${this.toString()} has no tangent`);
  }
}
