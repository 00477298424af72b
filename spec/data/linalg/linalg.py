# Values and gradients of operations of matrices, to 30 digits: python3 linalg.py > linalg.json (mpmath 1.3.0, half a minute)
# Each operation is mpmath's own at 150 digits. Gradients of Σ wᵢ yᵢ, wᵢ = ((3i mod 7) + 1)/8 with y the list of results, are
# central differences with h = 1e-40, so right to more than 60 digits. Entries of matrices are doubles.
import json
from mpmath import mp, mpf, matrix, nstr

mp.dps = 150
H = mpf(10) ** -40

def digits(x):
    return nstr(x, 30, strip_zeros=True, min_fixed=0, max_fixed=0)

def rows(xs, columns):
    return matrix([xs[i:i + columns] for i in range(0, len(xs), columns)])

def flat(m):
    return [m[i, j] for i in range(m.rows) for j in range(m.cols)]

def symmetric(a):
    return (a + a.T) / 2

def triangle(a, lower):
    return matrix([[a[i, j] if (j <= i if lower else j >= i) else mpf(0) for j in range(a.cols)] for i in range(a.rows)])

def qr(a):
    q, r = mp.qr(a, mode='skinny')
    for k in range(r.rows):
        if r[k, k] < 0:
            for j in range(r.cols): r[k, j] = -r[k, j]
            for i in range(q.rows): q[i, k] = -q[i, k]
    return flat(q) + flat(r)

def eigh(a):
    e, v = mp.eigsy(symmetric(a))
    for k in range(v.cols):
        if max((v[i, k] for i in range(v.rows)), key=abs) < 0:
            for i in range(v.rows): v[i, k] = -v[i, k]
    return list(e) + flat(v)

def singular(a):
    return sorted(mp.svd_r(a if a.rows >= a.cols else a.T, compute_uv=False), reverse=True)

def stacked(a, b):
    return rows(flat(a) + b, a.cols)

def beside(a, b):
    return matrix([[a[i, j] for j in range(a.cols)] + [b[i]] for i in range(a.rows)])

def tall(a, b):
    m, c = stacked(a, b[:a.cols]), matrix(b[a.cols:])
    return list(mp.lu_solve(m.T * m, m.T * c))

def wide(a, b):
    m, c = beside(a, b[a.rows:]), matrix(b[:a.rows])
    return list(m.T * mp.lu_solve(m * m.T, c))

def sums(a):
    return max(sum(abs(a[i, j]) for i in range(a.rows)) for j in range(a.cols))

def kappa(a):
    s = singular(a)
    return s[0] / s[-1]

def gap(xs):
    xs = sorted(xs)
    return max(map(abs, xs)) / min([y - x for x, y in zip(xs, xs[1:])])

# Of each: how many numbers there are beside the matrix's, the list of results, the condition, whether A has to be definite
one = lambda n: 0
OPERATIONS = {
    'solve': (lambda n: n, lambda a, b: list(mp.lu_solve(a, matrix(b))), lambda a, b: kappa(a), False),
    'lstsq of a tall matrix': (lambda n: 2 * n + 1, tall, lambda a, b: kappa(stacked(a, b[:a.cols])) ** 2, False),
    'lstsq of a wide matrix': (lambda n: 2 * n, wide, lambda a, b: kappa(beside(a, b[a.rows:])) ** 2, False),
    'solveLower': (lambda n: n, lambda a, b: list(mp.lu_solve(triangle(a, True), matrix(b))), lambda a, b: kappa(triangle(a, True)), False),
    'solveUpper': (lambda n: n, lambda a, b: list(mp.lu_solve(triangle(a, False), matrix(b))), lambda a, b: kappa(triangle(a, False)), False),
    'inv': (one, lambda a, b: flat(mp.inverse(a)), lambda a, b: kappa(a), False),
    'det': (one, lambda a, b: [mp.det(a)], lambda a, b: kappa(a), False),
    'logdet': (one, lambda a, b: [mp.log(abs(mp.det(a)))], lambda a, b: kappa(a), False),
    'cholesky': (one, lambda a, b: flat(mp.cholesky(symmetric(a))), lambda a, b: kappa(a), True),
    'qr': (lambda n: n, lambda a, b: qr(stacked(a, b)), lambda a, b: kappa(stacked(a, b)), False),
    'eigh': (one, lambda a, b: eigh(a), lambda a, b: gap(mp.eigsy(a, eigvals_only=True)), True),
    'svdvals': (lambda n: n, lambda a, b: singular(stacked(a, b)), lambda a, b: gap(singular(stacked(a, b))), False),
    'expm': (one, lambda a, b: flat(mp.expm(a, method='taylor')), lambda a, b: max(1, singular(a)[0]), False),
    'matrixNorm fro': (one, lambda a, b: [mp.sqrt(sum(x * x for x in flat(a)))], lambda a, b: mpf(1), False),
    'matrixNorm nuc': (one, lambda a, b: [sum(singular(a))], lambda a, b: kappa(a), False),
    'matrixNorm 1': (one, lambda a, b: [sums(a)], lambda a, b: mpf(1), False),
    'matrixNorm 2': (one, lambda a, b: [singular(a)[0]], lambda a, b: gap(singular(a)), False),
    'matrixNorm Infinity': (one, lambda a, b: [sums(a.T)], lambda a, b: mpf(1), False),
}

# Matrices as rows of doubles
def general(n):
    return [[((7 * i + 5 * j + i * j * 3) % 11 - 5) / 8 + (3 if i == j else 0) for j in range(n)] for i in range(n)]

def hilbert(n):
    return [[1 / (i + j + 1) for j in range(n)] for i in range(n)]

def graded(n, bits=4):
    return [[2.0 ** (-bits * (i + j)) * ((3 + i / 4) if i == j else (i * j + i + j) % 3 / 2 + 0.25) for j in range(n)] for i in range(n)]

def near_equal(n):
    """Eigenvalues 1, 1 + 2⁻²⁰, 3, 5 …, the vectors of a reflection"""
    u = [mpf(k + 1) for k in range(n)]
    s = sum(x * x for x in u)
    q = [[(1 if i == j else 0) - 2 * u[i] * u[j] / s for j in range(n)] for i in range(n)]
    e = [mpf(1), 1 + mpf(2) ** -20] + [mpf(2 * k - 1) for k in range(2, n)]
    m = [[float(sum(q[i][k] * e[k] * q[j][k] for k in range(n))) for j in range(n)] for i in range(n)]
    return [[m[max(i, j)][min(i, j)] for j in range(n)] for i in range(n)]

MATRICES = [(f'{name} {n}', make(n), make is not general) for name, make, ns in [
    ('general', general, (2, 3, 4, 5)), ('Hilbert', hilbert, (2, 3, 5)), ('graded', graded, (2, 4)), ('near-equal eigenvalues', near_equal, (3, 5)),
] for n in ns]

def case(name, title, a):
    further, f, condition, _ = OPERATIONS[name]
    n = len(a)
    x = [v for row in a for v in row] + [(k % 5 - 1.75) / 2 for k in range(further(n))]
    def run(xs): return f(rows(xs[:n * n], n), xs[n * n:])
    def weighted(xs): return sum(mpf((3 * i) % 7 + 1) / 8 * y for i, y in enumerate(run(xs)))
    at = [mpf(v) for v in x]
    gradient = []
    for k in range(len(x)):
        up, down = list(at), list(at)
        up[k] += H
        down[k] -= H
        gradient.append((weighted(up) - weighted(down)) / (2 * H))
    gradient = [g if abs(g) >= mpf(10) ** -40 else mpf(0) for g in gradient]
    return json.dumps({'operation': name, 'matrix': title, 'n': n, 'x': x, 'condition': float(nstr(condition(rows(at[:n * n], n), at[n * n:]), 3)),
        'values': [digits(y) for y in run(at)], 'gradient': [digits(g) for g in gradient]})

# Eigenvalues and singular values of graded matrices from 1 to 2⁻⁶⁰, each with the gradient of it alone
def alone(name, of, k, n):
    a = graded(n, 10)
    at = [mpf(v) for row in a for v in row]
    def run(xs): return of(rows(xs, n))[k]
    gradient = []
    for i in range(n * n):
        up, down = list(at), list(at)
        up[i] += H
        down[i] -= H
        gradient.append((run(up) - run(down)) / (2 * H))
    return json.dumps({'operation': name, 'k': k, 'x': [float(v) for v in at], 'n': n, 'value': digits(run(at)), 'gradient': [digits(g) for g in gradient]})

# det(A + t D) at singular A of rank n − 1, n − 2, …, 0: the coefficients of the polynomial in t, which are integers
def singular_case(n, rank):
    a = [[0] * n for _ in range(n)]
    for r in range(rank):
        u, v = [(i * (r + 2) + r) % 5 - 2 for i in range(n)], [(i * i + 3 * r + 1) % 7 - 3 for i in range(n)]
        a = [[a[i][j] + u[i] * v[j] for j in range(n)] for i in range(n)]
    d = [[(5 * i + 3 * j + i * j) % 7 - 3 for j in range(n)] for i in range(n)]
    v = matrix([[mpf(t) ** k for k in range(n + 1)] for t in range(n + 1)])
    at = matrix([mp.det(matrix([[a[i][j] + t * d[i][j] for j in range(n)] for i in range(n)])) for t in range(n + 1)])
    return json.dumps({'n': n, 'rank': rank, 'a': a, 'direction': d, 'coefficients': [int(mp.nint(c)) for c in mp.lu_solve(v, at)]})

cases = [case(name, title, a) for name, (_, _, _, definite) in OPERATIONS.items() for title, a, isDefinite in MATRICES if isDefinite or not definite]
graded_cases = [alone(name, of, k, n) for n in (2, 4) for name, of in [('eigh', lambda a: sorted(mp.eigsy(symmetric(a), eigvals_only=True))), ('svdvals', singular)] for k in range(n)]
singular_cases = [singular_case(n, rank) for n in (2, 3, 4, 5) for rank in range(n)]
print('{"cases": [\n' + ',\n'.join(cases) + '\n], "graded": [\n' + ',\n'.join(graded_cases) + '\n], "singular": [\n' + ',\n'.join(singular_cases) + '\n]}')
