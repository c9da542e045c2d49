# 784-100-10 by PyTorch's double backward, one thread, float64: J of one sample row by row, its Gram matrix and eigenvalues, and
# gradient norms in a loop. With the argument images the same of a LeNet.
import sys
import time
import torch

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
torch.manual_seed(1)
images = "images" in sys.argv[1:]
if images:
    layers = torch.nn.Sequential(
        torch.nn.Unflatten(0, (1, 1, 28, 28)), torch.nn.Conv2d(1, 6, 5), torch.nn.Tanh(), torch.nn.AvgPool2d(2),
        torch.nn.Conv2d(6, 16, 5), torch.nn.Tanh(), torch.nn.AvgPool2d(2), torch.nn.Flatten(),
        torch.nn.Linear(256, 120), torch.nn.Tanh(), torch.nn.Linear(120, 84), torch.nn.Tanh(), torch.nn.Linear(84, 10))
    q = list(layers.parameters())
else:
    w1, b1 = torch.randn(100, 784) / 28, torch.randn(100)
    w2, b2 = torch.randn(10, 100) / 10, torch.randn(10)
    q = [p.requires_grad_(True) for p in (w1, b1, w2, b2)]


def loss(x):
    y = layers(x)[0] if images else w2 @ torch.tanh(w1 @ x + b1) + b2
    return -torch.log_softmax(y, 0)[3]


def report(name, work, repeats):
    best = float("inf")
    for _ in range(repeats):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    print(f"PyTorch {torch.__version__}, {'LeNet' if images else 'dense'}: {name:36s} cpu {best * 1e3:10.1f} ms", flush=True)


# One more backward pass for each input: d/dv of vᵀ(∂H/∂x) gives the columns.
x = torch.rand(784, requires_grad=True)
columns = torch.empty(784, sum(p.numel() for p in q))


def jacobian():
    gradient = torch.autograd.grad(loss(x), x, create_graph=True)[0]
    for j in range(784):
        rows = torch.autograd.grad(gradient[j], q, retain_graph=True, allow_unused=True)
        torch.cat([(r if r is not None else torch.zeros_like(p)).reshape(-1) for r, p in zip(rows, q)], out=columns[j])


report("J by double backward", jacobian, 2)
report("Gram matrix and eigenvalues", lambda: torch.linalg.eigvalsh(columns @ columns.T), 1 if images else 2)


def norms():
    for _ in range(200):
        gradient = torch.autograd.grad(loss(torch.rand(784)), q)
        sum((g * g).sum() for g in gradient)


report("200 squared gradient norms, in a loop", norms, 3)
