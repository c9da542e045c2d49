"""Makes the ONNX files graph_*.onnx beside it, and for each an NPZ file with inputs x, outputs y, jumps and their derivatives.

    /usr/bin/python3 graphs.py         (Debian 12: python3-torch 1.13, NumPy 1.24)

Weights are 32-bit floats; all that follows is in double precision. y is what PyTorch answers. jumps are the gradients by all
trainable variables, one row a sample, in the order of the file; values are the singular values of their derivative by the
inputs, and products that derivative times each of the directions, made by PyTorch's double backward. The loss is the
cross-entropy of one sample with the label (sample mod outputs).
"""

import math
import sys

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

SAMPLES, VALUED, DIRECTIONS = 4, 2, 2
CHOSEN = sys.argv[1:]


def save(name, model, shape, opset, order=None, folded=True):
    """Every parameter gets a value of its own, so that no scale is 1 and no shift 0. order has the names of all parameters by
    their first words in the order in which they are used, where it is not that of the model."""
    if CHOSEN and name not in CHOSEN:
        return
    generator = torch.Generator().manual_seed(sum(map(ord, name)))
    model = model.float()
    with torch.no_grad():
        for p in model.parameters():
            p.add_(0.2 * torch.randn(p.shape, generator=generator))
    model.train()
    rng = np.random.default_rng(len(name))
    n = int(np.prod(shape))
    x = rng.normal(size=(SAMPLES, n)).astype(np.float32).astype(np.float64)
    torch.onnx.export(
        model, torch.tensor(x[:2], dtype=torch.float32).reshape(2, *shape), name + ".onnx", opset_version=opset,
        input_names=["x"], output_names=["y"], dynamic_axes={"x": {0: "n"}, "y": {0: "n"}},
        training=torch.onnx.TrainingMode.PRESERVE, do_constant_folding=folded)
    model = model.double()
    named = dict(model.named_parameters())
    used = [named[n] for start in (order or [""]) for n in named if n.startswith(start)]
    assert len(used) == len(named)
    inputs = torch.tensor(x)
    with torch.no_grad():
        y = model(inputs.reshape(-1, *shape)).reshape(SAMPLES, -1).numpy()
    directions = rng.normal(size=(n, DIRECTIONS))
    jumps, values, products = [], [], []
    for i in range(VALUED):
        point = inputs[i].clone().requires_grad_()
        out = model(point.reshape(1, *shape)).reshape(1, -1)
        parts = torch.autograd.grad(F.cross_entropy(out, torch.tensor([i % y.shape[1]])), used, create_graph=True)
        gradient = torch.cat([part.reshape(-1) for part in parts])
        rows = [torch.autograd.grad(g, point, retain_graph=True, allow_unused=True)[0] for g in gradient]
        jacobian = torch.stack([torch.zeros_like(point) if row is None else row for row in rows]).numpy()
        jumps.append(gradient.detach().numpy())
        values.append(np.linalg.svd(jacobian, compute_uv=False))
        products.append(jacobian @ directions)
    np.savez_compressed(name + ".npz", x=x, y=y, jumps=np.array(jumps), values=np.array(values), directions=directions,
                        products=np.array(products))


class ResidualMlp(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.inner, self.outer = nn.Linear(5, 6), nn.Linear(6, 4), nn.Linear(4, 6)
        self.second, self.last = nn.Linear(6, 6), nn.Linear(6, 3)

    def forward(self, x):
        a = self.first(x)
        a = a + self.outer(torch.tanh(self.inner(a)))
        a = F.gelu(self.second(a)) + a
        return self.last(a)


class ResidualCnn(nn.Module):
    """Two residual blocks, the second with another size, whose skip is a convolution of its own."""

    def __init__(self):
        super().__init__()
        self.first, self.one, self.two = nn.Conv2d(1, 3, 3, padding=1), nn.Conv2d(3, 3, 3, padding=1), nn.Conv2d(3, 3, 3, padding=1)
        self.down, self.next, self.skip = nn.Conv2d(3, 4, 3, 2, 1), nn.Conv2d(4, 4, 3, padding=1), nn.Conv2d(3, 4, 1, 2, bias=False)
        self.last = nn.Linear(4, 3)

    def forward(self, x):
        a = torch.tanh(self.first(x))
        a = torch.tanh(a + self.two(torch.tanh(self.one(a))))
        a = F.softplus(self.next(torch.tanh(self.down(a))) + self.skip(a))
        return self.last(a.mean(dim=(2, 3)))


class Normalised(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.norm, self.last = nn.Linear(5, 6), nn.LayerNorm(6), nn.Linear(6, 3)

    def forward(self, x):
        return self.last(torch.tanh(self.norm(self.first(x))))


class RootMeanSquare(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(size))

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-3) * self.scale


class Gated(nn.Module):
    """The blocks of the later transformers: root mean squares, and a product of two halves (SwiGLU)."""

    def __init__(self):
        super().__init__()
        self.norm, self.gate, self.up, self.down = RootMeanSquare(6), nn.Linear(6, 8, bias=False), nn.Linear(6, 8, bias=False), nn.Linear(8, 6, bias=False)
        self.last = nn.Linear(18, 3)

    def forward(self, x):
        a = self.norm(x)
        a = x + self.down(F.silu(self.gate(a)) * self.up(a))
        return self.last(a.reshape(a.shape[0], -1))


class Attention(nn.Module):
    """Attention as it is often written by hand, with one matrix for queries, keys and values. Heads have four features, so that
    the square root is exact in 32 bits."""

    def __init__(self, size, heads, causal):
        super().__init__()
        self.heads, self.joint, self.out = heads, nn.Linear(size, 3 * size), nn.Linear(size, size)
        self.causal = causal

    def forward(self, x):
        n, steps, size = x.shape
        q, k, v = self.joint(x).split(size, dim=2)
        q, k, v = (part.view(n, steps, self.heads, size // self.heads).transpose(1, 2) for part in (q, k, v))
        scores = q @ k.transpose(-2, -1) / math.sqrt(size // self.heads)
        if self.causal:
            seen = torch.tril(torch.ones(steps, steps))
            scores = scores.masked_fill(seen == 0, float("-inf"))
        a = F.softmax(scores, dim=-1) @ v
        return self.out(a.transpose(1, 2).contiguous().view(n, steps, size))


class PreNorm(nn.Module):
    """A causal transformer block with the normalisation before each part, read at the last position."""

    def __init__(self):
        super().__init__()
        self.places = nn.Parameter(torch.zeros(1, 3, 8))
        self.one, self.attention, self.two = nn.LayerNorm(8), Attention(8, 2, True), nn.LayerNorm(8)
        self.inner, self.outer, self.last = nn.Linear(8, 5), nn.Linear(5, 8), nn.Linear(8, 3)

    def forward(self, x):
        a = x + self.places
        a = a + self.attention(self.one(a))
        a = a + self.outer(F.gelu(self.inner(self.two(a))))
        return self.last(a[:, -1])


class Vision(nn.Module):
    """Patches by a convolution, a class token, places, PyTorch's own attention, and the class token's answer."""

    def __init__(self):
        super().__init__()
        self.patches = nn.Conv2d(1, 8, 2, 2)
        self.token = nn.Parameter(torch.zeros(1, 1, 8))
        self.places = nn.Parameter(torch.zeros(1, 5, 8))
        self.one, self.attention = nn.LayerNorm(8), nn.MultiheadAttention(8, 2, batch_first=True)
        self.two, self.inner, self.outer = nn.LayerNorm(8), nn.Linear(8, 5), nn.Linear(5, 8)
        self.last = nn.Linear(8, 3)

    def forward(self, x):
        a = self.patches(x).flatten(2).transpose(1, 2)
        a = torch.cat((self.token.expand(a.shape[0], -1, -1), a), dim=1) + self.places
        b = self.one(a)
        a = a + self.attention(b, b, b, need_weights=False)[0]
        a = a + self.outer(F.gelu(self.inner(self.two(a))))
        return self.last(a[:, 0])


class Encoder(nn.Module):
    """PyTorch's own encoder layer, with the normalisation after each part and a causal mask, and the mean of the positions."""

    def __init__(self):
        super().__init__()
        self.layer = nn.TransformerEncoderLayer(4, 1, 5, dropout=0.0, activation="gelu", batch_first=True)
        self.register_buffer("mask", torch.triu(torch.full((3, 3), float("-inf")), 1), persistent=False)
        self.last = nn.Linear(4, 3)

    def forward(self, x):
        return self.last(self.layer(x, src_mask=self.mask).mean(dim=1))


class Elements(nn.Module):
    """Parts of arrays, and functions of elements."""

    def __init__(self):
        super().__init__()
        self.first, self.shift, self.scale = nn.Linear(3, 4), nn.Parameter(torch.zeros(2, 4)), nn.Parameter(torch.ones(4, 1))
        self.last = nn.Linear(15, 3)

    def forward(self, x):
        a = self.first(x)                                        # n x 4 x 4
        left, right = a.chunk(2, dim=1)                          # n x 2 x 4
        b = (left - 2 * right + self.shift).unsqueeze(1)         # n x 1 x 2 x 4
        c = torch.sqrt(right.pow(2) + 1) / (1.5 + torch.sigmoid(left))
        d = torch.exp(-b.squeeze(1)) * c                         # n x 2 x 4
        e = torch.log(1 + d[:, :, 1:3] ** 2)                     # n x 2 x 2
        f = (a * self.scale).sum(dim=2)                          # n x 4
        g = (torch.abs(a[:, 3]) - torch.reciprocal(2 + a[:, 0] ** 2)).clamp(min=-1)   # n x 4
        h = torch.erf(a[:, 1, :3]) * 3                           # n x 3
        return self.last(torch.cat([e.flatten(1), f, -g, h], dim=1))


class Tied(nn.Module):
    """An autoencoder whose second matrix is the first one transposed."""

    def __init__(self):
        super().__init__()
        self.weight, self.inner, self.outer = nn.Parameter(torch.zeros(3, 5)), nn.Parameter(torch.zeros(3)), nn.Parameter(torch.zeros(5))

    def forward(self, x):
        return torch.tanh(x @ self.weight.t() + self.inner) @ self.weight + self.outer


def written(operator, real, **attributes):
    """An operator with attributes that PyTorch writes otherwise: in the file as it is here, in PyTorch what it is."""

    class Written(torch.autograd.Function):
        @staticmethod
        def symbolic(g, *inputs):
            return g.op(operator, *inputs, **attributes)

        @staticmethod
        def forward(ctx, *inputs):
            return real(*inputs)

    return lambda *inputs: Written.apply(*inputs) if torch.onnx.is_in_onnx_export() else real(*inputs)


class Windows(nn.Module):
    """Windows that move and reach differently along rows and columns, and places around images of every kind."""

    def __init__(self):
        super().__init__()
        self.one = nn.Conv2d(1, 2, (3, 2), stride=(2, 1), padding=(1, 0), dilation=(1, 2))
        self.two, self.three, self.last = nn.Conv2d(2, 2, 2, stride=2), nn.Conv2d(2, 3, 2), nn.Linear(24, 3)

    def forward(self, x):                                        # 9 x 8
        a = torch.tanh(self.one(x))                              # 5 x 6
        a = F.max_pool2d(a, (2, 3), stride=1, dilation=(2, 1))   # 3 x 4
        a = written("Conv", lambda a, w, b: F.conv2d(F.pad(a, (0, 1, 1, 0)), w, b, 2), kernel_shape_i=[2, 2],
                    strides_i=[2, 2], pads_i=[1, 0, 0, 1])(a, self.two.weight, self.two.bias)    # 2 x 2
        a = F.pad(torch.tanh(a), (1, 1, 0, 1), value=0.5)        # 3 x 4
        a = written("Conv", lambda a, w, b: F.conv2d(F.pad(a, (0, 1, 0, 1)), w, b), kernel_shape_i=[2, 2],
                    auto_pad_s="SAME_UPPER")(a, self.three.weight, self.three.bias)              # 3 x 4
        a = written("AveragePool", lambda a: F.avg_pool2d(a, 3, 1, 1), kernel_shape_i=[3, 3], strides_i=[1, 1],
                    pads_i=[1, 1, 1, 1], count_include_pad_i=1)(torch.tanh(a))                   # 3 x 4
        a = F.pad(a, (1, 0, 1, 1), mode="reflect")               # 5 x 5
        a = F.avg_pool2d(a, 2, 2, 1, ceil_mode=True, count_include_pad=False)                    # 3 x 3
        a = F.pad(F.max_pool2d(a, 2, 2, ceil_mode=True), (1, 1, 0, 0), mode="replicate")         # 2 x 4
        return self.last(a.flatten(1))


save("graph_residual_mlp", ResidualMlp(), (5,), 13)
save("graph_residual_cnn", ResidualCnn(), (1, 6, 6), 13)
save("graph_layer_norm", Normalised(), (5,), 17)
save("graph_layer_norm_13", Normalised(), (5,), 13)
save("graph_gated", Gated(), (3, 6), 14)
save("graph_pre_norm", PreNorm(), (3, 8), 17)
save("graph_vision", Vision(), (1, 4, 4), 14,
     order=["patches", "token", "places", "one", "attention", "two", "inner", "outer", "last"])
save("graph_encoder", Encoder(), (3, 4), 12,
     order=["layer.self", "layer.norm1", "layer.linear", "layer.norm2", "last"])
save("graph_elements", Elements(), (4, 3), 13, order=["first", "shift", "scale", "last"])
save("graph_tied", Tied(), (5,), 13, folded=False)
save("graph_windows", Windows(), (1, 9, 8), 13)


class Ending(nn.Module):
    """Ends in a sum of two layers, or in a layer times a function of another."""

    def __init__(self, gated):
        super().__init__()
        self.gated, self.first, self.second = gated, nn.Linear(4, 3), nn.Linear(4, 3)

    def forward(self, x):
        a, b = self.first(x), self.second(torch.tanh(x))
        return a * torch.sigmoid(b) if self.gated else a + b


save("graph_ending_sum", Ending(False), (4,), 13)
save("graph_ending_gate", Ending(True), (4,), 13)
