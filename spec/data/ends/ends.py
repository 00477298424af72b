# Values and first partials of the rows at the smallest doubles, to 20 digits: python3 ends.py > ends.json
# A partial is a central difference, its step 1e-40 of the argument, in 900 digits.
import itertools, json
from mpmath import mp, mpf, log, exp, sqrt, sin, cos, tan, asin, acos, atan, atan2, sinh, cosh, tanh, sech, asinh, acosh, atanh, cbrt, fsum, fprod, pi

mp.dps = 900
double = lambda x: mpf(float(x))
TINY = ['5e-324', '1e-323', '1.5e-323', '4e-320', '1e-310', '2.2250738585072014e-308', '1e-307']
tiny = [double(x) for x in TINY]
one = mpf(1)
sigmoid = lambda x: 1 / (1 + exp(-x))
root3 = lambda x: cbrt(x) if x >= 0 else -cbrt(-x)
sign = lambda x: (x > 0) - (x < 0)

unary = {
    'neg': lambda x: -x, 'inv': lambda x: 1 / x, 'square': lambda x: x * x, 'cube': lambda x: x**3,
    'cbrt': root3, 'exp': exp, 'exp2': lambda x: exp(x * log(mpf(2))), 'expm1': lambda x: exp(x) - 1,
    'log1p': lambda x: log(1 + x), 'sin': sin, 'cos': cos, 'tan': tan, 'asin': asin, 'acos': acos, 'atan': atan,
    'sinc': lambda x: sin(x) / x, 'sinh': sinh, 'cosh': cosh, 'tanh': tanh, 'sech': sech, 'asinh': asinh,
    'atanh': atanh, 'abs': abs, 'sigmoid': sigmoid, 'logSigmoid': lambda x: log(sigmoid(x)),
    'softplus': lambda x: log(1 + exp(x)), 'relu': lambda x: max(x, mpf(0)), 'silu': lambda x: x * sigmoid(x),
}
positive = {'sqrt': sqrt, 'rsqrt': lambda x: 1 / sqrt(x), 'log': log, 'log2': lambda x: log(x) / log(mpf(2)), 'log10': lambda x: log(x) / log(mpf(10))}
binary = {
    'add': lambda x, y: x + y, 'sub': lambda x, y: x - y, 'mul': lambda x, y: x * y, 'div': lambda x, y: x / y,
    'hypot': lambda x, y: sqrt(x * x + y * y), 'atan2': atan2, 'copysign': lambda x, s: abs(x) * sign(s),
    'max': max, 'min': min, 'logaddexp': lambda x, y: log(exp(x) + exp(y)),
    'leakyRelu': lambda x, a: x if x > 0 else a * x, 'elu': lambda x, a: x if x > 0 else a * (exp(x) - 1),
}
arrays = {
    'sum': lambda *xs: fsum(xs), 'mean': lambda *xs: fsum(xs) / len(xs), 'prod': lambda *xs: fprod(xs),
    'norm': lambda *xs: sqrt(fsum(x * x for x in xs)), 'logsumexp': lambda *xs: log(fsum(exp(x) for x in xs)),
    'variance': lambda *xs: fsum((x - fsum(xs) / len(xs)) ** 2 for x in xs) / (len(xs) - 1),
    'maximum': max, 'minimum': min, 'hypot': lambda *xs: sqrt(fsum(x * x for x in xs)),
}

def digits(x):
    return mp.nstr(x, 20, strip_zeros=False, min_fixed=0, max_fixed=0)

def case(name, f, at):
    partials = []
    for i, x in enumerate(at):
        h = abs(x) * mpf(10) ** -40
        ends = [f(*(x + s * h if i == j else t for j, t in enumerate(at))) for s in (1, -1)]
        partials.append((ends[0] - ends[1]) / (2 * h))
    return {'name': name, 'at': [float(x) for x in at], 'value': digits(f(*at)), 'partials': [digits(p) for p in partials]}

cases = []
for name, f in unary.items():
    cases += [case(name, f, [s * x]) for x in tiny for s in (1, -1)]
for name, f in positive.items():
    cases += [case(name, f, [x]) for x in tiny]
small = [tiny[0], tiny[3], tiny[4], tiny[6]]
pairs = [(x, y) for x in small for y in small] + [p for x in small for p in ((x, one), (one, x), (-x, one), (one, -x), (-x, x / 2 if x > tiny[0] else 3 * x))]
pairs = [(double(x), double(y)) for x, y in pairs]
for name, f in binary.items():
    cases += [case(name, f, p) for p in pairs if not (p[0] == p[1] and name in ('max', 'min'))]
cases += [case('xlogy', lambda x, y: x * log(y), p) for p in pairs if p[1] > 0]
power = lambda x, y: exp(y * log(x))
exponents = [double(y) for y in ('1e-10', '-1e-10', '0.5', '-0.5', '1', '0.99', '1.5', '2', '1e-310', '5e-324')]
cases += [case('pow', power, (x, y)) for x in tiny for y in exponents]
cases += [case('pow', power, (double(x), y)) for x in ('2', '0.5', '1e300') for y in small]
# Of a normal base the power y − 1 may overflow as well, or be rounded: log x is ±700.
cases += [case('pow', power, (double(x), double(y))) for x in ('3e-308', '1e-160', '1e160', '1e308') for y in ('1e-10', '-1e-10', '1e-300', '-1e-300', '0.1', '0.3', '0.49', '-0.1', '-0.9')]
lists = [(tiny[0],) * 2, (tiny[0],) * 3, (tiny[3], tiny[3]), (tiny[0], tiny[1], tiny[2]), (tiny[4], tiny[3], -tiny[6]), (tiny[6], tiny[6], one), (tiny[4], -tiny[4], tiny[5])]
for name, f in arrays.items():
    for at in lists:
        if name in ('maximum', 'minimum') and len(set(at)) < len(at): continue
        cases.append(case(name, f, at))
products = [('1e-300', '1', '1e200', '1e200'), ('1e300', '1', '1e-200', '1e-200'), ('1e-310', '1e300', '1e5'), ('5e-324', '2', '1e300'), ('1e200', '1', '1e-160', '1e-160'), ('1e-160', '1e200', '1e160', '1e-200')]
cases += [case('prod', arrays['prod'], tuple(double(x) for x in at)) for at in products]
print('[' + ',\n'.join(json.dumps(c) for c in cases) + ']')
