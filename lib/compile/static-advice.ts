/**
 * What to write where f needs a plain number that comes from the arguments at these places of the call. A derivative
 * differentiates by those at `wrt`, so that code for one value of them would serve one call.
 */
export function staticAdvice(places: readonly number[], wrt: readonly number[] | undefined): string {
  const list = places.join(', ');
  const source = `it comes from argument${places.length === 1 ? '' : 's'} ${list}`;
  const named = `a count, a place or a flag is named in compile(f, { static: [${list}] })`;
  const own = (wrt ?? [0]).filter((place) => places.includes(place));
  if (own.length === 0) return `${source}: ${named}`;
  const chosen =
    'choose with where(lt, x, 1, a, b), or look the number up before the call and hand it over as a further argument';
  if (wrt !== undefined) {
    return `${source}, and f is differentiated by argument${own.length === 1 ? '' : 's'} ${own.join(', ')}: ${chosen}`;
  }
  return `${source}: ${named}; where argument 0 is differentiated, or another at each call, ${chosen}`;
}
