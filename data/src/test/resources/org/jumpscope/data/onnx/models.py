"""Makes the ONNX files beside it, and for each an NPZ file with inputs x and outputs y.

    /usr/bin/python3 models.py         (Debian 12: python3-torch 1.13, python3-onnx 1.12, NumPy 1.24)

Models whose name starts with torch_ are exported by PyTorch; y is what PyTorch answers in double precision at the same (32-bit)
weights. The others are made node by node, in the way that other exporters (scikit-learn's, Keras') make them; y is
computed here with NumPy in double precision.
"""

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

rng = np.random.default_rng(4)
torch.manual_seed(4)


def save(name, x, y):
    np.savez(name + ".npz", x=np.asarray(x, dtype=np.float64), y=np.asarray(y, dtype=np.float64))


def export(name, model, shape, opset, dtype=torch.float32, **more):
    model = model.to(dtype).eval()
    x = torch.tensor(rng.normal(size=(7, *shape)).astype(np.float32)).to(dtype)
    torch.onnx.export(
        model, x, name + ".onnx", opset_version=opset, input_names=["x"], output_names=["y"],
        dynamic_axes={"x": {0: "samples"}, "y": {0: "samples"}}, **more)
    with torch.no_grad():
        y = model.double()(x.double())
    save(name, x.double().reshape(7, -1), y)


export("torch_tanh", nn.Sequential(nn.Linear(6, 5), nn.Tanh(), nn.Linear(5, 3)), (6,), 13)
export("torch_double", nn.Sequential(nn.Linear(6, 5), nn.Tanh(), nn.Linear(5, 3)), (6,), 13, torch.float64)
export("torch_images",
       nn.Sequential(nn.Flatten(), nn.Linear(6, 8), nn.ReLU(), nn.Dropout(0.3), nn.Linear(8, 4), nn.LogSoftmax(dim=1)),
       (1, 2, 3), 9)
export("torch_activations",
       nn.Sequential(nn.Linear(4, 6), nn.Sigmoid(), nn.Linear(6, 5), nn.Softplus(), nn.Linear(5, 6), nn.LeakyReLU(0.2),
                     nn.Linear(6, 5), nn.ELU(0.7), nn.Linear(5, 6), nn.GELU(), nn.Linear(6, 5), nn.SiLU(),
                     nn.Linear(5, 3), nn.Softmax(dim=-1)),
       (4,), 16)
export("torch_no_biases", nn.Sequential(nn.Linear(5, 4, bias=False), nn.ReLU(), nn.Linear(4, 1)), (5,), 11)
export("torch_opset7", nn.Sequential(nn.Linear(3, 4), nn.ReLU(), nn.Linear(4, 2), nn.Softmax(dim=1)), (3,), 7,
       keep_initializers_as_inputs=True)


def tensor(name, values, dtype=np.float32):
    return numpy_helper.from_array(np.asarray(values, dtype=dtype), name)


def write(name, nodes, initializers, x, outputs, opsets, ir=8, element=TensorProto.FLOAT):
    graph = helper.make_graph(
        nodes, name, [helper.make_tensor_value_info("x", element, [None, x.shape[1]])], outputs, initializers)
    model = helper.make_model(
        graph, producer_name="models.py", ir_version=ir, opset_imports=[helper.make_opsetid(d, v) for d, v in opsets])
    onnx.save(model, name + ".onnx")


def floats(name, columns):
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, [None, columns])


def weights(*shape):
    return rng.normal(size=shape).astype(np.float32)


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


erf = np.vectorize(__import__("math").erf)
x = rng.normal(size=(7, 4)).astype(np.float32).astype(np.float64)

# Every way in which weights may stand: factors, an untransposed matrix, a Constant node, a Transpose, a second name.
w1, b1, w2, b2, w3 = weights(4, 5), weights(5), weights(5, 3), weights(1, 3), weights(2, 3)
write("node_by_node",
      [helper.make_node("Identity", ["x"], ["x0"]),
       helper.make_node("Cast", ["x0"], ["x1"], to=TensorProto.FLOAT),
       helper.make_node("Constant", [], ["shape"], value=helper.make_tensor("s", TensorProto.INT64, [2], [-1, 4])),
       helper.make_node("Reshape", ["x1", "shape"], ["x2"]),
       helper.make_node("Gemm", ["x2", "w1", "b1"], ["z1"], name="first", alpha=0.5, beta=2.0),
       helper.make_node("Elu", ["z1"], ["a1"]),
       helper.make_node("LeakyRelu", ["a1"], ["a2"]),
       helper.make_node("Constant", [], ["w2"], value=tensor("w2", w2)),
       helper.make_node("MatMul", ["a2", "w2"], ["z2"]),
       helper.make_node("Add", ["b2", "z2"], ["z3"]),
       helper.make_node("Softmax", ["z3"], ["a3"], axis=1),
       helper.make_node("Transpose", ["w3"], ["w3t"], perm=[1, 0]),
       helper.make_node("MatMul", ["a3", "w3t"], ["y"])],
      [tensor("w1", w1), tensor("b1", b1), tensor("b2", b2), tensor("w3", w3)], x, [floats("y", 2)], [("", 12)])
z1 = 0.5 * x @ w1.astype(np.float64) + 2 * b1.astype(np.float64)
a1 = np.where(z1 < 0, np.expm1(z1), z1)
a2 = np.where(a1 < 0, 0.01 * a1, a1)
save("node_by_node", x, softmax(a2 @ w2.astype(np.float64) + b2) @ w3.T.astype(np.float64))

# Gelu as one operator, 16-bit weights, float_data instead of raw bytes.
w1, b1 = weights(4, 5), weights(5)
w2, b2 = weights(3, 5).astype(np.float16), weights(3).astype(np.float16)
write("gelu",
      [helper.make_node("Gemm", ["x", "w1", "b1"], ["z1"]),
       helper.make_node("Gelu", ["z1"], ["a1"]),
       helper.make_node("Cast", ["w2"], ["w2f"], to=TensorProto.FLOAT),
       helper.make_node("Cast", ["b2"], ["b2f"], to=TensorProto.FLOAT),
       helper.make_node("Gemm", ["a1", "w2f", "b2f"], ["z2"], transB=1),
       helper.make_node("Gelu", ["z2"], ["y"], approximate="tanh")],
      [helper.make_tensor("w1", TensorProto.FLOAT, [4, 5], w1.ravel()),
       helper.make_tensor("b1", TensorProto.FLOAT, [5], b1), tensor("w2", w2, np.float16),
       helper.make_tensor("b2", TensorProto.FLOAT16, [3], b2)],
      x, [floats("y", 3)], [("", 20)], ir=9)
z = x @ w1.astype(np.float64) + b1
a = 0.5 * z * (1 + erf(z / np.sqrt(2)))
z = a @ w2.T.astype(np.float64) + b2.astype(np.float64)
save("gelu", x, 0.5 * z * (1 + np.tanh(np.sqrt(2 / np.pi) * (z + 0.044715 * z**3))))


def classifier(name, w, b, post, labels, y, normalised=True, zipped=True):
    classes = {"classlabels_strings": labels} if isinstance(labels[0], str) else {"classlabels_ints": labels}
    nodes = [helper.make_node("LinearClassifier", ["x"], ["label", "scores"], domain="ai.onnx.ml", name="LinearClassifier",
                              coefficients=w.ravel().tolist(), intercepts=b.tolist(), multi_class=1,
                              post_transform=post, **classes)]
    last = "scores"
    if normalised:
        nodes.append(helper.make_node("Normalizer", [last], ["p"], domain="ai.onnx.ml", norm="L1"))
        last = "p"
    kind = TensorProto.STRING if isinstance(labels[0], str) else TensorProto.INT64
    out = floats(last, len(labels))
    if zipped:
        zip_classes = {"classlabels_strings": labels} if isinstance(labels[0], str) else {"classlabels_int64s": labels}
        nodes.append(helper.make_node("ZipMap", [last], ["probabilities"], domain="ai.onnx.ml", **zip_classes))
        out = onnx.ValueInfoProto(name="probabilities")
        of_map = out.type.sequence_type.elem_type.map_type
        of_map.key_type = kind
        of_map.value_type.tensor_type.elem_type = TensorProto.FLOAT
    write(name, nodes, [], x, [helper.make_tensor_value_info("label", kind, [None]), out], [("", 13), ("ai.onnx.ml", 1)])
    save(name, x, y)


w, b = weights(3, 4), weights(3)
z = x @ w.T.astype(np.float64) + b
classifier("sklearn_softmax", w, b, "SOFTMAX", [3, 5, 9], softmax(z))
classifier("sklearn_scores", w, b, "NONE", ["a", "b", "c"], z, normalised=False, zipped=False)
w, b = weights(1, 4), weights(1)
p = sigmoid(x @ w.T.astype(np.float64) + b)
classifier("sklearn_two_classes", np.vstack([-w, w]), np.concatenate([-b, b]), "LOGISTIC", ["no", "yes"],
           np.hstack([1 - p, p]))

# scikit-learn's MLPClassifier: the label comes from a path of its own.
w1, b1, w2, b2 = weights(4, 6), weights(6), weights(6, 3), weights(3)
write("sklearn_mlp",
      [helper.make_node("Cast", ["x"], ["c"], to=TensorProto.FLOAT),
       helper.make_node("MatMul", ["c", "w1"], ["m1"]), helper.make_node("Add", ["m1", "b1"], ["s1"]),
       helper.make_node("Relu", ["s1"], ["r1"]),
       helper.make_node("MatMul", ["r1", "w2"], ["m2"]), helper.make_node("Add", ["m2", "b2"], ["s2"]),
       helper.make_node("Softmax", ["s2"], ["probabilities"]),
       helper.make_node("ArgMax", ["probabilities"], ["label"], axis=1, keepdims=0)],
      [tensor("w1", w1), tensor("b1", b1), tensor("w2", w2), tensor("b2", b2)], x,
      [helper.make_tensor_value_info("label", TensorProto.INT64, [None]), floats("probabilities", 3)], [("", 15)])
h = np.maximum(0, x @ w1.astype(np.float64) + b1)
save("sklearn_mlp", x, softmax(h @ w2.astype(np.float64) + b2))

# Gelu by tanh as several operators: PyTorch's, and with the half first and a power.
export("torch_gelu_tanh", nn.Sequential(nn.Linear(4, 5), nn.GELU(approximate="tanh"), nn.Linear(5, 3)), (4,), 13)
w1, b1, w2, b2 = weights(4, 5), weights(5), weights(5, 3), weights(3)
write("gelu_by_power",
      [helper.make_node("Gemm", ["x", "w1", "b1"], ["z"]), helper.make_node("Mul", ["half", "z"], ["h"]),
       helper.make_node("Pow", ["z", "three"], ["z3"]), helper.make_node("Mul", ["z3", "c"], ["cz3"]),
       helper.make_node("Add", ["z", "cz3"], ["s"]), helper.make_node("Mul", ["s", "root"], ["r"]),
       helper.make_node("Tanh", ["r"], ["t"]), helper.make_node("Add", ["t", "one"], ["t1"]),
       helper.make_node("Mul", ["h", "t1"], ["a"]), helper.make_node("Gemm", ["a", "w2", "b2"], ["y"])],
      [tensor("w1", w1), tensor("b1", b1), tensor("w2", w2), tensor("b2", b2), tensor("half", 0.5), tensor("three", 3),
       tensor("c", 0.044715), tensor("root", np.sqrt(2 / np.pi)), tensor("one", [1])],
      x, [floats("y", 3)], [("", 15)])
z = x @ w1.astype(np.float64) + b1
a = 0.5 * z * (1 + np.tanh(np.sqrt(2 / np.pi) * (z + 0.044715 * z**3)))
save("gelu_by_power", x, a @ w2.astype(np.float64) + b2)
