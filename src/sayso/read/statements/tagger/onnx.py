"""The networks as they ship: ONNX graphs with int8 weights, run by onnxruntime on one thread.

onnxruntime and tokenizers are imported when the first tagger is loaded, not before: they cost a cold start
0.1 s.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from sayso.read.statements.tagger.decode import Floats
from sayso.read.statements.tagger.inputs import Around, Encoded, cut_out
from sayso.read.statements.tagger.words import Pieces

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

    from sayso.read.statements.tagger.tagger import Tier, Tuning

WEIGHTS = Path(__file__).parent / "weights"


class OnnxNetworks:
    """An encoder and a completer, as `sayso.read.statements.tagger.tagger.Networks` asks for them."""

    def __init__(self, encoder: InferenceSession, completer: InferenceSession) -> None:
        self._encoder = encoder
        self._completer = completer

    def encode(self, window: Encoded) -> tuple[Floats, Floats, Floats]:
        """States, cue logits and role logits of each word."""
        given = {"pieces": window.pieces[None], "looks": window.looks[None], "first": window.first[None]}
        states, cue, roles = self._encoder.run(None, given)
        return states[0], cue[0], roles[0]

    def complete(self, states: Floats, tags: Floats, cues: Sequence[Around]) -> tuple[list[Floats], Floats]:
        """For each cue the role logits of the words around it, and the logit that it attributes anything."""
        lengths = np.array([cue.right - cue.left for cue in cues], np.int64)
        given = {
            "states": cut_out(states, cues),
            "tags": cut_out(tags, cues),
            "cue_start": np.array([cue.first - cue.left for cue in cues], np.int64),
            "cue_end": np.array([cue.last - cue.left for cue in cues], np.int64),
            "length": lengths,
        }
        roles, holds = self._completer.run(None, given)
        return [row[:length] for row, length in zip(roles, lengths, strict=True)], holds


def load_networks(tier: Tier, folder: Path = WEIGHTS) -> OnnxNetworks:
    """The networks of a tier."""
    return OnnxNetworks(
        _session(folder / f"{tier}.encoder.onnx"), _session(folder / f"{tier}.completer.onnx")
    )


def load_pieces(folder: Path = WEIGHTS) -> Pieces:
    """The base model's word pieces, which both tiers read."""
    from tokenizers import Tokenizer

    return Pieces(Tokenizer.from_file(str(folder / "tokenizer.json")))


def load_tuning(tier: Tier, folder: Path = WEIGHTS) -> Tuning:
    """How ready the tier's tagger is to see a cue."""
    from sayso.read.statements.tagger.tagger import Tuning

    return msgspec.json.decode((folder / f"{tier}.json").read_bytes(), type=Tuning)


def _session(path: Path) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
