"""Lines from candidates. A line whose citation does not hold is left out, with the reason."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from sayso.assess.candidates import Telling
from sayso.assess.day import publication_day, spelled
from sayso.assess.fitness import breaks_off, runs_on, unclosed
from sayso.assess.rank import Ranked
from sayso.assess.sureness import outlets, sureness, sureness_of_both
from sayso.assess.wording import Worded, word_assertion, word_statement
from sayso.model import Citation, Dispute, Document, Line, Reading, Span, Statement

_FURTHER_CITATIONS = 3  # other origins shown beside the first; more would bury the line


class Drafted(Struct):
    """Lines so far, by the claim they tell and by their words, and those left out."""

    by_claim: dict[str, Line] = field(default_factory=dict)
    by_text: dict[str, Line] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


def draft(
    ranked: Sequence[Ranked], disputes: Sequence[Dispute], into: Drafted, companions: Mapping[str, Ranked] | None = None
) -> tuple[Line, ...]:
    """A line for each of ``ranked`` whose citations hold; each claim and each sentence has one line in a report.

    ``companions`` names, by the claim's id, what stands beside it in the same line.
    """
    lines = []
    for each in ranked:
        claim = each.candidate.claim
        if claim.id not in into.by_claim:
            line = _line(each, disputes, into)
            if line is None:
                continue
            if line.text in into.by_text:  # two claims of one sentence that is told whole
                into.by_claim[claim.id] = into.by_text[line.text]
                continue
            into.by_claim[claim.id] = into.by_text[line.text] = line
            if companions and claim.id in companions:
                _complete(line, each, companions[claim.id], disputes, into)
        lines.append(into.by_claim[claim.id])
    return tuple(lines)


def _complete(line: Line, one: Ranked, companion: Ranked, disputes: Sequence[Dispute], into: Drafted) -> None:
    """Put a companion's sentence into a drafted line; the line stays as it is where they do not stand alike."""
    other = _line(companion, disputes, into)
    sure = sureness_of_both(one.candidate, companion.candidate, disputes)
    if other is None or sure is None or line.chain != other.chain:
        return
    first, second = sorted((line, other), key=lambda each: each.citations[0].start)
    if first.text.endswith("."):
        text = f"{first.text[:-1]}; {second.text[second.attribution :].strip()}"
        both = replace(line, text=text, citations=_once((*first.citations, *second.citations)), sureness=sure)
        for told, words in ((one, line.text), (companion, other.text)):
            into.by_claim[told.candidate.claim.id] = into.by_text[words] = both


def _once(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(citations))


def cite(document: Document, span: Span) -> Citation:
    """The exact words of ``span``."""
    return Citation(document.id, span.start, span.end, document.text[span.start : span.end])


def cite_whole(reading: Reading, spans: Iterable[Span]) -> tuple[Citation, ...]:
    """The sentences that ``spans`` stand in, from beginning to end: half a sentence is hard to judge."""
    whole: list[Span] = []
    for span in sorted(spans):
        wide = _widened(reading, span)
        if whole and wide.start < whole[-1].end:
            wide = Span(whole.pop().start, wide.end)
        whole.append(wide)
    return tuple(cite(reading.document, span) for span in whole)


def _widened(reading: Reading, span: Span) -> Span:
    """``span`` with the rest of its first and last sentence; as it is where the reading has none there."""
    first = bisect_right(reading.sentences, span.start, key=lambda sentence: sentence.end)
    last = bisect_left(reading.sentences, span.end, key=lambda sentence: sentence.start)
    touched = reading.sentences[first:last]
    return Span(min(span.start, touched[0].start), max(span.end, touched[-1].end)) if touched else span


def wrong(citation: Citation, documents: Mapping[str, Document]) -> str | None:
    """Why a citation does not hold, None if it does: ``document.text[start:end] == words``."""
    document = documents.get(citation.document)
    if document is None:
        return f"the cited document {citation.document} is not among the readings"
    if not citation.words.strip():
        return f"the citation of {citation.document} holds no words"
    if document.text[citation.start : citation.end] != citation.words:
        return f"{citation.document} does not say these words at {citation.start} to {citation.end}"
    return None


def word(telling: Telling) -> Worded:
    """The sentence for one telling."""
    span = telling.span
    if isinstance(telling.said, Statement):
        return word_statement(telling.reading, telling.said, telling.chain)
    return word_assertion(telling.reading, replace(telling.said, start=span.start, end=span.end), telling.chain)


def _line(ranked: Ranked, disputes: Sequence[Dispute], into: Drafted) -> Line | None:
    candidate = ranked.candidate
    worded = word(candidate.best)
    citations = (*cite_whole(candidate.best.reading, worded.spans), *_further(ranked))
    known = {t.reading.document.id: t.reading.document for t in candidate.today}
    members = (candidate.best.member.citation, *citations)
    if reason := broken(worded.text) or next((why for c in members if (why := wrong(c, known))), None):
        into.left_out.append(f"{worded.text} Left out: {reason}.")
        return None
    return Line(
        id=f"line-{candidate.claim.id}",
        text=worded.text,
        citations=citations,
        claim=candidate.claim.id,
        sureness=sureness(candidate, disputes),
        chain=candidate.best.member.chain,
        origins=candidate.claim.independent_origins,
        outlets=outlets(candidate.claim),
        reasons=ranked.reasons,
        attribution=worded.attribution,
    )


def printed_on(text: str, document: Document) -> str:
    """A sentence of an earlier day with the day it was printed on."""
    return f"{text.removesuffix('.')} (printed on {spelled(publication_day(document))})."


def unsound(line: Line, documents: Mapping[str, Document]) -> str | None:
    """Why a line cannot stand, None if it can: it is only a part of a sentence, or a citation does not hold."""
    return broken(line.text) or next((why for c in line.citations if (why := wrong(c, documents))), None)


def broken(text: str) -> str | None:
    """Why a sentence is only a part of one: brackets or quotation marks that do not close."""
    if unclosed(text):
        return "its brackets or quotation marks do not close"
    if breaks_off(text):
        return "it breaks off before the end of its sentence"
    if runs_on(text):
        return "it runs on after the end of its sentence"
    return None


def side_by_side(left: str, right: str) -> str:
    """Two sentences as one. Only "According to" loses its capital: a name must keep its own."""
    opening = "According to"
    joined = f"according to{right[len(opening) :]}" if right.startswith(opening) else right
    if left.endswith((".", "!", "?")):
        return f"{left[:-1]}; {joined}" if left.endswith(".") else f"{left} {right}"
    return f"{left} {right}"


def _further(ranked: Ranked) -> tuple[Citation, ...]:
    """One telling for each other originator, so that a reader can compare them."""
    best = ranked.candidate.best.member
    seen = {best.chain[-1:]}
    more: list[Citation] = []
    for telling in ranked.candidate.today:
        member = telling.member
        if member.copy_of is None and member.chain[-1:] not in seen and member.document != best.document:
            seen.add(member.chain[-1:])
            more += cite_whole(telling.reading, (Span(member.citation.start, member.citation.end),))
    return tuple(more[:_FURTHER_CITATIONS])


def documents_of(readings: Sequence[Reading]) -> dict[str, Document]:
    """The readings' documents by id."""
    return {reading.document.id: reading.document for reading in readings}
