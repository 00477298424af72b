// dualgrad/native/runtime: what transformed code calls. No one writes it by hand.

export { $add, $div, $mul, $neg, $pow, $rem, $sub } from '../native/arithmetic.ts';
export { $and, $not, $or, $shl, $shr, $ushr, $xor } from '../native/bits.ts';
export { $ge, $gt, $le, $lt } from '../native/comparisons.ts';
export { $key, $text, $truthy, $typeof } from '../native/conversion.ts';
export { $eq, $is, $isnt, $ne, $Object_is } from '../native/equality.ts';
export { $Float64Array, $stored } from '../native/float64-array.ts';
export { $dec, $inc, $numeric, $plus } from '../native/increment.ts';
export { $native } from '../native/mark.ts';
export { $Math, $Math_clz32, $Math_f16round, $Math_fround, $Math_imul, $Math_sumPrecise } from '../native/math.ts';
export * from '../native/math-functions.ts';
export {
  $isFinite,
  $isNaN,
  $Number,
  $Number_isFinite,
  $Number_isInteger,
  $Number_isNaN,
  $Number_isSafeInteger,
  $Number_parseFloat,
  $parseFloat,
} from '../native/number-functions.ts';
export { $open } from '../native/open.ts';
export { $order } from '../native/order.ts';
export { $predicate } from '../native/predicate.ts';
export { $includes, $indexOf, $lastIndexOf, $search } from '../native/search.ts';
