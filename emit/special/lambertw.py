# Coefficients of Lambert's W near its branch point: python3 lambertw.py > ../../lib/special/kernels/lambertw-coefficients.ts
from mpmath import mp, mpf, sqrt, e, lambertw
from chebyshev import chebyshev, emit, head

# x = (p²/2 − 1)/e; W₀ for p > 0, W₋₁ for p < 0. 1 + W = p (1 + p s(p)) (DLMF 4.13.6).
def s(p):
    with mp.workdps(120):
        w = lambertw((p * p / 2 - 1) / e, 0 if p > 0 else -1).real
        return ((1 + w) / p - 1) / p
head('lambertw.py')
emit('NEAR_BRANCH', '1 + W = p + p² s(p) for |p| ≤ 1/2, p = ±√(2(1 + e x)).', chebyshev(lambda p: s(p) if abs(p) > mpf(10) ** -25 else s(mpf(10) ** -25), -mpf(1) / 2, mpf(1) / 2, mpf(2) ** -55))
