/** An exact fraction. */
export class Rational {
  readonly over: bigint;
  readonly under: bigint;

  constructor(over: bigint, under = 1n) {
    const divisor = gcd(over < 0n ? -over : over, under < 0n ? -under : under) * (under < 0n ? -1n : 1n);
    this.over = over / divisor;
    this.under = under / divisor;
  }

  /** The number of a double. */
  static of(x: number): Rational {
    let under = 1n;
    let rest = x;
    while (!Number.isInteger(rest)) {
      rest *= 2;
      under *= 2n;
    }
    return new Rational(BigInt(rest), under);
  }

  plus(y: Rational): Rational {
    return new Rational(this.over * y.under + y.over * this.under, this.under * y.under);
  }

  times(y: Rational): Rational {
    return new Rational(this.over * y.over, this.under * y.under);
  }

  inverse(): Rational {
    return new Rational(this.under, this.over);
  }

  isBelow(y: Rational): boolean {
    return this.over * y.under < y.over * this.under;
  }

  /** To 30 digits and more, then rounded. */
  toNumber(): number {
    if (this.over === 0n) return 0;
    const scaled = (this.over * 10n ** 40n) / this.under;
    return Number(scaled) / 1e40;
  }
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a || 1n : gcd(b, a % b);
}

/** A fraction with derivatives by several variables, exact. */
export class RationalDual {
  readonly value: Rational;
  readonly partials: readonly Rational[];

  constructor(value: Rational, partials: readonly Rational[]) {
    this.value = value;
    this.partials = partials;
  }

  plus(y: RationalDual): RationalDual {
    return new RationalDual(
      this.value.plus(y.value),
      this.partials.map((p, i) => p.plus(y.partials[i]!)),
    );
  }

  minus(y: RationalDual): RationalDual {
    const minusOne = new Rational(-1n);
    return this.plus(
      new RationalDual(
        y.value.times(minusOne),
        y.partials.map((p) => p.times(minusOne)),
      ),
    );
  }

  times(y: RationalDual): RationalDual {
    return new RationalDual(
      this.value.times(y.value),
      this.partials.map((p, i) => p.times(y.value).plus(y.partials[i]!.times(this.value))),
    );
  }

  over(y: RationalDual): RationalDual {
    const inverse = y.value.inverse();
    const slope = inverse.times(inverse).times(new Rational(-1n));
    return this.times(
      new RationalDual(
        inverse,
        y.partials.map((p) => p.times(slope)),
      ),
    );
  }

  /** n as a constant, among the same variables. */
  constant(n: number): RationalDual {
    return new RationalDual(
      Rational.of(n),
      this.partials.map(() => new Rational(0n)),
    );
  }

  /** This times a number. */
  by(n: number): RationalDual {
    return this.times(this.constant(n));
  }
}

/** Doubles as variables: each has derivative 1 by itself. */
export function variables(xs: readonly number[]): RationalDual[] {
  return xs.map(
    (x, i) =>
      new RationalDual(
        Rational.of(x),
        xs.map((_, j) => new Rational(j === i ? 1n : 0n)),
      ),
  );
}
