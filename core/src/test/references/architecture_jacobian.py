"""Writes reference values of the duality Jacobian of recurrent cells, residual connections and attention, by double backward in
float64 and LAPACK's singular values, with PyTorch's own cells and attention:
python3 architecture_jacobian.py > ../resources/org/jumpscope/reference/architecture-jacobian.json (Debian's python3-torch)"""
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
        fan = shape[-1] if len(shape) > 1 else 9
        start, self.at = self.at, self.at + n
        if self.q is None:
            self.fans += [fan] * n
            return torch.zeros(shape)
        return self.q[start:self.at].reshape(shape)

    def dense(self, a, n, m):
        w, b = self.take(m, n), self.take(m)
        return w @ a + b


def recurrent(kind, steps, features, states, outputs):
    gates = {"rnn": 1, "rnn-relu": 1, "gru": 3, "lstm": 4}[kind]

    def network(x, q):
        wi, bi = q.take(gates * states, features), q.take(gates * states)
        wh, bh = q.take(gates * states, states), q.take(gates * states)
        h, c = torch.zeros(1, states), torch.zeros(1, states)
        for row in x.reshape(steps, 1, features):
            if kind == "rnn":
                h = torch.rnn_tanh_cell(row, h, wi, wh, bi, bh)
            elif kind == "rnn-relu":
                h = torch.rnn_relu_cell(row, h, wi, wh, bi, bh)
            elif kind == "gru":
                h = torch.gru_cell(row, h, wi, wh, bi, bh)
            else:
                h, c = torch.lstm_cell(row, (h, c), wi, wh, bi, bh)
        return q.dense(h[0], states, outputs)

    return network


def residual(x, q):
    a = q.dense(torch.tanh(q.dense(x, 6, 5)), 5, 6)
    return q.dense(F.softplus(x + a), 6, 3)


def attention(a, q, features, positions, heads, causal):
    """a is features x positions."""
    w, b = [], []
    for _ in range(3):
        w.append(q.take(features, features))
        b.append(q.take(features))
    out, shift = q.take(features, features), q.take(features)
    mask = torch.triu(torch.ones(positions, positions, dtype=torch.bool), 1) if causal else None
    tokens = a.T.reshape(positions, 1, features)
    answer, _ = F.multi_head_attention_forward(
        tokens, tokens, tokens, features, heads, torch.cat(w), torch.cat(b), None, None, False, 0.0, out, shift,
        training=False, need_weights=False, attn_mask=mask)
    return answer.reshape(positions, features).T


def attentive(x, q):
    a = attention(x.reshape(4, 3), q, 4, 3, 2, False)
    a = F.layer_norm(a.T, (4,), eps=1e-5).T
    return q.dense(a.reshape(-1), 12, 3)


def transformer(x, q):
    a = x.reshape(4, 3)
    normed = F.layer_norm(a.T, (4,), eps=1e-5).T
    scale, shift = q.take(4, 1), q.take(4)
    a = a + attention(normed * scale + shift[:, None], q, 4, 3, 2, True)
    normed = a / torch.sqrt((a * a).mean(0) + 1e-3)
    w1, b1, w2, b2 = q.take(5, 4), q.take(5), q.take(4, 5), q.take(4)
    a = a + w2 @ torch.tanh(w1 @ normed + b1[:, None]) + b2[:, None]
    return q.dense(a.reshape(-1), 12, 2)


def statistics(channels):
    c = torch.arange(channels)
    return 0.3 * c - 0.4, 0.5 * c + 0.25


def normalised(a, q, eps):
    """Batch normalisation in inference mode: a is samples x channels (x rows x columns)."""
    mean, variance = statistics(a.shape[1])
    scale, shift = q.take(a.shape[1]), q.take(a.shape[1])
    return F.batch_norm(a, mean, variance, scale, shift, training=False, eps=eps)


def batchnorm_image(x, q):
    w, b = q.take(3, 18), q.take(3)
    a = torch.tanh(F.conv2d(x.reshape(1, 2, 4, 4), w.reshape(3, 2, 3, 3), b))
    a = F.avg_pool2d(normalised(a, q, 1e-5), 2)
    return q.dense(a.reshape(-1), 3, 3)


def batchnorm_vector(x, q):
    a = normalised(x.reshape(1, 5), q, 1e-3)
    a = F.softplus(normalised(q.dense(a[0], 5, 4).reshape(1, 4), q, 1e-5))[0]
    a = a + normalised(torch.tanh(q.dense(a, 4, 4)).reshape(1, 4), q, 1e-5)[0]
    return q.dense(a, 4, 2)


CASES = [
    ("rnn", "cross-entropy", 12, 3, recurrent("rnn", 4, 3, 4, 3)),
    ("gru", "squared", 6, 2, recurrent("gru", 3, 2, 3, 2)),
    ("lstm", "cross-entropy", 6, 3, recurrent("lstm", 3, 2, 3, 3)),
    ("residual", "squared", 6, 3, residual),
    ("attention", "cross-entropy", 12, 3, attentive),
    ("transformer", "squared", 12, 2, transformer),
    ("rnn-relu", "squared", 12, 2, recurrent("rnn-relu", 4, 3, 4, 2)),
    ("batchnorm-image", "cross-entropy", 32, 3, batchnorm_image),
    ("batchnorm-vector", "squared", 5, 2, batchnorm_vector),
]


def case(index, name, loss, inputs, outputs, network):
    generator = torch.Generator().manual_seed(3000 + index)
    counted = Trainables()
    network(torch.zeros(inputs), counted)
    q = torch.randn(counted.at, generator=generator) / torch.tensor(counted.fans) ** 0.5

    def jump(x, t):
        q0 = q.clone().requires_grad_(True)
        a = network(x, Trainables(q0))
        value = ((a - t) ** 2).sum() if loss == "squared" else -(t * torch.log_softmax(a, 0)).sum()
        return -torch.autograd.grad(value, q0, create_graph=True)[0]

    def sample():
        t = torch.zeros(outputs)
        t[int(torch.randint(outputs, (1,), generator=generator))] = 1
        return torch.randn(inputs, generator=generator), t

    x, t = sample()
    jacobian = torch.autograd.functional.jacobian(lambda v: jump(v, t), x)
    left, values, _ = torch.linalg.svd(jacobian, full_matrices=False)
    otherX, otherT = sample()
    other = jump(otherX, otherT).detach()
    return {
        "network": name, "loss": loss, "targets": "fixed", "q": q.tolist(), "x": x.tolist(), "t": t.tolist(),
        "jump": jump(x, t).tolist(), "singularValues": values.tolist(), "gram": (jacobian.T @ jacobian).tolist(),
        "otherX": otherX.tolist(), "otherT": otherT.tolist(), "otherSquaredNorm": float(other @ other),
        "otherProjections": (left[:, :2].T @ other).abs().tolist(),
    }


print(json.dumps({
    "origin": "PyTorch " + torch.__version__ + ", float64, double backward; written by src/test/references/architecture_jacobian.py",
    "cases": [case(i, *c) for i, c in enumerate(CASES)],
}, indent=0))
