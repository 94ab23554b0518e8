"""Write accuracy.json: likelihoods and predictions with 60 digits, to the nearest double.

python test/models/accuracy.py > test/models/accuracy.json, with mpmath 1.4.1 (Python 3.11). It
takes two minutes. Parameters are drawn over 1e-3 .. 1e3, purchases up to 3000.
"""

import json
import random
import sys

from mpmath import mp, mpf, beta, exp, gamma, hyp2f1, inf, log, loggamma, quad

mp.dps = 60
draw = random.Random(1)


def spread(low, high):
    """A double whose logarithm is uniform."""
    return float(f"{low * (high / low) ** draw.random():.6g}")


def parameters(names, low=1e-3, high=1e3):
    return {name: spread(low, high) for name in names}


def buyer():
    x = draw.choice([0, 1, 2, 3, int(spread(1, 100)), int(spread(1, 3000))])
    T = spread(0.1, 500)
    share = draw.choice([1, draw.random(), draw.random()])
    t_x = 0 if x == 0 else float(f"{T * share:.6g}")
    return {"x": x, "t_x": min(t_x, T), "T": T}


def exactly(record):
    return {name: mpf(value) for name, value in record.items()}


def log_beta(a, b):
    return loggamma(a) + loggamma(b) - loggamma(a + b)


def beta_geometric(chances, given, one):
    """ln L and P(alive): Fader, Hardie & Lee (2005), eq. 6; Batislam et al. (2007) for chances 1."""
    r, alpha, a, b = exactly(given).values()
    x, t_x, T = exactly(one).values()
    k = x + chances
    common = loggamma(r + x) - loggamma(r) + r * log(alpha)
    stays = exp(common + log_beta(a, b + k) - log_beta(a, b) - (r + x) * log(alpha + T))
    left = mpf(0)
    if k > 0:
        left = exp(common + log_beta(a + 1, b + k - 1) - log_beta(a, b) - (r + x) * log(alpha + t_x))
    return log(stays + left), stays / (stays + left)


def pareto(given, one):
    """ln L and P(alive) by quadrature over the moment of leaving, in pieces of ln(t + m)."""
    r, alpha, s, b = exactly(given).values()
    x, t_x, T = exactly(one).values()
    common = loggamma(r + x) - loggamma(r) + r * log(alpha) + s * log(b)
    stays = exp(common - (r + x) * log(alpha + T) - s * log(b + T))
    left = mpf(0)
    if t_x < T:
        m = min(alpha, b)
        low, high = log(t_x + m), log(T + m)
        start = (r + x) * log(alpha + t_x) + (s + 1) * log(b + t_x)

        def f(y):
            t = exp(y) - m
            return exp(start - (r + x) * log(alpha + t) - (s + 1) * log(b + t) + y)

        k = (r + x) * (t_x + m) / (alpha + t_x) + (s + 1) * (t_x + m) / (b + t_x) - 1
        cut = min(high, low + 150 / k) if k > 0 else high
        pieces = [low + (cut - low) * i / 12 for i in range(13)]
        left = exp(common - start) * s * quad(f, pieces)
    return log(stays + left), stays / (stays + left)


def beta_purchases(chances, given, one, t):
    """E[purchases in t], Fader, Hardie & Lee (2005), eq. 10, with b + x + chances for b + x."""
    r, alpha, a, b = exactly(given).values()
    x, t_x, T = exactly(one).values()
    c, m, A, t = b + x + chances, r + x, alpha + T, mpf(t)
    z = t / (A + t)
    mean = (a + c - 1) / (a - 1) * (1 - (A / (A + t)) ** m * hyp2f1(m, c, a + c - 1, z))
    return beta_geometric(chances, given, one)[1] * mean


def pareto_purchases(given, one, t):
    """E[purchases in t], Fader & Hardie, note 009, eq. 41."""
    r, alpha, s, b = exactly(given).values()
    x, t_x, T = exactly(one).values()
    mean = (r + x) * (b + T) / ((alpha + T) * (s - 1)) * (1 - ((b + T) / (b + T + t)) ** (s - 1))
    return pareto(given, one)[1] * mean


def bg_bb(given, x, t_x, n):
    """ln L of Fader, Hardie & Shang (2010), eq. 5."""
    a, b, c, d = exactly(given).values()
    term = lambda m: exp(log_beta(a + x, b + m - x) - log_beta(a, b))
    total = term(n) * exp(log_beta(c, d + n) - log_beta(c, d))
    for m in range(t_x, n):
        total += term(m) * exp(log_beta(c + 1, d + m) - log_beta(c, d))
    return log(total)


def gamma_gamma(given, x, spend):
    """ln of the density of a mean spend, Fader & Hardie, note 025, eq. 1a."""
    p, q, g = exactly(given).values()
    x, z = mpf(x), mpf(spend)
    return (
        loggamma(p * x + q) - loggamma(p * x) - loggamma(q) + q * log(g)
        + (p * x - 1) * log(z) + p * x * log(x) - (p * x + q) * log(g + x * z)
    )


beta_names, pareto_names = ["r", "alpha", "a", "b"], ["r", "alpha", "s", "beta"]
result = {"bg-nbd": [], "mbg-nbd": [], "pareto-nbd": [], "expected": [], "bg-bb": [], "gamma-gamma": [], "sbg": []}
for _ in range(40):
    for chances, name in enumerate(["bg-nbd", "mbg-nbd"]):
        given, one = parameters(beta_names), buyer()
        result[name].append([given, one, *map(float, beta_geometric(chances, given, one))])
    given, one = parameters(pareto_names), buyer()
    result["pareto-nbd"].append([given, one, *map(float, pareto(given, one))])
for index in range(24):
    chances = index % 2
    given = {"r": spread(0.05, 20), "alpha": spread(0.5, 100), "a": spread(0.01, 20), "b": spread(0.1, 1000)}
    one = {"x": 0, "t_x": 0, "T": 0} if index % 3 == 0 else buyer()
    one["x"] = min(one["x"], 200)
    t = spread(0.1, 5 * (given["alpha"] + one["T"]))
    result["expected"].append([["bg-nbd", "mbg-nbd"][chances], given, one, t, float(beta_purchases(chances, given, one, t))])
for _ in range(12):
    given, one, t = parameters(pareto_names, 0.01, 100), buyer(), spread(0.1, 500)
    result["expected"].append(["pareto-nbd", given, one, t, float(pareto_purchases(given, one, t))])
for a in [0.999999, 1.000001, 1.5]:
    given, one = {"r": 0.25, "alpha": 4.4, "a": a, "b": 2.4}, {"x": 3000, "t_x": 38.0, "T": 40.0}
    result["expected"].append(["bg-nbd", given, one, 400.0, float(beta_purchases(0, given, one, 400.0))])
for _ in range(24):
    given, n = parameters(["alpha", "beta", "gamma", "delta"]), draw.choice([1, 6, 12, 120])
    x = draw.randint(0, n)
    t_x = 0 if x == 0 else draw.randint(x, n)
    result["bg-bb"].append([given, {"x": x, "t_x": t_x, "n": n}, float(bg_bb(given, x, t_x, n))])
for _ in range(24):
    given, x, spend = parameters(["p", "q", "gamma"]), int(spread(1, 3000)), spread(0.01, 1e5)
    result["gamma-gamma"].append([given, {"x": x, "spend": spend}, float(gamma_gamma(given, x, spend))])
for _ in range(12):
    given, n, d = parameters(["a", "b"]), int(spread(1, 60)), draw.choice([0.01, 0.1, 0.3])
    a, b = exactly(given).values()
    survival = exp(log_beta(a, b + n) - log_beta(a, b))
    residual = (b + n) / (a + b + n) * hyp2f1(1, b + n + 1, a + b + n + 1, 1 / (1 + mpf(d)))
    result["sbg"].append([given, n, d, float(survival), float(residual)])

lines = [f'  "{name}": [\n' + ",\n".join("    " + json.dumps(row) for row in rows) + "\n  ]" for name, rows in result.items()]
sys.stdout.write("{\n" + ",\n".join(lines) + "\n}\n")
