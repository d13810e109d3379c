"""Pairs of claims that cannot both hold, and who stands on which side.

In: two claims and what their tellings conflict in. Out: a dispute, or none. Words alike that conflict in one respect (a
denial, another figure, the opposite outcome) make one; so does ground that one side took and the other holds. A claim
that its own source corrects is no dispute: the sides must differ.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sayso.link.conflicts import Conflict
from sayso.link.occasions import Occasion
from sayso.model import Claim, Dispute

ABOUT_ONE_EVENT_DAYS = 2  # undated tellings farther apart tell of two events (daily counts, new attacks)
OTHERWISE_EQUAL = 0.7  # another place or day is a dispute only where all else is the same; else it is another event
_BOTH_CANNOT_HOLD = ("denial", "outcome", "figure")


def dispute(left: Claim, right: Claim, kind: str, reason: str) -> Dispute | None:
    """The dispute of two claims, unless one corrects the other or the same agents stand on both sides."""
    if _corrects(left, right) or _corrects(right, left):
        return None
    left_agents, right_agents = _side(left), _side(right)
    if not left_agents or not right_agents or left_agents == right_agents:
        return None
    pair = "\0".join(sorted((left.id, right.id)))
    key = "d-" + hashlib.sha256(pair.encode()).hexdigest()[:12]
    return Dispute(key, kind, left.id, right.id, left_agents, right_agents, reason)


def _corrects(later: Claim, earlier: Claim) -> bool:
    """A new version of a page says the one in place of the other, which its earlier version said.

    A version that says both replaces nothing.
    """
    old, new = ({member.document for member in claim.members} for claim in (earlier, later))
    replaced = ((member.document, member.superseded_by) for member in earlier.members if member.superseded_by)
    return any(version in new - old and document not in new for document, version in replaced)


def _side(claim: Claim) -> tuple[str, ...]:
    """Who says it now: the originators of the current tellings, an outlet only where it says it itself."""
    current = [m.chain for m in claim.members if m.superseded_by is None and not m.withdrawn]
    attributed = [chain for chain in current if len(chain) > 1]
    return tuple(sorted({chain[-1] for chain in attributed or current}))


def is_current(claim: Claim) -> bool:
    """Whether any telling of the claim stands unreplaced."""
    return any(member.superseded_by is None and not member.withdrawn for member in claim.members)


def in_words(occasions: tuple[Occasion, Occasion], likeness: float, conflicts: Sequence[Conflict]) -> Conflict | None:
    """The conflict that makes it a dispute, if what the words of two claims conflict in leaves no room for both.

    Who denies 400 leaves room for 300. Where figures are all that they conflict in, `count_apart` has the last word.
    """
    if not conflicts:
        return None
    kinds = {conflict.kind for conflict in conflicts}
    first = conflicts[0]
    if kinds == {"figure"} and _is_slip(first):
        return None
    gap = occasions[0].apart(occasions[1])
    near = gap <= (0 if all(one.exact for one in occasions) else ABOUT_ONE_EVENT_DAYS)
    if kinds <= set(_BOTH_CANNOT_HOLD) and not {"denial", "figure"} <= kinds and near:
        return first
    if kinds == {"date"} and gap <= ABOUT_ONE_EVENT_DAYS and likeness >= OTHERWISE_EQUAL:
        return first
    if kinds == {"place"} and near and likeness >= OTHERWISE_EQUAL:
        return first
    return None


def _is_slip(figure: Conflict) -> bool:
    """Whether the two figures have the same digits in another order: 58 and 85 are one count, mistyped once."""
    one, other = (sorted(f"{value:.0f}") for value in figure.values)
    return one == other


def count_apart(left: Claim, right: Claim) -> bool:
    """Both figures are given to somebody who has no part in telling the other.

    What an outlet puts in its own voice is as often somebody's figure garbled as a count of its own; and who stands
    behind one figure, or prints or passes it on, and is given the other, was garbled once.
    """
    ends = [{member.chain[-1] for member in claim.members if len(member.chain) > 1} for claim in (left, right)]
    passed = [{name for member in claim.members for name in member.chain} for claim in (left, right)]
    return bool(ends[0] - passed[1]) and bool(ends[1] - passed[0])
