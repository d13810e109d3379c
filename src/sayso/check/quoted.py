"""Each quotation of a text against the desk: verbatim, altered, not found, another's, or never a quotation.

In: a prepared text and what is known. Out: drafts in text order. Which differences are forgiven is told in
`sayso.check.verbatim`. Words that stand on the desk more than once are held to the occurrence that fits best.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from rapidfuzz import fuzz

from sayso.check.draft import Draft
from sayso.check.fixing import restored, unmarked
from sayso.check.known import Known
from sayso.check.oneword import OneWord, one_word_drafts
from sayso.check.page import Page
from sayso.check.passages import keys
from sayso.check.prepared import Prepared, TextLine
from sayso.check.saidwhen import moved_in_time
from sayso.check.speakers import by_name, in_words, mentioned, names_any, originator, same_agent
from sayso.check.verbatim import Words, exact_words
from sayso.check.worddiff import cut, trimmed, word_diff
from sayso.link.names import bare_person_parts
from sayso.model import Fix, Link, Span, Statement
from sayso.read.quotes import quotations

LEAST_WORDS = 4  # shorter ones outside any statement are scare quotes and titles
LEAST_OF_TITLE = 5  # letters from which a word of a title has its capital: "from" and "with" have none
LEAST_SAID = 2  # ... and within one: a single word in quotation marks is anybody's, see `sayso.check.oneword`
ALTERED = 65.0  # of 100, share of words in place (Indel) from which it is this passage, altered
NAMED_WITHIN = 300  # characters: a speaker named farther off is the reader's guess, not the author's word
SPOKE_WITHIN = 200  # characters before a quotation of "he" within which he may be named
LIKELIEST = 6  # passages that are aligned with a quotation that stands nowhere verbatim


class Found(Struct, frozen=True):
    """Where the words of a quotation stand on the desk: code points of a document, and of its parts between gaps."""

    document: str
    start: int
    end: int
    parts: tuple[Span, ...] = ()


def quotation_drafts(prepared: Prepared, known: Known) -> Iterator[Draft]:
    """The findings about the quotations of a text."""
    for span in spoken(prepared):
        words = exact_words(prepared.reading.document.text, span.start, span.end)  # escapes blanked
        cited = _cited(prepared.lines, span)
        found = verbatim(words, known, cited) or verbatim(words, known, ())
        if found:
            yield from _misgiven(prepared, span, found, known)
        else:
            yield _not_verbatim(prepared, span, words, known, cited)
    for one in _single(prepared):
        yield from one_word_drafts(prepared, one, known)


def _single(prepared: Prepared) -> Iterator[OneWord]:
    """The quotations of one word within a statement: outside any they are scare quotes and titles."""
    for span in _outermost(prepared):
        own = _over(prepared.reading.statements, span.start, span.end)
        line = next((line for line in prepared.lines if line.start <= span.start < line.end), None)
        if own and line and len(exact_words(prepared.text, span.start, span.end).plain) == 1:
            yield OneWord(span, line, originator(own))


def spoken(prepared: Prepared) -> Iterator[Span]:
    """The insides of the quotations that should stand at a source, the outer of nested ones only."""
    for span in _outermost(prepared):
        size = len(exact_words(prepared.text, span.start, span.end).plain)
        within = _over(prepared.reading.statements, span.start, span.end)
        enough = size >= LEAST_WORDS or (size >= LEAST_SAID and within)
        if enough and not _is_title(prepared.text[span.start : span.end]):
            yield span


def _is_title(words: str) -> bool:
    """Whether quotation marks stand around the title of a work: "The Long Winter of Karsa and Its People"."""
    told = [word for word in words.split() if len(word) >= LEAST_OF_TITLE]
    return len(told) >= LEAST_SAID and all(word[0].isupper() for word in told) and words.rstrip()[-1].isalnum()


def _outermost(prepared: Prepared) -> Iterator[Span]:
    """The insides of the quotations in the lines of the text, without those within others."""
    blocks = [Span(block.start, block.end) for block in prepared.reading.blocks]
    lines = [(line.start, line.end) for line in prepared.lines]
    for one in quotations(prepared.reading.document.text, blocks):
        if one.parent == -1 and any(start < one.end and one.start < end for start, end in lines):
            yield Span(one.inner_start, one.inner_end)


def _cited(lines: Iterable[TextLine], span: Span) -> tuple[str, ...]:
    """The documents that the lines of a quotation cite."""
    own = [line for line in lines if line.start < span.end and span.start < line.end]
    return tuple(dict.fromkeys(key.document for line in own for key in line.keys if key.document))


def verbatim(words: Words, known: Known, documents: Iterable[str]) -> list[Found]:
    """Where all fragments of a quotation stand in order, in some documents or (with none) anywhere."""
    fragments = words.fragments()
    if not fragments:
        return []
    among = list(documents) or known.passages.documents_with(keys(words))
    return [found for document in among for found in _in_page(known.page(document), fragments)]


def _in_page(page: Page, fragments: list[tuple[tuple[str, ...], int]]) -> Iterator[Found]:
    first, *others = fragments
    for place in page.find(first[0]):
        found = [(place, place + len(first[0]))]
        for run, room in others:
            at = page.find(run, found[-1][1], room)
            if not at:
                break
            found.append((at[0], at[0] + len(run)))
        if len(found) == len(fragments):
            parts = tuple(Span(page.words.starts[begin], page.words.ends[end - 1]) for begin, end in found)
            yield Found(page.reading.document.id, parts[0].start, parts[-1].end, parts)


def _misgiven(prepared: Prepared, span: Span, found: list[Found], known: Known) -> Iterator[Draft]:
    """Verbatim words that are no quotation at the source, or not this speaker's. One fitting occurrence is enough."""
    complaints = [_complaint(prepared, span, one, known) for one in found]
    real = [complaint for complaint in complaints if complaint is not None]
    if len(real) == len(found):
        yield max(real, key=lambda complaint: complaint.code)  # Q004: the speaker is right, at least


def _complaint(prepared: Prepared, span: Span, found: Found, known: Known) -> Draft | None:
    page = known.page(found.document)
    inside = [one for part in found.parts for one in page.statements_over(part.start, part.end)]
    inside = [one for one in inside if not any(_holds(part, one) for part in found.parts)]
    own = _over(prepared.reading.statements, span.start, span.end)
    speaker = originator(own) if own is not None else None
    beside = prepared.text[max(0, span.start - NAMED_WITHIN) : span.end + NAMED_WITHIN]
    if (
        speaker is not None
        and mentioned(speaker.name, beside)
        and not _told_of(speaker, inside, beside)
        and not _is_speaker(speaker, inside, page, found)
    ):
        who = in_words(inside[0].chain) if inside else page.reading.document.outlet or "the article itself"
        return _draft("Q003", span, f"here {speaker.name}, at the source {who}", page, found)
    line = next((line for line in prepared.lines if line.start <= span.start < line.end), None)
    moved = moved_in_time(prepared, line, own, page, found.start, found.end) if line else None
    if moved:
        return _draft("Q005", span, moved, page, found)
    outlet = page.reading.document.outlet
    printed = speaker is not None and outlet is not None and same_agent(speaker.name, outlet)  # its words
    if inside and not printed and not page.is_quoted(found.parts):
        told = f"{in_words(inside[0].chain)} in reported speech"
        return _draft("Q004", span, told, page, found, fixes=unmarked(span, prepared.text))
    return None


def _holds(words: Span, statement: Statement) -> bool:
    """Words that take an attribution with them quote whoever makes it, not whom it names."""
    named = statement.cue or statement.source
    return named is not None and words.start <= named.start and named.end <= words.end


def _over(statements: Iterable[Statement], start: int, end: int) -> Statement | None:
    """The innermost statement whose content covers the middle of a span."""
    middle = (start + end) // 2
    covering = [
        (content.end - content.start, one.id, one)
        for one in statements
        for content in one.content
        if content.start <= middle < content.end and one.type != "control" and not _holds(Span(start, end), one)
    ]
    return min(covering)[2] if covering else None


def _told_of(speaker: Link, inside: list[Statement], beside: str) -> bool:
    """Whether the line only says where the source's speaker is from: "Nachman Shai of the Zionist Union Party"."""
    if not inside:
        return False
    last = re.escape(bare_person_parts(inside[0].chain[-1].name)[-1])
    of = rf"\b{last} (?:of|from|at) (?:the )?{re.escape(speaker.name)}"
    return re.search(of, beside, re.I) is not None


def _is_speaker(speaker: Link, inside: list[Statement], page: Page, found: Found) -> bool:
    """Whether the words may be this speaker's: in a chain over them, the outlet, or named outside the words in
    their sentence, where the reader may have missed who speaks."""
    names = [link.name for one in inside for link in one.chain]
    outlet = page.reading.document.outlet
    if names_any(speaker.name, [*names, *([outlet] if outlet else [])]):
        return True
    before, behind = _sentence_around(page, found)
    sources = (page.text[one.source.start : one.source.end] for one in inside if one.source)
    if not any(map(by_name, sources)):
        before = page.text[max(0, found.start - SPOKE_WITHIN) : found.start]  # "he said": who spoke just before
    return mentioned(speaker.name, before) or mentioned(speaker.name, behind)


def _sentence_around(page: Page, found: Found) -> tuple[str, str]:
    sentences = [s for s in page.reading.sentences if s.start < found.end and found.start < s.end]
    if not sentences:
        return "", ""
    return page.text[sentences[0].start : found.start], page.text[found.end : sentences[-1].end]


def _not_verbatim(prepared: Prepared, span: Span, words: Words, known: Known, cited: tuple[str, ...]) -> Draft:
    likely = sorted(_aligned(words, known, cited), key=lambda one: -one[0])
    if not likely:
        return Draft("Q002", span.start, span.end, f"“{_short(prepared.text[span.start : span.end])}”")
    _, page, there = likely[0]
    found = Found(page.reading.document.id, there.starts[0], there.ends[-1])
    diff = word_diff(page.text, there, prepared.text, words)
    quoted = page.is_quoted([Span(found.start, found.end)]) or not page.statements_over(found.start, found.end)
    fixes = restored(span, words, prepared.text, likely) if quoted else ()
    return _draft("Q001" if quoted else "Q004", span, diff, page, found, diff, fixes)


def _aligned(words: Words, known: Known, cited: tuple[str, ...]) -> Iterator[tuple[float, Page, Words]]:
    """The passages of which a quotation may be an alteration, each with how much of it is in place."""
    for page, window in _windows(words, known, cited):
        match = fuzz.partial_ratio_alignment(words.plain, window.plain, score_cutoff=ALTERED)
        if match is not None:
            yield match.score, page, trimmed(cut(window, match.dest_start, match.dest_end), words)


def _windows(words: Words, known: Known, cited: tuple[str, ...]) -> Iterator[tuple[Page, Words]]:
    """The words of the likeliest passages, each as far on as the quotation is long."""
    nearest = known.passages.nearest(keys(words), LIKELIEST)
    for passage in sorted(nearest, key=lambda passage: passage.document not in cited):
        near = known.passages.around(passage)
        page = known.page(passage.document)
        window = exact_words(page.text, near[0].start, near[-1].end)
        if len(window.plain) >= len(words.plain) // 2:
            yield page, window


def _draft(
    code: str,
    span: Span,
    detail: str,
    page: Page,
    found: Found,
    diff: str | None = None,
    fixes: tuple[Fix, ...] = (),
) -> Draft:
    return Draft(code, span.start, span.end, detail, page.citation(found.start, found.end), diff, fixes)


def _short(words: str, most: int = 60) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"
