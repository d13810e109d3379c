"""All networks of a tier as one, before training and on their way out."""

from __future__ import annotations

from pathlib import Path

import torch
from msgspec import Struct
from torch import Tensor, nn

from sayso.read.statements.tagger import Tier
from sayso.train.base import teacher_weights
from sayso.train.batches import Asking
from sayso.train.network import MPNET, Completer, Encoder, InnerCues, Shape, SmallEncoder
from sayso.train.shipped import shipped

DROPOUT = 0.1


class View(Struct, frozen=True):
    """What networks make of a batch of windows: states, tag probabilities, and logits of everything."""

    states: Tensor
    chances: Tensor
    cue: Tensor
    roles: Tensor
    inner: Tensor | None
    types: Tensor | None


class Networks(nn.Module):
    """An encoder and a completer, and for what is nested a network of cues and a completer more."""

    def __init__(
        self, encoder: nn.Module, completer: nn.Module, cues: nn.Module | None = None, within: nn.Module | None = None
    ) -> None:
        super().__init__()
        self.encoder, self.completer, self.cues, self.within = encoder, completer, cues, within

    def see(self, inputs: tuple[Tensor, ...], length: Tensor) -> View:
        """All windows of a batch."""
        states, cue, roles = self.encoder(*inputs)
        chances = torch.cat([cue.float().softmax(-1), roles.float().softmax(-1)], -1).detach()
        inner, types = self.cues(states, chances, length) if self.cues is not None else (None, None)
        return View(states, chances, cue, roles, inner, types)

    def answer(self, view: View, asked: Asking, within: bool) -> tuple[Tensor, Tensor]:
        """Roles and holding for some questions about a batch."""
        completer = self.within if within else self.completer
        assert completer is not None
        words = asked.words
        states, chances = view.states.flatten(0, 1)[words], view.chances.flatten(0, 1)[words]
        roles, holds = completer(states, chances, asked.cue_start, asked.cue_end, asked.length)
        return roles, holds


def pupil(tier: Tier, start: Path) -> Networks:
    """The networks of a tier with the weights of graphs in a folder. Vectors of word pieces stay as they are."""
    if tier == "full":
        learner = Networks(
            shipped(Encoder(dropout=DROPOUT), start / "full.encoder.onnx"),
            shipped(Completer(), start / "full.completer.onnx"),
            shipped(InnerCues(), start / "inner.cues.onnx"),
            shipped(Completer(), start / "inner.completer.onnx"),
        )
    else:
        completer = Completer(SmallEncoder.STATES, width=128, attends=False)
        learner = Networks(
            shipped(SmallEncoder(dropout=DROPOUT), start / "small.encoder.onnx"),
            shipped(completer, start / "small.completer.onnx"),
        )
    learner.encoder.pieces.requires_grad_(False)
    return learner


def teacher(base: dict[str, Tensor], shape: Shape = MPNET) -> Networks:
    """Larger networks before they learn: an encoder from weights under our names, all else from nothing."""
    width = shape.width
    made = Networks(Encoder(shape, DROPOUT), Completer(width), InnerCues(width), Completer(width))
    made.encoder.load_state_dict(base, strict=False)
    nn.init.zeros_(made.encoder.looks.weight)
    return made


def mpnet(path: Path) -> Networks:
    """A teacher from all-mpnet-base-v2's model.safetensors. Raises InputError where it is another file."""
    return teacher(teacher_weights(path))


def mean(weights: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of several networks' weights, themselves a network as good as the best where all began alike.

    Wortsman et al. 2022, arXiv:2203.05482.
    """
    return {name: torch.stack([one[name] for one in weights]).mean(0) for name in weights[0]}
