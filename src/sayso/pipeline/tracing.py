"""Claims looked up by words, by agents and by disputes: what a person at a desk asks of its links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct
from sqlalchemy import Connection

from sayso.errors import InputError, NothingToRead
from sayso.model import Claim, Dispute
from sayso.pipeline.judging import judging
from sayso.store import Store, documents, find, linking, told

if TYPE_CHECKING:
    from sayso.link.grades import Grades
    from sayso.link.judgements import Standing
    from sayso.link.nearest import Near
    from sayso.link.traced import Side, Trace

_CANDIDATES = 100  # claims that the index hands to the ranking; its order is by words alone, the ranking's by weight
_ALSO = 3
_NEARLY = 0.75  # of the nearest one's score: what is farther off was not meant


class Found(Struct, frozen=True):
    """The claim that some words are about, followed; the next nearest; what people judged about it."""

    trace: Trace
    score: float
    reasons: tuple[str, ...]
    also: tuple[Near, ...]
    grades: Grades
    judged: tuple[Standing, ...]


def trace(store: Store, words: str) -> Found:
    """The claim nearest to ``words``, or with that id, or the beginning of one, followed through its tellings.

    The links kept are taken as they are: see to it first that they are up to date. Nothing is scanned. Raises
    NothingToRead for an empty desk, InputError where no claim is near the words.
    """
    from sayso.link.grades import grades
    from sayso.link.traced import traced

    with store.reading() as connection:
        ranked = _by_id(connection, words) or _by_words(connection, words)
        claim = ranked[0].claim
        disputes = linking.disputes_of(connection, claim.id)
        verdicts = judging(connection)
        others = _others(connection, claim.id, disputes)
    told_here = {(member.document, member.statement) for member in claim.members}
    return Found(
        trace=traced(claim, disputes, others),
        score=ranked[0].score,
        reasons=ranked[0].reasons,
        also=tuple(near for near in ranked[1 : 1 + _ALSO] if near.score >= _NEARLY * ranked[0].score),
        grades=grades(verdicts),
        judged=tuple(one for one in verdicts.standings if told_here & set(one.about)),
    )


def disputed(store: Store) -> tuple[Side, ...]:
    """Every dispute of the desk, seen from its left side, by the time of its first telling.

    Raises NothingToRead for an empty desk.
    """
    from sayso.link.traced import traced

    with store.reading() as connection:
        _not_empty(connection)
        found = linking.every_dispute(connection)
        claims = {name: linking.claim(connection, name) for one in found for name in (one.left, one.right)}
    kept = {name: claim for name, claim in claims.items() if claim is not None}
    sides = [side for one in found if one.left in kept for side in traced(kept[one.left], (one,), kept).sides]
    return tuple(sorted(sides, key=lambda side: (side.claim.first or "9", side.dispute.id)))


def _by_words(connection: Connection, words: str) -> tuple[Near, ...]:
    from sayso.link.nearest import nearest

    ranked = nearest(words, told.find(connection, words, _CANDIDATES))
    if not ranked:
        _not_empty(connection)
        shown = " ".join(words.split())
        raise InputError(f"no claim on this desk is near “{shown}”", "give other words, or find it with `sayso claims`")
    return ranked


def _by_id(connection: Connection, words: str) -> tuple[Near, ...]:
    """The claim that ``words`` is the id of, or of a telling of; () where it is none."""
    from sayso.link.nearest import Near

    if not find.looks_like_an_id(words):
        return ()
    thing = find.named(connection, words.strip())
    name = thing.id
    if thing.kind == "statement" and thing.document:
        name = linking.claim_of(connection, thing.document, thing.id) or ""
    claim = linking.claim(connection, name)
    return (Near(claim, 1.0, 1.0, ("it has this id",)),) if claim else ()


def _others(connection: Connection, claim: str, disputes: Iterable[Dispute]) -> dict[str, Claim]:
    names = sorted({name for one in disputes for name in (one.left, one.right)} - {claim})
    found = ((name, linking.claim(connection, name)) for name in names)
    return {name: other for name, other in found if other is not None}


def _not_empty(connection: Connection) -> None:
    if not documents.count(connection):
        raise NothingToRead("there is no article on this desk", "add some with `sayso add`")
