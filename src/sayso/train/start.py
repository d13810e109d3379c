"""Networks before training: from the base encoder, or from weights trained before."""

from __future__ import annotations

from pathlib import Path

import torch
from msgspec import Struct
from torch import nn

from sayso.read.statements.tagger import Tier
from sayso.train.base import base_weights
from sayso.train.network import WIDTH, Completer, Encoder, SmallEncoder

DROPOUT = 0.1


class Pair(Struct, frozen=True):
    """An encoder, its completer, and the width of the states between them."""

    encoder: nn.Module
    completer: nn.Module
    states: int


def untrained(tier: Tier) -> Pair:
    """The networks of a tier; piece vectors are the base encoder's and stay as they are."""
    pair = _empty(tier)
    base = base_weights()
    if tier == "small":
        base = {"pieces.weight": _narrowed(base["pieces.weight"], pair.encoder.pieces.embedding_dim)}
    pair.encoder.load_state_dict(base, strict=False)
    nn.init.zeros_(pair.encoder.looks.weight)
    return _frozen(pair)


def trained(tier: Tier, path: Path) -> Pair:
    """The networks of a tier with the weights of a file that `sayso.train.fit.save` wrote."""
    pair = _empty(tier)
    weights = torch.load(path, weights_only=True)
    pair.encoder.load_state_dict(weights["encoder"])
    pair.completer.load_state_dict(weights["completer"])
    return _frozen(pair)


def _empty(tier: Tier) -> Pair:
    if tier == "full":
        return Pair(Encoder(dropout=DROPOUT), Completer(), WIDTH)
    completer = Completer(SmallEncoder.STATES, width=128, attends=False)
    return Pair(SmallEncoder(dropout=DROPOUT), completer, SmallEncoder.STATES)


def _frozen(pair: Pair) -> Pair:
    pair.encoder.pieces.requires_grad_(False)
    return pair


def _narrowed(vectors: torch.Tensor, width: int) -> torch.Tensor:
    """Vectors on their first principal components, of unit variance on the whole."""
    centred = vectors - vectors.mean(0)
    _, axes = torch.linalg.eigh(centred.T @ centred)
    narrow = centred @ axes[:, -width:]
    return narrow / narrow.std()
