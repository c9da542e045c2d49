"""Makes batchnorm.safetensors of NetworkFileTest: the state_dict of a torch.nn.Sequential in double precision with batch
normalisations, whose outputs for x_i = sin(i + 1) are printed. PyTorch 1.13 (Debian 12); the file is written here by its format.

    /usr/bin/python3 batchnorm_file.py
"""
import json
import math
import struct

import torch

torch.manual_seed(12)
nn = torch.nn
net = nn.Sequential(
    nn.BatchNorm2d(1), nn.Conv2d(1, 3, 3, bias=False), nn.BatchNorm2d(3), nn.ReLU(), nn.Flatten(), nn.Linear(12, 4),
    nn.BatchNorm1d(4, eps=1e-3), nn.Tanh(), nn.Linear(4, 2)).double()
for _ in range(3):
    net(torch.randn(8, 1, 4, 4, dtype=torch.float64) * 2 + 1)
with torch.no_grad():
    for name, values in net.named_parameters():
        values.add_(torch.randn_like(values) / 4)
net.eval()
header, data = {}, b""
for name, values in net.state_dict().items():
    whole = values.dtype == torch.int64
    own = struct.pack("<%d%s" % (values.numel(), "q" if whole else "d"), *values.reshape(-1).tolist())
    header[name] = {"dtype": "I64" if whole else "F64", "shape": list(values.shape),
                    "data_offsets": [len(data), len(data) + len(own)]}
    data += own
text = json.dumps(header).encode()
text += b" " * (-len(text) % 8)
with open("batchnorm.safetensors", "wb") as out:
    out.write(struct.pack("<Q", len(text)) + text + data)
x = torch.tensor([math.sin(i + 1) for i in range(16)], dtype=torch.float64).reshape(1, 1, 4, 4)
print("outputs:", [repr(v) for v in net(x)[0].tolist()])
