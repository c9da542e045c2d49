"""Writes reference values of the duality Jacobian of networks of images, by double backward in float64 and LAPACK's singular
values: python3 image_jacobian.py > ../resources/org/jumpscope/reference/image-jacobian.json (Debian's python3-torch)"""
import json
import torch

torch.set_default_dtype(torch.float64)
F = torch.nn.functional
ACTIVATIONS = {"tanh": torch.tanh, "relu": torch.relu, "sigmoid": torch.sigmoid, "softplus": F.softplus}

# Each: text, loss, shape of the inputs, layers: ("conv", filters, channels read, (rows, columns), stride, padding, dilation, groups),
# ("max" or "mean", (rows, columns), stride, padding), ("global",), ("dense", inputs, outputs), or an activation.
CASES = [
    ("1x6x6 conv 3 3x3 tanh avgpool 2 4 softplus 3 softmax", "cross-entropy", (1, 6, 6), [
        ("conv", 3, 1, (3, 3), 1, 0, 1, 1), "tanh", ("mean", (2, 2), 2, 0), ("dense", 12, 4), "softplus", ("dense", 4, 3),
        "softmax"]),
    ("2x7x6 conv 4 3x2 stride 2 pad 1 groups 2 sigmoid maxpool 2 stride 1 3", "squared", (2, 7, 6), [
        ("conv", 4, 1, (3, 2), 2, 1, 1, 2), "sigmoid", ("max", (2, 2), 1, 0), ("dense", 36, 3)]),
    ("1x8x8 conv 2 3x3 pad 1 tanh maxpool 2 conv 3 2x2 dilation 2 softplus globalavgpool 3 softmax", "cross-entropy", (1, 8, 8), [
        ("conv", 2, 1, (3, 3), 1, 1, 1, 1), "tanh", ("max", (2, 2), 2, 0), ("conv", 3, 2, (2, 2), 1, 0, 2, 1), "softplus",
        ("global",), ("dense", 3, 3), "softmax"]),
    ("3x4x5 conv 6 2x3 pad 1 groups 3 relu avgpool 3x2 stride 2 pad 1 5 tanh 2", "squared", (3, 4, 5), [
        ("conv", 6, 1, (2, 3), 1, 1, 1, 3), "relu", ("mean", (3, 2), 2, 1), ("dense", 54, 5), "tanh", ("dense", 5, 2)]),
    ("1x5x5 maxpool 3 stride 1 pad 1 conv 2 2x2 tanh conv 4 4x4 softmax", "cross-entropy", (1, 5, 5), [
        ("max", (3, 3), 1, 1), ("conv", 2, 1, (2, 2), 1, 0, 1, 1), "tanh", ("conv", 4, 2, (4, 4), 1, 0, 1, 1), "softmax"]),
]


def case(index, text, loss, shape, layers):
    generator = torch.Generator().manual_seed(2000 + index)
    parts = []
    for layer in layers:
        if layer[0] == "conv":
            _, filters, channels, (rows, columns), *_ = layer
            fan = channels * rows * columns
            parts += [torch.randn(filters * fan, generator=generator) / fan**0.5, torch.randn(filters, generator=generator) / 3]
        elif layer[0] == "dense":
            _, n, m = layer
            parts += [torch.randn(n * m, generator=generator) / n**0.5, torch.randn(m, generator=generator) / 3]
    q = torch.cat(parts)

    def value(q, x, t):
        a, at = x.reshape(1, *shape), 0
        for layer in layers:
            if layer == "softmax":
                a = a.reshape(1, -1)
                if loss == "cross-entropy":
                    continue
                a = torch.softmax(a, 1)
            elif isinstance(layer, str):
                a = ACTIVATIONS[layer](a)
            elif layer[0] == "conv":
                _, filters, channels, (rows, columns), stride, padding, dilation, groups = layer
                n = filters * channels * rows * columns
                w = q[at:at + n].reshape(filters, channels, rows, columns)
                b = q[at + n:at + n + filters]
                at += n + filters
                a = F.conv2d(a, w, b, stride, padding, dilation, groups)
            elif layer[0] == "max":
                a = F.max_pool2d(a, layer[1], layer[2], layer[3])
            elif layer[0] == "mean":
                a = F.avg_pool2d(a, layer[1], layer[2], layer[3], count_include_pad=False)
            elif layer[0] == "global":
                a = a.mean((2, 3), keepdim=True)
            else:
                _, n, m = layer
                w, b = q[at:at + n * m].reshape(m, n), q[at + n * m:at + n * m + m]
                at += n * m + m
                a = a.reshape(1, -1) @ w.T + b
        assert at == len(q)
        a = a.reshape(-1)
        if loss == "squared":
            return ((a - t) ** 2).sum()
        return -(t * torch.log_softmax(a, 0)).sum()

    def jump(x, t):
        q0 = q.clone().requires_grad_(True)
        return -torch.autograd.grad(value(q0, x, t), q0, create_graph=True)[0]

    inputs = shape[0] * shape[1] * shape[2]
    outputs = next(layer[2] if layer[0] == "dense" else layer[1] for layer in reversed(layers) if layer[0] in ("dense", "conv"))

    def sample():
        t = torch.zeros(outputs)
        t[int(torch.randint(outputs, (1,), generator=generator))] = 1
        return torch.randn(inputs, generator=generator), t

    x, t = sample()
    jacobian = torch.autograd.functional.jacobian(lambda v: jump(v, t), x)
    left, values, _ = torch.linalg.svd(jacobian, full_matrices=False)
    otherX, otherT = sample()
    other = jump(otherX, otherT).detach()
    return {
        "network": text, "loss": loss, "targets": "fixed", "q": q.tolist(), "x": x.tolist(), "t": t.tolist(),
        "jump": jump(x, t).tolist(), "singularValues": values.tolist(), "gram": (jacobian.T @ jacobian).tolist(),
        "otherX": otherX.tolist(), "otherT": otherT.tolist(), "otherSquaredNorm": float(other @ other),
        "otherProjections": (left[:, :2].T @ other).abs().tolist(),
    }


print(json.dumps({
    "origin": "PyTorch " + torch.__version__ + ", float64, double backward; written by src/test/references/image_jacobian.py",
    "cases": [case(i, *c) for i, c in enumerate(CASES)],
}, indent=0))
