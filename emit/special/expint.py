# Coefficients of the exponential integrals: python3 expint.py > ../../lib/special/kernels/expint-coefficients.ts
from mpmath import mp, mpf, e1, ei, exp, log, euler, findroot
from chebyshev import chebyshev, emit, head, pair

head('expint.py')
# The sum of DLMF 6.6.2 about 1, where it is E₁ itself.
emit('E1_NEAR', 'E₁(x) + log x = p(x − 1) on (0, 1].', chebyshev(lambda t: e1(1 + t) + log(1 + t) if t > -1 + mpf(10) ** -30 else -euler, -mpf(1), mpf(0), mpf(2) ** -58))
def stieltjes(u):
    if u > mpf(1) / 400: return exp(1 / u) / u * e1(1 / u)
    total, term = mpf(0), mpf(1)
    for k in range(1, 120):
        total += term
        term *= -k * u
    return total
def pieces(f, ends):
    """end, centre of u = 1/x, coefficients of powers of u − c; the last piece reaches ∞."""
    rows = []
    for a, b in zip(ends, ends[1:] + [None]):
        low, high = (1 / mpf(b) if b else mpf(0)), 1 / mpf(a)
        c = float((low + high) / 2) if b else 0.0
        rows.append([float(b) if b else 1.7976931348623157e308, c] + [float(x) for x in chebyshev(lambda t: f(mpf(c) + t), low - mpf(c), high - mpf(c), mpf(2) ** -55)])
    return rows
emit('E1_FAR', 'E₁(x) x eˣ = p(1/x − c) from 1 on: end, c, coefficients.', pieces(stieltjes, [1, mpf('1.5'), mpf('2.5'), 5, 12, 40]))
zero = findroot(ei, mpf('0.3725'))
emit('EI_ZERO', 'The zero of Ei and its low part (W. J. Cody, H. C. Thacher, "Chebyshev approximations for the exponential integral Ei(x)", Math. Comp. 23 (1969)).', pair(zero))
z = mpf(pair(zero)[0]) + mpf(pair(zero)[1])
def quotient(x):
    d = x - zero
    if abs(d) < mpf(10) ** -25: d = mpf(10) ** -25
    y = zero + d
    return (ei(y) - log(y / zero)) / d if y > 0 else (euler + log(zero)) / -zero
emit('EI_NEAR', 'Ei(x) = log(x/x₀) + (x − x₀) p(x) on (0, 6].', chebyshev(quotient, mpf(0), mpf(6), mpf(2) ** -55))
def scaled(u):
    if u > mpf(1) / 300: return exp(-1 / u) / u * ei(1 / u)
    total, term = mpf(0), mpf(1)
    for k in range(1, 100):
        total += term
        term *= k * u
    return total
emit('EI_FAR', 'Ei(x) x e⁻ˣ = p(1/x − c) from 6 on: end, c, coefficients.', pieces(scaled, [6, 9, 14, 22, 40, 90]))
