/**
 * Wien's law: at which wavelength does a hot body shine most? In x = h c / (λ k T) the spectrum is x⁵ / (eˣ − 1). Its
 * greatest value is where its derivative is zero: Newton's method takes the derivative and the derivative of that.
 */
import newtonRaphson from 'newton-raphson-method';
import { derivative } from '../../lib/entries/index.ts';
import { native } from '../../lib/entries/native.ts';

const slope = derivative(native((x: number) => x ** 5 / Math.expm1(x)));

export const peak: number | false = newtonRaphson(slope, derivative(slope), 4);

/** h c / k, in metres and kelvins: exact since 2019. */
const SECOND_RADIATION = (6.62607015e-34 * 299792458) / 1.380649e-23;

/** Wien's constant: λ T at the peak. */
export const wien: number = SECOND_RADIATION / Number(peak);

console.log(`The spectrum is highest at x = ${peak}.`);
console.log(
  `λ T = ${wien.toPrecision(10)} m K: the sun, at 5772 K, shines most at ${((wien / 5772) * 1e9).toFixed(0)} nm.`,
);
