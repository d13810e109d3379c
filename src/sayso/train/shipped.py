"""The completer that ships, back from its ONNX graph: what a second one starts from.

Its weights are whole numbers with one scale per output channel; what rounding took from them stays lost.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from sayso.read.statements.tagger.decode import Floats
from sayso.train.network import Completer

Parts = dict[str, np.ndarray]
_WEIGHED = (
    "word", "tags", "gate", "cue", "layer/attention/qkv", "layer/attention/out", "layer/up", "layer/down", "roles",
    "holds",
)  # fmt: skip
_GATES = (0, 2, 3, 1)  # ONNX orders an LSTM's gates input, output, forget, cell; PyTorch input, forget, cell, output


def shipped_completer(path: Path) -> Completer:
    """The completer of a graph that `sayso.train.export` wrote."""
    graph = onnx.load(path).graph
    parts = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    completer = Completer()
    weights = completer.state_dict()
    weights.update({name: torch.from_numpy(parts[name].copy()) for name in weights if name in parts})
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            layer = next(name for name in _WEIGHED if node.output[0].startswith(f"/{name}/"))
            exact = _exact(parts, node.input[1].removesuffix("_quantized"))
            weights[f"{layer.replace('/', '.')}.weight"] = torch.from_numpy(exact.T.copy())
        elif node.op_type == "DynamicQuantizeLSTM":
            weights.update(_lstm(parts, *node.input[1:4]))
    weights["distance.weight"] = torch.from_numpy(_exact(parts, "distance.weight"))
    completer.load_state_dict(weights)
    return completer


def _exact(parts: Parts, name: str) -> Floats:
    """Weights of one matrix, or of both directions of an LSTM, as numbers again."""
    scale, zero = parts[f"{name}_scale"], parts[f"{name}_zero_point"].astype(np.float32)
    whole = parts[f"{name}_quantized"].astype(np.float32)
    if whole.ndim == 3:
        scale, zero = scale[:, None, :], zero[:, None, :]
    exact: Floats = ((whole - zero) * scale).astype(np.float32)
    return exact


def _lstm(parts: Parts, given: str, again: str, bias: str) -> dict[str, torch.Tensor]:
    weights: dict[str, torch.Tensor] = {}
    both = _exact(parts, given.removesuffix("_quantized")), _exact(parts, again.removesuffix("_quantized"))
    for direction, way in enumerate(("forth", "back")):
        for part, name in zip(both, ("ih", "hh"), strict=True):
            weights[f"recur.{way}.weight_{name}_l0"] = _gates(part[direction]).T.contiguous()
        for half, name in zip(np.split(parts[bias][direction], 2), ("ih", "hh"), strict=True):
            weights[f"recur.{way}.bias_{name}_l0"] = _gates(half)
    return weights


def _gates(rows: np.ndarray) -> torch.Tensor:
    quarters = np.split(rows, 4, axis=-1)
    return torch.from_numpy(np.concatenate([quarters[gate] for gate in _GATES], axis=-1))
