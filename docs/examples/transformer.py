"""Makes the example of a trained transformer, transformer.onnx, from the samples that network.py made.

    /usr/bin/python3 transformer.py    (Debian 12: python3-torch 1.13, NumPy 1.24)

Each sample's eight measurements are read as four positions of two; one block of attention with two heads learns the kinds.
"""

import numpy as np
import torch
from torch import nn

torch.manual_seed(3)
table = np.loadtxt("samples.csv", delimiter=",", skiprows=1)
x, y = torch.tensor(table[:, :8], dtype=torch.float32), torch.tensor(table[:, 8], dtype=torch.int64)


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding, self.places = nn.Linear(2, 4), nn.Parameter(0.1 * torch.randn(4, 4))
        self.before, self.attention = nn.LayerNorm(4), nn.MultiheadAttention(4, 2, batch_first=True)
        self.between, self.inner, self.outer = nn.LayerNorm(4), nn.Linear(4, 8), nn.Linear(8, 4)
        self.answer = nn.Linear(4, 3)

    def forward(self, x):
        a = self.embedding(x.reshape(-1, 4, 2)) + self.places
        b = self.before(a)
        a = a + self.attention(b, b, b, need_weights=False)[0]
        a = a + self.outer(nn.functional.gelu(self.inner(self.between(a))))
        return self.answer(a.mean(dim=1))


network = Transformer()
optimiser = torch.optim.Adam(network.parameters(), 0.01)
for step in range(200):
    optimiser.zero_grad()
    nn.functional.cross_entropy(network(x), y).backward()
    optimiser.step()
# In training mode, since PyTorch's attention has a way of its own without gradients, which is not exported.
torch.onnx.export(network, x[:2], "transformer.onnx", opset_version=17, input_names=["x"], output_names=["y"],
                  dynamic_axes={"x": {0: "n"}, "y": {0: "n"}}, training=torch.onnx.TrainingMode.PRESERVE)
