/** The manual's section on order and interpolation. These functions are composed of operations; `dualgrad` alone exports them. */
export const orderSection = `## Order and interpolation

Composed of the operations above and of comparisons; exported by \`dualgrad\`, not by the entries of one mode. Places and knots are
found by value: a trace notes a guard for each comparison it needs, n − 1 where the array ascends already, O(n log n) to sort,
log₂ n to find \`x\`. So compiled code has a path for each order, and for each segment that \`x\` lies in.

| function | value | differential |
| --- | --- | --- |
| \`sort(xs)\` | The entries, the smallest first, in the order of typed arrays: −0 before 0, NaN last. A new array. | \`dxⱼ\` of the entry that came to each place |
| \`argsort(xs)\` | The places of the entries in that order; equal ones as they come. Plain numbers. | none |
| \`topK(xs, k)\` | The \`k\` largest, the largest first: the end of \`sort\`, reversed. NaN counts as the largest. | \`dxⱼ\` |
| \`median(xs)\` | The middle entry in order, or (a + b)/2 of the two middle ones. | \`dxⱼ\`, or \`(dxⱼ + dxₖ)/2\` |
| \`quantile(xs, q)\` | Type 7, as numpy and R have it: a + t(b − a), a and b the entries in order at ⌊h⌋ and ⌊h⌋ + 1, h = (n − 1)q, t = h − ⌊h⌋; at whole h the entry. | \`(1 − t) da + t db + (n − 1)(b − a) dq\` |
| \`interp(x, xs, ys)\` | The polygon through the points: y₀ + s(x − x₀), s = (y₁ − y₀)/(x₁ − x₀); beyond the ends constant, as numpy.interp. | \`s dx + (1 − t)(dy₀ − s dx₀) + t(dy₁ − s dx₁)\` |
| \`hermite(x, xs, ys, slopes)\` | A cubic in each segment, with these slopes at the knots; beyond the ends straight lines. | continuous |
| \`spline(x, xs, ys)\` | The natural cubic spline, by elimination in O(n); beyond the ends straight lines. | continuous, twice |
| \`splineThrough(xs, ys)\` | The function x ↦ \`spline(x, xs, ys)\`, solved once. | |
| \`trapezoid(ys, xs)\` | ½ Σ (xᵢ₊₁ − xᵢ)(yᵢ + yᵢ₊₁), from left to right. \`xs\` may be the distance between two places, by default 1. | exact |

What is promised where these functions bend:

| point | derivative | why |
| --- | --- | --- |
| \`sort\`, \`topK\`: m equal entries | each of their places has the mean of their derivatives, 1/m each | the only choice that does not depend on how equal entries are ordered and whose rows and columns sum to 1: \`sum(sort(xs))\` has derivative 1 by each entry, \`sort(xs)[0]\` that of \`minimum\`. Of sums of the largest it is the subgradient of least norm |
| \`median\`, \`quantile\`: equal entries | as \`sort\`: the quantiles at 0 and 1 are \`minimum\` and \`maximum\`, derivatives included | by places in the middle neither convex nor concave; the same shares keep them symmetric |
| \`quantile\` by q, h a whole number | the lesser of the slopes on the two sides; at q = 0 and q = 1 that inside | convex or concave there: least norm; at the ends one-sided |
| \`interp\` by x at a knot | the number of least size between the two slopes; where they are equal, that slope. By the knot the same with the sign changed, by its y 1 | convex or concave there: least norm, also as a function of all arguments. 0 at a peak, as abs at 0; 0 at the ends, as relu at 0 |
| \`hermite\`, \`spline\` at a knot | the derivative | smooth once, and twice |
| second derivatives at these points | NaN for all that takes part; of \`interp\` by \`x\` alone between equal slopes 0; of \`spline\` the derivative, and from the third on NaN | they jump, or are not there |
| x inactive at an inactive knot | \`interp\` depends on the y of the knot alone | structural |
| an entry that is NaN | \`sort\`, \`argsort\`, \`topK\`: an entry like others, last in order. \`median\`, \`quantile\`: value and derivatives NaN | data; a mean with NaN is NaN |
| x NaN, q NaN | NaN, and so is every derivative | |
| ±0 | equal as entries and as knots; each keeps its sign and its place | ±0 are the same point |
| no entries | \`sort\`, \`argsort\`, \`topK\` none; \`median\`, \`quantile\` NaN; \`trapezoid\` 0, of one value too | as \`mean\` |
| knots that do not ascend, equal ones or NaN among them; different lengths; too few points; q outside [0, 1]; k no integer from 0 to n | RangeError, with the place | |
`;
