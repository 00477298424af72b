const exp = require('bit-exp');

module.exports = function scaled(x) {
  return x * exp(x);
};
