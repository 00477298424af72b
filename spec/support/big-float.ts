/** Bits of quotients, roots and functions: 86 decimal digits. */
const BITS = 288;
/** Bits of sums and products that are computed exactly: all that doubles of any size differ by. */
const EXACT_BITS = 2600;
/** Bits of fixed-point numbers inside functions. */
const WORK = BITS + 64;
const ONE = 1n << BigInt(WORK);

const doubles = new Float64Array(1);
const words = new BigUint64Array(doubles.buffer);

/** A number of 288 bits, mantissa · 2^exponent, of any exponent: what laws compare doubles with. No NaN, no infinity. */
export class BigFloat {
  readonly mantissa: bigint;
  readonly exponent: number;

  private constructor(mantissa: bigint, exponent: number) {
    this.mantissa = mantissa;
    this.exponent = exponent;
  }

  /** Rounded towards −∞ to the bits there are. */
  static of(mantissa: bigint, exponent: number, bits: number = BITS): BigFloat {
    const extra = bitLength(mantissa) - bits;
    return extra <= 0 ? new BigFloat(mantissa, exponent) : new BigFloat(mantissa >> BigInt(extra), exponent + extra);
  }

  /** The number of a double. */
  static from(x: number): BigFloat {
    if (!Number.isFinite(x)) throw new RangeError(`expected a finite number, got ${x}`);
    doubles[0] = x;
    const bits = words[0]!;
    const field = Number((bits >> 52n) & 0x7ffn);
    const fraction = bits & 0xf_ffff_ffff_ffffn;
    const size = field === 0 ? fraction : fraction | (1n << 52n);
    return new BigFloat(x < 0 ? -size : size, Math.max(field, 1) - 1075);
  }

  get sign(): number {
    return this.mantissa > 0n ? 1 : this.mantissa < 0n ? -1 : 0;
  }

  /** The exponent of the first bit. */
  get order(): number {
    return this.mantissa === 0n ? -Infinity : this.exponent + bitLength(this.mantissa);
  }

  plus(y: BigFloat): BigFloat {
    if (this.mantissa === 0n) return y;
    if (y.mantissa === 0n) return this;
    const [high, low] = this.exponent >= y.exponent ? [this, y] : [y, this];
    const apart = high.exponent - low.exponent;
    // Far below the last bit: its sign alone counts.
    if (high.order - low.order > 2 * BITS) {
      return BigFloat.of((high.mantissa << BigInt(BITS)) + BigInt(low.sign), high.exponent - BITS);
    }
    return BigFloat.of((high.mantissa << BigInt(apart)) + low.mantissa, low.exponent);
  }

  /** The sum, exact where the two are not too far apart. */
  exactPlus(y: BigFloat): BigFloat {
    const [high, low] = this.exponent >= y.exponent ? [this, y] : [y, this];
    const apart = high.exponent - low.exponent;
    if (apart > EXACT_BITS) return this.plus(y);
    return BigFloat.of((high.mantissa << BigInt(apart)) + low.mantissa, low.exponent, EXACT_BITS);
  }

  exactTimes(y: BigFloat): BigFloat {
    return BigFloat.of(this.mantissa * y.mantissa, this.exponent + y.exponent, EXACT_BITS);
  }

  minus(y: BigFloat): BigFloat {
    return this.plus(y.negative());
  }

  times(y: BigFloat): BigFloat {
    return BigFloat.of(this.mantissa * y.mantissa, this.exponent + y.exponent);
  }

  over(y: BigFloat): BigFloat {
    if (y.mantissa === 0n) throw new RangeError('expected a divisor that is not 0');
    const shift = Math.max(0, BITS + 8 + bitLength(y.mantissa) - bitLength(this.mantissa));
    return BigFloat.of((this.mantissa << BigInt(shift)) / y.mantissa, this.exponent - shift - y.exponent);
  }

  negative(): BigFloat {
    return new BigFloat(-this.mantissa, this.exponent);
  }

  size(): BigFloat {
    return this.sign < 0 ? this.negative() : this;
  }

  /** Times a power of two. */
  scaled(by: number): BigFloat {
    return new BigFloat(this.mantissa, this.exponent + by);
  }

  root(): BigFloat {
    if (this.sign < 0) throw new RangeError('expected a number that is not negative');
    const shift = Math.max(0, 2 * (BITS + 8) - bitLength(this.mantissa));
    const even = (this.exponent - shift) % 2 === 0 ? shift : shift + 1;
    return BigFloat.of(integerRoot(this.mantissa << BigInt(even)), (this.exponent - even) / 2);
  }

  compare(y: BigFloat): number {
    return this.minus(y).sign;
  }

  /** The whole number next below. */
  floor(): bigint {
    return this.exponent >= 0 ? this.mantissa << BigInt(this.exponent) : this.mantissa >> BigInt(-this.exponent);
  }

  /** Rounded twice at most. */
  toNumber(): number {
    if (this.mantissa === 0n) return 0;
    const extra = bitLength(this.mantissa) - 64;
    const [m, e] = extra > 0 ? [this.mantissa >> BigInt(extra), this.exponent + extra] : [this.mantissa, this.exponent];
    const half = Math.max(-1000, Math.min(1000, e));
    return Number(m) * 2 ** half * 2 ** Math.max(-1074, Math.min(1000, e - half));
  }

  /** As a fixed-point number. */
  fixed(): bigint {
    const shift = WORK + this.exponent;
    return shift >= 0 ? this.mantissa << BigInt(shift) : this.mantissa >> BigInt(-shift);
  }
}

const big = (x: number): BigFloat => BigFloat.from(x);
const fromFixed = (x: bigint): BigFloat => BigFloat.of(x, -WORK);
const product = (x: bigint, y: bigint): bigint => (x * y) >> BigInt(WORK);

function bitLength(x: bigint): number {
  if (x === 0n) return 0;
  const digits = (x < 0n ? -x : x).toString(16);
  return 4 * digits.length - Math.clz32(Number.parseInt(digits[0]!, 16)) + 28;
}

function integerRoot(x: bigint): bigint {
  if (x === 0n) return 0n;
  let guess = 1n << BigInt((bitLength(x) + 1) >> 1);
  for (;;) {
    const next = (guess + x / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}

/** Σ of 1/k over odd powers: atan(1/n) to many bits. */
function inverseTangent(n: bigint, bits: number): bigint {
  let power = (1n << BigInt(bits)) / n;
  let total = power;
  for (let k = 3n, sign = -1n; power !== 0n; k += 2n, sign = -sign) {
    power /= n * n;
    total += (sign * power) / k;
  }
  return total;
}

// Enough for the reduction of the largest double.
const PI_BITS = 1024 + 2 * BITS + 128;
/** Machin: π/4 = 4 atan(1/5) − atan(1/239). */
const PI_FIXED: bigint = 4n * (4n * inverseTangent(5n, PI_BITS) - inverseTangent(239n, PI_BITS));
export const PI: BigFloat = BigFloat.of(PI_FIXED, -PI_BITS);

/** log 2 = Σ 1/(k 2ᵏ). */
const LN2_FIXED: bigint = (() => {
  const bits = WORK + 64;
  let total = 0n;
  for (let k = 1; k <= bits; k++) total += (1n << BigInt(bits - k)) / BigInt(k);
  return total >> 64n;
})();
export const LN2: BigFloat = fromFixed(LN2_FIXED);

export function exp(x: BigFloat): BigFloat {
  // Smaller than all that it is compared with.
  if (x.order > 50 && x.sign < 0) return BigFloat.of(1n, -(2 ** 50));
  if (x.order > 50) throw new RangeError('expected an exponent within range');
  const k = Math.round(x.toNumber() / Math.LN2);
  // The rest is reduced by 2⁸, its series squared eight times.
  const rest = x.minus(LN2.times(big(k)));
  const r = rest.fixed() >> 8n;
  let [term, total] = [ONE, ONE];
  for (let n = 1n; term !== 0n && term !== -1n; n++) {
    term = product(term, r) / n;
    total += term;
  }
  for (let i = 0; i < 8; i++) total = product(total, total);
  return fromFixed(total).scaled(k);
}

/** A power series in x, whose coefficients are those of `next`: from one term, and its place, to the next. */
function series(
  first: BigFloat,
  next: (term: BigFloat, k: number) => BigFloat,
  part: (term: BigFloat, k: number) => BigFloat,
): BigFloat {
  let [term, total] = [first, first];
  for (let k = 1; ; k++) {
    term = next(term, k);
    if (term.mantissa === 0n || term.order < total.order - BITS - 8) return total;
    total = total.plus(part(term, k));
  }
}

export function expm1(x: BigFloat): BigFloat {
  if (x.mantissa === 0n || x.order > -12) return exp(x).minus(big(1));
  return series(
    x,
    (term, k) => term.times(x).over(big(k + 1)),
    (term) => term,
  );
}

/** By Newton's method of third order, from the logarithm of a double. */
export function log(x: BigFloat): BigFloat {
  if (x.sign <= 0) throw new RangeError('expected a positive number');
  // Between 0.7 and 1.4: near 1 nothing is added that would cancel.
  const shift = x.scaled(-x.order).toNumber() < 0.7 ? x.order - 1 : x.order;
  const m = x.scaled(-shift);
  let y = big(Math.log(m.toNumber()));
  for (let i = 0; i < 2; i++) {
    const e = exp(y);
    y = y.plus(m.minus(e).over(m.plus(e)).scaled(1));
  }
  return y.plus(LN2.times(big(shift)));
}

export function log1p(x: BigFloat): BigFloat {
  if (x.mantissa === 0n || x.order > -24) return log(x.plus(big(1)));
  return series(
    x,
    (term) => term.times(x).negative(),
    (term, k) => term.over(big(k + 1)),
  );
}

/** sin and cos at once. */
function wave(x: BigFloat): readonly [sin: BigFloat, cos: BigFloat] {
  let quarter = 0n;
  let r = x;
  if (x.order > -1) {
    // x/(π/2) to the nearest whole number, by π of enough bits.
    const bits = Math.max(0, x.order) + BITS + 64;
    const pi = PI_FIXED >> BigInt(PI_BITS - bits);
    const shift = bits + x.exponent;
    const fixed = shift >= 0 ? x.mantissa << BigInt(shift) : x.mantissa >> BigInt(-shift);
    const quotient = 4n * fixed + pi;
    quarter = quotient / (2n * pi) - (quotient < 0n ? 1n : 0n);
    r = BigFloat.of(2n * fixed - quarter * pi, -bits - 1);
  }
  const s = -r.times(r).fixed();
  let [even, odd, cosine, sine] = [ONE, ONE, ONE, ONE];
  for (let n = 1n; even !== 0n && even !== -1n; n++) {
    even = product(even, s) / ((2n * n - 1n) * (2n * n));
    odd = product(odd, s) / (2n * n * (2n * n + 1n));
    cosine += even;
    sine += odd;
  }
  const [a, b] = [r.times(fromFixed(sine)), fromFixed(cosine)];
  switch (Number(((quarter % 4n) + 4n) % 4n)) {
    case 0:
      return [a, b];
    case 1:
      return [b, a.negative()];
    case 2:
      return [a.negative(), b.negative()];
    default:
      return [b.negative(), a];
  }
}

export const sin = (x: BigFloat): BigFloat => wave(x)[0];
export const cos = (x: BigFloat): BigFloat => wave(x)[1];
export function tan(x: BigFloat): BigFloat {
  const [s, c] = wave(x);
  return s.over(c);
}

/** atan x = y + atan((x − t)/(1 + x t)), t = tan y, y that of a double: the rest is tiny. */
export function atan(x: BigFloat): BigFloat {
  if (x.mantissa === 0n) return x;
  if (x.order > 200)
    return PI.scaled(-1)
      .times(big(x.sign))
      .minus(atan(big(1).over(x)));
  if (x.order < -200) return x.minus(x.times(x).times(x).over(big(3)));
  const y = big(Math.atan(x.toNumber()));
  const t = tan(y);
  const d = x.minus(t).over(big(1).plus(x.times(t)));
  const s = d.times(d);
  const rest = [9, 7, 5, 3, 1].reduce((sum, k) => big(1).over(big(k)).minus(s.times(sum)), big(0));
  return y.plus(d.times(rest));
}

export function atan2(y: BigFloat, x: BigFloat): BigFloat {
  if (x.sign === 0) return PI.scaled(-1).times(big(y.sign));
  const angle = atan(y.over(x));
  if (x.sign > 0) return angle;
  return y.sign < 0 ? angle.minus(PI) : angle.plus(PI);
}

const one = big(1);
export const asin = (x: BigFloat): BigFloat =>
  x.size().compare(one) === 0 ? PI.scaled(-1).times(x) : atan(x.over(one.minus(x).times(one.plus(x)).root()));
export const acos = (x: BigFloat): BigFloat =>
  x.compare(big(-1)) === 0 ? PI : atan(one.minus(x).over(one.plus(x)).root()).scaled(1);

export function sinh(x: BigFloat): BigFloat {
  if (x.order > 0) return exp(x).minus(exp(x.negative())).scaled(-1);
  const e = expm1(x);
  return e.plus(e.over(e.plus(one))).scaled(-1);
}
export function cosh(x: BigFloat): BigFloat {
  const e = exp(x);
  return e.plus(one.over(e)).scaled(-1);
}
export function tanh(x: BigFloat): BigFloat {
  if (x.order > 12) return big(x.sign);
  const e = expm1(x.scaled(1));
  return e.over(e.plus(big(2)));
}
export function asinh(x: BigFloat): BigFloat {
  const size = x.size();
  const s = size.times(size);
  return log1p(size.plus(s.over(one.plus(one.plus(s).root())))).times(big(x.sign));
}
export function acosh(x: BigFloat): BigFloat {
  const t = x.minus(one);
  return log1p(t.plus(t.scaled(1).plus(t.times(t)).root()));
}
export const atanh = (x: BigFloat): BigFloat => log1p(x.scaled(1).over(one.minus(x))).scaled(-1);
export const cbrt = (x: BigFloat): BigFloat => (x.sign === 0 ? x : exp(log(x.size()).over(big(3))).times(big(x.sign)));

export function pow(x: BigFloat, y: BigFloat): BigFloat {
  if (y.sign === 0) return one;
  const whole = y.floor();
  const isWhole = y.compare(BigFloat.of(whole, 0)) === 0;
  if (x.sign === 0) {
    if (y.sign < 0) throw new RangeError('expected no pole');
    return x;
  }
  if (x.sign < 0 && !isWhole) throw new RangeError('expected a whole exponent');
  const v = exp(y.times(log(x.size())));
  return x.sign < 0 && whole % 2n !== 0n ? v.negative() : v;
}
