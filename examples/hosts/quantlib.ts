/**
 * Price and Greeks from QuantLib's own code: dualgrad/plugin takes @quantlib/ql into native arithmetic, and the gradient
 * of a price by spot, volatility and rate is delta, vega and rho. Of a European option QuantLib has them in closed form.
 * Of an American one, whose price it approximates by a search, it has none.
 * npx tsx examples/hosts/bundle.ts quantlib && node out/hosts/quantlib.mjs
 */
import {
  Actual360,
  AmericanExercise,
  AnalyticEuropeanEngine,
  BaroneAdesiWhaleyApproximationEngine,
  BlackConstantVol,
  BlackScholesMertonProcess,
  DateExt,
  EuropeanExercise,
  FlatForward,
  Handle,
  Option,
  PlainVanillaPayoff,
  Settings,
  SimpleQuote,
  TARGET,
  VanillaOption,
  type YieldTermStructure,
} from '@quantlib/ql';
import { grad } from '../../lib/entries/index.ts';
import type { Native } from '../../lib/entries/native.ts';

const today = DateExt.UTC('7,March,2014');
const expiry = DateExt.UTC('12,April,2014');
Settings.evaluationDate.set(today);

/** A call at 100 for 36 days of 360, in a market with dividends of 10 %, as in a table of Haug's. */
function call([spot, volatility, rate]: number[], isAmerican: boolean): VanillaOption {
  const quote = (x: number): Handle<SimpleQuote> => new Handle(new SimpleQuote(x));
  const curve = (x: number): Handle<YieldTermStructure> =>
    new Handle(new FlatForward().ffInit3(0, new TARGET(), quote(x), new Actual360()) as never);
  const surface = new BlackConstantVol().bcvInit4(0, new TARGET(), quote(volatility!), new Actual360());
  const process = new BlackScholesMertonProcess(quote(spot!), curve(0.1), curve(rate!), new Handle(surface));
  const exercise = isAmerican ? new AmericanExercise().aeInit1(today, expiry) : new EuropeanExercise(expiry);
  const option = new VanillaOption(new PlainVanillaPayoff(Option.Type.Call, 100), exercise);
  option.setPricingEngine(
    isAmerican ? new BaroneAdesiWhaleyApproximationEngine(process) : new AnalyticEuropeanEngine().init1(process),
  );
  return option;
}

type Price = Native<(market: number[], isAmerican: boolean) => number>;
export const price: Price = ((market: number[], isAmerican: boolean) => call(market, isAmerican).NPV()) as Price;
export const greeks: (market: number[], isAmerican: boolean) => number[] = grad(price);

/** Spot, volatility and rate. */
export const market: number[] = [100, 0.15, 0.1];

const european = call(market, false);
/** Delta, vega and rho in QuantLib's closed form. */
export const closed: number[] = [european.delta(), european.vega(), european.rho()];

const line = (xs: number[]): string => xs.map((x) => x.toFixed(8)).join(', ');
console.log(`European ${price(market, false).toFixed(4)}: delta, vega, rho ${line(greeks(market, false))}`);
console.log(`         by QuantLib:            ${line(closed)}`);
console.log(`American ${price(market, true).toFixed(4)}: delta, vega, rho ${line(greeks(market, true))}`);
