"""What the two courses of `sayso.train.retrieval` share: their rates, and what a batch asks of its vectors.

Vectors learn by InfoNCE (van den Oord et al. 2018, arXiv:1807.03748): a line is to be nearer to its own passages than
to all others of its batch. An article says many a thing twice, and so do articles of one day: a passage that means what
the right one does is no wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

WARM, AT_LATEST = 60, 0.1  # steps, and the share of the time, in which rates rise: whichever is over first
SAME = 0.82  # cosine with the right passage from which another says the same
TOGETHER = 256  # lines sought at once
_NEVER = -1e4


def set_rates(steps: torch.optim.Optimizer, number: int, share: float) -> None:
    """Rates rise to their groups' "full" at first, and fall to nothing at the end."""
    risen = min(1.0, max(number / WARM, share / AT_LATEST))
    for group in steps.param_groups:
        group["lr"] = group["full"] * risen * (1 - share)


def contrast(near: Tensor, right: Tensor, same: Tensor, weights: Tensor) -> Tensor:
    """What lines (rows) lack of being nearest to their passages (columns); ``same`` ones do not count as wrong."""
    counted = near.masked_fill(same & ~right, _NEVER)
    missed = counted.logsumexp(1) - counted.masked_fill(~right, _NEVER).logsumexp(1)
    return (missed * weights).sum() / weights.sum()


def like(near: Tensor, believed: Tensor) -> Tensor:
    """What rows of nearness lack of a teacher's (Hinton et al. 2015, arXiv:1503.02531)."""
    return functional.kl_div(near.log_softmax(-1), believed.softmax(-1), reduction="batchmean")


def among_others(near: Tensor) -> Tensor:
    """Nearness of passages to passages, of which each is none to itself."""
    return near.masked_fill(torch.eye(*near.shape, dtype=torch.bool, device=near.device), _NEVER)


def saying_the_same(right: Tensor, meant: Tensor) -> Tensor:
    """Which passages mean what those of a line (row) do, by vectors of them: its own, and others that say it again."""
    own = functional.normalize(right.to(meant.dtype) @ meant, dim=-1)
    return own @ meant.T > SAME


def recall(lines: Tensor, passages: Tensor, right: Sequence[Sequence[int]], places: Sequence[int]) -> list[float]:
    """The share of lines that have a passage of theirs among so many nearest of all."""
    ranks: list[int] = []
    for start in range(0, len(lines), TOGETHER):
        for near, own in zip(lines[start : start + TOGETHER] @ passages.T, right[start:], strict=False):
            ranks.append(int((near > near[list(own)].max()).sum()))
    return [sum(rank < place for rank in ranks) / len(ranks) for place in places]
