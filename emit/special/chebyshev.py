"""Polynomials from Chebyshev interpolants, rational functions likewise, and how they are printed as TypeScript."""
import sys
from mpmath import mp, mpf, cos, pi, matrix, lu_solve, polyval

mp.dps = 60

def chebyshev(f, a, b, tolerance):
    """The coefficients, constant first, of the shortest polynomial within tolerance of f on [a, b] (all mpf)."""
    n = 44
    nodes = [cos(pi * (j + mpf(1) / 2) / n) for j in range(n)]
    mid, half = (a + b) / 2, (b - a) / 2
    values = [f(mid + half * s) for s in nodes]
    c = [2 * sum(v * cos(pi * k * (j + mpf(1) / 2) / n) for j, v in enumerate(values)) / n for k in range(n)]
    c[0] /= 2
    size = n
    while size > 1 and sum(abs(x) for x in c[size - 1:]) < tolerance: size -= 1
    if size == n: raise ValueError(f'no convergence on {a}, {b}: {mp.nstr(c[-1], 3)}')
    # From Chebyshev polynomials of s to powers of x = mid + half s.
    basis = [[mpf(1)], [-mid / half, 1 / half]]
    while len(basis) < size:
        p, q = basis[-1], basis[-2]
        nxt = [mpf(0)] * (len(p) + 1)
        for i, v in enumerate(p):
            nxt[i + 1] += 2 * v / half
            nxt[i] -= 2 * mid / half * v
        for i, v in enumerate(q): nxt[i] -= v
        basis.append(nxt)
    powers = [mpf(0)] * size
    for ck, p in zip(c, basis[:size]):
        for i, v in enumerate(p): powers[i] += ck * v
    return powers

def pair(x):
    hi = float(x)
    return [hi, float(x - mpf(hi))]

def rational(f, a, b, m):
    """Numerator and denominator of degree m, with f at 2m + 1 Chebyshev nodes."""
    n = 2 * m + 1
    nodes = [(a + b) / 2 + (b - a) / 2 * cos(pi * (i + mpf(1) / 2) / n) for i in range(n)]
    A, B = matrix(n, n), matrix(n, 1)
    for i, u in enumerate(nodes):
        v = f(u)
        for k in range(m + 1): A[i, k] = u ** k
        for k in range(1, m + 1): A[i, m + k] = -v * u ** k
        B[i] = v
    c = lu_solve(A, B)
    num, den = [c[i] for i in range(m + 1)], [mpf(1)] + [c[m + i] for i in range(1, m + 1)]
    worst = max(abs(polyval(num[::-1], u) / polyval(den[::-1], u) / f(u) - 1) for u in [a + (b - a) * k / mpf(300) + (b - a) * mpf(10) ** -6 for k in range(300)])
    print(f'rational {m}: {mp.nstr(worst * 2 ** 53, 3)} half ulps, all positive: {min(num + den) > 0}', file=sys.stderr)
    return [num, den]
def emit(name, comment, value):
    def text(v):
        if isinstance(v, list):
            if v and isinstance(v[0], list): return '[\n' + ''.join('  ' + text(r) + ',\n' for r in v) + ']'
            return '[' + ', '.join(text(x) for x in v) + ']'
        r = repr(float(v))
        return r[:-2] if r.endswith('.0') else r
    kind = 'readonly (readonly number[])[]' if isinstance(value[0], list) else 'readonly number[]'
    print(f'/** {comment} */\nexport const {name}: {kind} = {text(value)};\n')

def head(script):
    print(f'// Coefficients made by emit/special/{script}; edit the script, not this file.\n// biome-ignore-all format: emitted\n// biome-ignore-all lint: emitted\n// biome-ignore-all assist: emitted\n')
