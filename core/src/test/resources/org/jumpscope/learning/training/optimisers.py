"""Where torch.optim takes (1, -1) under three given gradients; PyTorch 1.13.1 (Debian 12), float64. Printed with 17 digits."""
import torch

GRADIENTS = [[0.5, -2.0], [0.25, 1.0], [-1.0, 0.0]]


def run(make):
    q = torch.tensor([1.0, -1.0], dtype=torch.float64, requires_grad=True)
    optimiser = make([q])
    for g in GRADIENTS:
        q.grad = torch.tensor(g, dtype=torch.float64)
        optimiser.step()
    return ", ".join(repr(x) for x in q.tolist())


print("momentum(0.9), 0.1:", run(lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9)))
print("adam, 0.01:", run(lambda p: torch.optim.Adam(p, lr=0.01)))
print("rmsprop(0.9, 1e-8), 0.01:", run(lambda p: torch.optim.RMSprop(p, lr=0.01, alpha=0.9, eps=1e-8)))
