"""Writes the reference values of the laws: python3 distribution_laws.py > ../resources/org/jumpscope/distribution/laws.csv"""
import mpmath as mp
from mpmath import mpf

mp.mp.dps = 40
INF = mp.inf


def normal(m, s):
    m, s = mpf(m), mpf(s)
    tail = lambda z: mp.erfc(z / mp.sqrt(2)) / 2
    return dict(
        log=lambda x: -((x - m) / s) ** 2 / 2 - mp.log(s * mp.sqrt(2 * mp.pi)),
        der=lambda x: -(x - m) / s**2,
        cdf=lambda x: tail(-(x - m) / s),
        sf=lambda x: tail((x - m) / s),
        low=-INF, high=INF)


def student(v, m, s):
    v, m, s = mpf(v), mpf(m), mpf(s)
    def tail(z):
        if z < 0:
            return 1 - tail(-z)
        return mp.betainc(v / 2, mpf(1) / 2, 0, v / (v + z * z), regularized=True) / 2
    return dict(
        log=lambda x: -(v + 1) / 2 * mp.log1p(((x - m) / s) ** 2 / v) - mp.log(s * mp.sqrt(v) * mp.beta(mpf(1) / 2, v / 2)),
        der=lambda x: -(v + 1) * (x - m) / (v * s * s + (x - m) ** 2),
        cdf=lambda x: tail(-(x - m) / s),
        sf=lambda x: tail((x - m) / s),
        low=-INF, high=INF)


def laplace(m, s):
    m, s = mpf(m), mpf(s)
    half = lambda z: mp.exp(z) / 2 if z < 0 else 1 - mp.exp(-z) / 2
    return dict(
        log=lambda x: -abs(x - m) / s - mp.log(2 * s),
        der=lambda x: -mp.sign(x - m) / s,
        cdf=lambda x: half((x - m) / s),
        sf=lambda x: half(-(x - m) / s),
        low=-INF, high=INF)


def logistic(m, s):
    m, s = mpf(m), mpf(s)
    f = lambda z: 1 / (1 + mp.exp(-z))
    return dict(
        log=lambda x: mp.log(f((x - m) / s)) + mp.log(f(-(x - m) / s)) - mp.log(s),
        der=lambda x: -mp.tanh((x - m) / s / 2) / s,
        cdf=lambda x: f((x - m) / s),
        sf=lambda x: f(-(x - m) / s),
        low=-INF, high=INF)


def uniform(a, b):
    a, b = mpf(a), mpf(b)
    return dict(
        log=lambda x: -mp.log(b - a),
        der=lambda x: mpf(0),
        cdf=lambda x: (x - a) / (b - a),
        sf=lambda x: (b - x) / (b - a),
        low=a, high=b)


def powerlaw(k, a, b):
    k, a, b = mpf(k), mpf(a), mpf(b)
    s = k - 1
    big = mpf(0) if b == INF else (mp.log(b) if s == 0 else b ** -s)
    norm = big - mp.log(a) if s == 0 else (a ** -s - big) / s
    inner = lambda x: mp.log(x) if s == 0 else -(x ** -s) / s
    top = mpf(0) if b == INF else inner(b)
    return dict(
        log=lambda x: -k * mp.log(x) - mp.log(norm),
        der=lambda x: -k / x,
        cdf=lambda x: (inner(x) - inner(a)) / norm,
        sf=lambda x: (top - inner(x)) / norm,
        low=a, high=b)


def mixture(*parts):
    parts = [(mpf(parts[i]), parts[i + 1]) for i in range(0, len(parts), 2)]
    def inside(law, x):
        return law['low'] <= x <= law['high']
    def cdf(law, x):
        return law['cdf'](x) if inside(law, x) else mpf(0 if x < law['low'] else 1)
    def sf(law, x):
        return law['sf'](x) if inside(law, x) else mpf(1 if x < law['low'] else 0)
    def weighted(x):
        return [(w * mp.exp(law['log'](x)), law) for w, law in parts if inside(law, x)]
    return dict(
        log=lambda x: mp.log(sum(d for d, law in weighted(x))),
        der=lambda x: sum(d * law['der'](x) for d, law in weighted(x)) / sum(d for d, law in weighted(x)),
        cdf=lambda x: sum(w * cdf(law, x) for w, law in parts),
        sf=lambda x: sum(w * sf(law, x) for w, law in parts),
        low=min(law['low'] for w, law in parts), high=max(law['high'] for w, law in parts))


def quantile(law, key, p):
    """Bisection on the tail, geometric where the ends have one sign, to 30 digits."""
    sign = 1 if key == 'cdf' else -1
    low, high = law['low'], law['high']
    if low == -INF:
        low = mpf(-1)
        while sign * (law[key](low) - p) > 0:
            low *= 10
    if high == INF:
        high = max(mpf(1), low * 2)
        while sign * (law[key](high) - p) < 0:
            high *= 10
    for _ in range(2000):
        if low > 0 or high < 0:
            mid = mp.sign(low) * mp.sqrt(low * high) if abs(high / low - 1) > 1e-3 else (low + high) / 2
        elif high - low > 4:
            # one sign at a time, so that a power tail does not need a thousand halvings
            mid = mpf(0) if low < 0 < high else (mpf(1) if high > 1 else mpf(-1))
        else:
            mid = (low + high) / 2
        if sign * (law[key](mid) - p) < 0:
            low = mid
        else:
            high = mid
        if abs(high - low) <= mpf(10) ** -30 * max(abs(high), abs(low)):
            break
    return (low + high) / 2


LAWS = {
    'normal(0, 0.25)': [-10, -1, -0.25, 0, 1e-9, 0.3, 1, 5, 10],
    'normal(3, 2)': [-70, -5, 3, 3.5, 40, 80],
    'student(1, 0, 1)': [-1e300, -1e9, -3, -0.01, 0, 0.5, 2, 1e20, 1e160],
    'student(3, 0.5, 2)': [-1e90, -1e9, -3, 0.49, 0.5, 1, 2, 100, 1e20],
    'student(0.7, -1, 0.1)': [-1e12, -3, -1, -0.95, 2, 1e200],
    'student(40, 0, 1)': [-1e6, -30, -3, 0.1, 1, 8, 1000],
    'student(12345.5, 0, 1)': [-35, -3, 0.1, 1, 8, 20],
    'laplace(1, 0.5)': [-340, -3, 0.9, 1.125, 2, 30, 345],
    'logistic(-1, 0.5)': [-350, -3, -1.01, -0.9, 2, 30, 345],
    'uniform(-1, 3)': [-1, -0.999, 0.5, 2, 3],
    'powerlaw(2, 0.001, 1)': [0.001, 0.00101, 0.01, 0.5, 0.99999, 1],
    'powerlaw(1, 0.001, 1)': [0.001, 0.00101, 0.01, 0.5, 0.99999, 1],
    'powerlaw(1.0000000001, 0.001, 1)': [0.001, 0.00101, 0.01, 0.5, 0.99999, 1],
    'powerlaw(0.6666666666666666, 0.001, 1)': [0.001, 0.00101, 0.01, 0.5, 0.99999, 1],
    'powerlaw(0, 0.5, 2)': [0.5, 0.501, 1, 1.75, 2],
    'powerlaw(-3, 0.001, 10)': [0.001, 0.01, 0.5, 9.99, 10],
    'powerlaw(8, 0.01, 1000)': [0.01, 0.0100001, 0.02, 5, 999],
    'powerlaw(2.5, 2, infinity)': [2, 2.0001, 5, 1e10, 1e180],
    'powerlaw(1.05, 1e-300, 1e300)': [1e-300, 1e-200, 1e-10, 1, 1e200, 1e300],
    'mixture(0.3, normal(0, 1), 0.7, student(3, 0, 1))': [-1e50, -40, -3, 0.1, 2, 1e10],
    'mixture(0.5, normal(0, 0.25), 0.5, normal(1, 0.25))': [-10, -1, 0, 0.25, 0.5, 0.9, 3, 11],
    'mixture(0.25, uniform(-1, 0), 0.5, laplace(2, 0.1), 0.25, powerlaw(2, 1, infinity))': [-40, -0.5, 0.5, 1.5, 2.5, 1e6],
}
PROBABILITIES = [1e-300, 1e-100, 1e-20, 1e-6, 0.01, 0.2, 0.3, 0.4999, 0.7, 0.999]



def build(text):
    return eval(text, dict(normal=normal, student=student, laplace=laplace, logistic=logistic, uniform=uniform,
                           powerlaw=powerlaw, mixture=mixture, infinity=INF))


print(f'# mpmath {mp.__version__}, 40 digits, printed to 22; written by src/test/references/distribution_laws.py')
print('# law;function;argument;value')
for text, points in LAWS.items():
    law = build(text)
    for x in points:
        x = mpf(float(x))
        row = lambda name, f: print(f'{text};{name};{float(x)!r};{mp.nstr(f, 22)}')
        row('logDensity', law['log'](x))
        row('logDensityDerivative', law['der'](x))
        row('cumulative', law['cdf'](x))
        row('survival', law['sf'](x))
    for p in PROBABILITIES:
        for name, key in (('quantile', 'cdf'), ('survivalQuantile', 'sf')):
            x = quantile(law, key, mpf(p))
            if abs(x) < mpf(10) ** 308:
                print(f'{text};{name};{p!r};{mp.nstr(x, 22)}')
