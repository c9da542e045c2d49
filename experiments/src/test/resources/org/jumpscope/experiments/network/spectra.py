"""Makes the networks and samples beside it, and spectra.npz with the singular values of their Jacobians.

    /usr/bin/python3 spectra.py        (Debian 12: python3-torch 1.13, python3-onnx 1.12, NumPy 1.24)

Weights are 32-bit floats; all that follows is in double precision. The Jacobian of the gradient by the inputs is made by
PyTorch's double backward, column by column, and its singular values by its SVD. Losses are those of Jumpscope: cross-entropy
of one sample, and the sum of squared differences.
"""

import json
import struct

import numpy as np
import torch
from torch import nn

torch.manual_seed(7)
rng = np.random.default_rng(7)
SAMPLES, N = 6, 12
x = rng.normal(size=(SAMPLES, N))
labels = np.array([2, 0, 1, 1, 2, 0])
np.save("samples.npy", x)
np.save("labels.npy", labels)
with open("samples.csv", "w") as table:
    table.write(",".join(f"x{j + 1}" for j in range(N)) + ",kind\n")
    for row, label in zip(x, labels):
        table.write(",".join(repr(float(v)) for v in row) + "," + "abc"[label] + "\n")
answers = {}


def net(*layers):
    return nn.Sequential(*layers).float()


def export(name, model):
    torch.onnx.export(model.eval(), torch.zeros(1, N), name + ".onnx", opset_version=13, input_names=["x"],
                      output_names=["y"], dynamic_axes={"x": {0: "n"}, "y": {0: "n"}})


def reference(name, model, loss):
    model = model.double()
    norms, values, vectors = [], [], []
    for i in range(SAMPLES):
        point = torch.tensor(x[i], requires_grad=True)
        gradient = torch.autograd.grad(loss(model(point[None])[0], i, point), list(model.parameters()), create_graph=True)
        gradient = torch.cat([g.reshape(-1) for g in gradient])
        rows = [torch.autograd.grad(g, point, retain_graph=True, allow_unused=True)[0] for g in gradient]
        jacobian = torch.stack([torch.zeros(N, dtype=torch.float64) if r is None else r for r in rows])
        _, s, v = np.linalg.svd(jacobian.detach().numpy(), full_matrices=False)
        norms.append(gradient.norm().item())
        values.append(s)
        vectors.append(v[0])
    answers[name + "_norms"] = np.array(norms)
    answers[name + "_values"] = np.array(values)
    answers[name + "_vectors"] = np.array(vectors)
    model.float()


def cross_entropy(out, i, point):
    return nn.functional.cross_entropy(out[None], torch.tensor(labels[i : i + 1]))


def negative_log(out, i, point):
    return -torch.log(out[labels[i]])


def negative_log_softmax(out, i, point):
    return -out[labels[i]]


def squared(out, i, point):
    return ((out - nn.functional.one_hot(torch.tensor(labels[i]), 3)) ** 2).sum()


def binary(out, i, point):
    # Not binary_cross_entropy, whose derivative has a guard of 1e-12.
    return -torch.log(out[0] if labels[i] > 0 else 1 - out[0])


def reconstruction(out, i, point):
    return ((out - point) ** 2).sum()


tanh = net(nn.Linear(N, 5), nn.Tanh(), nn.Linear(5, 3))
export("tanh", tanh)
reference("tanh", tanh, cross_entropy)
reference("tanh_squared", tanh, squared)
tensors, data = {}, b""
for key, value in tanh.state_dict().items():
    raw = value.numpy().astype("<f4").tobytes()
    tensors[key] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [len(data), len(data) + len(raw)]}
    data += raw
header = json.dumps(tensors).encode()
with open("tanh.safetensors", "wb") as file:
    file.write(struct.pack("<Q", len(header)) + header + data)

relu = net(nn.Linear(N, 8), nn.ReLU(), nn.Linear(8, 4), nn.Sigmoid(), nn.Linear(4, 3), nn.Softmax(dim=1))
export("relu", relu)
reference("relu", relu, negative_log)
wide = net(nn.Linear(N, 14), nn.ELU(), nn.Linear(14, 3), nn.LogSoftmax(dim=1))
export("wide", wide)
reference("wide", wide, negative_log_softmax)
two = net(nn.Linear(N, 4), nn.GELU(), nn.Linear(4, 1), nn.Sigmoid())
export("two", two)
reference("two", two, binary)
auto = net(nn.Linear(N, 4), nn.Softplus(), nn.Linear(4, N))
export("auto", auto)
reference("auto", auto, reconstruction)
bare = net(nn.Linear(N, 5, bias=False), nn.Tanh(), nn.Linear(5, 3, bias=False))
export("bare", bare)
reference("bare", bare, cross_entropy)
# The samples as images of one channel, three rows and four columns.
images = net(nn.Unflatten(1, (1, 3, 4)), nn.Conv2d(1, 4, 2, bias=False), nn.Tanh(), nn.AvgPool2d(2, stride=1),
             nn.Conv2d(4, 3, (1, 2)), nn.AdaptiveAvgPool2d(1), nn.Flatten())
torch.onnx.export(images[1:].eval(), torch.zeros(1, 1, 3, 4), "images.onnx", opset_version=13, input_names=["x"],
                  output_names=["y"], dynamic_axes={"x": {0: "n"}, "y": {0: "n"}})
reference("images", images, cross_entropy)
np.savez("spectra.npz", **answers)
