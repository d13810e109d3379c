"""How sure a line is, in words: how many independent origins, through how many outlets, and how it is hedged.

Independent origins are given as a range because a reader of news cannot know more; see
``docs/concepts.md``. It is never said how likely the content is to be true.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.assess.candidates import Candidate
from sayso.model import UNKNOWN_PUBLISHER, Claim, Dispute, Range


def sureness(candidate: Candidate, disputes: Sequence[Dispute]) -> str:
    """For instance "at least 2, at most 3 independent origins, through 5 outlets; worded “likely”"."""
    hedge = _hedge(candidate)
    return "; ".join((*_standing(candidate.claim, disputes), *([f"worded “{hedge}”"] if hedge else [])))


def sureness_of_both(one: Candidate, other: Candidate, disputes: Sequence[Dispute]) -> str | None:
    """The sureness of two claims told in one line; None where one has other origins than the other, or is disputed."""
    standing = _standing(one.claim, disputes)
    if standing != _standing(other.claim, disputes):
        return None
    hedges = dict.fromkeys(f"“{hedge}”" for hedge in (_hedge(one), _hedge(other)) if hedge)
    return "; ".join((*standing, *([f"worded {' and '.join(hedges)}"] if hedges else [])))


def _standing(claim: Claim, disputes: Sequence[Dispute]) -> tuple[str, ...]:
    """What is said of a claim's origins, hedges aside."""
    parts = [counted(claim.independent_origins, len(outlets(claim)))]
    if claim.bottleneck and len(outlets(claim)) > 1:
        parts.append(f"all through {claim.bottleneck}")
    if any(claim.id in (dispute.left, dispute.right) for dispute in disputes):
        parts.append("disputed")
    return tuple(parts)


def counted(origins: Range, carriers: int) -> str:
    """The range of independent origins and the number of outlets that carry the claim."""
    low, high = origins.at_least, origins.at_most
    if high <= 1:
        words = "one origin"
    elif low == high:
        words = f"{low} independent origins"
    else:
        words = f"at least {low}, at most {high} independent origins"
    return f"{words}, through {'one outlet' if carriers == 1 else f'{carriers} outlets'}"


def outlets(claim: Claim) -> tuple[str, ...]:
    """Who printed the claim, copies included, in alphabetical order; "unknown publisher" counts as one."""
    return tuple(sorted({member.outlet or UNKNOWN_PUBLISHER for member in claim.members}))


def _hedge(candidate: Candidate) -> str | None:
    certainty = candidate.best.said.certainty
    if certainty is None or (certainty.value.startswith("CT") and certainty.band is None):
        return None  # "did not" denies, it does not hedge
    return candidate.best.reading.document.text[certainty.cue.start : certainty.cue.end]
