"""A line read as a whole beside its passages, by the judge, once its words have been compared.

In: a line, what speaks against it by its words, and the passages it may be of. Out: the same, less what the judge
clears and with what it alone sees, and the passages that the line is of. It is asked for lines in other words alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

from sayso.check.dates import are_days_of
from sayso.check.draft import Draft
from sayso.check.judge import Verdict, verdict
from sayso.check.known import Known
from sayso.check.page import Page
from sayso.check.passages import Passage
from sayso.check.premise import premise
from sayso.check.prepared import TextLine
from sayso.check.ratios import told_otherwise
from sayso.check.sources import Candidate
from sayso.check.verbatim import plain_words
from sayso.model import Figure, Span, Time

MOST_READ = 4  # passages a line
# With these, of 330 faithful lines by two writers whose articles taught nothing (those as different as can be left out)
# 7.9 % are accused and of 738 wrong ones 83.3 % found; by the words alone 17.9 and 59.5 %.
CLEARED, SURELY_CLEARED, DOUBTED = 0.7, 0.95, 0.05
# Chance up to which a passage, being of the same, surely says something else, and up to which no other may carry the
# line: of 440 faithful lines none is doubted for it, of 738 wrong ones 7; up to .7 for the other 11.
BELIED, MAY_FOLLOW = 0.01, 0.25
ELSEWHERE = 0.5  # chance from which a passage is of something else
CODE_OF: Mapping[str, str] = {
    "negation": "S009", "hedge lost": "S006", "hedge added": "S007", "speaker": "S003", "figure": "F001",
    "date": "F002", "place": "F003", "name": "F004", "more": "S010",
}  # fmt: skip
MESSAGE = "read as a whole, the line does not follow from the source"
_ANSWERED = frozenset("S001 S002 S005 S007 S008 S009 F003 F004 F005".split())
_SURELY_ANSWERED = frozenset("S003 S004 S006 F001".split())  # by words these are mostly right; days, F002, are counted
_ONE_CAUSE = tuple(  # what the words show and what the judge sees of it have one cause
    frozenset(codes.split())
    for codes in (
        "S006 S008 S009", "S009 F005", "S004 S005", "S001 S002", "F001 F002", "F001 F003 F004 F005 S010",
    )
)  # fmt: skip
_ORDER: Mapping[str, re.Pattern[str]] = {
    "before": re.compile(r"\b(?:before|prior|ahead|until|till|earlier|ago|preced\w+)\b", re.I),
    "after": re.compile(r"\b(?:after\w*|follow\w*|since|later|then|once|next)\b", re.I),
}  # fmt: skip
Mark = TypeVar("Mark", Time, Figure)


class Checked(NamedTuple):
    """A line, what speaks against it, the passages that it is of, and whether the judge is sure that it follows."""

    line: TextLine
    drafts: list[Draft]
    near: list[Candidate]
    surely: bool = False


class Read(NamedTuple):
    """A passage and what the judge makes of the line beside it."""

    candidate: Candidate
    verdict: Verdict


def read_whole(
    own: Page,
    line: TextLine,
    drafts: list[Draft],
    near: list[Candidate],
    found: Sequence[Candidate],
    farther: Callable[[], Iterable[Candidate]],
    known: Known,
) -> tuple[list[Draft], list[Candidate], bool]:
    """What speaks against a line once it is read as a whole, the passages that it is of, and whether it surely follows.

    ``farther`` gives more passages, where those found are all of something else.
    """
    read = read_beside(own.text[line.start : line.end], near, found, farther, known)
    surest = max(read, key=lambda one: one.verdict.follows, default=None)
    if surest is None:
        return drafts, near, False
    surely = surest.verdict.follows >= SURELY_CLEARED
    if surest.verdict.follows >= CLEARED:
        answered = _ANSWERED | (_SURELY_ANSWERED if surely else frozenset())
        left = [draft for draft in drafts if draft.counted or draft.code not in answered]
        return left, near or [surest.candidate], surely
    cited = {key.document for key in line.keys if key.document}
    plain = any(draft.counted for draft in drafts)  # what is wrong is known for certain
    least = DOUBTED if not any(_belies(one.verdict) for one in read) else MAY_FOLLOW
    doubted = surest.verdict.follows <= least
    if doubted and len(cited) <= 1 and not plain:  # of several each may carry a part
        about = min(read, key=lambda one: one.verdict.elsewhere)
        doubt = _doubt(own, line, about, known)
        counted = about.verdict.kind in ("date", "figure") and _same_when_counted(own, line, about, known)
        drafts = drafts if counted or any(_of_one_cause(draft, doubt) for draft in drafts) else [*drafts, doubt]
    return drafts, near, False


def answerable(draft: Draft) -> bool:
    """Whether a reading of the line as a whole may clear it: what the judge itself saw, or words alone showed."""
    return not draft.counted and (draft.detail == MESSAGE or draft.code in _ANSWERED | _SURELY_ANSWERED)


def read_beside(
    text: str,
    near: Iterable[Candidate],
    found: Sequence[Candidate],
    farther: Callable[[], Iterable[Candidate]],
    known: Known,
) -> list[Read]:
    """What the judge makes of a text beside the likeliest passages; of farther ones where all are of something else."""
    read = list(_read(text, _in_order(text, near, found, known), known))
    if read and min(one.verdict.elsewhere for one in read) > ELSEWHERE:
        read += _read(text, farther(), known)
    return read


def read_alone(text: str, one: Candidate, known: Known) -> Read:
    """What the judge makes of a text beside one passage."""
    spans = [Span(part.start, part.end) for part in one.support]
    return Read(one, verdict(premise(known.page(one.passage.document).reading, spans), text))


def _belies(verdict: Verdict) -> bool:
    """Whether a passage surely is of what the line is about, and surely says something else."""
    return max(verdict.follows, verdict.elsewhere) <= BELIED


def _read(text: str, candidates: Iterable[Candidate], known: Known) -> Iterator[Read]:
    """The likeliest passages, each once, until the line follows from one."""
    read: set[int] = set()
    for one in candidates:
        if one.passage.number in read:
            continue
        read.add(one.passage.number)
        beside = read_alone(text, one, known)
        yield beside
        if beside.verdict.follows >= SURELY_CLEARED or len(read) == MOST_READ:
            return


def _in_order(text: str, near: Iterable[Candidate], found: Sequence[Candidate], known: Known) -> Iterator[Candidate]:
    """Those that the words chose; then the others, the nearest in meaning first."""
    yield from near
    meant = known.dense.nearness(plain_words(text, 0, len(text)), [one.passage for one in found])
    yield from (found[place] for place in sorted(range(len(found)), key=lambda place: -meant[place]))


def _of_one_cause(one: Draft, doubt: Draft) -> bool:
    return one.code == doubt.code or any(one.code in codes and doubt.code in codes for codes in _ONE_CAUSE)


def _same_when_counted(own: Page, line: TextLine, about: Read, known: Known) -> bool:
    """Whether each day or each figure of the line stands in the passage, by its value or in another form: the judge
    cannot count."""
    there = known.page(about.candidate.passage.document).reading
    says = own.text[line.start : line.end]
    words = " ".join(there.document.text[one.start : one.end] for one in about.candidate.support)
    if about.verdict.kind == "date":
        here = _within(own.reading.times, [line])
        days = bool(here) and are_days_of(here, _within(there.times, about.candidate.support))
        return days and _orders(says) <= _orders(words)
    figures = _within(own.reading.figures, [line])
    values = {one.value for one in _within(there.figures, about.candidate.support)}
    lone = [one for one in figures if one.value not in values]
    return bool(figures) and all(told_otherwise(says, one.start - line.start, words) for one in lone)


def _orders(words: str) -> set[str]:
    """What words tell of what came before what."""
    return {order for order, told in _ORDER.items() if told.search(words)}


def _within(marks: Iterable[Mark], parts: Sequence[TextLine | Passage]) -> list[Mark]:
    return [one for one in marks if any(part.start <= one.start < part.end for part in parts)]


def _doubt(own: Page, line: TextLine, about: Read, known: Known) -> Draft:
    """What the judge holds for wrong, at the passage that the line is likeliest of."""
    place = about.candidate
    source = known.page(place.passage.document).citation(place.start, place.end)
    return Draft(_code(own, line, about.verdict.kind), line.start, line.end, MESSAGE, source)


def _code(own: Page, line: TextLine, kind: str) -> str:
    if kind == "chain":
        told = (one for one in own.statements_near(line.start, line.end) if one.source and len(one.chain) > 1)
        return "S004" if any(line.start <= one.source.start < line.end for one in told if one.source) else "S005"
    nowhere = "S002" if any(key.document for key in line.keys) else "S001"
    return CODE_OF.get(kind, nowhere)
