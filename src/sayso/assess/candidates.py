"""Claims told on the day as candidates for a line: the telling that words them best, and how fit it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from sayso.assess.day import Edition
from sayso.assess.fitness import STANDS, fitness
from sayso.assess.whole import told_whole
from sayso.assess.words import content_words
from sayso.model import Assertion, Block, Claim, Link, Linked, Member, Reading, Span, Statement

_CLOSING_OUTLETS = 3  # from this many on the same last sentence is no coincidence


class Telling(Struct, frozen=True):
    """One member of a claim beside the thing in its reading, and how well it would stand alone, 0 to 1.

    ``span`` and ``words`` are what a line would tell: the member's own, or its sentence where they are no clause.
    """

    member: Member
    reading: Reading
    said: Statement | Assertion
    block: Block | None
    span: Span
    words: str
    fitness: float

    @property
    def chain(self) -> tuple[Link, ...]:
        """The member's followed chain with the kind of each agent, the publisher first."""
        own = self.said.chain if isinstance(self.said, Statement) else ()
        kinds = {a.name: a.kind for a in self.reading.agents} | {link.name: link.kind for link in own}
        return tuple(Link(name, kinds.get(name, "organisation")) for name in self.member.chain)


class Candidate(Struct, frozen=True):
    """A claim told on the day: ``best`` is the telling a line is made from, ``today`` all of the day's."""

    claim: Claim
    best: Telling
    today: tuple[Telling, ...]
    words: frozenset[str]


def candidates(linked: Linked, edition: Edition) -> tuple[Candidate, ...]:
    """One candidate for each claim with a telling on the day that can stand as a line, in order of id."""
    tellings = Tellings(edition.today)
    found = (_candidate(claim, tellings.of(claim)) for claim in linked.claims)
    return tuple(sorted((c for c in found if c), key=lambda c: c.claim.id))


def sides(linked: Linked, edition: Edition) -> dict[str, Candidate]:
    """The claims in dispute by id, the earlier ones too: a denial mostly comes a day later."""
    disputed = {side for dispute in linked.disputes for side in (dispute.left, dispute.right)}
    tellings = Tellings((*edition.today, *edition.earlier))
    found = (_candidate(claim, tellings.of(claim)) for claim in linked.claims if claim.id in disputed)
    return {candidate.claim.id: candidate for candidate in found if candidate}


class Tellings:
    """Looks members of claims up in some readings, each reading indexed once."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._said: dict[tuple[str, str], tuple[Reading, Statement | Assertion]] = {}
        for reading in readings:
            for statement in reading.statements:
                self._said[reading.document.id, statement.id] = (reading, statement)
            for assertion in reading.assertions:
                self._said[reading.document.id, assertion.id] = (reading, assertion)

    def of(self, claim: Claim) -> tuple[Telling, ...]:
        """A claim's tellings in these readings."""
        return tuple(telling for member in claim.members if (telling := self.one(member)))

    def one(self, member: Member) -> Telling | None:
        """One member's telling, None where its document is not among the readings."""
        pair = self._said.get((member.document, member.statement))
        return _telling(member, *pair) if pair else None


def _candidate(claim: Claim, tellings: Sequence[Telling]) -> Candidate | None:
    usable = [t for t in tellings if t.fitness > 0]
    if not usable or _is_furniture(tellings):
        return None
    best = min(usable, key=_preference)
    return Candidate(claim, best, tuple(tellings), frozenset(content_words(best.words)))


def _is_furniture(tellings: Sequence[Telling]) -> bool:
    """Whether several outlets mostly close their pages with these words in their own voice: a notice, no report."""
    outlets = {telling.member.outlet for telling in tellings}
    return len(outlets) >= _CLOSING_OUTLETS and 2 * sum(map(_closes, tellings)) > len(tellings)


def _closes(telling: Telling) -> bool:
    text = telling.reading.document.text
    return isinstance(telling.said, Assertion) and not text[telling.member.citation.end :].strip(" \n.*_\u00a0")


def _preference(telling: Telling) -> tuple[object, ...]:
    """No copy, fit to stand alone, then nearest to the origin, fittest, earliest."""
    member = telling.member
    return (
        member.copy_of is not None,
        telling.fitness < STANDS,
        len(member.chain),
        -round(telling.fitness, 2),
        member.published or "9",
        member.document,
        member.statement,
    )


def _telling(member: Member, reading: Reading, said: Statement | Assertion) -> Telling:
    start = said.content[0].start if isinstance(said, Statement) and said.content else member.citation.start
    block = next((b for b in reading.blocks if b.start <= start < b.end), None)
    span, words = _told(member, reading, said)
    return Telling(member, reading, said, block, span, words, fitness(words, reading, said, block))


def _told(member: Member, reading: Reading, said: Statement | Assertion) -> tuple[Span, str]:
    whole = told_whole(reading, said)
    if whole is None:
        return Span(member.citation.start, member.citation.end), member.text
    return whole, " ".join(reading.document.text[whole.start : whole.end].split())


def origins_before(claim: Claim, edition: Edition) -> frozenset[str]:
    """Who was given as origin of the claim on earlier days; empty where it is new."""
    earlier = {reading.document.id for reading in edition.earlier}
    return frozenset(m.chain[-1] for m in claim.members if m.document in earlier and m.chain)
