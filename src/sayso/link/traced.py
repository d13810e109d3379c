"""A claim as a fact-checker follows it: who told it when, in what words, from whom, and who disagrees.

In: a claim, the disputes it is a side of and the claims on their other sides. Out: `Trace`. Pure: all of it is in the
claim already; here it is put in order.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from sayso.link.moments import moment, order
from sayso.link.turns import TO_THE_DAY, Turn, in_turn, turn
from sayso.link.worddiff import Run, word_diff
from sayso.link.words import words
from sayso.model import UNKNOWN_PUBLISHER, Claim, Dispute, Drift, Member

_DAY = 86_400.0
_QUOTED = re.compile(r"“([^”]+)”")


class Telling(Struct, frozen=True):
    """One telling, its copies folded into it.

    ``after``: seconds since the first telling, None where either has no time. ``against``: place (from 0) of the
    earlier telling that its words are compared with, the source's own where there is one, and ``diff`` the words; None
    for the first telling and where it is in other words altogether. ``drift``: what weighs, against the first telling.
    ``again``: other places of the same article that tell it.
    """

    member: Member
    after: float | None
    against: int | None
    diff: tuple[Run, ...] | None
    drift: tuple[Drift, ...]
    copies: tuple[Member, ...]
    again: tuple[Member, ...]


class Graph(Struct, frozen=True):
    """Who has it from whom, by name. ``edges`` lead from each agent to those it has the claim from."""

    publishers: tuple[str, ...]
    edges: Mapping[str, tuple[str, ...]]
    copied_by: Mapping[str, tuple[str, ...]]


class Side(Struct, frozen=True):
    """A dispute as seen from a claim: who stands with it, who against it, and in what words."""

    dispute: Dispute
    claim: Claim
    here: tuple[str, ...]
    against: tuple[str, ...]
    other: Claim | None


def words_in_conflict(claim: Claim, dispute: Dispute) -> str:
    """The words of the claim's first telling that has what stands against the other, else of its first telling.

    "Five residents died" and "5 died" are one claim, and one of its tellings may say eight.
    """
    quoted = _QUOTED.findall(dispute.reason)
    against = quoted[0 if claim.id == dispute.left else -1] if quoted else ""
    return next((member.said for member in claim.members if against and against in member.text), claim.text)


class Spread(Struct, frozen=True):
    """How fast a claim went round. Seconds from the first telling until half of its outlets, and all, had told it.

    ``first_by`` and ``last_by`` are the outlets of the first and the last telling. ``first_open``: several tell it on
    the first day, and not all of them say at what hour: any may be the first.
    """

    outlets: int
    first: str | None
    first_open: bool
    last: str | None
    half: float | None
    whole: float | None
    days: tuple[tuple[str, int], ...]
    undated: int
    first_by: str | None = None
    last_by: str | None = None


class Trace(Struct, frozen=True):
    """A claim, followed."""

    claim: Claim
    tellings: tuple[Telling, ...]
    graph: Graph
    sides: tuple[Side, ...]
    spread: Spread


def traced(claim: Claim, disputes: Sequence[Dispute] = (), others: Mapping[str, Claim] | None = None) -> Trace:
    """The claim, followed. ``others``: the claims on the other sides of its disputes, by id."""
    return Trace(
        claim=claim,
        tellings=_tellings(claim),
        graph=graph(claim),
        sides=tuple(_side(claim, dispute, others or {}) for dispute in disputes),
        spread=spread_of(claim.members),
    )


def _side(claim: Claim, dispute: Dispute, others: Mapping[str, Claim]) -> Side:
    if dispute.left == claim.id:
        return Side(dispute, claim, dispute.left_agents, dispute.right_agents, others.get(dispute.right))
    return Side(dispute, claim, dispute.right_agents, dispute.left_agents, others.get(dispute.left))


def _tellings(claim: Claim) -> tuple[Telling, ...]:
    """The tellings in order of time, one for each article that is no copy of another that tells it."""
    leads, copies, again = _folded(claim)
    in_time = in_turn(sorted(leads.values(), key=lambda member: member.document), _turn)
    return tuple(
        _telling(in_time, at, claim.drift, tuple(_one_each(copies[member.document])), tuple(again[member.document]))
        for at, member in enumerate(in_time)
    )


def _turn(member: Member) -> Turn:
    return turn(member.published, member.outlet, member.chain)


def _folded(claim: Claim) -> tuple[dict[str, Member], dict[str, list[Member]], dict[str, list[Member]]]:
    """By document: the telling that stands for it, the fullest; its copies; and where else in it the claim is told."""
    leads: dict[str, Member] = {}
    copies: dict[str, list[Member]] = defaultdict(list)
    again: dict[str, list[Member]] = defaultdict(list)
    told_in = {member.document for member in claim.members}
    for member in claim.members:
        if member.copy_of in told_in and member.copy_of is not None:
            copies[member.copy_of].append(member)
        elif member.document not in leads:
            leads[member.document] = member
        else:
            shorter, fuller = sorted((member, leads[member.document]), key=lambda one: len(one.text))
            leads[member.document] = fuller  # not a headline, where the article says it in full too
            again[member.document].append(shorter)
    return leads, copies, again


def _telling(
    in_time: Sequence[Member], at: int, drift: Sequence[Drift], copies: tuple[Member, ...], again: tuple[Member, ...]
) -> Telling:
    member = in_time[at]
    against = _compared_with(member, in_time[:at])
    diff = None if against is None else word_diff(in_time[against].text, member.text)
    changes = [c for c in drift if (c.document, c.statement) == (member.document, member.statement)]
    if against is not None and diff is None and not any(change.kind == "figure" for change in changes):
        changes += _other_figures(in_time[against], member)
    after = _seconds(in_time[0].published, member.published)
    return Telling(member, after, against, diff, tuple(changes), copies, again)


def _other_figures(before: Member, after: Member) -> list[Drift]:
    """Figures in the place of others, in a telling that is in other words altogether."""
    had, has = ([word.plain for word in words(one.text) if word.plain[0].isdigit()] for one in (before, after))
    gone, new = [figure for figure in had if figure not in has], [figure for figure in has if figure not in had]
    changed = Drift(after.document, after.statement, "figure", ", ".join(gone), ", ".join(new))
    return [changed] if gone and new else []


def _one_each(copies: Iterable[Member]) -> Iterable[Member]:
    return {member.document: member for member in reversed(list(copies))}.values()


def _compared_with(member: Member, earlier: Sequence[Member]) -> int | None:
    """The earlier telling of the nearest in its chain who told it themselves; else the first."""
    for name in member.chain[1:]:
        own = [at for at, other in enumerate(earlier) if other.chain[0] == name]
        if own:
            return own[-1]
    return 0 if earlier else None


def _seconds(first: str | None, later: str | None) -> float | None:
    """The time between two publications, in whole days where either is known to the day alone."""
    start, end = moment(first), moment(later)
    if start is None or end is None or not first or not later:
        return None
    to_the_day = min(len(first), len(later)) <= TO_THE_DAY
    return (end // _DAY - start // _DAY) * _DAY if to_the_day else end - start


def graph(claim: Claim) -> Graph:
    """The graph that origins were counted in: current tellings that give the claim to somebody, where there are any."""
    standing = [one for one in claim.members if one.superseded_by is None and not one.withdrawn]
    current = standing or list(claim.members)
    cited = {name for member in current for name in member.chain[1:]}
    counted = [member for member in current if len(member.chain) > 1 or member.chain[0] in cited] or current
    known = {*claim.origins, *(name for way in claim.ways for name in way)}
    edges: dict[str, dict[str, None]] = {}
    for member in counted:
        for near, far in pairwise(_printed(member.chain, known)):
            edges.setdefault(near, {})[far] = None
    copied_by: dict[str, dict[str, None]] = {}
    for member in counted:
        if member.copy_of and member.outlet not in (member.chain[0], UNKNOWN_PUBLISHER):
            copied_by.setdefault(member.chain[0], {})[member.outlet] = None
    return Graph(
        publishers=tuple(sorted({member.chain[0] for member in counted})),
        edges={near: tuple(sorted(far)) for near, far in sorted(edges.items())},
        copied_by={original: tuple(sorted(found)) for original, found in sorted(copied_by.items())},
    )


def _printed(chain: Sequence[str], known: set[str]) -> list[str]:
    """The chain with unnamed sources told apart by who vouches for them, where origins are so told apart."""
    printed = [chain[0]]
    for before, name in pairwise(chain):
        vouched = f"{name} ({before})"
        printed.append(vouched if vouched in known else name)
    return printed


def _is_open(first_day: Sequence[str]) -> bool:
    return len(first_day) > 1 and any(len(published) <= TO_THE_DAY for published in first_day)


def spread_of(members: Sequence[Member]) -> Spread:
    """How fast a claim went round, counted in outlets, each at its first telling: copies spread a claim too."""
    first_told: dict[str, str] = {}
    in_time = in_turn([member for member in members if moment(member.published) is not None], _turn)
    for member in in_time:
        first_told.setdefault(member.outlet, member.published or "")
    dated = sorted(first_told.values(), key=order)
    several = len(dated) > 1
    days = Counter(published[:10] for member in members if (published := member.published) and len(published) >= 10)
    return Spread(
        outlets=len({member.outlet for member in members}),
        first=dated[0] if dated else None,
        first_open=_is_open([published for published in dated if published[:10] == dated[0][:10]]),
        last=in_time[-1].published if in_time else None,
        half=_seconds(dated[0], dated[(len(dated) - 1) // 2]) if several else None,
        whole=_seconds(dated[0], dated[-1]) if several else None,
        days=tuple(sorted(days.items())),
        undated=len(members) - sum(days.values()),
        first_by=in_time[0].outlet if in_time else None,
        last_by=in_time[-1].outlet if in_time else None,
    )
