"""The two networks that are trained: an encoder with tags for every word, and a completer asked once per cue.

The encoder is the six-layer MiniLM (Wang et al. 2020, arXiv:2002.10957; BERT's architecture). After CofeNet
(Wang et al. 2022, COLING) the cue comes first: a linear layer tags cues, and for each cue the completer tags
its source and its contents among the words around it, and says once more whether it attributes anything.
"""

from __future__ import annotations

import math

import torch
from msgspec import Struct
from torch import Tensor, nn
from torch.nn import functional

from sayso.read.statements.tagger.decode import CUE_TAGS, HAPPENINGS, ROLE_TAGS, TYPES
from sayso.read.statements.tagger.words import LOOKS

VOCABULARY, POSITIONS = 30522, 512
FARTHEST = 33  # distance buckets on either side of the cue
BUCKETS, REACHED = 32, 128  # of relative positions, and the distance from which on all share one


class Shape(Struct, frozen=True):
    """An encoder's size; ``relative``: attention also minds how far apart two pieces are, as MPNet's does."""

    width: int
    layers: int
    heads: int
    eps: float
    relative: bool = False


MINILM = Shape(384, 6, 12, 1e-12)
MPNET = Shape(768, 12, 12, 1e-5, relative=True)
WIDTH = MINILM.width
INNER = (2, 4)  # layers of the MiniLM by which events are seen beside its last


class Attention(nn.Module):
    """Multi-head self-attention; ``keep`` is False at padding, None where nothing is padded.

    Written out: PyTorch's fused kernel takes a quarter longer for a training step in bfloat16 on a CPU.
    """

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads, self.size = heads, width // heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)

    def forward(self, x: Tensor, keep: Tensor | None, apart: Tensor | None = None) -> Tensor:
        """``apart`` [heads, pieces, pieces] is what distances add to the attention."""
        rows, length, width = x.shape
        query, key, value = (
            part.view(rows, length, self.heads, self.size).transpose(1, 2) for part in self.qkv(x).chunk(3, -1)
        )
        with torch.autocast(x.device.type, enabled=False):
            near = torch.matmul(query * self.size**-0.5, key.transpose(-1, -2))
            if apart is not None:
                near = near + apart.to(near.dtype)
            if keep is not None:
                near = near + torch.where(keep, 0.0, -1e4).to(near.dtype)[:, None, None, :]
            mixed = torch.matmul(near.softmax(-1), value)
        return self.out(mixed.transpose(1, 2).reshape(rows, length, width))


class FeatureDropout(nn.Module):
    """Drop whole features of a row: one random number for all its words.

    Ordinary dropout draws a number per activation, which on a CPU takes two thirds of a training step.
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:  # noqa: D102
        if not self.training or not self.share:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[2], device=x.device) >= self.share
        return x * (kept.to(x.dtype) / (1 - self.share))


class EncoderLayer(nn.Module):
    """BERT's layer: attention and feed-forward, each added and then normalised."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        width = shape.width
        self.attention = Attention(width, shape.heads)
        self.norm1 = nn.LayerNorm(width, eps=shape.eps)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.norm2 = nn.LayerNorm(width, eps=shape.eps)
        self.drop = FeatureDropout(dropout)

    def forward(self, x: Tensor, keep: Tensor | None, apart: Tensor | None = None) -> Tensor:  # noqa: D102
        x = self.norm1(x + self.drop(self.attention(x, keep, apart)))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


def relative_bucket(length: int) -> Tensor:
    """Which of the `BUCKETS` each pair of pieces falls in by how far apart they are: Raffel et al. 2020's."""
    place = torch.arange(length)
    away = place[:, None] - place[None, :]
    half, exact = BUCKETS // 2, BUCKETS // 4
    far = away.abs()
    grown = exact + (far.clamp(min=1).float() / exact).log() / math.log(REACHED / exact) * (half - exact)
    bucket = torch.where(far < exact, far, grown.long().clamp(max=half - 1))
    return bucket + (away < 0) * half


class Encoder(nn.Module):
    """Word pieces and looks of a window to one state per word, and logits of its cue and role tags."""

    def __init__(self, shape: Shape = MINILM, dropout: float = 0.0) -> None:
        super().__init__()
        width = shape.width
        self.pieces = nn.Embedding(VOCABULARY, width)
        self.positions = nn.Embedding(POSITIONS, width)
        self.looks = nn.Embedding(LOOKS + 1, width)
        self.norm = nn.LayerNorm(width, eps=shape.eps)
        self.apart = nn.Embedding(BUCKETS, shape.heads) if shape.relative else None
        self.layers = nn.ModuleList(EncoderLayer(shape, dropout) for _ in range(shape.layers))
        self.cue, self.roles = nn.Linear(width, CUE_TAGS), nn.Linear(width, ROLE_TAGS)
        self.drop = FeatureDropout(dropout)

    def forward(
        self, pieces: Tensor, looks: Tensor, first: Tensor, keep: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """``first`` [rows, words] is the index of each word's first piece."""
        length = pieces.shape[1]
        x = self.norm(self.pieces(pieces) + self.looks(looks) + self.positions.weight[:length])
        apart = None
        if self.apart is not None:
            apart = self.apart(relative_bucket(length).to(x.device)).permute(2, 0, 1)
        for layer in self.layers:
            x = layer(x, keep, apart)
        states = torch.gather(x, 1, first.unsqueeze(-1).expand(-1, -1, x.shape[-1]))
        dropped = self.drop(states)
        return states, self.cue(dropped), self.roles(dropped)


class BothWays(nn.Module):
    """A bidirectional LSTM whose way back starts at each row's own end, so that padding changes nothing."""

    def __init__(self, width: int, reach: int) -> None:
        super().__init__()
        self.forth = nn.LSTM(width, reach, batch_first=True)
        self.back = nn.LSTM(width, reach, batch_first=True)

    def forward(self, x: Tensor, length: Tensor) -> Tensor:  # noqa: D102
        position = torch.arange(x.shape[1], device=x.device)[None, :]
        flip = (length[:, None] - 1 - position).clamp(min=0).unsqueeze(-1)
        forth, _ = self.forth(x)
        back, _ = self.back(torch.gather(x, 1, flip.expand(-1, -1, x.shape[2])))
        return torch.cat([forth, torch.gather(back, 1, flip.expand(-1, -1, back.shape[2]))], -1)


class SmallEncoder(nn.Module):
    """The same from and to, by two bidirectional LSTMs over narrow piece vectors: a tenth of the cost."""

    STATES = 256

    def __init__(self, pieces: int = 128, dropout: float = 0.0) -> None:
        super().__init__()
        half = self.STATES // 2
        self.pieces = nn.Embedding(VOCABULARY, pieces)
        self.looks = nn.Embedding(LOOKS + 1, self.STATES)
        self.widen = nn.Linear(pieces, self.STATES)
        self.first, self.second = BothWays(self.STATES, half), BothWays(self.STATES, half)
        self.cue, self.roles = nn.Linear(self.STATES, CUE_TAGS), nn.Linear(self.STATES, ROLE_TAGS)
        self.drop = FeatureDropout(dropout)

    def forward(
        self, pieces: Tensor, looks: Tensor, first: Tensor, keep: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """As `Encoder`; padding is where the piece is 0."""
        length = (pieces > 0).sum(1)
        x = functional.gelu(self.widen(self.drop(self.pieces(pieces))) + self.looks(looks))
        x = x + self.first(x, length)
        x = x + self.second(self.drop(x), length)
        states = torch.gather(x, 1, first.unsqueeze(-1).expand(-1, -1, self.STATES))
        dropped = self.drop(states)
        return states, self.cue(dropped), self.roles(dropped)


class CompleterLayer(nn.Module):
    """A transformer layer that normalises first."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.attention = Attention(width, heads)
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x: Tensor, keep: Tensor) -> Tensor:  # noqa: D102
        x = x + self.attention(self.norm1(x), keep)
        return x + self.down(functional.gelu(self.up(self.norm2(x))))


def distance_bucket(position: Tensor, cue_start: Tensor, cue_end: Tensor) -> Tensor:
    """Signed distance to the cue, in words up to 12 and then by its logarithm: 0 to 2 * FARTHEST."""
    before, after = position - cue_start[:, None], position - cue_end[:, None]
    return bucketed(before.clamp(max=0) + after.clamp(min=0), 12, 6, FARTHEST)


def bucketed(away: Tensor, exact: int, pace: int, farthest: int) -> Tensor:
    """Signed distances, each its own up to ``exact`` and then ``pace`` to a doubling: 0 to 2 * ``farthest``."""
    far = away.abs().float()
    wide = exact + torch.log2(far.clamp(min=exact) / exact) * pace
    return torch.where(far <= exact, far, wide.clamp(max=farthest)).long() * torch.sign(away) + farthest


class Completer(nn.Module):
    """States around a cue to role tags of each word for this cue, and a logit that it attributes anything."""

    def __init__(self, states: int = WIDTH, width: int = 192, reach: int = 96, attends: bool = True) -> None:
        super().__init__()
        self.word, self.cue = nn.Linear(states, width), nn.Linear(2 * states, width)
        self.gate = nn.Linear(width, width, bias=False)
        self.distance = nn.Embedding(2 * FARTHEST + 1, width)
        self.tags = nn.Linear(CUE_TAGS + ROLE_TAGS, width)
        self.norm = nn.LayerNorm(width)
        self.layer = CompleterLayer(width, 6) if attends else None
        self.recur = BothWays(width, reach)
        self.roles, self.holds = nn.Linear(2 * reach, ROLE_TAGS), nn.Linear(2 * reach, 1)
        self.drop = FeatureDropout(0.1)

    def forward(
        self, states: Tensor, tags: Tensor, cue_start: Tensor, cue_end: Tensor, length: Tensor
    ) -> tuple[Tensor, Tensor]:
        """One row per cue: word states and tag probabilities around it, and its first and last word there."""
        row = torch.arange(states.shape[0], device=states.device)
        position = torch.arange(states.shape[1], device=states.device)[None, :]
        cue = self.cue(torch.cat([states[row, cue_start], states[row, cue_end]], -1))[:, None]
        x = self.word(states)
        x = x + cue + self.gate(x) * torch.tanh(cue)
        x = x + self.distance(distance_bucket(position, cue_start, cue_end)) + self.tags(tags)
        x = functional.gelu(self.norm(x))
        if self.layer is not None:
            x = self.layer(x, position < length[:, None])
        both = self.recur(x, length)
        x = self.drop(x + both if self.layer is not None else both)
        return self.roles(x), self.holds(x[row, cue_start])[:, 0]


class InnerCues(nn.Module):
    """States and tag probabilities of a window's words to logits of their cue tags, those within contents too, and of
    the type of what a cue there attributes.

    What the encoder's own layer learnt to pass over, as its corpus has nothing nested, stands in its states all the
    same: a cue within a content is found from them two times in three.
    """

    def __init__(self, states: int = WIDTH, width: int = 96) -> None:
        super().__init__()
        self.word = nn.Linear(states + CUE_TAGS + ROLE_TAGS, width)
        self.recur = BothWays(width, width // 2)
        self.tags, self.types = nn.Linear(width, CUE_TAGS), nn.Linear(width, len(TYPES))
        self.drop = nn.Dropout(0.3)

    def forward(self, states: Tensor, tags: Tensor, length: Tensor) -> tuple[Tensor, Tensor]:  # noqa: D102
        x = self.drop(functional.gelu(self.word(self.drop(torch.cat([states, tags], -1)))))
        x = self.drop(x + self.recur(x, length))
        return self.tags(x), self.types(x)


class Doers(nn.Module):
    """Words that name events, each with those around it, to logits of who does it: nobody there, then each word.

    A word's query against each other word's key, and how far apart they stand.
    """

    FAR, EXACT, PACE = (
        20,
        8,
        4,
    )  # distance buckets on either side, of which so many hold one distance; then to a doubling

    def __init__(self, states: int = (len(INNER) + 1) * WIDTH, width: int = 96) -> None:
        super().__init__()
        self.states = states
        self.event, self.word = nn.Linear(states, width), nn.Linear(states, width)
        self.apart = nn.Embedding(2 * self.FAR + 1, width)
        self.alike = nn.Linear(width, width, bias=False)
        self.both, self.nobody = nn.Linear(width, 1), nn.Linear(width, 1)
        self.unseen, self.drop = FeatureDropout(0.2), nn.Dropout(0.2)

    def forward(self, states: Tensor, events: Tensor) -> Tensor:
        """Words of one text, and which of them name events: a row for each of these."""
        apart = torch.arange(states.shape[0], device=states.device)[None] - events[:, None]
        return self._answers(self.event(states[events]), self.word(states)[None], apart)

    def of_each(self, event: Tensor, words: Tensor, apart: Tensor) -> Tensor:
        """The same of events with words of their own: one row each, and how many words behind it each word stands."""
        return self._answers(self.event(event), self.word(self.unseen(words)), apart)

    def _answers(self, query: Tensor, key: Tensor, apart: Tensor) -> Tensor:
        both = functional.gelu(key + query[:, None] + self.apart(bucketed(apart, self.EXACT, self.PACE, self.FAR)))
        fit = torch.matmul(key, self.alike(query)[:, :, None])[..., 0] / key.shape[-1] ** 0.5
        return torch.cat([self.nobody(functional.gelu(query)), self.both(self.drop(both))[..., 0] + fit], -1)


class Events(nn.Module):
    """A text's words at the encoder's inner layers and at its last to logits of the event that each names, if any.

    The last layer alone, which learnt to tell quotations, has lost much of what a word means: taught by 659 marked
    texts, a network had a mean precision on 42 fresh ones of .60 by it, of .77 with the layers of `INNER` beside it.
    """

    REACH = 2  # words on either side, twice

    def __init__(self, states: int = (len(INNER) + 1) * WIDTH, width: int = 128) -> None:
        super().__init__()
        self.states = states
        self.word = nn.Linear(states, width)
        self.near, self.far = (nn.Linear((2 * self.REACH + 1) * width, width) for _ in range(2))
        self.types = nn.Linear(width, 1 + len(HAPPENINGS))
        self.unseen, self.drop = FeatureDropout(0.3), nn.Dropout(0.3)

    def forward(self, states: Tensor) -> Tensor:
        """One row per text."""
        x = functional.gelu(self.word(self.unseen(states)))
        x = x + self.drop(functional.gelu(self.near(self._beside(x))))
        x = x + functional.gelu(self.far(self._beside(x)))
        logits: Tensor = self.types(self.drop(x))
        return logits

    def _beside(self, x: Tensor) -> Tensor:
        """Each word with its neighbours: a convolution's rows, as its products alone are quick with int8 weights."""
        wide = functional.pad(x, (0, 0, self.REACH, self.REACH))
        return torch.cat([wide[:, at : at + x.shape[1]] for at in range(2 * self.REACH + 1)], -1)
