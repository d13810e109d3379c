"""What people judged about the things on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from sqlalchemy import Connection

from sayso.link.judgements import Key, Standing, Verdicts, describe
from sayso.model import Told
from sayso.pipeline.judging import judging
from sayso.store import judgements, linking

_BECAME = {
    "holds": "holds",
    "retracted": "taken back",
    "set aside": "set aside",
    "waits": "waits: the words it is about are in no reading of this desk now",
}


_REMEMBERED = 4  # states of desks whose verdicts are kept; a page asks for the latest of one
_verdicts: dict[tuple[str, int, str | None], Verdicts] = {}


def judged_on(connection: Connection) -> Verdicts:
    """What people judged on the desk, remembered until somebody judges again or the desk is linked again.

    Each verdict reads the documents that it is about, too many to read for every page.
    """
    key = (str(connection.engine.url), judgements.latest(connection), linking.fingerprint(connection))
    found = _verdicts.get(key)
    if found is None:
        found = judging(connection)
        while len(_verdicts) >= _REMEMBERED:
            _verdicts.pop(next(iter(_verdicts)), None)
        _verdicts[key] = found
    return found


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
        said=describe(standing.judgement).removeprefix(f"{standing.judgement.id} "),
        note=standing.judgement.note,
        became=_BECAME[standing.state],
        by=describe(standing.by) if standing.by else None,
        may_be_taken_back=standing.state != "retracted" and standing.judgement.kind != "retraction",
    )


def about_tellings(standings: Iterable[Standing], keys: set[Key]) -> tuple[JudgedView, ...]:
    """The judgements that are about any of the tellings, as they are read today or as they were when it was judged."""
    return tuple(judged_view(one) for one in standings if keys & {*one.about, *_judged(one)})


def _judged(standing: Standing) -> Iterator[Key]:
    ends = (standing.judgement.subject, standing.judgement.object)
    return ((end.document, end.statement) for end in ends if isinstance(end, Told))


def about_name(standings: Iterable[Standing], name: str) -> tuple[JudgedView, ...]:
    """The judgements that are about a name, however it is spelt."""
    from sayso.link.names import agent_key

    wanted = agent_key(name)
    ends = ((one, (one.judgement.subject, one.judgement.object)) for one in standings)
    found = (one for one, both in ends if any(isinstance(end, str) and agent_key(end) == wanted for end in both))
    return tuple(judged_view(one) for one in found)
