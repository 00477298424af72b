# Values and derivatives to order 5, to 25 digits: python3 special.py > special.json
# Derivatives follow from recurrences and differential equations (DLMF 10.6, 10.29, 4.13, 6.2, 8.8, 8.17, 19.4, 25.2) at 60 digits
# or more. Arguments are doubles.
import json, os, random, sys
from functools import lru_cache
from math import comb, factorial
from mpmath import mp, mpf, inf, isinf, nstr, besselj, bessely, besseli, besselk, lambertw, zeta, e1, ei, exp, log, gamma, gammainc, betainc, beta, ellipk, ellipe, binomial, diff, psi, besseljzero, besselyzero

mp.dps = 60
double = lambda x: mpf(float(x))
random.seed(14)

def neighbours(x, k=1):
    import math
    at = [float(x)]
    for _ in range(k):
        at = [math.nextafter(at[0], -math.inf)] + at + [math.nextafter(at[-1], math.inf)]
    return at

def digits(x):
    return nstr(x, 25, strip_zeros=True, min_fixed=0, max_fixed=0)

# Bessel functions: the k-th derivative is a binomial sum over orders n − k … n + k.
def ordinary(f):
    return lambda n, x, k: sum((-1) ** j * binomial(k, j) * f(n - k + 2 * j, x) for j in range(k + 1)) / mpf(2) ** k
def modified(f, sign):
    return lambda n, x, k: sign ** k * sum(binomial(k, j) * f(n - k + 2 * j, x) for j in range(k + 1)) / mpf(2) ** k
J = ordinary(lambda n, x: besselj(n, x) if n >= 0 else (-1) ** n * besselj(-n, x))
def upward(f0, f1, sign):
    """fₙ by fₖ₊₁ = 2k/x fₖ ± fₖ₋₁, f₋ₙ = (∓1)ⁿ fₙ"""
    @lru_cache(None)
    def f(n, x):
        if n < 0: return (sign ** n if sign < 0 else 1) * f(-n, x)
        if n < 2: return (f0, f1)[n](x)
        return 2 * (n - 1) / x * f(n - 1, x) + sign * f(n - 2, x)
    return f
Y = ordinary(upward(lambda x: bessely(0, x), lambda x: bessely(1, x), -1))
I = modified(lambda n, x: besseli(abs(n), x), 1)
# K₁ by the Wronskian (DLMF 10.28.2): mpmath takes long where x is small.
K = modified(upward(lambda x: besselk(0, x), lambda x: (1 / x - besseli(1, x) * besselk(0, x)) / besseli(0, x), 1), -1)

# W′ = W/(x(1 + W)) = e^(−W)/(1 + W); with u = 1/(1 + W), W⁽ᵏ⁾ = e^(−kW) pₖ(W)/(1 + W)^(2k−1) (DLMF 4.13.4 and its derivatives)
def W(branch):
    polynomials = {1: [1], 2: [-2, -1], 3: [9, 8, 2], 4: [-64, -79, -36, -6], 5: [625, 974, 622, 192, 24]}
    def d(x, k):
        with mp.workdps(400):
            w = lambertw(x, branch).real
            if k == 0: return +w
            return exp(-k * w) * sum(c * w ** i for i, c in enumerate(polynomials[k])) / (1 + w) ** (2 * k - 1)
    return d

# d/dx of e^(−x)/x and e^x/x by Leibniz's rule
def quotient(s):
    return lambda x, k: sum(comb(k, j) * s ** (k - j) * (-1) ** j * factorial(j) / x ** (j + 1) for j in range(k + 1)) * exp(s * x)
E1 = lambda x, k: e1(x) if k == 0 else -quotient(-1)(x, k - 1)
EI = lambda x, k: ei(x) if k == 0 else quotient(1)(x, k - 1)
def EN(n, x, k):
    from mpmath import expint
    return (-1) ** k * expint(n - k, x)

def Z(s, k):
    with mp.workdps(80):
        return zeta(s, 1, k) if k else zeta(s)

# Elliptic integrals: series of derivatives by Taylor's theorem from the differential equation would repeat our own; differences at
# high precision serve, with a step of 1e-40 of the distance to 1.
def differences(f):
    def d(x, k):
        if k == 0: return f(x)
        with mp.workdps(420):
            h = mpf(10) ** -40 * abs(1 - x)
            points = [f(x + (mpf(j) - mpf(k) / 2) * h) for j in range(k + 1)]
            return sum((-1) ** (k - j) * binomial(k, j) * p for j, p in enumerate(points)) / h ** k
    return d

def case(f, x):
    return {'x': float(x), 'd': [digits(f(double(x), k)) for k in range(6)]}

def uniform(a, b, n): return [random.uniform(a, b) for _ in range(n)]
def logs(a, b, n): return [float(10 ** random.uniform(a, b)) for _ in range(n)]

small = [5e-324, 1e-310, 2.2250738585072014e-308, 1e-300, 1e-160, 1e-100, 1e-20, 1e-8, 1e-3]
middle = [0.1, 0.49999, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 3.14, 4.5, 5.5, 7.9, 8.0, 10.0, 13.37, 17.0, 20.0, 24.9, 25.1, 31.0, 40.0, 50.0, 77.7, 100.0, 123.456, 500.0, 999.0]
large = [1e4, 12345.678, 1e6, 1e8, 1e10, 1e15, 1e22, 1e100, 1.7976931348623157e308]

def oscillating(function, zeros, of_zero, n):
    xs = ([0.0] if of_zero else []) + small + middle + large
    for z in zeros: xs += neighbours(z)
    return xs + uniform(0, 40, n) + logs(1.5, 4, n // 3)

scale = int(os.environ.get('DENSE', '1'))
only = sys.argv[1:] 
functions = {}
def entry(name, f, xs, definition):
    if only and name not in only: return
    functions[name] = {'definition': definition, 'cases': [case(f, x) for x in sorted(set(xs))]}
    print(name, len(functions[name]['cases']), file=sys.stderr)

for n in (0, 1, 2, 5, 20, 100):
    js = [besseljzero(n, k) for k in (1, 2, 3, 10)] + [besseljzero(n, 1, derivative=1) if n else besseljzero(1, 1)]
    ys = [besselyzero(n, k) for k in (1, 2, 3, 10)]
    js, ys = [[double(z) for z in zs] for zs in (js, ys)]
    many = (30 if n < 2 else 9) * scale
    fine = lambda xs: [x for x in xs if n < 2 or x >= 1e-3 or x in (1e-300, 1e-20)]
    entry(f'besselj {n}', lambda x, k: J(n, x, k), fine(oscillating('j', js, True, many)), f'J_{n}(x)')
    entry(f'bessely {n}', lambda x, k: Y(n, x, k), fine(oscillating('y', ys, False, many)), f'Y_{n}(x), x > 0')
    grow = [0.0] + small + middle + [650.0, 700.0, 709.0, 712.0, 713.9, 720.0] + uniform(0, 40, many) + logs(1, 2.8, many // 2)
    entry(f'besseli {n}', lambda x, k: I(n, x, k), fine(grow), f'I_{n}(x)')
    entry(f'besselk {n}', lambda x, k: K(n, x, k), [x for x in fine(grow) if x > 0], f'K_{n}(x), x > 0')

branch = -1 / mp.e
near = [float(branch) * (1 - d) for d in (2e-16, 1e-15, 1e-12, 1e-9, 1e-6, 1e-4, 0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9)] + [-0.3678794411714423]
w0 = near + [0.0] + [s * x for x in small for s in (1, -1)] + middle + large + uniform(-0.36, 1, 24 * scale) + logs(-3, 10, 20 * scale) + [2.718281828459045]
entry('lambertw', W(0), w0, 'W_0(x), x > -1/e, the larger real solution of w e^w = x')
entry('lambertw -1', W(-1), near + [-x for x in small if x > 1e-320] + [-x for x in logs(-300, -1, 20 * scale)] + uniform(-0.367, 0, 24 * scale), 'W_-1(x), -1/e < x < 0, the smaller one')

e1s = [x for x in small] + middle + [600.0, 700.0, 730.0, 738.0, 739.5] + uniform(0, 30, 36 * scale) + logs(-3, 2.8, 20 * scale)
entry('expint', E1, e1s, 'E_1(x), x > 0')
entry('expintei', EI, [s * x for x in e1s for s in (1, -1) if s * x < 715] + [0.3725074107813668, 0.37250741078136663, 0.3725074107813667] + neighbours(0.37250741078136663446), 'Ei(x)')

zs = [0.0] + [s * x for x in small for s in (1, -1)] + [x for x in middle + [1e3, 1e10] if x != 1] + neighbours(1)[:1] + neighbours(1)[2:] + [1 + s * 10.0 ** -k for k in (1, 2, 4, 8, 12) for s in (1, -1)] + uniform(-3, 5, 24 * scale) + uniform(5, 60, 12 * scale) + uniform(-30, -3, 20 * scale) + [-2.0, -4.0, -1.0, -3.0, -5.0, -10.0, -20.0, -50.5, -100.5, -150.25, -2.7172628292045742, -0.5, -2.0000000000000004, -4.000000000000001]
entry('zeta', Z, zs, "Riemann's zeta function of real s")

ms = [0.0] + [s * x for x in small for s in (1, -1)] + uniform(0, 1, 24 * scale) + uniform(-1, 0, 10 * scale) + [-x for x in logs(0, 15, 20 * scale)] + [1 - 10.0 ** -k for k in (1, 2, 3, 5, 8, 12, 15)] + [0.9999999999999999, 0.5, 0.8, 0.05, -0.05, 0.81, 0.79, -1e100, -1e300]
entry('ellipk', differences(ellipk), ms, 'K(m), m < 1, of the parameter m = k^2')
entry('ellipe', differences(ellipe), ms, 'E(m), m < 1, of the parameter m = k^2')

if __name__ == '__main__':
    print('{' + ',\n'.join(json.dumps(name) + ': {"definition": ' + json.dumps(f['definition']) + ', "cases": [\n' + ',\n'.join(json.dumps(c) for c in f['cases']) + '\n]}' for name, f in functions.items()) + '}')
