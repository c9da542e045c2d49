"""Jumps and duality Jacobians of networks with cycles by PyTorch in float64: septuple-recurrence.json.

An unrolled recurrence x(tau+1) = P x + (1-P) f(w x(tau) + b), its gradient by backward through the last steps (earlier
states detached), the derivative of that by a second backward, and LAPACK's singular values.

    python3 septuple_recurrence.py > ../resources/org/jumpscope/reference/septuple-recurrence.json
"""

import json

import torch

torch.set_default_dtype(torch.float64)
FUNCTIONS = {
    "identity": lambda y: y,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "relu": torch.relu,
    "softplus": torch.nn.functional.softplus,
    "silu": torch.nn.functional.silu,
}


def activation(groups, y):
    f = [None] * y.shape[0]
    for group in groups:
        part = y[group["neurons"]]
        part = torch.softmax(part, 0) if group["activation"] == "softmax" else FUNCTIONS[group["activation"]](part)
        for place, neuron in enumerate(group["neurons"]):
            f[neuron] = part[place]
    return torch.stack([y[i] if f[i] is None else f[i] for i in range(y.shape[0])])


def jump(case, inputs, targets, initial, create_graph):
    n = case["neurons"]
    q = torch.tensor(case["q"], requires_grad=True)
    clamped = [o["neuron"] for o in case["outputs"] if o["clamped"]]
    where = case["inputs"] + clamped
    data = torch.cat([inputs] + [targets[k : k + 1] for k, o in enumerate(case["outputs"]) if o["clamped"]])
    place = torch.zeros(n, len(where))
    for column, neuron in enumerate(where):
        place[neuron, column] = 1
    free = torch.ones(n)
    free[where] = 0

    def recurrence(q):
        w = torch.zeros(n, n)
        b = torch.zeros(n)
        for i, j, l, factor in case["weights"]:
            unit = torch.zeros(n, n)
            unit[i, j] = factor
            w = w + unit * q[l]
        for i, j, value in case["fixedWeights"]:
            w[i, j] = w[i, j] + value
        for i, l, factor in case["biases"]:
            unit = torch.zeros(n)
            unit[i] = factor
            b = b + unit * q[l]
        for i, value in case["fixedBiases"]:
            b[i] = b[i] + value
        return w, b

    moving = recurrence(q)
    still = recurrence(q.detach())
    x = place @ data + free * initial
    for step in range(case["steps"]):
        # Before the last steps weights do not count as variables; the boundary and the initial state always do.
        w, b = moving if step >= case["steps"] - case["gradientSteps"] else still
        f = activation(case["groups"], w @ x + b)
        x = place @ data + free * f
    out = torch.stack([f[o["neuron"]] for o in case["outputs"]])
    if case["loss"] == "squared":
        loss = ((out - targets) ** 2).sum()
    else:
        loss = -(targets * torch.log_softmax(out, 0)).sum()
    (gradient,) = torch.autograd.grad(loss, q, create_graph=create_graph)
    return -gradient, loss


def reference(case):
    inputs = torch.tensor(case["x"], requires_grad=True)
    targets = torch.tensor(case["t"], requires_grad=True)
    initial = torch.tensor(case["initial"], requires_grad=True)
    value, loss = jump(case, inputs, targets, initial, True)
    clamped = case["inputs"] + [o["neuron"] for o in case["outputs"] if o["clamped"]]
    bulk = [i for i in range(case["neurons"]) if i not in clamped]
    rows = []
    for l in range(value.shape[0]):
        parts = torch.autograd.grad(value[l], [inputs, targets, initial], retain_graph=True, allow_unused=True)
        parts = [torch.zeros_like(p) if g is None else g for p, g in zip([inputs, targets, initial], parts)]
        rows.append(torch.cat([parts[0], parts[1], parts[2][bulk]]))
    jacobian = torch.stack(rows)
    fixed = jacobian[:, : len(case["x"])]
    return dict(
        case,
        value=loss.item(),
        jump=value.tolist(),
        jacobian=jacobian.tolist(),
        singularValues=torch.linalg.svdvals(fixed).tolist(),
        singularValuesOfAll=torch.linalg.svdvals(jacobian).tolist(),
    )


def dense(n, generator):
    weights = [[i, j, n * i + j, 1.0] for i in range(n) for j in range(n)]
    biases = [[i, n * n + i, 1.0] for i in range(n)]
    q = torch.randn(n * n + n, generator=generator) * 0.6
    return weights, biases, q.tolist()


def case(name, n, inputs, outputs, groups, loss, steps, gradient_steps, seed, shared=False, zero_initial=False):
    generator = torch.Generator().manual_seed(seed)
    weights, biases, q = dense(n, generator)
    fixed_weights, fixed_biases = [], []
    if shared:
        # Neighbours share variables, one pair has two terms, and some weights are fixed at other values than zero.
        weights = [[i, j, (i - j) % 3, 1.0 if i > j else -0.5] for i in range(n) for j in range(n) if abs(i - j) < 3]
        weights.append([1, 0, 3, 0.25])
        biases = [[i, 3 + i % 2, 1.0] for i in range(n)]
        q = q[:5]
        fixed_weights = [[n - 1, 0, 0.7], [2, n - 1, -0.4], [1, 0, 0.2]]
        fixed_biases = [[1, 0.3]]
    targets = torch.rand(len(outputs), generator=generator)
    if loss == "cross-entropy":
        targets = torch.zeros(len(outputs))
        targets[1] = 1
    return {
        "name": name,
        "neurons": n,
        "inputs": inputs,
        "outputs": [{"neuron": i, "clamped": c} for i, c in outputs],
        "groups": [{"neurons": members, "activation": f} for members, f in groups],
        "weights": weights,
        "biases": biases,
        "fixedWeights": fixed_weights,
        "fixedBiases": fixed_biases,
        "loss": loss,
        "steps": steps,
        "gradientSteps": gradient_steps,
        "q": q,
        "x": torch.randn(len(inputs), generator=generator).tolist(),
        "t": targets.tolist(),
        "initial": (torch.zeros(n) if zero_initial else torch.randn(n, generator=generator)).tolist(),
    }


CASES = [
    case("predicted", 5, [0, 1], [(4, False)], [([2, 3], "tanh"), ([4], "sigmoid")], "squared", 4, 4, 1),
    case("clamped", 5, [0, 1], [(4, True)], [([2, 3], "tanh"), ([4], "sigmoid")], "squared", 4, 4, 2),
    case("truncated", 6, [0, 3], [(5, False), (1, True)], [([2, 4], "silu"), ([1, 5], "tanh")], "squared", 6, 2, 3),
    case("one step", 6, [0, 3], [(5, False), (1, False)], [([2, 4], "silu"), ([1, 5], "tanh")], "squared", 5, 1, 4),
    case("classes", 7, [0, 1, 2], [(5, False), (6, False)], [([3, 4], "softplus")], "cross-entropy", 5, 5, 5),
    case("softmax", 7, [0, 1], [(5, False), (6, True)], [([2, 3, 4], "softmax"), ([5, 6], "sigmoid")], "squared", 4, 3, 6),
    case("shared", 7, [0, 4], [(6, False)], [([1, 2], "tanh"), ([3, 5], "silu")], "squared", 5, 5, 7, shared=True),
    case("relu", 6, [0, 1], [(5, False)], [([2, 3, 4], "relu"), ([5], "identity")], "squared", 4, 4, 8, zero_initial=True),
]

if __name__ == "__main__":
    print(
        json.dumps(
            {
                "made_by": "septuple_recurrence.py, PyTorch " + torch.__version__ + ", float64",
                "tolerance": "1e-12 of the largest singular value, 1e-13 of the largest jump",
                "cases": [reference(c) for c in CASES],
            },
            indent=None,
            separators=(",", ":"),
        ).replace('{"name"', '\n{"name"')
    )
