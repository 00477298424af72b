/**
 * What to write where f needs a plain number that comes from the arguments at these places of the call. A derivative
 * differentiates by argument 0, so that code for one value of it would serve one call.
 */
export function staticAdvice(places: readonly number[], isDerivative: boolean): string {
  const list = places.join(', ');
  const source = `it comes from argument${places.length === 1 ? '' : 's'} ${list}`;
  const named = `a count, a place or a flag is named in compile(f, { static: [${list}] })`;
  if (!places.includes(0)) return `${source}: ${named}`;
  const chosen =
    'choose with where(lt, x, 1, a, b), or look the number up before the call and hand it over as a further argument';
  if (isDerivative) return `${source}, and f is differentiated by argument 0: ${chosen}`;
  return `${source}: ${named}; where argument 0 is differentiated, or another at each call, ${chosen}`;
}
