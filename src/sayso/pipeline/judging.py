"""What people judge on a desk: kept beside what the machine found, and looked up for whoever shows it."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from sayso.errors import InputError
from sayso.model import Judgement, JudgementKind, Told
from sayso.store import Store, find, judgements, readings, told

if TYPE_CHECKING:
    from sayso.link.judgements import Standing, Verdicts

_OF_TELLINGS = ("same", "different", "information grade")
_SUGGESTED = 5


class Asked(Struct, frozen=True):
    """A judgement as a person gives it: ids, or their beginnings, and names, as they stand on the screen."""

    kind: JudgementKind
    person: str
    subject: str
    object: str | None = None
    value: str | None = None
    note: str | None = None


class Kept(Struct, frozen=True):
    """What became of a judgement among the others, and whether it was kept before already."""

    standing: Standing
    known: bool


def judge(store: Store, asked: Asked) -> Kept:
    """Keep what a person judged. What the same person judged before, and what still holds, is kept once.

    Raises InputError for an id that names no telling or judgement, a name that nobody on the desk has, or a grade
    that the Admiralty code does not know.
    """
    with store.reading() as connection:
        judgement = _made(connection, asked)
        known = _like(judging(connection), judgement)
    if known is None:
        with store.writing() as connection:
            judgements.put(connection, judgement)
    with store.reading() as connection:
        name = known.judgement.id if known else judgement.id
        standing = next(one for one in judging(connection).standings if one.judgement.id == name)
    return Kept(standing, known is not None)


def judging(connection: Connection) -> Verdicts:
    """What people judged on this desk, with what became of each judgement."""
    from sayso.link.judgements import verdicts

    judged = judgements.every(connection)
    about = {end.document for one in judged for end in (one.subject, one.object) if isinstance(end, Told)}
    return verdicts(judged, [readings.get(connection, document) for document in sorted(about)])


def _made(connection: Connection, asked: Asked) -> Judgement:
    subject, other = _ends(connection, asked)
    made_at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")  # to the microsecond: the later judgement holds
    judgement = Judgement("", asked.kind, asked.person, made_at, subject, other, _grade(asked), asked.note)
    digest = hashlib.sha256(msgspec.json.encode(judgement)).hexdigest()[:12]
    return msgspec.structs.replace(judgement, id=f"j-{digest}")


def _ends(connection: Connection, asked: Asked) -> tuple[Told | str, Told | str | None]:
    if asked.kind == "retraction":
        return _standing_judgement(connection, asked.subject), None
    if asked.kind not in _OF_TELLINGS:
        return _name(connection, asked.subject), asked.object
    subject = judgements.telling(connection, asked.subject)
    other = None if asked.object is None else judgements.telling(connection, asked.object)
    if subject == other:
        raise InputError(f"{asked.subject} and {asked.object} are one telling", "give two")
    return subject, other


def _standing_judgement(connection: Connection, beginning: str) -> str:
    thing = find.named(connection, beginning)
    standings = {one.judgement.id: one for one in judging(connection).standings}
    standing = standings.get(thing.id)
    if standing is None or standing.judgement.kind == "retraction":
        raise InputError(f"{thing.id} is no judgement", "`sayso judge list DESK` shows them")
    if standing.state == "retracted":
        raise InputError(f"{thing.id} is retracted already", "`sayso judge list DESK` shows by whom")
    return thing.id


def _name(connection: Connection, name: str) -> str:
    """The name, as it stands on the desk. One that was judged another name of somebody stands there no more."""
    from sayso.link.names import agent_key

    alike = told.names(connection, name)
    if name in alike and not _is_a_name(name):
        what = f"“{name}” is an unnamed source, and may be somebody else in another article"
        raise InputError(what, "judge a name, or two statements to say the same or different things")
    alike = tuple(filter(_is_a_name, alike))
    exact = [other for other in alike if agent_key(other) == agent_key(name)]
    judged = [str(one.judgement.subject) for one in judging(connection).standings if one.judgement.kind == "agent"]
    exact += [other for other in judged if agent_key(other) == agent_key(name)]
    if exact:
        return exact[0]
    near = ", ".join(alike[:_SUGGESTED])
    to_do = f"did you mean {near}?" if near else "give a name as `sayso claims DESK` shows it"
    raise InputError(f"nobody on this desk is called {name!r}", to_do)


def _is_a_name(name: str) -> bool:
    return any(letter.isupper() for letter in name)


def _grade(asked: Asked) -> str | None:
    from sayso.link.grades import CREDIBILITY, RELIABILITY

    scale = {"source grade": RELIABILITY, "information grade": CREDIBILITY}.get(asked.kind)
    if scale is None:
        return None
    value = (asked.value or "").upper()
    if value not in scale:
        meanings = "; ".join(f"{grade} {meaning}" for grade, meaning in scale.items())
        raise InputError(f"{asked.value} is no grade of the Admiralty code", f"give one of {meanings}")
    return value


def _like(verdicts: Verdicts, judgement: Judgement) -> Standing | None:
    """A judgement that holds and says the same, by the same person."""

    def said(one: Judgement) -> Judgement:
        return msgspec.structs.replace(one, id="", made_at="", note=None)

    held = (one for one in verdicts.standings if one.state == "holds" and one.judgement.kind != "retraction")
    return next((one for one in held if said(one.judgement) == said(judgement)), None)
