"""Trained networks to ONNX graphs with int8 weights, as they ship."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.utils import rnn

from sayso.read.statements.tagger import Tier
from sayso.read.statements.tagger.decode import CUE_TAGS, ROLE_TAGS
from sayso.read.statements.tagger.words import LOOKS
from sayso.train.network import INNER, BothWays, Doers, Encoder, Events
from sayso.train.tier import Networks

OPSET = 17


def export(tier: Tier, networks: Networks, folder: Path) -> None:
    """Write the graphs of a tier to a folder. The networks are good for nothing else thereafter."""
    networks.eval()
    for network in networks.children():
        _pack(network)
    states = networks.completer.word.in_features
    write(networks.encoder, _encoder_sample(), _ENCODER, folder / f"{tier}.encoder.onnx")
    if isinstance(networks.encoder, Encoder) and len(networks.encoder.layers) >= max(INNER):
        show_layers(folder / f"{tier}.encoder.onnx")
    write(networks.completer, _completer_sample(states), _COMPLETER, folder / f"{tier}.completer.onnx")
    if networks.cues is not None and networks.within is not None:
        write(networks.cues, _cues_sample(states), _INNER_CUES, folder / "inner.cues.onnx")
        write(networks.within, _completer_sample(states), _COMPLETER, folder / "inner.completer.onnx")


def export_events(events: Events, doers: Doers, folder: Path) -> None:
    """Write the graphs of the networks of events and their doers to the folder of the encoder that they belong to."""
    write(events, (torch.randn(1, 30, events.states),), _EVENTS, folder / "events.onnx")
    write(doers, (torch.randn(30, doers.states), torch.tensor([3, 7])), _DOERS, folder / "doers.onnx")


def show_layers(path: Path, layers: Sequence[int] = INNER) -> None:
    """Have the graph of an encoder, which stays as it is, put out ``layers``, side by side, at each word too.

    A graph normalises twice in each layer, once before the first.
    """
    import onnx
    from onnx import TensorProto, helper

    model = onnx.load(path)
    graph = model.graph
    normalised = [node.output[0] for node in graph.node if node.op_type == "LayerNormalization"]
    (chosen,) = (node for node in graph.node if node.op_type == "GatherElements")
    names = [f"layer_{layer}" for layer in layers]
    for name, layer in zip(names, layers, strict=True):
        graph.node.append(helper.make_node("GatherElements", [normalised[2 * layer], chosen.input[1]], [name], axis=1))
    graph.node.append(helper.make_node("Concat", names, ["layers"], axis=-1))
    graph.output.append(helper.make_tensor_value_info("layers", TensorProto.FLOAT, ["rows", "words", "states"]))
    onnx.save(model, path)


class _Packed(nn.Module):
    """`BothWays` as ONNX's own bidirectional LSTM, which minds the rows' lengths by itself: a third faster."""

    def __init__(self, both: BothWays) -> None:
        super().__init__()
        self.lstm = nn.LSTM(both.forth.input_size, both.forth.hidden_size, batch_first=True, bidirectional=True)
        ways = {"": both.forth, "_reverse": both.back}
        weights = {name + way: w for way, lstm in ways.items() for name, w in lstm.state_dict().items()}
        self.lstm.load_state_dict(weights)

    def forward(self, x: Tensor, length: Tensor) -> Tensor:
        packed = rnn.pack_padded_sequence(x, length, batch_first=True)
        return rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True)[0]


def _pack(network: nn.Module) -> None:
    for name, part in network.named_children():
        if isinstance(part, BothWays):
            setattr(network, name, _Packed(part))


_ENCODER = {
    "pieces": {0: "rows", 1: "pieces"},
    "looks": {0: "rows", 1: "pieces"},
    "first": {0: "rows", 1: "words"},
    "states": {0: "rows", 1: "words"},
    "cue_logits": {0: "rows", 1: "words"},
    "role_logits": {0: "rows", 1: "words"},
}
_COMPLETER = {
    "states": {0: "cues", 1: "words"},
    "tags": {0: "cues", 1: "words"},
    "cue_start": {0: "cues"},
    "cue_end": {0: "cues"},
    "length": {0: "cues"},
    "role_logits": {0: "cues", 1: "words"},
    "holds": {0: "cues"},
}


_INNER_CUES = {
    "states": {0: "rows", 1: "words"},
    "tags": {0: "rows", 1: "words"},
    "length": {0: "rows"},
    "cue_logits": {0: "rows", 1: "words"},
    "type_logits": {0: "rows", 1: "words"},
}

_DOERS = {
    "states": {0: "words"},
    "events": {0: "events"},
    "doer_logits": {0: "events", 1: "answers"},
}

_EVENTS = {
    "states": {0: "rows", 1: "words"},
    "event_logits": {0: "rows", 1: "words"},
}


def _encoder_sample() -> tuple[Tensor, ...]:
    pieces = torch.randint(1000, 2000, (2, 40))
    return pieces, torch.randint(0, LOOKS, (2, 40)), torch.arange(1, 31).expand(2, -1).contiguous()


def _completer_sample(states: int) -> tuple[Tensor, ...]:
    cue = torch.tensor([3, 4, 5])
    return (
        torch.randn(3, 20, states),
        torch.rand(3, 20, CUE_TAGS + ROLE_TAGS),
        cue,
        cue + 1,
        torch.tensor([20, 18, 9]),
    )


def _cues_sample(states: int) -> tuple[Tensor, ...]:
    return torch.randn(2, 30, states), torch.rand(2, 30, CUE_TAGS + ROLE_TAGS), torch.tensor([30, 21])


def write(network: nn.Module, sample: tuple[Tensor, ...], axes: dict[str, dict[int, str]], path: Path) -> None:
    """Write a network to a file as an ONNX graph with int8 weights.

    ``axes``: the names of its inputs and outputs in order, each with its axes of any length.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    names = list(axes)
    exact = path.with_suffix(".fp32.onnx")
    torch.onnx.export(
        network,
        sample,
        str(exact),
        input_names=names[: len(sample)],
        output_names=names[len(sample) :],
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
    quantize_dynamic(exact, path, weight_type=QuantType.QInt8, per_channel=True)
    exact.unlink()


def share_weights(path: Path) -> None:
    """Keep what a graph has twice once: a matrix that is used in two places was written out for each."""
    import onnx
    from onnx import numpy_helper

    model = onnx.load(path)
    graph = model.graph
    kept: dict[tuple[object, ...], str] = {}
    names: dict[str, str] = {}
    for one in [one for one in graph.initializer if len(one.dims) > 1]:
        told = one.data_type, *one.dims, numpy_helper.to_array(one).tobytes()
        names[one.name] = kept.setdefault(told, one.name)
        if names[one.name] != one.name:
            graph.initializer.remove(one)
    for node in graph.node:
        for place, name in enumerate(node.input):
            node.input[place] = names.get(name, name)
    onnx.save(model, path)
