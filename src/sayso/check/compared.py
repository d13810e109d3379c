"""A line and a passage side by side, in the forms that the checks of `sayso.check` compare."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from sayso.check.aligned import Alignment, Token, tokens
from sayso.check.capitals import Name, capitals, initials
from sayso.check.known import Known
from sayso.check.page import Page
from sayso.check.prepared import Prepared, TextLine
from sayso.check.sources import Candidate
from sayso.check.verbatim import plain_words
from sayso.link.content import Content, content
from sayso.link.marks import Marks
from sayso.model import Citation, Span, Statement
from sayso.read.agents.nations import by_capital, country_of

MENTION_REACH = 1  # sentences on either side from which a paraphrase may have taken a name, place or date


_ANYWHERE = frozenset(["", "the", "a", "an", "and", "of", "that", "s"])  # words that make no slot
ACRONYM = re.compile(r"[A-Z]{2,7}")
_CAPITALISED = re.compile(r"[^\W\d_a-zß-öø-ÿ][^\W\d_]+")
_TWO = re.compile(r"(?=\b([^\W\d_a-zß-öø-ÿ][^\W\d_]+ [^\W\d_a-zß-öø-ÿ][^\W\d_]+))")  # "South Korea", "South Korean"
_SHORT = re.compile(r"\b(?:U\.S\.A?|U\.K\.|US|UK|USA)(?!\w)")
_PUTS_AT = re.compile(
    r"\b(?:put|puts|gave|gives|set|sets|estimated|estimates|placed?)\b(?: \w+){1,4} (?:at|as)\b"
    r"(?: (?:about|around|some|nearly|over|only|just|at least|up to|more than|less than|fewer than))? (\d+(?:[.,]\d+)*)"
)
_STANDS_FOR = {"downing": "United Kingdom", "kremlin": "Russia"}  # "Downing Street"


def nation(name: str) -> str | None:
    """The country that a word stands for: its name, a demonym, or its capital."""
    low = name.lower()
    return country_of(name) or by_capital().get(low) or _STANDS_FOR.get(low)


class Side:
    """Spans of one text with its reading: the line, or the sentences that it is held against."""

    def __init__(self, page: Page, spans: Iterable[Span]) -> None:
        self.page = page
        self.spans = tuple(sorted(set(spans)))

    @cached_property
    def text(self) -> str:
        """The words of the spans, those of each on its own lines."""
        return "\n".join(self.page.text[span.start : span.end] for span in self.spans)

    @property
    def marks(self) -> Marks:
        """The annotations of the whole text."""
        return self.page.marks

    def holds(self, start: int, end: int) -> bool:
        """Whether ``[start, end)`` lies within one of the spans."""
        return any(span.start <= start and end <= span.end for span in self.spans)

    @cached_property
    def content(self) -> Content:
        """The spans as `link` compares contents."""
        return content(self.page.text, self.spans, self.marks)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The stems of all words, function words too."""
        return frozenset().union(*(self.page.keys_in(span) for span in self.spans))

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the spans in order, by clause."""
        return tokens(self.page.text, ((span.start, span.end) for span in self.spans))

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """The words in capital letters alone."""
        return frozenset(ACRONYM.findall(self.text))

    @cached_property
    def initials(self) -> str:
        """The first letters of the capitalised words, in which an acronym may be found."""
        return initials(self.text)

    @cached_property
    def nations(self) -> frozenset[str]:
        """The countries that are named, under any name: a demonym, or the capital that stands for a government."""
        found = [nation(match.group()) for match in _CAPITALISED.finditer(self.text)]
        found += [nation(match.group(1)) for match in _TWO.finditer(self.text)]
        found += [nation(match.group().replace(".", "")) for match in _SHORT.finditer(self.text)]
        return frozenset(one for one in found if one)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The statements, control apart, with a content that begins or ends in one of the spans."""
        near = {one.id: one for span in self.spans for one in self.page.statements_near(span.start, span.end)}
        return tuple(
            one
            for one in near.values()
            if any(part.start < span.end and span.start < part.end for part in one.content for span in self.spans)
        )


def _other_figures(line: Side, near: Side, place: int) -> list[Span]:
    """The sentences behind a passage in which somebody puts its figure at the line's: "she put it at 9,500"."""
    found = []
    for span in near.spans if re.search(r"\d", line.text) else ():
        match = _PUTS_AT.search(near.page.text, span.start, span.end) if span.start > place else None
        if match and re.search(rf"(?<![\d.,]){re.escape(match.group(1))}(?![\d]|[.,]\d)", line.text):
            found.append(span)
    return found


class Compared:
    """The two sides of one comparison. ``near``: what the line is held against, with its neighbours; ``before``: these
    without the paragraphs behind it, which name nobody who speaks in it; ``document``: all of it."""

    def __init__(self, prepared: Prepared, line: TextLine, candidate: Candidate, known: Known, left: Side) -> None:
        self.prepared = prepared
        self.line = line
        self.candidate = candidate
        self.known = known
        self.left = left
        page = known.page(candidate.passage.document)
        around = [near for one in candidate.support for near in known.passages.around(one, MENTION_REACH)]
        self.near = Side(page, (Span(one.start, one.end) for one in around))
        spans = [Span(one.start, one.end) for one in candidate.support]
        self.right = Side(page, [*spans, *_other_figures(left, self.near, candidate.passage.start)])
        last = page.paragraph_end(max(one.start for one in candidate.support))
        self.before = Side(page, (span for span in self.near.spans if span.start < last))
        self.document = Side(page, [Span(0, len(page.text))])

    @cached_property
    def aligned(self) -> Alignment:
        """The words of the line beside those of the passage."""
        return Alignment(self.left.tokens, self.right.tokens)

    @cached_property
    def aligned_near(self) -> Alignment:
        """The words of the line beside those of the passage and its neighbours."""
        return Alignment(self.left.tokens, self.near.tokens)

    @cached_property
    def left_names(self) -> tuple[Name, ...]:
        """The names in the line."""
        return capitals(self.left.page.text, self.left.spans, self.known)

    @cached_property
    def right_names(self) -> tuple[Name, ...]:
        """The names in the passage."""
        return capitals(self.right.page.text, self.right.spans, self.known)

    def in_one_slot(self, start: int, end: int, there: int, there_end: int) -> bool:
        """Whether a span of the line and one of the passage have the same word before or behind them."""
        before = _last_word(self.left, start), _last_word(self.right, there)
        behind = _next_word(self.left, end), _next_word(self.right, there_end)
        return (before[0] == before[1] not in _ANYWHERE) or (behind[0] == behind[1] not in _ANYWHERE)

    @property
    def citation(self) -> Citation:
        """The passage, word for word."""
        return self.right.page.citation(self.candidate.start, self.candidate.end)


def _last_word(side: Side, before: int) -> str:
    span = _around(side, before)
    found = plain_words(side.page.text, span.start, max(span.start, before))
    return found[-1] if found else ""


def _next_word(side: Side, after: int) -> str:
    span = _around(side, after)
    found = plain_words(side.page.text, min(after, span.end), span.end)
    return found[0] if found else ""


def _around(side: Side, place: int) -> Span:
    return next((span for span in side.spans if span.start <= place <= span.end), Span(place, place))
