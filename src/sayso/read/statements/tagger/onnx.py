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

from sayso.read.statements.tagger.decode import Floats, log_softmax
from sayso.read.statements.tagger.inputs import (
    Asked,
    Deeper,
    Doers,
    Encoded,
    Encoding,
    batched,
    cut_out,
    side_by_side,
)
from sayso.read.statements.tagger.words import Pieces

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

    from sayso.read.statements.tagger.tagger import Tier, Tuning

WINDOWS_TOGETHER = {"full": 1, "small": 8}
CUES_TOGETHER = 16
ASKED = 0.1  # chance above which a word names an event whose doer is asked for
WEIGHTS = Path(__file__).parent / "weights"


class OnnxNetworks:
    """The networks of a tier, as `sayso.read.statements.tagger.tagger.Networks` asks for them.

    ``together`` windows and their cues make a batch. A transformer gains nothing from more than one, an LSTM
    much. Batches follow the order of the text, so the same text always makes the same ones.
    """

    def __init__(
        self,
        encoder: InferenceSession,
        completer: InferenceSession,
        together: int,
        inner: tuple[InferenceSession, InferenceSession] | None = None,
        happenings: tuple[InferenceSession, InferenceSession] | None = None,
    ) -> None:
        self._encoder = encoder
        self._completers = {False: completer, True: inner[1] if inner else completer}
        self._together = together
        self._inner = inner[0] if inner else None
        self._happenings = happenings

    def encode(self, windows: Sequence[Encoded]) -> list[Encoding]:
        """Each window's states and the logits of its words, a row a word."""
        codings = []
        for start in range(0, len(windows), self._together):
            batch = windows[start : start + self._together]
            made = self._encoder.run(None, batched(batch))
            for window, *rows in zip(batch, *made, strict=True):
                states, cue, roles, *layers = (row[: len(window.first)] for row in rows)
                codings.append(Encoding(states, cue, roles, *self._happening(states, layers)))
        return codings

    def _happening(self, states: Floats, layers: Sequence[Floats]) -> tuple[Floats | None, tuple[Doers, ...]]:
        """The logits of what event each word names, and who does it; made at once, as inner layers take much memory."""
        if self._happenings is None:
            return None, ()
        events, doers = self._happenings
        rows = side_by_side(layers[0], states)
        logits: Floats = events.run(None, {"states": rows[None]})[0][0]
        likely = np.flatnonzero(1 - np.exp(log_softmax(logits)[:, 0]) > ASKED)
        if not len(likely):
            return logits, ()
        found = doers.run(None, {"states": rows, "events": likely})[0]
        return logits, tuple(Doers(int(word), row) for word, row in zip(likely, found, strict=True))

    def inner_cues(self, coded: Sequence[Encoding], tags: Sequence[Floats]) -> list[Deeper]:
        """What the second network sees in each window; nothing where the tier has none."""
        if self._inner is None:
            return []
        return [_deeper(self._inner, coding, chance) for coding, chance in zip(coded, tags, strict=True)]

    def complete(self, asked: Sequence[Asked], inner: bool = False) -> list[tuple[Floats, float]]:
        """For each cue the role logits of the words around it, and the logit that it attributes anything."""
        completed: dict[int, tuple[Floats, float]] = {}
        by_length = sorted(range(len(asked)), key=lambda place: len(asked[place].cue))
        for start in range(0, len(asked), CUES_TOGETHER):
            places = by_length[start : start + CUES_TOGETHER]
            made = self._completers[inner].run(None, cut_out([asked[place] for place in places]))
            for place, roles, hold in zip(places, *made, strict=True):
                completed[place] = roles[: len(asked[place].cue)], float(hold)
        return [completed[place] for place in range(len(asked))]


def _deeper(network: InferenceSession, coding: Encoding, tags: Floats) -> Deeper:
    given = {"states": coding.states[None], "tags": tags[None], "length": np.array([len(coding.cue)])}
    cue, types = network.run(None, given)
    return Deeper(cue[0], types[0])


def load_networks(tier: Tier, folder: Path = WEIGHTS) -> OnnxNetworks:
    """The networks of a tier."""
    encoder, completer = (session(folder / f"{tier}.{part}.onnx") for part in ("encoder", "completer"))
    inner = happenings = None
    if tier == "full" and (folder / "inner.cues.onnx").exists():  # not while they are trained
        inner = session(folder / "inner.cues.onnx"), session(folder / "inner.completer.onnx")
    if tier == "full" and (folder / "events.onnx").exists():
        happenings = session(folder / "events.onnx"), session(folder / "doers.onnx")
    return OnnxNetworks(encoder, completer, WINDOWS_TOGETHER[tier], inner, happenings)


def load_pieces(folder: Path = WEIGHTS) -> Pieces:
    """The base model's word pieces, which both tiers read."""
    from tokenizers import Tokenizer

    return Pieces(Tokenizer.from_file(str(folder / "tokenizer.json")))


def load_tuning(tier: Tier, folder: Path = WEIGHTS) -> Tuning:
    """How ready the tier's tagger is to see a cue."""
    from sayso.read.statements.tagger.tagger import Tuning

    return msgspec.json.decode((folder / f"{tier}.json").read_bytes(), type=Tuning)


def session(path: Path) -> InferenceSession:
    """A graph, ready to run on one thread: the same bytes out, whatever else runs."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
