// As packages go about the bits of doubles: no active number gets through.
const bits = new Float64Array(1);

module.exports = function exp(x) {
  bits[0] = x;
  return Math.exp(bits[0]);
};
