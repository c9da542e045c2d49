"""Makes the example of a trained network: samples.csv, and network.onnx that PyTorch exports.

    /usr/bin/python3 network.py        (Debian 12: python3-torch 1.13, NumPy 1.24)

Three kinds with eight measurements each, drawn from normal laws; a network of five neurons learns them.
"""

import numpy as np
import torch
from torch import nn

rng = np.random.default_rng(3)
torch.manual_seed(3)
centres = rng.normal(size=(3, 8))
labels = np.tile(np.arange(3), 20)
samples = np.round(centres[labels] + 0.7 * rng.normal(size=(60, 8)), 3)
with open("samples.csv", "w") as table:
    table.write(",".join(f"x{j + 1}" for j in range(8)) + ",kind\n")
    for row, label in zip(samples, labels):
        table.write(",".join(f"{v:g}" for v in row) + f",{label}\n")
x, y = torch.tensor(samples, dtype=torch.float32), torch.tensor(labels)
network = nn.Sequential(nn.Linear(8, 5), nn.Tanh(), nn.Linear(5, 3))
optimiser = torch.optim.Adam(network.parameters(), 0.01)
for step in range(200):
    optimiser.zero_grad()
    nn.functional.cross_entropy(network(x), y).backward()
    optimiser.step()
torch.onnx.export(network.eval(), x[:1], "network.onnx", opset_version=13, input_names=["x"], output_names=["y"],
                  dynamic_axes={"x": {0: "n"}, "y": {0: "n"}})
