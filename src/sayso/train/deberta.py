"""DeBERTa-v3-xsmall (He et al. 2021, arXiv:2111.09543) with a head that says what is wrong in a line.

Twelve layers, 384 wide. A word sees others by what they are and how far they stand (disentangled attention). Each
distance has a vector of its own, up to `REACH`; the base model puts those above 128 into buckets.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional

WIDTH, LAYERS, HEADS = 384, 12, 6
REACH = 256  # vectors of distances to each side
EPS = 1e-7
DROPPED = 0.1
_SCALE = 1 / math.sqrt(WIDTH // HEADS * 3)  # three sums: what and what, what and where, where and what


class Attention(nn.Module):
    """Words see words by what both are, and by how far one stands from the other."""

    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm = nn.LayerNorm(WIDTH, eps=EPS)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, x: Tensor, hidden: Tensor, apart: Tensor) -> Tensor:
        """``x``: rows of words' states; ``hidden``: added to the scores; ``apart``: vectors of distances, -n to n."""
        q, k, v = _heads(self.q(x)) * _SCALE, _heads(self.k(x)), _heads(self.v(x))
        far_k, far_q = _heads(self.k(apart)[None]), _heads(self.q(apart)[None]) * _SCALE
        scores = q @ k.transpose(-1, -2) + band(q @ far_k.flip(2).transpose(-1, -2))
        scores = scores + band(k @ far_q.transpose(-1, -2)).transpose(-1, -2)
        seen = self.drop(functional.softmax(scores.float() + hidden, -1).to(v.dtype)) @ v
        return self.norm(self.drop(self.out(seen.transpose(1, 2).flatten(2))) + x)


def _heads(x: Tensor) -> Tensor:
    return x.view(x.shape[0], -1, HEADS, WIDTH // HEADS).transpose(1, 2)


def band(x: Tensor) -> Tensor:
    """Scores by distance as scores by place: ``out[i, j] = x[i, j - i + n - 1]`` of ``x``, n by 2n-1; no gather."""
    rows, heads, n, wide = x.shape
    flat = functional.pad(x, (0, 1)).reshape(rows, heads, 2 * n * n)
    return functional.pad(flat, (0, n - 1)).reshape(rows, heads, n + 1, wide)[:, :, :n, n - 1 :]


class Layer(nn.Module):
    """Attention and two linear maps."""

    def __init__(self) -> None:
        super().__init__()
        self.attention = Attention()
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPS)
        self.drop = nn.Dropout(DROPPED)

    def forward(self, x: Tensor, hidden: Tensor, apart: Tensor) -> Tensor:  # noqa: D102
        x = self.attention(x, hidden, apart)
        return self.norm(self.drop(self.down(functional.gelu(self.up(x)))) + x)


class Judge(nn.Module):
    """From the pieces of a passage and a line to the logits of ``kinds``."""

    def __init__(self, vocabulary: int, kinds: int) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPS)
        self.apart = nn.Parameter(torch.zeros(2 * REACH, WIDTH))
        self.apart_norm = nn.LayerNorm(WIDTH, eps=EPS)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.pool = nn.Linear(WIDTH, WIDTH)
        self.kinds = nn.Linear(WIDTH, kinds)
        self.drop = nn.Dropout(DROPPED)

    def below(self, pieces: Tensor, there: Tensor, layers: int) -> Tensor:
        """The states behind the lowest layers; ``there``: 1 for a piece, 0 for padding."""
        x = self.norm(self.pieces(pieces)) * there[..., None]
        return self._through(x, there, 0, layers)

    def above(self, x: Tensor, there: Tensor, layers: int) -> Tensor:
        """The logits from the states behind the lowest layers."""
        first = self._through(x, there, layers, LAYERS)[:, 0]
        return self.kinds(self.drop(functional.gelu(self.pool(self.drop(first)))))

    def forward(self, pieces: Tensor) -> Tensor:
        """The chances of all kinds for one row without padding, as it ships."""
        there = torch.ones_like(pieces, dtype=torch.float32)
        return functional.softmax(self.above(self.below(pieces, there, 0), there, 0), -1)

    def _through(self, x: Tensor, there: Tensor, first: int, last: int) -> Tensor:
        n = x.shape[1]
        hidden = (1 - there[:, None, None, :]) * -1e4
        apart = self.apart_norm(self.apart)[REACH - n + 1 : REACH + n]
        for layer in self.layers[first:last]:
            x = layer(x, hidden, apart)
        return x
