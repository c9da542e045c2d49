"""Writes reference values of networks that begin with an embedding, by double backward in float64 and LAPACK's singular values, with
PyTorch's own embedding, cells and attention. The Jacobian is taken by the embedded values, at given tokens:
python3 embedding_jacobian.py > ../resources/org/jumpscope/reference/embedding-jacobian.json (Debian's python3-torch)"""
import json
import torch

torch.set_default_dtype(torch.float64)
F = torch.nn.functional


class Trainables:
    """Hands out stretches of q; the first pass counts them."""

    def __init__(self, q=None):
        self.q, self.at, self.fans = q, 0, []

    def take(self, *shape):
        n = 1
        for size in shape:
            n *= size
        start, self.at = self.at, self.at + n
        if self.q is None:
            self.fans += [shape[-1] if len(shape) > 1 else 9] * n
            return torch.zeros(shape)
        return self.q[start:self.at].reshape(shape)

    def dense(self, a, n, m):
        w, b = self.take(m, n), self.take(m)
        return w @ a + b


# Each network is given its tokens and what the embedded values (positions x features) are displaced by.

def recurrent(tokens, displaced, q):
    a = F.embedding(tokens, q.take(6, 3)) + displaced
    wi, bi, wh, bh = q.take(12, 3), q.take(12), q.take(12, 4), q.take(12)
    h = torch.zeros(1, 4)
    for row in a:
        h = torch.gru_cell(row.reshape(1, 3), h, wi, wh, bi, bh)
    return q.dense(h[0], 4, 3)


def flat(tokens, displaced, q):
    a = F.embedding(tokens, q.take(4, 2)) + displaced
    return q.dense(torch.tanh(q.dense(a.reshape(-1), 8, 5)), 5, 2)


def attentive(tokens, displaced, q):
    a = F.embedding(tokens, q.take(5, 4)) + displaced
    # A shift of each neuron, which are feature by feature.
    a = a + q.take(24).reshape(4, 6).T
    normed = F.layer_norm(a, (4,), eps=1e-5)
    w, b = [], []
    for _ in range(3):
        w.append(q.take(4, 4))
        b.append(q.take(4))
    out, shift = q.take(4, 4), q.take(4)
    rows = normed.reshape(6, 1, 4)
    answer, _ = F.multi_head_attention_forward(
        rows, rows, rows, 4, 2, torch.cat(w), torch.cat(b), None, None, False, 0.0, out, shift, training=False,
        need_weights=False, attn_mask=torch.triu(torch.ones(6, 6, dtype=torch.bool), 1))
    a = a + answer.reshape(6, 4)
    return q.dense(a.T.reshape(-1), 24, 3)


CASES = [
    ("7 tokens embedding 6 3 gru 4 3", "cross-entropy", 7, 6, 3, 3, recurrent),
    ("4 tokens embedding 4 2 5 tanh 2", "squared", 4, 4, 2, 2, flat),
    ("6 tokens embedding 5 4 channels shift skip( layernorm causal-attention 2 ) 3", "cross-entropy", 6, 5, 4, 3, attentive),
]


def case(index, text, loss, positions, vocabulary, features, outputs, network):
    generator = torch.Generator().manual_seed(4000 + index)
    counted = Trainables()
    network(torch.zeros(positions, dtype=torch.long), torch.zeros(positions, features), counted)
    q = torch.randn(counted.at, generator=generator) / torch.tensor(counted.fans) ** 0.5

    def jump(tokens, displaced, t):
        q0 = q.clone().requires_grad_(True)
        a = network(tokens, displaced, Trainables(q0))
        value = ((a - t) ** 2).sum() if loss == "squared" else -(t * torch.log_softmax(a, 0)).sum()
        return -torch.autograd.grad(value, q0, create_graph=True)[0]

    def sample():
        # The last token is never there, and another is there twice.
        tokens = torch.randint(vocabulary - 1, (positions,), generator=generator)
        tokens[-1] = tokens[0]
        t = torch.zeros(outputs)
        t[int(torch.randint(outputs, (1,), generator=generator))] = 1
        return tokens, t

    tokens, t = sample()
    still = torch.zeros(positions, features)
    jacobian = torch.autograd.functional.jacobian(lambda v: jump(tokens, v, t), still).reshape(counted.at, -1)
    if "channels" in text:
        # Feature by feature.
        jacobian = jacobian.reshape(counted.at, positions, features).transpose(1, 2).reshape(counted.at, -1)
    values = torch.linalg.svdvals(jacobian)
    otherX, otherT = sample()
    other = jump(otherX, still, otherT).detach()
    return {
        "network": text, "loss": loss, "q": q.tolist(), "x": tokens.tolist(), "t": t.tolist(),
        "jump": jump(tokens, still, t).tolist(), "singularValues": values.tolist(),
        "gram": (jacobian.T @ jacobian).tolist(), "otherX": otherX.tolist(), "otherT": otherT.tolist(),
        "otherSquaredNorm": float(other @ other),
    }


print(json.dumps({
    "origin": "PyTorch " + torch.__version__ + ", float64, double backward; written by src/test/references/embedding_jacobian.py",
    "cases": [case(i, *c) for i, c in enumerate(CASES)],
}, indent=0))
