"""Trains the net that recognises figures and writes it as ONNX.

    python training/train.py NET.onnx PICTURES.npz... --seed 1
    python training/train.py OUT.onnx NET.onnx...

It needs torch and onnx, which nothing else here does. `training/README.md` tells more.
"""

import argparse
import math
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import compose, helper, numpy_helper
from torch import Tensor, nn
from torch.nn import functional

sys.path.append(str(Path(__file__).parents[1]))
from build import KINDS

from storyvid_dagster.recognition.picture import SIDE_PX

_BATCH = 96
_RATE = 2e-3
_TURN, _SLANT = 0.16, 0.1
"""How far pictures are turned, in radians, and slanted, as standard deviations."""


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
        nn.Conv2d(3, 32, 5, 2, 2, bias=False), nn.BatchNorm2d(32), nn.ReLU(True),
        _conv(32, 64, 2), _conv(64, 128, 2), _Residual(128), _conv(128, 224, 2),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.1), nn.Linear(224, len(KINDS)),
    )  # fmt: skip


def _varied(x: Tensor) -> Tensor:
    """Mirror, turn, shift and fade; some without colour, some with colours exchanged or a piece missing."""
    x = 1 - x.permute(0, 3, 1, 2).float() / 255
    n = len(x)
    size = torch.exp(0.1 * torch.randn(n, 2, 1))
    slant = torch.eye(2) + _SLANT * torch.randn(n, 2, 2) * (1 - torch.eye(2))
    turn = _TURN * torch.randn(n)
    turned = torch.stack([turn.cos(), -turn.sin(), turn.sin(), turn.cos()], 1).view(n, 2, 2)
    mirror = torch.where(torch.rand(n, 1, 1) < 0.5, -1.0, 1.0) * torch.tensor([[1.0], [0.0]])
    mirror = mirror + torch.tensor([[0.0], [1.0]])
    lay = torch.cat([size * mirror * (turned @ slant), 0.08 * torch.randn(n, 2, 1)], 2)
    x = functional.grid_sample(
        x, functional.affine_grid(lay, list(x.shape), align_corners=False), align_corners=False
    )
    x = torch.where(torch.rand(n, 1, 1, 1) < 0.2, x.amax(1, keepdim=True).expand_as(x), x)
    x = torch.where(torch.rand(n, 1, 1, 1) < 0.15, x[:, torch.randperm(3)], x)
    rows = torch.arange(SIDE_PX)
    hole = torch.randint(-60, SIDE_PX, (2, n, 1))
    inside = [(rows >= start) & (rows < start + 11) for start in hole]
    x = x * ~(inside[0][:, :, None] & inside[1][:, None, :])[:, None]
    return (x * torch.empty(n, 1, 1, 1).uniform_(0.7, 1.15)).clamp(0, 1)


def grow_from(earlier: Path, net: nn.Sequential, x: Tensor) -> None:
    """Begin with what an earlier, narrower net of the same build knew: channels it had not add nothing at first.

    The earlier net's normalisations lie in its kernels; here they are set so that they change nothing of `x`.
    """
    model = onnx.load(str(earlier))
    kinds = next(entry.value for entry in model.metadata_props if entry.key == "kinds").split()
    values = [torch.from_numpy(numpy_helper.to_array(value).copy()) for value in model.graph.initializer]
    kernels = [value for value in values if value.dim() == 4]
    shifts = [value for value in values if value.dim() == 1 and len(value) != len(kinds)]
    convs = [module for module in net.modules() if isinstance(module, nn.Conv2d)]
    norms = [module for module in net.modules() if isinstance(module, nn.BatchNorm2d)]
    seen = _varied(x)
    with torch.no_grad():
        for conv, norm, kernel, shift in zip(convs, norms, kernels, shifts, strict=True):
            n_out, n_in = kernel.shape[:2]
            conv.weight[:n_out] = 0
            conv.weight[:n_out, :n_in] = kernel
            outcome: list[Tensor] = []
            hook = conv.register_forward_hook(lambda *call, to=outcome: to.append(call[2]))
            net.eval()(seen)
            hook.remove()
            spread, middle = torch.var_mean(outcome[0], dim=(0, 2, 3))
            norm.running_mean.copy_(middle)
            norm.running_var.copy_(spread)
            norm.weight[:n_out] = torch.sqrt(spread + norm.eps)[:n_out]
            norm.bias[:n_out] = shift + middle[:n_out]
        last = net[-1]
        weight, bias = (next(v for v in values if v.dim() == d and len(v) == len(kinds)) for d in (2, 1))
        last.weight[:] = 0
        for number, kind in enumerate(KINDS):
            last.weight[number, : weight.shape[1]] = weight[kinds.index(kind)]
            last.bias[number] = bias[kinds.index(kind)]


def train(x: Tensor, y: Tensor, steps: int, earlier: Path | None) -> nn.Sequential:
    """Train for some steps; gives the net with its weights averaged over the last of them."""
    net = make_net().to(memory_format=torch.channels_last)
    if earlier is not None:
        grow_from(earlier, net, x[torch.randperm(len(x))[:384]])
    best = torch.optim.AdamW(net.parameters(), lr=_RATE, weight_decay=0.02)
    mean = {name: value.clone() for name, value in net.state_dict().items()}
    start, order = time.perf_counter(), torch.empty(0, dtype=torch.long)
    for step in range(steps):
        if len(order) < _BATCH:
            order = torch.randperm(len(x))
        chosen, order = order[:_BATCH], order[_BATCH:]
        done = step / steps
        rate = done / 0.05 if done < 0.05 else 0.5 * (1 + math.cos(math.pi * (done - 0.05) / 0.95))
        for group in best.param_groups:
            group["lr"] = _RATE * rate
        net.train()
        seen = _varied(x[chosen]).contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = net(seen)
        loss = functional.cross_entropy(logits.float(), y[chosen])
        best.zero_grad()
        loss.backward()
        best.step()
        if step % 4 == 0:
            keep = min(0.985, (1 + step) / (40 + step))
            with torch.no_grad():
                for name, value in net.state_dict().items():
                    if value.is_floating_point():
                        mean[name].mul_(keep).add_(value, alpha=1 - keep)
                    else:
                        mean[name].copy_(value)
        if step % 100 == 0:
            print(f"step {step}, {time.perf_counter() - start:.0f} s, loss {loss.item():.3f}", flush=True)
    net.load_state_dict(mean)
    return net.eval()


def export(net: nn.Module, out: Path) -> None:
    """Write a net, with the names of its kinds in the file."""
    whole = nn.Sequential(net, nn.Softmax(1)).eval().to(memory_format=torch.contiguous_format)
    torch.onnx.export(
        whole, (torch.zeros(1, 3, SIDE_PX, SIDE_PX),), str(out), input_names=["depth"], output_names=["kind"],
        dynamic_axes={"depth": {0: "n"}, "kind": {0: "n"}}, opset_version=17, dynamo=False,
    )  # fmt: skip
    model = onnx.load(str(out))
    model.metadata_props.add(key="kinds", value=" ".join(KINDS))
    onnx.save(model, str(out))


def join(out: Path, files: Sequence[Path]) -> None:
    """Write nets as one, which gives the mean of their probabilities: few are wrongly sure of the same.

    Their kernels are kept in half precision.
    """
    models = [compose.add_prefix(onnx.load(str(file)), f"{number}/") for number, file in enumerate(files)]
    whole = onnx.load(str(files[0]))
    graph, nodes, values = whole.graph, [], []
    for own in (model.graph for model in models):
        for value in own.initializer:
            half = numpy_helper.from_array(
                numpy_helper.to_array(value).astype(np.float16), f"{value.name}/half"
            )
            values.append(half)
            nodes.append(helper.make_node("Cast", [half.name], [value.name], to=onnx.TensorProto.FLOAT))
        for node in own.node:
            node.input[:] = ["depth" if name == own.input[0].name else name for name in node.input]
            nodes.append(node)
    nodes.append(helper.make_node("Mean", [model.graph.output[0].name for model in models], ["kind"]))
    for field, content in ((graph.initializer, values), (graph.node, nodes)):
        del field[:]
        field.extend(content)
    onnx.checker.check_model(whole)
    onnx.save(whole, str(out))


def _learn(out: Path, files: Sequence[Path], steps: int, seed: int, earlier: Path | None) -> None:
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    drawn = [np.load(path) for path in files]
    x = torch.from_numpy(np.concatenate([file["x"] for file in drawn]))
    y = torch.from_numpy(np.concatenate([file["y"] for file in drawn]))
    print(len(x), "pictures", sum(p.numel() for p in make_net().parameters()), "weights", flush=True)
    export(train(x, y, steps, earlier), out)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("out", type=Path, help="the net (.onnx)")
    arguments.add_argument(
        "files", type=Path, nargs="+", help="pictures (.npz) to learn from, or nets (.onnx) to join"
    )
    arguments.add_argument("--steps", type=int, default=1500)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--start", type=Path, help="an earlier net (.onnx) to begin with")
    asked = arguments.parse_args()
    if asked.files[0].suffix == ".onnx":
        join(asked.out, asked.files)
    else:
        _learn(asked.out, asked.files, asked.steps, asked.seed, asked.start)
