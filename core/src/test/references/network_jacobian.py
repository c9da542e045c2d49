"""Writes reference values of the duality Jacobian, by double backward in float64 and LAPACK's singular values:
python3 network_jacobian.py > ../resources/org/jumpscope/reference/network-jacobian.json (Debian's python3-torch)"""
import json
import torch

torch.set_default_dtype(torch.float64)
ACTIVATIONS = {"tanh": torch.tanh, "relu": torch.relu, "sigmoid": torch.sigmoid, "softplus": torch.nn.functional.softplus}

CASES = [
    ("9 4 tanh 3 softmax", "cross-entropy", "fixed"),
    ("12 5 relu 4", "squared", "fixed"),
    ("7 10 softplus 6 tanh 3 softmax", "cross-entropy", "fixed"),
    ("12 3 sigmoid 5 softplus 2", "squared", "fixed"),
    ("11 4 relu 5 tanh 4 softmax", "squared", "fixed"),
    ("30 6 softplus 5 relu 4 softmax", "cross-entropy", "fixed"),
    ("10 3", "cross-entropy", "fixed"),
    ("8 4 tanh 3 softmax", "cross-entropy", "free"),
    ("8 4 softplus 3", "squared", "free"),
    ("6 3 tanh 6", "squared", "inputs"),
    ("9 4 no-bias tanh 3 softmax", "cross-entropy", "fixed"),
    ("5 6 no-bias sigmoid 3 no-bias", "squared", "fixed"),
]


def layers(text):
    words = text.split()
    size, found = int(words[0]), []
    for word in words[1:]:
        if word.isdigit():
            found.append([size, int(word), None, True])
            size = int(word)
        elif word == "no-bias":
            found[-1][3] = False
        else:
            found[-1][2] = word
    return found


def case(index, text, loss, columns):
    generator = torch.Generator().manual_seed(1000 + index)
    shape = layers(text)
    q = torch.cat([torch.cat([torch.randn(n * m, generator=generator) / n**0.5,
                              torch.randn(m if biased else 0, generator=generator) / 3])
                   for n, m, _, biased in shape])

    def value(q, x, t):
        a, at = x, 0
        for i, (n, m, name, biased) in enumerate(shape):
            w = q[at:at + n * m].reshape(m, n)
            at += n * m
            a = w @ a
            if biased:
                a = a + q[at:at + m]
                at += m
            if name == "softmax":
                if loss == "cross-entropy" and i == len(shape) - 1:
                    continue
                a = torch.softmax(a, 0)
            elif name is not None:
                a = ACTIVATIONS[name](a)
        if loss == "squared":
            return ((a - t) ** 2).sum()
        return -(t * torch.log_softmax(a, 0)).sum()

    def jump(x, t):
        q0 = q.clone().requires_grad_(True)
        return -torch.autograd.grad(value(q0, x, t), q0, create_graph=True)[0]

    inputs, outputs = shape[0][0], shape[-1][1]

    def sample():
        x = torch.randn(inputs, generator=generator)
        if columns == "inputs":
            return x, x
        t = torch.zeros(outputs)
        if columns == "free":
            t = torch.rand(outputs, generator=generator)
        else:
            t[int(torch.randint(outputs, (1,), generator=generator))] = 1
        return x, t

    x, t = sample()
    if columns == "fixed":
        jacobian = torch.autograd.functional.jacobian(lambda v: jump(v, t), x)
    elif columns == "free":
        jacobian = torch.autograd.functional.jacobian(
            lambda v: jump(v[:inputs], v[inputs:]), torch.cat([x, t]))
    else:
        jacobian = torch.autograd.functional.jacobian(lambda v: jump(v, v), x)
    left, values, _ = torch.linalg.svd(jacobian, full_matrices=False)
    otherX, otherT = sample()
    other = jump(otherX, otherT).detach()
    return {
        "network": text, "loss": loss, "targets": columns, "q": q.tolist(), "x": x.tolist(), "t": t.tolist(),
        "jump": jump(x, t).tolist(), "singularValues": values.tolist(), "gram": (jacobian.T @ jacobian).tolist(),
        "otherX": otherX.tolist(), "otherT": otherT.tolist(), "otherSquaredNorm": float(other @ other),
        "otherProjections": (left[:, :2].T @ other).abs().tolist(),
    }


print(json.dumps({
    "origin": "PyTorch " + torch.__version__ + ", float64, double backward; written by src/test/references/network_jacobian.py",
    "cases": [case(i, *c) for i, c in enumerate(CASES)],
}, indent=0))
