"""What people judged about the things on a page."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from sayso.link.judgements import Key, Standing, describe

_BECAME = {
    "holds": "holds",
    "retracted": "taken back",
    "set aside": "set aside",
    "waits": "waits: the words it is about are in no reading of this desk now",
}


class JudgedView(Struct, frozen=True):
    """A judgement in words. ``became`` says what became of it, ``by`` against or through which other one."""

    id: str
    said: str
    note: str | None
    became: str
    by: str | None
    may_be_taken_back: bool


def judged_view(standing: Standing) -> JudgedView:
    """One judgement for a page."""
    return JudgedView(
        id=standing.judgement.id,
        said=describe(standing.judgement),
        note=standing.judgement.note,
        became=_BECAME[standing.state],
        by=describe(standing.by) if standing.by else None,
        may_be_taken_back=standing.state != "retracted" and standing.judgement.kind != "retraction",
    )


def about_tellings(standings: Iterable[Standing], keys: set[Key]) -> tuple[JudgedView, ...]:
    """The judgements that are about any of the tellings."""
    return tuple(judged_view(one) for one in standings if keys & set(one.about))


def about_name(standings: Iterable[Standing], name: str) -> tuple[JudgedView, ...]:
    """The judgements that are about a name, however it is spelt."""
    from sayso.link.names import agent_key

    wanted = agent_key(name)
    ends = ((one, (one.judgement.subject, one.judgement.object)) for one in standings)
    found = (one for one, both in ends if any(isinstance(end, str) and agent_key(end) == wanted for end in both))
    return tuple(judged_view(one) for one in found)
