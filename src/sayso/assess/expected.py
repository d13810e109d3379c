"""What earlier reports expected for the day, and nothing of the day tells.

In: claims told on earlier days, and the edition. Out: a line for each that names the day ahead ("the talks will resume
on 4 March") where no sentence of the day says anything like it. That it did not happen is not said: only that nothing
on the desk tells of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.assess.candidates import Telling, Tellings
from sayso.assess.day import Edition, publication_day
from sayso.assess.lines import cite_whole, documents_of, printed_on, unsound, word
from sayso.assess.words import content_words
from sayso.model import Line, Linked, Reading

_AHEAD = re.compile(
    r"\b(?:will|would|shall|is|are|was|were|due|set|expected|scheduled|plan(?:s|ned)?|intends?|hopes?)\b"
    r"(?=.*\b(?:will|would|shall|to|due|set|expected|scheduled)\b)|\b(?:will|shall)\b",
    re.IGNORECASE | re.DOTALL,
)
_LEAST_FITNESS = 0.45  # as for changes on the ground
_TOLD = 0.5  # share of the expectation's words in one sentence of the day, from which the day tells of it
_MOST = 8


def expected_lines(linked: Linked, edition: Edition) -> tuple[tuple[Line, ...], list[str]]:
    """Lines for what was expected and did not appear, and those left out with the reason."""
    if edition.day is None:
        return (), []
    tellings = Tellings(reading for reading in edition.earlier if _names(reading, edition.day))
    said = [frozenset(words) for reading in edition.today for words in _sentences(reading)]
    lines: list[Line] = []
    left_out: list[str] = []
    for claim in linked.claims:
        ahead = [t for t in tellings.of(claim) if t.fitness >= _LEAST_FITNESS and _foretells(t, edition.day)]
        if not ahead or _is_told(ahead[0], said):
            continue
        line = _line(claim.id, ahead[0])
        reason = unsound(line, documents_of((ahead[0].reading,)))
        if reason:
            left_out.append(f"{line.text} Left out: {reason}.")
        elif len(lines) < _MOST:
            lines.append(line)
    return tuple(lines), left_out


def _names(reading: Reading, day: str) -> bool:
    """Whether a document names the day at all: most do not, and need no more looking at."""
    return any(time.value[:10] == day for time in reading.times)


def _foretells(telling: Telling, day: str) -> bool:
    """Whether a telling speaks of ``day`` as one to come."""
    citation = telling.member.citation
    printed = publication_day(telling.reading.document)
    if printed is None or printed >= day or telling.member.copy_of is not None:
        return False
    within = [t for t in telling.reading.times if citation.start <= t.start < citation.end]
    return any(t.value[:10] == day for t in within) and _AHEAD.search(telling.member.text) is not None


def _is_told(telling: Telling, said: Sequence[frozenset[str]]) -> bool:
    """Whether a sentence of the day has half of its words; those of its dates do not count."""
    citation = telling.member.citation
    dates = [t for t in telling.reading.times if citation.start <= t.start < citation.end]
    text = telling.reading.document.text
    dated = {word for t in dates for word in content_words(text[t.start : t.end])}
    wanted = frozenset(content_words(telling.member.text)) - dated
    return any(len(wanted & words) >= _TOLD * len(wanted) for words in said)


def _sentences(reading: Reading) -> list[tuple[str, ...]]:
    text = reading.document.text
    return [content_words(text[s.start : s.end]) for s in reading.sentences]


def _line(claim: str, telling: Telling) -> Line:
    worded = word(telling)
    return Line(
        id=f"line-expected-{claim}",
        text=printed_on(worded.text, telling.reading.document),
        citations=cite_whole(telling.reading, worded.spans),
        claim=claim,
        sureness="nothing on this desk tells of it yet",
        chain=telling.member.chain,
        attribution=worded.attribution,
    )
