"""A single word in quotation marks against the single word that its speaker is quoted with at the source.

One word is anybody's, so it need not stand on the desk as a quotation. But where the passage that carries the line
quotes the same speaker with one other word, and has not this one, the word was changed: “called it "brilliant"” of
somebody who called it "madness".
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from sayso.check.draft import Draft
from sayso.check.known import Known
from sayso.check.page import Page
from sayso.check.passages import keys, keys_of, keys_within, stop_keys
from sayso.check.prepared import Prepared, TextLine
from sayso.check.sources import Candidate, Told, candidates
from sayso.check.speakers import mentioned, names_any
from sayso.check.verbatim import Words, exact_words
from sayso.model import Link, Span
from sayso.read.quotes import quotations

MOST_COMPARED = 4  # passages, as for a whole line
JUST_BEFORE = 2  # content words: what the quoted word is said of, and the verb
REACH = 1  # sentences on either side, in which a paraphrase may have found the word


class OneWord(Struct, frozen=True):
    """A quotation of one word: where, in which line, and whose, as far as the line names somebody."""

    span: Span
    line: TextLine
    speaker: Link | None


def one_word_drafts(prepared: Prepared, one: OneWord, known: Known) -> Iterator[Draft]:
    """A finding when the speaker is quoted with another word where the line comes from, and nowhere near with this."""
    rest = _without(exact_words(prepared.reading.document.text, one.line.start, one.line.end), one.span)
    (sought,) = exact_words(prepared.text, one.span.start, one.span.end).plain
    carried = [found for found in candidates(rest, one.line, known, Told()) if found.carries]
    near = [(known.page(found.passage.document), _around(found, known)) for found in carried[:MOST_COMPARED]]
    if any(keys_of([sought])[0] in keys_within(page.text, span.start, span.end) for page, span in near):
        return
    for page, span in near:
        others = [there for there in single_words(page, span) if _is_another(there, page, rest, one.speaker)]
        if others:
            there = max(others, key=lambda other: _said_of_the_same(other, page, span, rest))
            diff = f"[-{page.text[there.start : there.end]}-] {{+{prepared.text[one.span.start : one.span.end]}+}}"
            yield Draft("Q001", one.span.start, one.span.end, diff, page.citation(there.start, there.end), diff)
            return


def single_words(page: Page, within: Span) -> list[Span]:
    """The quotations of one word in a stretch of a page."""
    blocks = [Span(block.start, block.end) for block in page.reading.blocks]
    inside = (Span(one.inner_start, one.inner_end) for one in quotations(page.text, blocks) if one.parent == -1)
    touching = (span for span in inside if within.start <= span.start and span.end <= within.end)
    words = ((span, exact_words(page.text, span.start, span.end)) for span in touching)
    return [Span(found.starts[0], found.ends[0]) for _, found in words if len(found.plain) == 1]


def _is_another(there: Span, page: Page, rest: Words, speaker: Link | None) -> bool:
    """A word that the line has not outside its quotation either, and that may be this speaker's."""
    plain = exact_words(page.text, there.start, there.end).plain
    if plain[0] in rest.plain or keys_of(plain)[0] in stop_keys():
        return False
    return speaker is None or _may_be_by(speaker, there, page)


def _said_of_the_same(there: Span, page: Page, within: Span, rest: Words) -> list[bool]:
    """Whether the line has the words before the quotation, the nearest first: the "delay", not the "evidence"."""
    before = (key for key in keys_within(page.text, within.start, there.start) if key not in stop_keys())
    here = frozenset(keys(rest))
    return [key in here for key in reversed([*before][-JUST_BEFORE:])]


def _may_be_by(speaker: Link, there: Span, page: Page) -> bool:
    named = [link.name for one in page.statements_over(there.start, there.end) for link in one.chain[1:]]
    sentences = [s for s in page.reading.sentences if s.start <= there.start < s.end]
    return names_any(speaker.name, named) or any(mentioned(speaker.name, page.text[s.start : s.end]) for s in sentences)


def _without(words: Words, span: Span) -> Words:
    kept = [index for index, start in enumerate(words.starts) if not span.start <= start < span.end]
    columns = ((words.plain[index], words.starts[index], words.ends[index]) for index in kept)
    plain, starts, ends = zip(*columns, strict=True) if kept else ((), (), ())
    return Words(plain, starts, ends)


def _around(found: Candidate, known: Known) -> Span:
    near = known.passages.around(found.passage, REACH)
    return Span(min(near[0].start, found.start), max(near[-1].end, found.end))
