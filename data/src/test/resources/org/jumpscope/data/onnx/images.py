"""Makes the ONNX files of images beside it, and for each an NPZ file with inputs x, outputs y and singular values.

    /usr/bin/python3 images.py         (Debian 12: python3-torch 1.13, NumPy 1.24; python3-onnx 1.12)

Weights are 32-bit floats; all that follows is in double precision. y is what PyTorch answers. jumps are the gradients by all
trainable variables, one row a sample, in the order of the file: of each layer the weights, then the biases. values are
the singular values of their derivative by the inputs, made by PyTorch's double backward column by column. The loss is the
cross-entropy of one sample with the label (sample mod outputs).
"""

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

rng = np.random.default_rng(11)
torch.manual_seed(11)
SAMPLES, VALUED = 5, 3


def save(name, model, x, shape):
    model = model.double().eval()
    inputs = torch.tensor(x)
    with torch.no_grad():
        y = model(inputs.reshape(-1, *shape)).numpy()
    jumps, values = [], []
    for i in range(VALUED):
        point = inputs[i].clone().requires_grad_()
        loss = nn.functional.cross_entropy(model(point.reshape(1, *shape)), torch.tensor([i % y.shape[1]]))
        parts = torch.autograd.grad(loss, list(model.parameters()), create_graph=True)
        gradient = torch.cat([part.reshape(-1) for part in parts])
        rows = [torch.autograd.grad(g, point, retain_graph=True, allow_unused=True)[0] for g in gradient]
        jacobian = torch.stack([torch.zeros_like(point) if row is None else row for row in rows])
        jumps.append(gradient.detach().numpy())
        values.append(np.linalg.svd(jacobian.detach().numpy(), compute_uv=False))
    np.savez(name + ".npz", x=x, y=y, jumps=np.array(jumps), values=np.array(values))


def inputs(shape):
    return rng.normal(size=(SAMPLES, int(np.prod(shape)))).astype(np.float32).astype(np.float64)


def export(name, shape, opset, *layers):
    model = nn.Sequential(*layers).float().eval()
    x = inputs(shape)
    torch.onnx.export(model, torch.zeros(1, *shape), name + ".onnx", opset_version=opset, input_names=["x"],
                      output_names=["y"], dynamic_axes={"x": {0: "n"}, "y": {0: "n"}})
    save(name, model, x, shape)


# The order of LeNet's layers, small.
export("conv_lenet", (1, 12, 12), 13,
       nn.Conv2d(1, 3, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(3, 4, 2), nn.Tanh(), nn.MaxPool2d(2), nn.Flatten(),
       nn.Linear(16, 5), nn.Tanh(), nn.Linear(5, 3))
# Every attribute that is supported.
export("conv_attributes", (2, 9, 8), 11,
       nn.Conv2d(2, 4, (3, 2), stride=2, padding=1, dilation=2, groups=2), nn.Softplus(),
       nn.AvgPool2d(2, stride=1, padding=1, count_include_pad=False), nn.MaxPool2d((2, 3), stride=1, padding=1),
       nn.Conv2d(4, 6, 1, groups=2, bias=False), nn.Sigmoid(), nn.AvgPool2d(2, padding=0), nn.Flatten(), nn.Linear(36, 4))
# Without biases, to the mean of each channel.
export("conv_no_biases", (2, 6, 6), 17,
       nn.Conv2d(2, 5, 3, padding=1, bias=False), nn.Tanh(), nn.Conv2d(5, 3, 3, stride=2, bias=False),
       nn.AdaptiveAvgPool2d(1), nn.Flatten())
# Batch normalisation, which PyTorch folds into the convolution before it.
normalisation = nn.BatchNorm2d(3)
with torch.no_grad():
    normalisation.weight.uniform_(0.5, 2)
    normalisation.bias.normal_()
    normalisation.running_mean.normal_()
    normalisation.running_var.uniform_(0.5, 2)
convolution = nn.Conv2d(1, 3, 3)
rest = [nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(12, 3)]
x = inputs((1, 7, 7))
torch.onnx.export(nn.Sequential(convolution, normalisation, *rest).eval(), torch.zeros(1, 1, 7, 7), "conv_folded.onnx",
                  opset_version=13, input_names=["x"], output_names=["y"], dynamic_axes={"x": {0: "n"}, "y": {0: "n"}})
folded = onnx.load("conv_folded.onnx").graph
arrays = {array.name: numpy_helper.to_array(array) for array in folded.initializer}
names = next(node for node in folded.node if node.op_type == "Conv").input
with torch.no_grad():
    convolution.weight.copy_(torch.tensor(arrays[names[1]]))
    convolution.bias.copy_(torch.tensor(arrays[names[2]]))
save("conv_folded", nn.Sequential(convolution, *rest), x, (1, 7, 7))

# As other exporters write: automatic padding, biases added by a node of its own, samples kept apart by a Reshape.
first = nn.Conv2d(1, 2, 3, padding=1)
second = nn.Conv2d(2, 3, 3, padding=1, stride=1)
last = nn.Linear(12, 3)
model = nn.Sequential(first, nn.Tanh(), nn.AvgPool2d(2), second, nn.ELU(), nn.MaxPool2d(3, stride=2, padding=0), nn.Flatten(), last)


def tensor(name, values):
    return numpy_helper.from_array(np.asarray(values), name)


def window(side, **more):
    return {"kernel_shape": [side, side], **more}


nodes = [
    helper.make_node("Conv", ["x", "w1"], ["c1"], auto_pad="SAME_UPPER", strides=[1, 1], **window(3)),
    helper.make_node("Add", ["c1", "b1"], ["z1"]),
    helper.make_node("Tanh", ["z1"], ["a1"]),
    helper.make_node("AveragePool", ["a1"], ["p1"], auto_pad="VALID", strides=[2, 2], count_include_pad=1, **window(2)),
    helper.make_node("Conv", ["p1", "w2", "b2"], ["z2"], auto_pad="SAME_LOWER"),
    helper.make_node("Elu", ["z2"], ["a2"]),
    helper.make_node("MaxPool", ["a2"], ["p2"], strides=[2, 2], ceil_mode=0, **window(3)),
    helper.make_node("Reshape", ["p2", "s"], ["r"]),
    helper.make_node("Gemm", ["r", "w3", "b3"], ["y"], transB=1)]
values = [p.detach().numpy() for p in model.parameters()]
initializers = [tensor("w1", values[0]), tensor("b1", values[1].reshape(1, 2, 1, 1)), tensor("w2", values[2]),
                tensor("b2", values[3]), tensor("w3", values[4]), tensor("b3", values[5]), tensor("s", np.array([-1, 12]))]
graph = helper.make_graph(
    nodes, "conv_by_node", [helper.make_tensor_value_info("x", TensorProto.FLOAT, [None, 1, 10, 10])],
    [helper.make_tensor_value_info("y", TensorProto.FLOAT, [None, 3])], initializers)
onnx.save(helper.make_model(graph, producer_name="images.py", ir_version=8, opset_imports=[helper.make_opsetid("", 13)]),
          "conv_by_node.onnx")
save("conv_by_node", model, inputs((1, 10, 10)), (1, 10, 10))


class Viewed(nn.Module):
    """The samples kept apart by their number, which the graph asks from the data."""

    def __init__(self):
        super().__init__()
        self.filters = nn.Conv2d(2, 3, 2)
        self.last = nn.Linear(12, 3)

    def forward(self, x):
        a = torch.tanh(self.filters(x))
        return self.last(a.view(a.size(0), -1))


model = Viewed()
torch.onnx.export(model, torch.zeros(1, 2, 3, 3), "conv_view.onnx", opset_version=13, input_names=["x"],
                  output_names=["y"], dynamic_axes={"x": {0: "n"}, "y": {0: "n"}})
save("conv_view", model, inputs((2, 3, 3)), (2, 3, 3))
