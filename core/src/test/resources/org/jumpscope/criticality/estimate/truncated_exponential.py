"""Writes truncated-exponential.txt, truncated-exponential-points.txt and likelihood.txt beside itself.

python3 truncated_exponential.py; needs mpmath. Every input is a double taken as it is, so that the answers are those of the
formulas at that very number, at 50 digits, printed to 20.
"""
import os
import mpmath as mp
from mpmath import mpf

mp.mp.dps = 50
HERE = os.path.dirname(os.path.abspath(__file__))
HEAD = f'# mpmath {mp.__version__}, 50 digits, printed to 20; written by truncated_exponential.py\n'
N = lambda x: mp.nstr(x, 20)


def deeper(f):
    """Evaluates with 200 more digits: what cancels near t = 0, or e^-700, costs no digit of the answer."""
    def g(*a):
        with mp.workdps(350):
            return +f(*a)
    return g


@deeper
def mean(t):
    return mpf(1) / 2 if t == 0 else 1 / t - 1 / mp.expm1(t)


@deeper
def variance(t):
    return mpf(1) / 12 if t == 0 else 1 / t**2 - 1 / (4 * mp.sinh(t / 2) ** 2)


@deeper
def derivative(t):
    return mpf(0) if t == 0 else mp.cosh(t / 2) / (4 * mp.sinh(t / 2) ** 3) - 2 / t**3


@deeper
def height(t):
    return mpf(0) if t == 0 else mp.log(t / -mp.expm1(-t))


@deeper
def moment(r, t):
    # closed form by the recurrence, whose cancellation 350 digits carry; at t = 0, 1/(r + 1)
    if t == 0:
        return mpf(1) / (r + 1)
    m = mpf(1)
    for i in range(1, r + 1):
        m = i / t * m + 1 / -mp.expm1(t)
    return m


@deeper
def cumulative(z, t):
    return z if t == 0 else mp.expm1(-t * z) / mp.expm1(-t)


@deeper
def quantile(p, t):
    return p if t == 0 else -mp.log1p(p * mp.expm1(-t)) / t


TS = [-1000.0, -600.0, -50.0, -8.001, -7.999, -6.9, -4.001, -3.999, -2.001, -1.999, -1.0, -0.25, -1e-12, 0.0, 1e-9, 1e-3,
      0.5, 0.999, 1.001, 1.999, 2.0, 2.001, 3.999, 4.001, 6.9, 7.999, 8.001, 10.0, 100.0, 700.0, 1000.0, 1e5]
with open(os.path.join(HERE, 'truncated-exponential.txt'), 'w') as f:
    f.write('# the truncated exponential t e^(-tz)/(1-e^(-t)) on [0,1]: mean, variance v, v\', h = ln(t/(1-e^-t)), E[z^2..4]\n')
    f.write(HEAD)
    f.write('# t mean variance derivative height M2 M3 M4\n')
    for t in map(mpf, TS):
        f.write(' '.join([repr(float(t))] + [N(g(t)) for g in (mean, variance, derivative, height)]
                         + [N(moment(r, t)) for r in (2, 3, 4)]) + '\n')

with open(os.path.join(HERE, 'truncated-exponential-points.txt'), 'w') as f:
    f.write('# P(Z <= z) at t, and the quantile at p = z\n' + HEAD + '# t z cumulative quantile\n')
    for t in map(mpf, [-1000.0, -50.0, -6.9, -0.5, -1e-12, 0.0, 1e-9, 0.7, 2.0, 6.9, 50.0, 1000.0]):
        for z in map(mpf, [1e-300, 1e-20, 1e-3, 0.25, 0.5, 0.75, 0.999, 1 - 2.0**-40]):
            f.write(' '.join([repr(float(t)), repr(float(z)), N(cumulative(z, t)), N(quantile(z, t))]) + '\n')

# Log-likelihood, score and information of n values on [a, b] with the sums of ln(x/a) and of ln x as given;
# at b = inf the Pareto law.
with open(os.path.join(HERE, 'likelihood.txt'), 'w') as f:
    f.write('# log-likelihood, score and Fisher information of n values on [a, b] with mean of ln(x/a) y\n')
    f.write(HEAD + '# a b n y k logLikelihood score information\n')
    n = 1000
    for a, b in ((1e-3, 10.0), (1.0, 30.0), (2.0, 2.5), (1.0, float('inf')), (1e-300, float('inf'))):
        for k in (-2.0, 0.0, 2 / 3, 0.75, 1 - 1e-12, 1.0, 1 + 1e-12, 1.5, 2.0, 3.5, 8.0):
            with mp.workdps(120):
                A, K = mpf(a), mpf(k)
                s = K - 1
                if b == float('inf'):
                    if k <= 1 + 1e-9:
                        continue
                    y = mpf(0.7)
                    log = n * (mp.log(s) - s * y) - n * (mp.log(A) + y)
                    score, info = n * (1 / s - y), n / s**2
                else:
                    L = mp.log(mpf(b) / A)
                    y = mpf(float(L * mpf('0.4')))
                    t = s * L
                    log = n * (-mp.log(L) + height(t) - t * y / L) - n * (mp.log(A) + y)
                    score, info = n * (L * mean(t) - y), n * L**2 * variance(t)
                f.write(' '.join([repr(a), repr(b).replace('inf', 'Infinity'), str(n), repr(float(y)), repr(k),
                                  N(log), N(score), N(info)]) + '\n')
