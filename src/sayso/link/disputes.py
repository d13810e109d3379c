"""Pairs of claims that cannot both hold, and who stands on which side.

In: claims, the clashes that grouping met, and the events of the readings. Out: disputes. Words alike that
conflict in one respect (a denial, another figure, the opposite outcome) make one; so do events: one place
captured by one side and held by the other. A claim that its own source corrects is no dispute: the sides
must differ.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from sayso.link.ground import contested
from sayso.link.grouping import Clash
from sayso.link.moments import day
from sayso.link.tellings import Telling
from sayso.model import Claim, Dispute, Event, Member

ABOUT_ONE_EVENT_DAYS = 2  # undated tellings farther apart tell of two events (daily counts, new attacks)
OTHERWISE_EQUAL = 0.7  # another place or day is a dispute only where all else is the same; else it is another event
_BOTH_CANNOT_HOLD = ("denial", "outcome", "figure")
_ELSEWHERE = ("place", "date")


def disputes(
    claims: Sequence[Claim],
    clashes: Sequence[Clash],
    events: Mapping[tuple[str, str], Sequence[Event]],
    tellings: Mapping[tuple[str, str], Telling],
) -> tuple[Dispute, ...]:
    """The disputes among the claims (clashes give positions in ``claims``), by id, each pair once."""
    found: dict[str, Dispute] = {}
    for clash in clashes:
        reason = _reason(clash, claims)
        if reason:
            _add(found, claims[clash.left], claims[clash.right], *reason)
    for left, right, kind, why in contested(claims, events, tellings):
        _add(found, claims[left], claims[right], kind, why)
    return tuple(found[key] for key in sorted(found))


def _add(found: dict[str, Dispute], left: Claim, right: Claim, kind: str, reason: str) -> None:
    if _corrects(left, right) or _corrects(right, left):
        return
    left_agents, right_agents = _side(left), _side(right)
    if left_agents and right_agents and left_agents != right_agents:
        pair = "\0".join(sorted((left.id, right.id)))
        key = "d-" + hashlib.sha256(pair.encode()).hexdigest()[:12]
        found.setdefault(key, Dispute(key, kind, left.id, right.id, left_agents, right_agents, reason))


def _corrects(later: Claim, earlier: Claim) -> bool:
    """A new version of a page says the one in place of the other, which its earlier version said."""
    replaced_by = {member.superseded_by for member in earlier.members if member.superseded_by}
    return any(member.document in replaced_by for member in later.members)


def _side(claim: Claim) -> tuple[str, ...]:
    """Who says it now: the originators of the current tellings, an outlet only where it says it itself."""
    current = [member.chain for member in claim.members if member.superseded_by is None]
    attributed = [chain for chain in current if len(chain) > 1]
    return tuple(sorted({chain[-1] for chain in attributed or current}))


def _reason(clash: Clash, claims: Sequence[Claim]) -> tuple[str, str] | None:
    """Kind and reason, if what the two conflict in leaves no room for both.

    Who denies 400 leaves room for 300.
    """
    kinds = {conflict.kind for conflict in clash.conflicts}
    first = clash.conflicts[0]
    near = _days_apart(claims[clash.left].members, claims[clash.right].members) <= ABOUT_ONE_EVENT_DAYS
    if kinds <= set(_BOTH_CANNOT_HOLD) and not {"denial", "figure"} <= kinds and near:
        return first.kind, first.reason
    if len(kinds) == 1 and first.kind in _ELSEWHERE and near and clash.likeness >= OTHERWISE_EQUAL:
        return first.kind, first.reason
    return None


def _days_apart(left: Sequence[Member], right: Sequence[Member]) -> int:
    """The least number of days between publications, walking both in order of time."""
    left_days = sorted(d for member in left if (d := day(member.published)) is not None)
    right_days = sorted(d for member in right if (d := day(member.published)) is not None)
    if not left_days or not right_days:
        return 0
    gap, i, j = abs(left_days[0] - right_days[0]), 0, 0
    while i < len(left_days) and j < len(right_days):
        gap = min(gap, abs(left_days[i] - right_days[j]))
        i, j = (i + 1, j) if left_days[i] <= right_days[j] else (i, j + 1)
    return gap
