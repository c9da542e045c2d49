"""Writes joint-models.txt beside itself: maximum-likelihood fits of power laws with modelled ends.

python3 joint_models.py; needs mpmath. The law is log f = const - s u - p g_left - q g_right on [lo, hi], the data are
u_i = -7.5 + 9 (p + (2p - 1)^5/4), p = (i + 1/2)/200, without the first and the last, which are lo and hi; g = exp(beta d) or
max(0, d - delta)^2 with d = A - u or u - B, A = lo + 1.25, B = hi - 1.5. Columns: model and shape on the left and on the right
(N none, E and W exp(beta d), G the square), s, p, q, log-likelihood, n times the variance of s: the inverse of the covariance of
u, the g and (for W and G) their derivatives by shape.
"""
import os
import mpmath as mp
from mpmath import mpf

mp.mp.dps = 30
HERE = os.path.dirname(os.path.abspath(__file__))
N = 200
ALL = []
for i in range(N):
    p = (i + mpf(1) / 2) / N
    ALL.append(mpf(-7.5) + 9 * (p + (2 * p - 1) ** 5 / 4))
LO, HI = ALL[0], ALL[-1]
U = ALL[1:-1]
A, B = LO + mpf(1.25), HI - mpf(1.5)


def basis(model, shape, left):
    if model == 'N':
        return None, None, []
    d = (lambda u: A - u) if left else (lambda u: u - B)
    if model == 'G':
        return (lambda u: max(mpf(0), d(u) - shape) ** 2), (lambda u: max(mpf(0), d(u) - shape)), [A - shape if left else B + shape]
    g = lambda u: mp.exp(shape * d(u))
    return g, (None if model == 'E' else lambda u: d(u) * g(u)), []


def fit(l, lshape, r, rshape):
    gl, tl, kl = basis(l, mpf(lshape), True)
    gr, tr, kr = basis(r, mpf(rshape), False)
    gs = [lambda u: u] + [g for g in (gl, gr) if g]
    means = [mp.fsum(g(u) for u in U) / len(U) for g in gs]
    places = sorted({LO, HI, *[LO + (HI - LO) * j / 6 for j in range(1, 6)], *[k for k in kl + kr if LO < k < HI]})

    def integral(f, theta):
        return mp.quad(lambda u: f(u) * mp.exp(-mp.fsum(t * g(u) for t, g in zip(theta, gs))), places)

    theta = [mpf(0)] + [mpf('0.1')] * (len(gs) - 1)
    value = lambda t: mp.fsum(a * b for a, b in zip(t, means)) + mp.log(integral(lambda u: 1, t))
    while True:
        z = integral(lambda u: 1, theta)
        e = [integral(g, theta) / z for g in gs]
        c = mp.matrix(len(gs), len(gs))
        for i in range(len(gs)):
            for j in range(len(gs)):
                c[i, j] = integral(lambda u: (gs[i](u) - e[i]) * (gs[j](u) - e[j]), theta) / z
        step = mp.lu_solve(c, mp.matrix([a - b for a, b in zip(e, means)]))
        length, here = mpf(1), value(theta)
        while any(theta[j] + length * step[j] <= 0 for j in range(1, len(gs))) or value([t + length * q for t, q in zip(theta, step)]) > here + mpf(10) ** -22:
            length /= 2
        theta = [t + length * q for t, q in zip(theta, step)]
        if max(abs(q) for q in step) < mpf(10) ** -18:
            break
    fs = gs + [t for t in (tl, tr) if t]
    z = integral(lambda u: 1, theta)
    e = [integral(f, theta) / z for f in fs]
    c = mp.matrix(len(fs), len(fs))
    for i in range(len(fs)):
        for j in range(i + 1):
            c[i, j] = c[j, i] = integral(lambda u: (fs[i](u) - e[i]) * (fs[j](u) - e[j]), theta) / z
    variance = mp.inverse(c)[0, 0]
    p = theta[1] if gl else mpf(0)
    q = theta[-1] if gr else mpf(0)
    return [theta[0], p, q, -len(U) * value(theta), variance]


CASES = [('N', 0, 'E', 1), ('E', 1, 'E', 1), ('G', -0.75, 'N', 0), ('G', 0.25, 'W', 0.5), ('W', 0.35, 'G', -1.5), ('W', 1.5, 'W', 0.7), ('G', -0.5, 'G', 0)]
with open(os.path.join(HERE, 'joint-models.txt'), 'w') as out:
    out.write(f'# mpmath {mp.__version__}, 30 digits, printed to 17; written by joint_models.py\n')
    for case in CASES:
        out.write(' '.join([*map(str, case), *(mp.nstr(x, 17) for x in fit(*case))]) + '\n')
