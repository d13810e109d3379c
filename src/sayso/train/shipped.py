"""The networks that ship, back from their ONNX graphs: what a run goes on from, or another network starts with.

Their weights are whole numbers with one scale per output channel; what rounding took from them stays lost, and
rounding them once more takes nothing.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from sayso.read.statements.tagger import Tier
from sayso.read.statements.tagger.decode import Floats
from sayso.train.network import Completer, InnerCues
from sayso.train.start import Pair, empty, frozen

Parts = dict[str, np.ndarray]
_GATES = (0, 2, 3, 1)  # ONNX orders an LSTM's gates input, output, forget, cell; PyTorch input, forget, cell, output
_TABLES = ("pieces.weight", "looks.weight", "distance.weight")


def shipped(tier: Tier, folder: Path) -> Pair:
    """Both networks of a tier from a folder that `sayso.train.export.export` wrote to."""
    pair = empty(tier)
    _fill(pair.encoder, folder / f"{tier}.encoder.onnx")
    _fill(pair.completer, folder / f"{tier}.completer.onnx")
    return frozen(pair)


def shipped_completer(path: Path) -> Completer:
    """The full tier's completer from its graph."""
    completer = Completer()
    _fill(completer, path)
    return completer


def shipped_cues(path: Path) -> InnerCues:
    """The network of cues within contents from its graph."""
    cues = InnerCues()
    _fill(cues, path)
    return cues


def _fill(network: nn.Module, path: Path) -> None:
    """Put the weights of a graph into a network of the same shape."""
    graph = onnx.load(path).graph
    parts = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    weights = {name: torch.from_numpy(parts[name].copy()) for name in network.state_dict() if name in parts}
    for node in graph.node:
        name = node.output[0].removeprefix("/").partition("/MatMul_")[0].partition("/Gemm_")[0].replace("/", ".")
        if node.op_type == "MatMulInteger":
            exact = _exact(parts, node.input[1].removesuffix("_quantized"))
            weights[f"{name}.weight"] = torch.from_numpy(exact.T.copy())
        elif node.op_type == "DynamicQuantizeLSTM":
            weights.update(_lstm(parts, name.partition(".lstm.")[0], *node.input[1:4]))
    tables = (table for table in _TABLES if f"{table}_quantized" in parts)
    weights.update({table: torch.from_numpy(_exact(parts, table)) for table in tables})
    network.load_state_dict(weights)


def _exact(parts: Parts, name: str) -> Floats:
    """Weights of one matrix, or of both directions of an LSTM, as numbers again."""
    scale, zero = parts[f"{name}_scale"], parts[f"{name}_zero_point"].astype(np.float32)
    whole = parts[f"{name}_quantized"].astype(np.float32)
    if whole.ndim == 3:
        scale, zero = scale[:, None, :], zero[:, None, :]
    exact: Floats = ((whole - zero) * scale).astype(np.float32)
    return exact


def _lstm(parts: Parts, name: str, given: str, again: str, bias: str) -> dict[str, torch.Tensor]:
    weights: dict[str, torch.Tensor] = {}
    both = _exact(parts, given.removesuffix("_quantized")), _exact(parts, again.removesuffix("_quantized"))
    for direction, way in enumerate(("forth", "back")):
        for part, kind in zip(both, ("ih", "hh"), strict=True):
            weights[f"{name}.{way}.weight_{kind}_l0"] = _gates(part[direction]).T.contiguous()
        for half, kind in zip(np.split(parts[bias][direction], 2), ("ih", "hh"), strict=True):
            weights[f"{name}.{way}.bias_{kind}_l0"] = _gates(half)
    return weights


def _gates(rows: np.ndarray) -> torch.Tensor:
    quarters = np.split(rows, 4, axis=-1)
    return torch.from_numpy(np.concatenate([quarters[gate] for gate in _GATES], axis=-1))
