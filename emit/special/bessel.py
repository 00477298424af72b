# Coefficients of the Bessel kernels: python3 bessel.py > ../../lib/special/kernels/bessel-coefficients.ts
# Chebyshev interpolants at 60 digits, printed as powers. An oscillating function is expanded about its zeros and extrema
# (Harrison, "Fast and accurate Bessel function computation", 2009); from 25 on by modulus and phase (DLMF 10.17).
from mpmath import mp, mpf, pi, sqrt, exp, log, cos, sin, besselj, bessely, besseli, besselk, besseljzero, besselyzero
from chebyshev import chebyshev, emit, head, pair, rational

FAR = 25

def expansion(f, a, b, centre, zero):
    """[end, centre, its low part, f there, its low part, that of t = x − centre and its low part, coefficients from t² on]"""
    at = pair(centre) if zero else [float(centre), 0.0]
    c = mpf(at[0]) + mpf(at[1])
    f0 = mpf(0) if zero else f(c)
    slope = lambda t: (f(c + t) - f0) / t
    scale = abs(f(c)) if not zero else abs(slope(mpf(10) ** -20))
    with mp.workdps(100):
        powers = chebyshev(slope, mpf(a) - c, mpf(b) - c, scale * mpf(2) ** -58)
    return [float(b), *at, *pair(f0), *pair(powers[0]), *map(float, powers[1:])]

def oscillating(f, start, centres):
    rows, a = [], mpf(start)
    for i, (c, zero) in enumerate(centres):
        b = (c + centres[i + 1][0]) / 2 if i + 1 < len(centres) else FAR
        b = mpf(round(float(b) * 64) / 64)
        rows.append(expansion(f, a, b, c, zero))
        a = b
    return rows

def alternate(zeros, extrema):
    return sorted([(z, True) for z in zeros if z < FAR + 0.7] + [(e, False) for e in extrema if e < FAR + 0.7])

head('bessel.py')

j = lambda n: (lambda x: besselj(n, x))
y = lambda n: (lambda x: bessely(n, x))
j0 = [besseljzero(0, k) for k in range(1, 10)]
j1 = [besseljzero(1, k) for k in range(1, 10)]
j1e = [besseljzero(1, k, derivative=1) for k in range(1, 10)]
y0 = [besselyzero(0, k) for k in range(1, 10)]
y1 = [besselyzero(1, k) for k in range(1, 10)]
y1e = [besselyzero(1, k, derivative=1) for k in range(1, 10)]

# Near 0: J₀ = 1 + x² p(x²), J₁ = x (1/2 + x² p(x²)).
near = mpf(1)
root = lambda f: (lambda z: f(sqrt(z)) if z > mpf(10) ** -40 else f(mpf(10) ** -20))
tiny = mpf(2) ** -58
emit('J0_NEAR', 'J₀(x) = 1 + x² p(x²) on [0, 1].', chebyshev(root(lambda x: (besselj(0, x) - 1) / x ** 2), mpf(0), mpf(1), tiny))
emit('J1_NEAR', 'J₁(x) = x (1/2 + x² p(x²)) on [0, 1].', chebyshev(root(lambda x: (besselj(1, x) / x - mpf(1) / 2) / x ** 2), mpf(0), mpf(1), tiny))
shape = 'end, centre, value there, slope there, these three with their low parts; coefficients of t², t³, …'
emit('J0_EXPANSIONS', f'J₀ on [1, 25]: {shape}.', oscillating(j(0), 1, alternate(j0, j1)))
emit('J1_EXPANSIONS', f'J₁ on [1, 25]: {shape}.', oscillating(j(1), 1, alternate(j1, j1e)))
# Y₀ = (2/π)(log x · J₀ + p(x²)), Y₁ = (2/π)(log x · J₁ − 1/x + x p(x²)).
emit('Y0_NEAR', 'Y₀(x) π/2 − log x J₀(x) = p(x²) on (0, 1/2].', chebyshev(root(lambda x: bessely(0, x) * pi / 2 - log(x) * besselj(0, x)), mpf(0), mpf(1) / 4, tiny / 8))
emit('Y1_NEAR', 'Y₁(x) π/2 − log x J₁(x) + 1/x = x p(x²) on (0, 1].', chebyshev(root(lambda x: (bessely(1, x) * pi / 2 - log(x) * besselj(1, x) + 1 / x) / x), mpf(0), mpf(1), tiny))
emit('Y0_EXPANSIONS', f'Y₀ on [1/2, 25]: {shape}.', oscillating(y(0), mpf(1) / 2, [(mpf('0.58'), False)] + [(c, z) for c, z in alternate(y0, y1) if c < 1] + [(mpf('1.4'), False)] + [(c, z) for c, z in alternate(y0, y1) if c > 1]))
emit('Y1_EXPANSIONS', f'Y₁ on [1, 25]: {shape}.', oscillating(y(1), 1, [(mpf('1.2'), False), (mpf('1.6'), False)] + alternate(y1, y1e)))

# From 25 on: √(πx/2) Jₙ = M cos θ, √(πx/2) Yₙ = M sin θ (DLMF 10.18), M = 1 + z m(z), θ = x − (n/2 + 1/4)π + ((4n² − 1)/8 + z t(z))/x, z = 1/x².
def modulus_and_phase(n):
    def both(z):
        x = 1 / sqrt(z) if z > mpf(10) ** -14 else mpf(10) ** 7
        a, b = besselj(n, x), bessely(n, x)
        theta = x - (mpf(n) / 2 + mpf(1) / 4) * pi
        off = mp.atan2(b * cos(theta) - a * sin(theta), a * cos(theta) + b * sin(theta))
        return (sqrt(pi * x / 2 * (a * a + b * b)) - 1) * x * x, (off * x - mpf(4 * n * n - 1) / 8) * x * x
    end = 1 / mpf(FAR) ** 2
    return chebyshev(lambda z: both(z)[0], mpf(0), end, mpf(2) ** -51), chebyshev(lambda z: both(z)[1], mpf(0), end, mpf(2) ** -51)

for n in (0, 1):
    modulus, phase = modulus_and_phase(n)
    emit(f'MODULUS{n}', f'm(z) of order {n} from 25 on: the modulus is 1 + z m(z), z = 1/x².', modulus)
    emit(f'PHASE{n}', f't(z) of order {n} from 25 on: the phase is x − ({2 * n + 1}/4)π + ({4 * n * n - 1}/8 + z t(z))/x.', phase)

# Modified functions.
emit('I0_NEAR', 'I₀(x) = 1 + y p(y) on [0, 8], y = x²/4.', chebyshev(root(lambda x: (besseli(0, 2 * x) - 1) / x ** 2), mpf(0), mpf(16), mpf(2) ** -57))
emit('I1_NEAR', 'I₁(x) = x/2 (1 + y p(y)) on [0, 8], y = x²/4.', chebyshev(root(lambda x: (besseli(1, 2 * x) / x - 1) / x ** 2), mpf(0), mpf(16), mpf(2) ** -57))
scaled = lambda f, n, s: (lambda u: sqrt(1 / u) * exp(s / u) * f(n, 1 / u)) 

def asymptotic(n, s):
    # Below 1e-4 the series of DLMF 10.40 in u is exact to 60 digits.
    def f(u):
        if u > mpf(1) / 400: return scaled(besseli if s < 0 else besselk, n, s)(u)
        total, term = mpf(0), mpf(1)
        for k in range(1, 90):
            total += term
            term *= (4 * n * n - (2 * k - 1) ** 2) / (mpf(8) * k) * u * s
        return total * (1 / sqrt(2 * pi) if s < 0 else sqrt(pi / 2))
    return f
for n in (0, 1):
    emit(f'I{n}_FAR', f'I(x) √x e⁻ˣ = p(1/x) from 8 on.'.replace('I(', 'I₀('.replace('₀', '₀₁'[n])), chebyshev(asymptotic(n, -1), mpf(0), mpf(1) / 8, mpf(2) ** -55))
emit('K0_NEAR', 'K₀(x) + log x I₀(x) = p(y) on (0, 1], y = x²/4.', chebyshev(root(lambda x: besselk(0, 2 * x) + log(2 * x) * besseli(0, 2 * x)), mpf(0), mpf(1) / 4, tiny / 8))
emit('K1_NEAR', 'K₁(x) − log x I₁(x) − 1/x = x p(y) on (0, 1], y = x²/4.', chebyshev(root(lambda x: (besselk(1, 2 * x) - log(2 * x) * besseli(1, 2 * x) - 1 / (2 * x)) / (2 * x)), mpf(0), mpf(1) / 4, tiny))

for n in (0, 1):
    emit(f'K{n}_FAR', f'K₀(x) √x eˣ = p(u)/q(u) from 1 on, u = 1/x.'.replace('₀', '₀₁'[n]), rational(asymptotic(n, 1), mpf(0), mpf(1), 11))
