"""The networks that ship, back from their ONNX graphs: what others start from.

Their weights are whole numbers with one scale per output channel; what rounding took from them stays lost.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from sayso.read.statements.tagger.decode import Floats

Parts = dict[str, np.ndarray]
Network = TypeVar("Network", bound=nn.Module)
_GATES = (0, 2, 3, 1)  # ONNX orders an LSTM's gates input, output, forget, cell; PyTorch input, forget, cell, output


def shipped(network: Network, path: Path) -> Network:
    """The network with the weights of a graph that `sayso.train.export` wrote of one like it."""
    graph = onnx.load(path).graph
    parts = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    weights = network.state_dict()
    weights.update({name: torch.from_numpy(parts[name].copy()) for name in weights if name in parts})
    for name in weights:
        if f"{name}_quantized" in parts:
            weights[name] = torch.from_numpy(as_numbers(parts, name))
    for node in graph.node:
        layer = node.output[0].strip("/").rpartition("/")[0].replace("/", ".")
        if node.op_type == "MatMulInteger":
            exact = as_numbers(parts, node.input[1].removesuffix("_quantized"))
            if f"{layer}.weight" in weights:  # what is used in two places has its own name in one of them
                weights[f"{layer}.weight"] = torch.from_numpy(exact.T.copy())
        elif node.op_type == "DynamicQuantizeLSTM":
            weights.update(_lstm(parts, layer.removesuffix(".lstm"), *node.input[1:4]))
    network.load_state_dict(weights)
    return network


def as_numbers(parts: Parts, name: str) -> Floats:
    """Weights of one matrix, or of both directions of an LSTM, as numbers again."""
    scale, zero = parts[f"{name}_scale"], parts[f"{name}_zero_point"].astype(np.float32)
    whole = parts[f"{name}_quantized"].astype(np.float32)
    if whole.ndim == 3:
        scale, zero = scale[:, None, :], zero[:, None, :]
    exact: Floats = ((whole - zero) * scale).astype(np.float32)
    return exact


def _lstm(parts: Parts, name: str, given: str, again: str, bias: str) -> dict[str, torch.Tensor]:
    weights: dict[str, torch.Tensor] = {}
    both = as_numbers(parts, given.removesuffix("_quantized")), as_numbers(parts, again.removesuffix("_quantized"))
    for direction, way in enumerate(("forth", "back")):
        for part, kind in zip(both, ("ih", "hh"), strict=True):
            weights[f"{name}.{way}.weight_{kind}_l0"] = _gates(part[direction]).T.contiguous()
        for half, kind in zip(np.split(parts[bias][direction], 2), ("ih", "hh"), strict=True):
            weights[f"{name}.{way}.bias_{kind}_l0"] = _gates(half)
    return weights


def _gates(rows: np.ndarray) -> torch.Tensor:
    quarters = np.split(rows, 4, axis=-1)
    return torch.from_numpy(np.concatenate([quarters[gate] for gate in _GATES], axis=-1))
