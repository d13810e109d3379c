"""What the stages hand on: who is who in the text, a trigger with its doer, what a later sentence points back to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from sayso.model import Place
from sayso.read.happening import Happening
from sayso.read.index import Index

MINDED = 600  # characters within which "he" is the person named last
BOTH_SIDES = "both sides"
SPEAKER = "\0we"  # stands for whoever says the statement that carries the event, until that is known


class Known(NamedTuple):
    """Who is who in the text: the speaker of each statement, whom a pronoun at an offset stands for, and where
    persons are named (offset and name, in order)."""

    speakers: Mapping[str, str] = {}
    pronouns: Mapping[int, str] = {}
    persons: Sequence[tuple[int, str]] = ()
    names: Container[str] = ()  # words of persons' names, which are no places

    def person_before(self, at: int) -> str | None:
        """The person named last before ``at``, if not long before."""
        index = bisect_left(self.persons, (at, "")) - 1
        return self.persons[index][1] if index >= 0 and at - self.persons[index][0] < MINDED else None

    def is_person(self, name: str, at: int) -> bool:
        """Whether ``name`` is a person's who is named not long before ``at``."""
        for index in range(bisect_left(self.persons, (at, "")) - 1, -1, -1):
            begun, person = self.persons[index]
            if at - begun > MINDED:
                return False
            if person == name or set(name.split()) <= set(person.split()):
                return True
        return False


NOBODY = Known()


class Found(NamedTuple):
    """A trigger with its actor: token, type, first token of its clause, and what it was done to stands before."""

    token: int
    type: str
    begin: int
    actor: str | None
    passive: bool
    nominal: bool = False  # a noun without a governing verb
    weak: bool = False  # a noun that only refers to it


class Memory(NamedTuple):
    """What a later sentence may point back to: the last subject, and the last place smaller than a country."""

    subject: str | None = None
    place: str | None = None
    region: str | None = None
    known: Known = NOBODY
    war: bool = False  # whether the text is about war at all
    mentioned: Index[Place] | None = None
    dateline: str | None = None  # where the text was written
    seen: Index[Happening] | None = None  # what a network holds for events; None: none is asked
    sure: Index[Happening] = Index(())  # of these what it is sure of, each word with its likeliest type

    def mentioned_last(self, kinds: Sequence[str], at: int) -> str | None:
        """The last place of these kinds that is named before ``at``, if not long before."""
        near = self.mentioned.begun_in(max(0, at - MINDED), at) if self.mentioned is not None else []
        return next((p.name for p in reversed(near) if p.kind in kinds and p.use == "literal"), None)

    def after(self, found: Sequence[Found], here: Sequence[Place], where: Sequence[Sequence[str | None]]) -> Memory:
        """The memory behind a sentence."""
        subject = next((f.actor for f in found if f.actor not in (None, BOTH_SIDES, SPEAKER)), self.subject)
        near = [p.name for p in here if p.kind in ("settlement", "facility")]
        near = [name for names in where for name in names if name in near] + near
        wide = [p.name for p in here if p.kind == "region"]
        return self._replace(
            subject=subject, place=near[0] if near else self.place, region=wide[0] if wide else self.region
        )
