# Coefficients of Riemann's zeta function: python3 zeta.py > ../../lib/special/kernels/zeta-coefficients.ts
from mpmath import mp, mpf, stieltjes, factorial, bernoulli, zeta
from chebyshev import emit, head

head('zeta.py')
emit('STIELTJES', 'ζ(s) − 1/(s − 1) = Σ cₙ (s − 1)ⁿ, cₙ = (−1)ⁿ γₙ/n! (DLMF 25.2.4).', [(-1) ** n * stieltjes(n) / factorial(n) for n in range(30)])
emit('BERNOULLI', 'B₂ⱼ/(2j)! from j = 1 on.', [bernoulli(2 * j) / factorial(2 * j) for j in range(1, 13)])

def taylor(c):
    """c, and the coefficients that count at distance 1, to the fifth derivative."""
    with mp.workdps(50):
        coefficients = [zeta(mpf(c), 1, n) / factorial(n) for n in range(64)]
        reach = mpf('0.5') if c == -0.5 else 1
        while abs(coefficients[-1]) * len(coefficients) ** 5 * reach ** len(coefficients) < mpf(10) ** -19 * abs(coefficients[1]): coefficients.pop()
        return [float(c)] + [float(x) for x in coefficients]
emit('LEFT', 'ζ(s) = Σ cₙ (s − c)ⁿ for |s − c| ≤ 1, of the first 1/2: c, and coefficients.', [taylor(c) for c in (-0.5, -2, -4, -6, -8, -10, -12)])
