"""Derives the polynomials of org.jumpscope.numeric.ErrorFunction and the references of its test.

Usage: python3 error_function.py polynomials | references     (mpmath 1.3, 40 digits)

erf(x)/x - 1 on [0, 1] is a polynomial in x^2; exp(x^2) erfc(x) for x >= 0 is one polynomial in t - centre on each of
16 pieces of t = 4/(4 + x). Both are interpolated at Chebyshev points and rounded to double.
"""
import random
import sys

from mpmath import chebyfit, erf, erfc, exp, mp, mpf, sqrt

mp.dps = 40
PIECES, COEFFICIENTS = 16, 10


def scaled(t):
    """exp(x^2) erfc(x) at x = 4/t - 4; its limit 0 at t = 0."""
    if t == 0:
        return mpf(0)
    x = 4 / mpf(t) - 4
    if x > 60:  # the asymptotic series, which mpmath would reach only through exp(3600)
        total, term = mpf(0), mpf(1)
        for k in range(1, 40):
            total += term
            term *= -(2 * k - 1) / (2 * x * x)
        return total / (x * sqrt(mp.pi))
    return exp(x * x) * erfc(x)


def polynomials():
    small = chebyfit(lambda s: erf(sqrt(s)) / sqrt(s) - 1 if s > 0 else 2 / sqrt(mp.pi) - 1, [0, 1], 15)
    print("SMALL", [float(c) for c in small])
    for piece in range(PIECES):
        low, high = mpf(piece) / PIECES, mpf(piece + 1) / PIECES
        centre = (low + high) / 2
        # erfcx(x) = t * g(t): g has no zero at t = 0, so its polynomial keeps the relative error.
        limit = 1 / (4 * sqrt(mp.pi))
        g = lambda d: scaled(centre + d) / (centre + d) if centre + d > mpf(10) ** -12 else limit
        c = list(reversed(chebyfit(g, [low - centre, high - centre], COEFFICIENTS)))
        # What the first coefficient loses to rounding follows it.
        row = [float(c[0]), float(c[0] - mpf(float(c[0])))] + [float(each) for each in c[1:]]
        print("{" + ", ".join(map(repr, row)) + "},")



def references():
    random.seed(1)
    points = [random.uniform(-0.6, 0.6) for _ in range(60)] + [random.uniform(-6, 6) for _ in range(120)]
    points += [random.uniform(0, 26.5) for _ in range(120)] + [10.0 ** random.uniform(-300, 2) for _ in range(40)]
    points += [0.5, -0.5, 0.4999999999999999, 1.0, 2.0, 26.0, 26.5, 5.9, 6.0, 1e-320, 100.0, 1e10]
    print("# erf, erfc and exp(x^2) erfc(x), rounded to double; written by error_function.py with mpmath 1.3, 40 digits")
    print("# x erf erfc erfcx (erfcx of x >= 0 only)")
    for x in points:
        m = mpf(x)
        scaled_value = repr(float(scaled(4 / (4 + m)))) if x >= 0 else "-"
        print(repr(x), repr(float(erf(m))), repr(float(erfc(m))), scaled_value)


if __name__ == "__main__":
    {"polynomials": polynomials, "references": references}[sys.argv[1]]()
