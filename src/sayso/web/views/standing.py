"""Who stands against whom, and what each said on the desk's issues over time."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from sqlalchemy import Connection

from sayso.desk import Desk
from sayso.errors import InputError, SettingsError
from sayso.link.positions import Position, Saying
from sayso.link.traced import words_in_conflict
from sayso.model import Claim, Dispute
from sayso.pipeline.standing import positions_kept
from sayso.store import browse, linking
from sayso.web.views.phrases import flat, moment_in_words

_MOST = 60  # agents on one page; a filter shows the others


class DisputeSide(Struct, frozen=True):
    """One side: the claim, who stands with it, and the chain of the first telling of each."""

    claim: str
    text: str
    agents: tuple[str, ...]
    chains: tuple[tuple[str, ...], ...]
    when: str


class DisputeView(Struct, frozen=True):
    """Two claims that cannot both hold."""

    id: str
    kind: str
    reason: str
    sides: tuple[DisputeSide, ...]


class DisputesView(Struct, frozen=True):
    """A page of disputes."""

    rows: tuple[DisputeView, ...]
    next: str | None


class SayingView(Struct, frozen=True):
    """What an agent said at one time; ``changed`` says how it departs from saying ``since`` (a number)."""

    number: int
    when: str
    dated: str | None
    words: str
    claim: str
    document: str
    statement: str
    chain: tuple[str, ...]
    tellings: int
    since: int | None
    changed: str | None
    unclear: str | None


class PositionView(Struct, frozen=True):
    """One agent on one issue, in order of time."""

    agent: str
    issue: str
    sayings: tuple[SayingView, ...]
    changes: int


class PositionsView(Struct, frozen=True):
    """Positions, by issue and agent. ``to_do`` says why there are none, and what to do."""

    issues: tuple[str, ...]
    issue: str | None
    agent: str | None
    rows: tuple[PositionView, ...]
    left_out: int
    to_do: str | None


def disputes_view(connection: Connection, after: str | None = None, limit: int = 20) -> DisputesView:
    """A page of disputes. Raises InputError for an ``after`` of another list."""
    found = browse.disputes(connection, after, limit)
    return DisputesView(tuple(_dispute(connection, one) for one in found.rows), found.next)


def dispute_view(connection: Connection, name: str) -> DisputesView | None:
    """One dispute, in a list of its own; None where there is none with this id."""
    found = linking.dispute(connection, name)
    return DisputesView((_dispute(connection, found),), None) if found else None


def _dispute(connection: Connection, dispute: Dispute) -> DisputeView:
    sides = ((dispute.left, dispute.left_agents), (dispute.right, dispute.right_agents))
    claims = ((linking.claim(connection, name), agents) for name, agents in sides)
    told = tuple(_side(claim, dispute, agents) for claim, agents in claims if claim is not None)
    return DisputeView(dispute.id, dispute.kind, dispute.reason, told)


def _side(claim: Claim, dispute: Dispute, agents: tuple[str, ...]) -> DisputeSide:
    chains = (next((m.chain for m in claim.members if m.chain[-1] == agent), (agent,)) for agent in agents)
    return DisputeSide(
        claim.id,
        flat(words_in_conflict(claim, dispute)).removeprefix("that "),
        agents,
        tuple(chains),
        moment_in_words(claim.first),
    )


def positions_view(desk: Desk, agent: str | None = None, issue: str | None = None) -> PositionsView:
    """Positions on the desk's issues; those with changes first. What cannot be shown is said, with what to do."""
    issues = tuple(desk.settings.issues)
    try:
        found, to_do = positions_kept(desk, agent, issue), None
    except (SettingsError, InputError) as fault:
        found, to_do = (), f"Nothing to show: {fault.what}. To see something, {fault.to_do}."
    rows = sorted(position_views(found), key=lambda one: (-one.changes, -len(one.sayings), one.agent))
    return PositionsView(issues, issue, agent, tuple(rows[:_MOST]), max(0, len(rows) - _MOST), to_do)


def position_views(found: Iterable[Position]) -> tuple[PositionView, ...]:
    """Positions for a page."""
    return tuple(_position(one) for one in found)


def _position(one: Position) -> PositionView:
    sayings = tuple(_saying(number, saying) for number, saying in enumerate(one.sayings, 1))
    return PositionView(one.agent, one.issue, sayings, sum(saying.changed is not None for saying in sayings))


def _saying(number: int, one: Saying) -> SayingView:
    change = one.change
    return SayingView(
        number=number,
        when=moment_in_words(one.on[:10] if one.on else None),
        dated=one.dated if one.on else None,
        words=flat(one.text).removeprefix("that "),
        claim=one.claim,
        document=one.member.document,
        statement=one.member.statement,
        chain=one.member.chain,
        tellings=one.tellings,
        since=change.since + 1 if change else None,
        changed=f"{change.kind}: {change.reason}" if change else None,
        unclear=change.unclear if change else None,
    )
