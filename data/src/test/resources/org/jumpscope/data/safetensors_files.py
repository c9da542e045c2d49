"""Makes the files of SafetensorsFileTest with the library safetensors 0.8 (Python) and PyTorch 1.13.1 (Debian 12).

types.safetensors holds the same five numbers as F64, F32, F16 and BF16, and integers; sequential.safetensors is the state_dict
of a torch.nn.Sequential of seven affine layers, whose names do not sort as text, with its outputs for one input beside (printed).
"""
import torch
from safetensors.torch import save_file

values = torch.tensor([[1.0, -0.333251953125, 65504.0], [5.9604644775390625e-08, 0.0, float("-inf")]], dtype=torch.float64)
save_file(
    {
        "f64": values,
        "f32": values.to(torch.float32),
        "f16": values.to(torch.float16),
        "bf16": values.to(torch.bfloat16),
        "i64": torch.tensor([1, 2, 3]),
        "scalar": torch.tensor(2.5, dtype=torch.float64),
    },
    "types.safetensors",
    metadata={"made by": "safetensors_files.py"},
)
print("bf16:", [repr(x) for x in values.to(torch.bfloat16).to(torch.float64).flatten().tolist()])

torch.manual_seed(4)
layers = [torch.nn.Linear(3, 4), torch.nn.Tanh()]
for _ in range(5):
    layers += [torch.nn.Linear(4, 4), torch.nn.Tanh()]
layers += [torch.nn.Linear(4, 2), torch.nn.Softmax(dim=-1)]
net = torch.nn.Sequential(*layers).double()
save_file(net.state_dict(), "sequential.safetensors")
x = torch.tensor([0.3, -1.2, 2.0], dtype=torch.float64)
print("outputs:", [repr(v) for v in net(x).tolist()])
