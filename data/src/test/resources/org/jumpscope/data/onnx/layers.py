"""Makes the ONNX files of recurrences, embeddings and batch normalisations beside it, and for each an NPZ file with inputs x, outputs
y, jumps and singular values.

    /usr/bin/python3 layers.py         (Debian 12: python3-torch 1.13, NumPy 1.24)

Weights are 32-bit floats; all that follows is in double precision. y is what PyTorch answers. jumps are the gradients by all
trainable variables, one row a sample, in the order of the network that is read: of a recurrence the weights and biases of the inputs,
then those of the state. values are the singular values of their derivative by the inputs, made by PyTorch's double backward
row by row; of an embedding by what the embedded values are displaced by, at the sample's tokens. The loss is the cross-entropy
of one sample with the label (sample mod outputs).
"""

import warnings

import numpy as np
import torch
from torch import nn

warnings.filterwarnings("ignore")
rng = np.random.default_rng(12)
torch.manual_seed(12)
SAMPLES, VALUED = 5, 3


def parameters(model):
    """In the order of the network that is read."""
    for part in model.children():
        if isinstance(part, nn.RNNBase):
            yield from [part.weight_ih_l0, part.bias_ih_l0, part.weight_hh_l0, part.bias_hh_l0]
        else:
            yield from part.parameters()


class Chain(nn.Module):
    """Layers of which an embedding, the first, may be displaced."""

    def __init__(self, *layers):
        super().__init__()
        for i, layer in enumerate(layers):
            self.add_module(str(i), layer)

    def forward(self, x, displaced=None):
        for layer in self.children():
            x = self.after(layer, layer(x))
            if isinstance(layer, nn.Embedding) and displaced is not None:
                x = x + displaced
        return x

    def after(self, layer, x):
        return x


class Recurrent(Chain):
    """The last state in one of the ways that people write."""

    def __init__(self, way, *layers):
        super().__init__(*layers)
        self.way = way

    def after(self, layer, x):
        return self.way(*x) if isinstance(layer, nn.RNNBase) else x


def save(name, model, shape, tokens=None, steps_first=False):
    """Samples are flattened in the NPZ file; with steps_first the model reads them as its second dimension."""
    model = model.double()
    flat = (rng.integers(0, tokens, (SAMPLES, *shape)) if tokens else rng.normal(size=(SAMPLES, *shape)).astype(np.float32))
    flat = flat.reshape(SAMPLES, -1)

    def answer(points, displaced=None):
        batch = points.reshape(-1, *shape)
        batch = batch.transpose(0, 1) if steps_first else batch
        return model(batch) if displaced is None else model(batch, displaced)

    inputs = torch.tensor(flat) if tokens else torch.tensor(flat.astype(np.float64))
    with torch.no_grad():
        y = answer(inputs).numpy()
    own = list(parameters(model))
    jumps, values = [], []
    for i in range(VALUED):
        if tokens:
            table = next(model.children()).weight
            moved = torch.zeros(1, *shape, table.shape[1], dtype=torch.float64)
            moved = (moved.transpose(0, 1) if steps_first else moved).clone().requires_grad_()
            out = answer(inputs[i:i + 1], moved)
        else:
            moved = inputs[i:i + 1].clone().requires_grad_()
            out = answer(moved)
        loss = nn.functional.cross_entropy(out, torch.tensor([i % y.shape[1]]))
        parts = torch.autograd.grad(loss, own, create_graph=True)
        gradient = torch.cat([part.reshape(-1) for part in parts])
        rows = [torch.autograd.grad(g, moved, retain_graph=True, allow_unused=True)[0] for g in gradient]
        jacobian = torch.stack([torch.zeros_like(moved) if row is None else row for row in rows])
        jumps.append(gradient.detach().numpy())
        values.append(np.linalg.svd(jacobian.reshape(len(rows), -1).detach().numpy(), compute_uv=False))
    np.savez(name + ".npz", x=flat.astype(np.float64), y=y, jumps=np.array(jumps), values=np.array(values))


def export(name, model, shape, opset, tokens=None, steps_first=False, dynamic=True):
    model = model.float().eval()
    example = torch.zeros(1, *shape, dtype=torch.long if tokens else torch.float32)
    axes = {"x": {1 if steps_first else 0: "n"}, "y": {0: "n"}} if dynamic else None
    torch.onnx.export(model, example.transpose(0, 1) if steps_first else example, name + ".onnx", opset_version=opset,
                      input_names=["x"], output_names=["y"], dynamic_axes=axes)
    save(name, model, shape, tokens, steps_first)


def normalised(layer):
    with torch.no_grad():
        layer.weight.uniform_(0.5, 2)
        layer.bias.normal_()
        layer.running_mean.normal_()
        layer.running_var.uniform_(0.3, 2)
    return layer


# Recurrences: both places of the samples, and every way to the last state.
export("rnn_tanh", Recurrent(lambda o, h: o[:, -1], nn.RNN(3, 4, batch_first=True), nn.Linear(4, 3)), (5, 3), 13)
export("rnn_relu", Recurrent(lambda o, h: h[-1], nn.RNN(2, 5, nonlinearity="relu", batch_first=True), nn.Linear(5, 2)), (6, 2), 17)
export("gru", Recurrent(lambda o, h: o[:, -1, :], nn.GRU(3, 4, batch_first=True), nn.Linear(4, 3), nn.Tanh(), nn.Linear(3, 3)),
       (5, 3), 11)
export("gru_steps_first", Recurrent(lambda o, h: o[-1], nn.GRU(2, 3), nn.Linear(3, 2)), (4, 2), 14, steps_first=True)
export("gru_slice", Recurrent(lambda o, h: o[:, -1:].flatten(1), nn.GRU(2, 3, batch_first=True), nn.Linear(3, 2)), (4, 2), 9)
export("lstm", Recurrent(lambda o, s: s[0].squeeze(0), nn.LSTM(3, 4, batch_first=True), nn.Linear(4, 3)), (5, 3), 13)
export("lstm_steps_first", Recurrent(lambda o, s: s[0][0], nn.LSTM(2, 3), nn.Linear(3, 3)), (4, 2), 12, steps_first=True)
export("lstm_fixed", Recurrent(lambda o, s: o[:, -1], nn.LSTM(2, 3, batch_first=True), nn.Linear(3, 3)), (4, 2), 13, dynamic=False)
# Embeddings.
export("embedding_flat", Chain(nn.Embedding(6, 3), nn.Flatten(), nn.Linear(12, 5), nn.Tanh(), nn.Linear(5, 3)), (4,), 13, tokens=6)
export("embedding_gru", Recurrent(lambda o, h: o[:, -1], nn.Embedding(7, 2), nn.GRU(2, 4, batch_first=True), nn.Linear(4, 3)),
       (6,), 13, tokens=7)
export("embedding_lstm_steps_first", Recurrent(lambda o, s: o[-1], nn.Embedding(5, 2), nn.LSTM(2, 3), nn.Linear(3, 2)), (5,), 16,
       tokens=5, steps_first=True)
# Batch normalisations that PyTorch cannot fold into a convolution.
export("batchnorm_image", Chain(normalised(nn.BatchNorm2d(2)), nn.Conv2d(2, 3, 3), nn.Tanh(), normalised(nn.BatchNorm2d(3, eps=1e-3)),
                                nn.AvgPool2d(2), nn.Flatten(), nn.Linear(12, 3)), (2, 6, 6), 13)
export("batchnorm_vector", Chain(normalised(nn.BatchNorm1d(5)), nn.Linear(5, 6), normalised(nn.BatchNorm1d(6)), nn.Softplus(),
                                 nn.Linear(6, 3), normalised(nn.BatchNorm1d(3))), (5,), 15)
export("batchnorm_opset7", Chain(nn.Linear(4, 5), nn.Sigmoid(), normalised(nn.BatchNorm1d(5)), nn.Linear(5, 3)), (4,), 7)
