"""Trains the net that recognises figures and writes it as ONNX.

    python training/train.py OUT.onnx PICTURES.npz... --minutes 12 --start EARLIER.onnx

It needs torch and onnx, which nothing else here does. `training/README.md` tells more.
"""

import argparse
import math
import sys
import time
from pathlib import Path

import cv2
import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional

sys.path.append(str(Path(__file__).parents[1]))
from build import KINDS

from storyvid_dagster.recognition.picture import SIDE_PX

_BATCH = 96
_RATE = 3e-3
_FIRST_KINDS = (
    "aircraft animal ball balloon bird boat bug butterfly cat cloud crawler dragon face fish flower house moon person"
    " rainbow snowman star sun tree umbrella vehicle heart robot rocket other"
)
"""Kinds of the first net, whose file does not tell them."""
_NEAREST = {
    "dog": "animal", "horse": "animal", "pig": "animal", "rabbit": "animal", "elephant": "animal", "snail": "crawler",
    "snake": "crawler", "turtle": "crawler", "dinosaur": "dragon", "castle": "house", "building": "house",
    "car": "vehicle", "bus": "vehicle", "truck": "vehicle", "train": "vehicle", "rain": "cloud", "snow": "star",
}  # fmt: skip
"""What an earlier net with fewer kinds took each for."""


def _conv(inward: int, outward: int, stride: int = 1) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inward, outward, 3, stride, 1, bias=False), nn.BatchNorm2d(outward), nn.ReLU(True)
    )


class _Residual(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = _conv(channels, channels)
        self.second = nn.Sequential(
            nn.Conv2d(channels, channels, 3, 1, 1, bias=False), nn.BatchNorm2d(channels)
        )

    def forward(self, x: Tensor) -> Tensor:
        return functional.relu(x + self.second(self.first(x)))


def make_net() -> nn.Sequential:
    """Give a small convolutional net: colours of a square in, a logit a kind out."""
    return nn.Sequential(
        nn.Conv2d(3, 24, 5, 2, 2, bias=False), nn.BatchNorm2d(24), nn.ReLU(True),
        _conv(24, 48, 2), _conv(48, 96, 2), _Residual(96), _conv(96, 192, 2),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.15), nn.Linear(192, len(KINDS)),
    )  # fmt: skip


def _varied(x: Tensor) -> Tensor:
    """Mirror, shift, fade; some without colour, some with their colours exchanged, some with a piece missing."""
    x = 1 - x.permute(0, 3, 1, 2).float() / 255
    n = len(x)
    x = torch.where(torch.rand(n, 1, 1, 1) < 0.5, x.flip(3), x)
    x = torch.roll(x, (int(torch.randint(-3, 4, (1,))), int(torch.randint(-3, 4, (1,)))), (2, 3))
    x = torch.where(torch.rand(n, 1, 1, 1) < 0.2, x.amax(1, keepdim=True).expand_as(x), x)
    x = torch.where(torch.rand(n, 1, 1, 1) < 0.15, x[:, torch.randperm(3)], x)
    rows = torch.arange(SIDE_PX)
    hole = torch.randint(-60, SIDE_PX, (2, n, 1))
    inside = [(rows >= start) & (rows < start + 11) for start in hole]
    x = x * ~(inside[0][:, :, None] & inside[1][:, None, :])[:, None]
    return (x * torch.empty(n, 1, 1, 1).uniform_(0.7, 1.15)).clamp(0, 1)


def take_over(net: nn.Sequential, earlier: Path, x: Tensor) -> None:
    """Begin with the weights of an earlier net of the same shape, which may see ink without colour."""
    model = onnx.load(str(earlier))
    told = {entry.key: entry.value for entry in model.metadata_props}
    kinds = told["kinds"].split() if "kinds" in told else _FIRST_KINDS.split()
    values = [torch.from_numpy(numpy_helper.to_array(value).copy()) for value in model.graph.initializer]
    kernels = [value for value in values if value.dim() == 4]
    shifts = [value for value in values if value.dim() == 1 and len(value) != len(kinds)]
    convs = [module for module in net.modules() if isinstance(module, nn.Conv2d)]
    norms = [module for module in net.modules() if isinstance(module, nn.BatchNorm2d)]
    seen = _varied(x)
    with torch.no_grad():
        for conv, norm, kernel, shift in zip(convs, norms, kernels, shifts, strict=True):
            wide = conv.weight.shape[1] // kernel.shape[1]
            conv.weight.copy_(kernel.repeat(1, wide, 1, 1) / wide)
            outcome: list[Tensor] = []
            hook = conv.register_forward_hook(lambda *call, to=outcome: to.append(call[2]))
            net.eval()(seen)
            hook.remove()
            spread, middle = torch.var_mean(outcome[0], dim=(0, 2, 3))
            norm.running_mean.copy_(middle)
            norm.running_var.copy_(spread)
            norm.weight.copy_(torch.sqrt(spread + norm.eps))
            norm.bias.copy_(shift + middle)
        last = net[-1]
        weight, bias = (next(v for v in values if v.dim() == d and len(v) == len(kinds)) for d in (2, 1))
        for number, kind in enumerate(KINDS):
            row = next((kinds.index(name) for name in (kind, _NEAREST.get(kind)) if name in kinds), None)
            if row is not None:
                last.weight[number], last.bias[number] = weight[row], bias[row]


def train(x: Tensor, y: Tensor, minutes: float, earlier: Path | None) -> nn.Sequential:
    """Train for some minutes; gives the net with its weights averaged over the last steps."""
    net = make_net().to(memory_format=torch.channels_last)
    if earlier is not None:
        take_over(net, earlier, x[torch.randperm(len(x))[:384]])
    best = torch.optim.AdamW(net.parameters(), lr=_RATE, weight_decay=0.02)
    mean = {name: value.clone() for name, value in net.state_dict().items()}
    start, step, seconds = time.perf_counter(), 0, 60 * minutes
    while time.perf_counter() - start < seconds:
        for chosen in torch.randperm(len(x))[: len(x) // _BATCH * _BATCH].view(-1, _BATCH):
            done = (time.perf_counter() - start) / seconds
            if done >= 1:
                break
            rate = done / 0.05 if done < 0.05 else 0.5 * (1 + math.cos(math.pi * (done - 0.05) / 0.95))
            for group in best.param_groups:
                group["lr"] = _RATE * rate
            net.train()
            loss = functional.cross_entropy(
                net(_varied(x[chosen]).contiguous(memory_format=torch.channels_last)),
                y[chosen],
                label_smoothing=0.05,
            )
            best.zero_grad()
            loss.backward()
            best.step()
            step += 1
            if step % 4 == 0:
                keep = min(0.985, (1 + step) / (40 + step))
                with torch.no_grad():
                    for name, value in net.state_dict().items():
                        if value.is_floating_point():
                            mean[name].mul_(keep).add_(value, alpha=1 - keep)
                        else:
                            mean[name].copy_(value)
            if step % 100 == 0:
                print(
                    f"{step * _BATCH} pictures, {60 * minutes * done:.0f} s, loss {loss.item():.3f}",
                    flush=True,
                )
    net.load_state_dict(mean)
    return net.eval()


def export(net: nn.Sequential, out: Path) -> None:
    """Write the net, with the names of its kinds in the file."""
    whole = nn.Sequential(net, nn.Softmax(1)).to(memory_format=torch.contiguous_format)
    torch.onnx.export(
        whole, (torch.zeros(1, 3, SIDE_PX, SIDE_PX),), str(out), input_names=["depth"], output_names=["kind"],
        dynamic_axes={"depth": {0: "n"}, "kind": {0: "n"}}, opset_version=17, dynamo=False,
    )  # fmt: skip
    model = onnx.load(str(out))
    model.metadata_props.add(key="kinds", value=" ".join(KINDS))
    onnx.save(model, str(out))


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("pictures", type=Path, nargs="+")
    arguments.add_argument("--minutes", type=float, default=12)
    arguments.add_argument("--start", type=Path, help="a net of the same shape to begin with")
    asked = arguments.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(0)
    files = [np.load(path) for path in asked.pictures]
    pictures = np.concatenate([file["x"] for file in files])
    small = [cv2.resize(one, (SIDE_PX, SIDE_PX), interpolation=cv2.INTER_AREA) for one in pictures]
    x = torch.from_numpy(np.stack(small))
    y = torch.from_numpy(np.concatenate([file["y"] for file in files]))
    print(len(x), "pictures", sum(p.numel() for p in make_net().parameters()), "weights", flush=True)
    export(train(x, y, asked.minutes, asked.start), asked.out)
