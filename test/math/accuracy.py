"""Write accuracy.json: special functions with 50 digits, to the nearest double.

python test/math/accuracy.py > test/math/accuracy.json, with mpmath 1.4.1 (Python 3.11).
"""

import json
from mpmath import mp, mpf, loggamma, digamma, beta, log, psi, exp, quad, inf

mp.dps = 50
points = [1e-300, 1e-8, 1e-3, 0.1, 0.5, 1, 1.4616321449683622, 1.5, 2, 3.7, 11.99, 12, 25.5, 1e3, 3e6, 1e15]
ratios = [(1e-3, 1e-3), (0.5, 3), (2, 1e-9), (1e3, 1e-3), (3e6, 0.5), (3e6, 3.7), (1e15, 2), (5, 3000), (1e-3, 3e3), (30, 40)]
json.dump(
    {
        "logGamma": [[x, float(loggamma(mpf(x)))] for x in points],
        "digamma": [[x, float(digamma(mpf(x)))] for x in points],
        "trigamma": [[x, float(psi(1, mpf(x)))] for x in points[1:]],
        "logGammaRatio": [[a, b, float(loggamma(mpf(a) + mpf(b)) - loggamma(mpf(a)))] for a, b in ratios],
        "logBeta": [[a, b, float(loggamma(mpf(a)) + loggamma(mpf(b)) - loggamma(mpf(a) + mpf(b)))] for a, b in ratios],
        "exponentialIntegral": [[z, s, float(exp(mpf(z)) * mp.expint(mpf(s), mpf(z)))] for z, s in [(0.01, 0.4), (1e-3, 0.6), (1, 2), (30, 0.1), (0.03, 60)]],
    },
    __import__("sys").stdout,
)
print()
