"""Fits the alternatives to a power law by maximum likelihood on [a, b], at 30 digits, to samples drawn here:
python3 alternatives.py ../resources/org/jumpscope/criticality/fittest

Normalisers and means by 32 pieces of 24 Gauss-Legendre nodes in ln x (the likelihood again with twice the pieces, which has
to agree to 1e-18), the maximum by a simplex search in doubles and then the root of the gradient."""
import math
import random
import sys

import mpmath as mp
from mpmath import mpf

mp.mp.dps = 30
FOLDER = sys.argv[1]


# Each law: minus the logarithm of its density in y = ln(x/a) up to a constant, and that function's gradient in the parameters.
def lognormal(a):
    return dict(phi=lambda y, p: (p[0] - 1) * y + p[1] * y * y, grad=lambda y, p: [y, y * y])


def exponential(a):
    return dict(phi=lambda y, p: p[0] * a * (mp.exp(y) - 1) - y, grad=lambda y, p: [a * (mp.exp(y) - 1)])


def stretched(a):
    def grad(y, p):
        b, d = p
        e = mp.expm1(b * y)
        return [-y + d * (y * (e + 1) / b - e / b**2), e / b]
    return dict(phi=lambda y, p: -p[0] * y + p[1] * mp.expm1(p[0] * y) / p[0], grad=grad)


def cutoff(a):
    return dict(phi=lambda y, p: (p[0] - 1) * y + p[1] * a * (mp.exp(y) - 1), grad=lambda y, p: [y, a * (mp.exp(y) - 1)])


NODES = [(mpf(x), mpf(w)) for x, w in mp.calculus.quadrature.GaussLegendre(mp.mp).calc_nodes(4, 120)]


def nodes(phi, p, L, count):
    """Nodes of a composite rule, up to where the density is below e^-80 of its peak."""
    if L == mp.inf:
        end, best = mpf(1), min(phi(mpf(i) / 8, p) for i in range(9))
        while phi(end, p) < best + 80:
            best = min(best, phi(end, p))
            end *= mpf(5) / 4
    else:
        end = L
    half = end / (2 * count)
    return [(half * (2 * i + 1 + x), half * w) for i in range(count) for x, w in NODES]


def log_likelihood(law, p, ys, a, L):
    values = []
    for count in (32, 64):
        rule = nodes(law["phi"], p, L, count)
        phis = [law["phi"](y, p) for y, _ in rule]
        low = min(phis)
        norm = mp.log(mp.fsum(w * mp.exp(low - f) for f, (_, w) in zip(phis, rule))) - low
        values.append(-mp.fsum(law["phi"](y, p) for y in ys) - len(ys) * (norm + mp.log(a)) - mp.fsum(ys))
    assert abs(values[1] - values[0]) < mpf("1e-18") * abs(values[0]), values
    return values[1]


def gradient(law, p, ys, L):
    rule = nodes(law["phi"], p, L, 32)
    phis = [law["phi"](y, p) for y, _ in rule]
    low = min(phis)
    weights = [w * mp.exp(low - f) for f, (_, w) in zip(phis, rule)]
    norm = mp.fsum(weights)
    slopes = [law["grad"](y, p) for y, _ in rule]
    data = [law["grad"](y, p) for y in ys]
    return [mp.fsum(w * g[j] for w, g in zip(weights, slopes)) / norm - mp.fsum(d[j] for d in data) / len(ys)
            for j in range(len(p))]


def rough(law, p, ys, L, positive):
    """The mean log density in doubles, by the midpoint rule."""
    if any(positive[j] and not p[j] > 0 for j in range(len(p))):
        return -math.inf
    try:
        end = float(L)
        if L == mp.inf:
            end, best = 1.0, min(law(i / 8, p) for i in range(9))
            while law(end, p) < best + 40:
                best = min(best, law(end, p))
                end *= 1.25
                if end > 1e4:
                    return -math.inf
        n = 500
        values = [-law((i + .5) * end / n, p) for i in range(n)]
        top = max(values)
        norm = math.log(sum(math.exp(v - top) for v in values) * end / n) + top
        return -sum(law(y, p) for y in ys) / len(ys) - norm
    except OverflowError:
        return -math.inf


def simplex(f, start, steps):
    points = [list(start)] + [[s + (steps[j] if i == j else 0) for j, s in enumerate(start)] for i in range(len(start))]
    values = [f(p) for p in points]
    for _ in range(400):
        order = sorted(range(len(points)), key=lambda i: -values[i])
        points, values = [points[i] for i in order], [values[i] for i in order]
        if values[0] - values[-1] < 1e-9:
            break
        centre = [sum(p[j] for p in points[:-1]) / (len(points) - 1) for j in range(len(start))]
        for factor in (2, 1, .5, -.5):
            trial = [c + factor * (c - w) for c, w in zip(centre, points[-1])]
            v = f(trial)
            if v > values[-1] and (factor != 2 or v > values[0]):
                points[-1], values[-1] = trial, v
                break
        else:
            points = [points[0]] + [[(x + y) / 2 for x, y in zip(points[0], p)] for p in points[1:]]
            values = [values[0]] + [f(p) for p in points[1:]]
    best = max(range(len(points)), key=lambda i: values[i])
    return points[best], values[best]


FLOAT = dict(
    lognormal=lambda a: lambda y, p: (p[0] - 1) * y + p[1] * y * y,
    exponential=lambda a: lambda y, p: p[0] * a * math.expm1(y) - y,
    stretched=lambda a: lambda y, p: -p[0] * y + p[1] * math.expm1(p[0] * y) / p[0],
    cutoff=lambda a: lambda y, p: (p[0] - 1) * y + p[1] * a * math.expm1(y))


def fit(name, xs, a, b):
    ys = [mp.log(mpf(x) / a) for x in xs]
    L = mp.log(b / a) if b != mp.inf else mp.inf
    law = dict(lognormal=lognormal, exponential=exponential, stretched=stretched, cutoff=cutoff)[name](a)
    quick = FLOAT[name](float(a))
    mean = float(sum(ys) / len(ys))
    excess = float(mp.fsum(mpf(x) - a for x in xs) / len(xs))
    starts = dict(
        lognormal=[([1.0, .5 / mean**2], [.5, .1])],
        exponential=[([1 / excess], [.3 / excess])],
        stretched=[([b0 / mean, 1 / mean], [.1 / mean, .2 / mean]) for b0 in (.2, .7, 1.5)],
        cutoff=[([1.0, s / excess], [.3, .3 / excess]) for s in (1, .1)])[name]
    positive = dict(lognormal=[False, b == mp.inf], exponential=[False], stretched=[True, True], cutoff=[False, True])[name]
    found = max((simplex(lambda p: rough(quick, p, [float(y) for y in ys], L, positive), s, d) for s, d in starts),
                key=lambda r: r[1])[0]
    root = mp.findroot(lambda *p: gradient(law, list(p), ys, L), [mpf(p) for p in found], tol=1e-40, maxsteps=40) \
        if len(found) > 1 else mp.matrix([mp.findroot(lambda p: gradient(law, [p], ys, L)[0], (mpf(found[0]), mpf(found[0]) * mpf('1.001')), tol=1e-40)])
    p = [root[i] for i in range(len(found))]
    return p, log_likelihood(law, p, ys, a, L)


def draw(law, n, a, b, seed):
    r = random.Random(seed)
    out = []
    while len(out) < n:
        x = law(r)
        if a < x < b:
            out.append(float("%.12g" % x))
    return out


def cut_power(k, a, b):
    """A draw of x^-k e^-x on (a, b) by rejection."""
    def one(r):
        while True:
            u = r.random()
            x = a * (b / a)**u if k == 1 else (a**(1 - k) + u * (b**(1 - k) - a**(1 - k)))**(1 / (1 - k))
            if r.random() < math.exp(-x):
                return x
    return one


SETS = [
    ("lognormal", lambda r: r.lognormvariate(0, 1), 60, "0.5", "20", ["lognormal", "exponential", "stretched", "cutoff"]),
    ("lognormal-tail", lambda r: r.lognormvariate(0, 1), 60, "0.5", "inf", ["lognormal", "exponential", "stretched", "cutoff"]),
    ("wide-lognormal", lambda r: r.lognormvariate(0, 5), 80, "1e-9", "1e8", ["lognormal", "exponential", "cutoff"]),
    ("weibull", lambda r: r.weibullvariate(1, .6), 80, "0.01", "6", ["lognormal", "exponential", "stretched", "cutoff"]),
    ("weibull-tail", lambda r: r.weibullvariate(1, .6), 80, "0.01", "inf", ["lognormal", "exponential", "stretched", "cutoff"]),
    ("cut-k0.5", cut_power(.5, 1e-3, 30), 80, "0.001", "30", ["lognormal", "exponential", "stretched", "cutoff"]),
    ("cut-k1", cut_power(1, 1e-4, 30), 80, "0.0001", "inf", ["lognormal", "exponential", "stretched", "cutoff"]),
    ("cut-k2", cut_power(2, .05, 30), 200, "0.05", "30", ["lognormal", "exponential", "stretched", "cutoff"]),
    ("rising", lambda r: 10 * r.random()**.25, 60, "1", "10", ["lognormal", "exponential"]),
    ("valley", lambda r: r.choice([1, -1]) * r.random()**.3 + 2, 60, "1", "3", ["lognormal", "exponential"]),
    ("narrow", lambda r: r.gauss(5, .01), 40, "1", "1000", ["exponential"]),
    ("exponential-tail", lambda r: 3 + r.expovariate(.5), 60, "3", "inf", ["exponential", "stretched", "lognormal", "cutoff"]),
]

with open(FOLDER + "/alternative-samples.csv", "w") as out, open(FOLDER + "/alternative-fits.csv", "w") as fits:
    origin = "# Python %d.%d, mpmath %s, 30 digits; written by src/test/references/alternatives.py\n" % (
        *sys.version_info[:2], mp.__version__)
    out.write(origin + "# sample;value\n")
    fits.write(origin + "# lognormal: x^-k e^(-c y^2), y = ln(x/a): k;c. exponential e^(-l x): l. stretched x^(b-1) e^(-(d/b)(x/a)^b): b;d.\n"
               "# cutoff x^-k e^(-l x): k;l. All truncated to [a, b]; the log likelihood is the sum of ln f(x).\n"
               "# sample;a;b;law;log likelihood;parameters\n")
    for place, (name, law, n, a, b, laws) in enumerate(SETS):
        xs = draw(law, n, float(a), float(b), 100 + place)
        for x in xs:
            out.write("%s;%r\n" % (name, x))
        for other in laws:
            try:
                p, value = fit(other, xs, mpf(a), mpf(b) if b != "inf" else mp.inf)
            except (ValueError, ZeroDivisionError) as none:
                print(name, other, "has no inner maximum:", none, file=sys.stderr)
                continue
            if other in ("stretched", "cutoff") and min(p[-1], p[0] if other == "stretched" else 1) < 0:
                print(name, other, "is on its border", file=sys.stderr)
                continue
            fits.write(";".join([name, a, b, other, mp.nstr(value, 22)] + [mp.nstr(q, 20) for q in p]) + "\n")
            fits.flush()
