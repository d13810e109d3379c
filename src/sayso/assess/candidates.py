"""Claims told on the day as candidates for a line: the telling that words them best, and how fit it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from sayso.assess.day import Edition
from sayso.assess.words import content_words
from sayso.model import Assertion, Block, Claim, Link, Linked, Member, Reading, Statement

_SILENT_ROLES = frozenset({"byline", "dateline", "boilerplate", "caption", "footnote", "note", "label"})
_TITLES = frozenset({"headline", "repeat", "heading"})
_DANGLING = re.compile(
    r"(?:this|these|those|that|such|there|however|but|and|also|"
    r"meanwhile|in addition|moreover|furthermore|additionally|nevertheless|so|then|as a result|for example|"
    r"for instance|the (?:latter|former|same))\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:he|she|it|they|his|her|its|their)\b", re.IGNORECASE)
_LONG, _SHORT = 55, 5  # words in a sentence; ISW's own takeaways: 10th and 90th percentile are 14 and 47


class Telling(Struct, frozen=True):
    """One member of a claim beside the thing in its reading, and how well it would stand alone, 0 to 1."""

    member: Member
    reading: Reading
    said: Statement | Assertion
    block: Block | None
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
    tellings = _Finder(edition.today)
    found = (_candidate(claim, tellings.of(claim)) for claim in linked.claims)
    return tuple(sorted((c for c in found if c), key=lambda c: c.claim.id))


def leans(text: str, speaker_named: bool) -> bool:
    """Whether ``text`` begins with a word that needs a sentence before it.

    In reported speech a pronoun mostly stands for the speaker, whom the line names.
    """
    words = text.strip().lstrip("\"“„«'‘")
    if speaker_named:
        words = re.sub(r"^that\s+", "", words)
    return bool(_DANGLING.match(words) or (not speaker_named and _PRONOUN.match(words)))


class _Finder:
    """Looks a claim's members up in the day's readings, each reading indexed once."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._said: dict[tuple[str, str], tuple[Reading, Statement | Assertion]] = {}
        for reading in readings:
            for statement in reading.statements:
                self._said[reading.document.id, statement.id] = (reading, statement)
            for assertion in reading.assertions:
                self._said[reading.document.id, assertion.id] = (reading, assertion)

    def of(self, claim: Claim) -> tuple[Telling, ...]:
        pairs = ((m, self._said.get((m.document, m.statement))) for m in claim.members)
        return tuple(_telling(member, *pair) for member, pair in pairs if pair)


def _candidate(claim: Claim, tellings: Sequence[Telling]) -> Candidate | None:
    usable = [t for t in tellings if t.fitness > 0]
    if not usable:
        return None
    best = min(usable, key=_preference)
    return Candidate(claim, best, tuple(tellings), frozenset(content_words(best.member.text)))


def _preference(telling: Telling) -> tuple[object, ...]:
    """Fit to stand alone first, then no copy, then nearest to the origin, then the earliest."""
    member = telling.member
    return (
        member.copy_of is not None,
        -round(telling.fitness, 2),
        len(member.chain),
        member.published or "9",
        member.document,
        member.statement,
    )


def _telling(member: Member, reading: Reading, said: Statement | Assertion) -> Telling:
    start = said.content[0].start if isinstance(said, Statement) and said.content else member.citation.start
    block = next((b for b in reading.blocks if b.start <= start < b.end), None)
    return Telling(member, reading, said, block, _fitness(member, reading, said, block))


def _fitness(member: Member, reading: Reading, said: Statement | Assertion, block: Block | None) -> float:
    """1 for a sentence that stands alone; 0 for one that cannot be a line at all."""
    length = len(member.text.split())
    if length < _SHORT or (block and block.role in _SILENT_ROLES) or _is_control(said):
        return 0.0
    fitness = 1.0
    if leans(member.text, _is_reported(said)):
        fitness -= 0.5
    if member.text.rstrip('"”’').endswith(("?", ":")):
        fitness -= 0.4
    if isinstance(said, Statement) and said.parent is not None:
        fitness -= 0.2  # the statement around it says the same and names one agent more
    if block and block.role in _TITLES:
        fitness -= 0.5 if _only_titles(reading) else 1.0
    return max(0.0, fitness - (0.3 if length > _LONG else 0.0))


def _only_titles(reading: Reading) -> bool:
    """Whether a document says nothing but its headline, so that the headline has to do for a line."""
    return all(b.role in _TITLES or b.role in _SILENT_ROLES for b in reading.blocks)


def _is_control(said: Statement | Assertion) -> bool:
    return isinstance(said, Statement) and said.type == "control"


def _is_reported(said: Statement | Assertion) -> bool:
    return isinstance(said, Statement) and said.kind != "direct" and said.source is not None


def told_before(claim: Claim, edition: Edition) -> bool:
    """Whether an earlier day's document tells the claim too."""
    earlier = {reading.document.id for reading in edition.earlier}
    return any(member.document in earlier for member in claim.members)
