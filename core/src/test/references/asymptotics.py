# Writes asymptotics.csv: functions, the exponential integral and local exponents of compositions, with mpmath (80 digits).
# python3 src/test/references/asymptotics.py > src/test/resources/org/jumpscope/reference/asymptotics.csv
import mpmath as mp

mp.mp.dps = 90
m = mp.mpf


def digits(v):
    return mp.nstr(v, 66, strip_zeros=False, min_fixed=-1, max_fixed=1)


def row(kind, name, argument, value):
    print(";".join([kind, name, argument, digits(value)]))


functions = {
    "exp": mp.exp, "log": mp.log, "sin": mp.sin, "cos": mp.cos, "atan": mp.atan, "erfc": mp.erfc, "sqrt": mp.sqrt,
}
arguments = {
    "exp": ["-700.25", "-3.7", "1e-30", "0.1", "12.5", "345.75"],
    "log": ["1e-40", "0.3", "0.99999999", "1.0000001", "2", "98765.4321", "1e200"],
    "sin": ["-40.2", "0.3", "1.5707963267948966", "3.1", "12345.678"],
    "cos": ["-40.2", "0.3", "1.5707963267948966", "3.1", "12345.678"],
    "atan": ["-1e10", "-1", "0.001", "0.75", "33"],
    "erfc": ["-5", "-0.3", "0.01", "2.5", "9", "26"],
    "sqrt": ["2", "1e-31", "7.77"],
    "ei": ["-12.5", "-1.3", "-0.01", "0.372507410781366634461991866580", "2.5", "11"],
}
for name, f in functions.items():
    for a in arguments[name]:
        row("function", name, a, f(m(a)))
for a in arguments["ei"]:
    row("function", "ei", a, mp.ei(m(a)))

S = lambda y: 1/(1 + mp.exp(-y))
softplus = lambda y: mp.log(1 + mp.exp(y))
gelu = lambda y: y*mp.erfc(-y/mp.sqrt(2))/2
silu = lambda y: y*S(y)
compositions = {
    "sigmoid(y)^2": lambda y: S(y)**2,
    "(tanh(y)-1)^2": lambda y: (mp.tanh(y) - 1)**2,
    "softplus(y)^2": lambda y: softplus(y)**2,
    "(gelu(y)-1)^4": lambda y: (gelu(y) - 1)**4,
    "softplus(-silu(y))": lambda y: softplus(-silu(y)),
    "-log(softplus(y))": lambda y: -mp.log(softplus(y)),
    "exp(-1/y^2)": lambda y: mp.exp(-1/y**2),
    "atan(y)^3": lambda y: mp.atan(y)**3,
    "y*log(y)^2": lambda y: y*mp.log(y)**2,
    "erf(y)": mp.erf,
    "sqrt(1+y^2)-y": lambda y: mp.sqrt(1 + y**2) - y,
    "exp(sqrt(y))": lambda y: mp.exp(mp.sqrt(y)),
    "asinh(y)^2": lambda y: mp.asinh(y)**2,
    "exp(exp(y))": lambda y: mp.exp(mp.exp(y)),
}
places = {
    "sigmoid(y)^2": ["-30", "30"], "(tanh(y)-1)^2": ["-15", "15"], "softplus(y)^2": ["-30", "30"],
    "(gelu(y)-1)^4": ["-12", "12"], "softplus(-silu(y))": ["-30", "30"], "-log(softplus(y))": ["-30", "1000"],
    "exp(-1/y^2)": ["0.05", "200"], "atan(y)^3": ["0.001", "-1000"], "y*log(y)^2": ["1e10", "1e-10"],
    "erf(y)": ["-8", "9"], "sqrt(1+y^2)-y": ["1000", "-1000"], "exp(sqrt(y))": ["1e6", "1e-6"],
    "asinh(y)^2": ["1e8", "0.001"], "exp(exp(y))": ["4", "-30"],
}
# k_b = h h''/h'^2 by derivatives of a Taylor expansion on a circle, which loses no digits to differences.
for name, f in compositions.items():
    for place in places[name]:
        y = m(place)
        # Cancellation in a tail costs as many digits as it falls below 1.
        mp.mp.dps = 400
        y = m(place)
        t = mp.taylor(f, y, 3)
        h, h1, h2 = t[1], 2*t[2], 6*t[3]
        value = h*h2/h1**2
        mp.mp.dps = 90
        row("exponent", name, place, value)
