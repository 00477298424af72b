// Emitted from lib/special/rules by `npm run emit`; edit the rows, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
export { erfKernel as erf } from './erf.ts';
export { erfcKernel as erfc } from './erfc.ts';
export { erfcxKernel as erfcx } from './erfcx.ts';
export { erfcxIntegralKernel as erfcxIntegral } from './erfcx-integral.ts';
export { gaussianKernel as gaussian } from './gaussian.ts';
export { normalDensityKernel as normalDensity } from './normal-density.ts';
export { erfinvKernel as erfinv } from './erfinv.ts';
export { erfinvSlopeKernel as erfinvSlope } from './erfinv-slope.ts';
export { normcdfKernel as normcdf } from './normcdf.ts';
export { normquantileKernel as normquantile } from './normquantile.ts';
export { normquantileSlopeKernel as normquantileSlope } from './normquantile-slope.ts';
export { geluKernel as gelu } from './gelu.ts';
export { geluSlopeKernel as geluSlope } from './gelu-slope.ts';
export { gammaKernel as gamma } from './gamma.ts';
export { lgammaKernel as lgamma } from './lgamma.ts';
export { digammaKernel as digamma } from './digamma.ts';
export { trigammaKernel as trigamma } from './trigamma.ts';
export { polygammaKernel as polygamma } from './polygamma.ts';
export { betaKernel as beta } from './beta.ts';
export { lbetaKernel as lbeta } from './lbeta.ts';
export { digammaRiseKernel as digammaRise } from './polygamma-rise.ts';
export { trigammaRiseKernel as trigammaRise } from './polygamma-rise.ts';
export { polygamma2RiseKernel as polygamma2Rise } from './polygamma-rise.ts';
export { polygamma3RiseKernel as polygamma3Rise } from './polygamma-rise.ts';
export { sinpiKernel as sinpi } from './sinpi.ts';
export { cospiKernel as cospi } from './cospi.ts';
export { sincpiKernel as sincpi } from './sincpi.ts';
