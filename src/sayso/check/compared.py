"""A line and a passage side by side, in the forms that the checks of `sayso.check` compare."""

from __future__ import annotations

from functools import cached_property

from sayso.check.known import Known
from sayso.check.page import Page
from sayso.check.passages import keys
from sayso.check.prepared import Prepared, TextLine
from sayso.check.sources import Candidate
from sayso.check.verbatim import exact_words
from sayso.link.content import Content, content
from sayso.link.marks import Marks
from sayso.model import Citation, Span, Statement

MENTION_REACH = 1  # sentences on either side from which a paraphrase may have taken a name, place or date


class Side:
    """A span of a text with its reading: the line, or the passage it is held against."""

    def __init__(self, page: Page, start: int, end: int) -> None:
        self.page = page
        self.span = Span(start, end)

    @property
    def text(self) -> str:
        """The words of the span."""
        return self.page.text[self.span.start : self.span.end]

    @property
    def marks(self) -> Marks:
        """The annotations of the whole text."""
        return self.page.marks

    @cached_property
    def content(self) -> Content:
        """The span as `link` compares contents."""
        return content(self.page.text, (self.span,), self.marks)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The stems of all words, function words too."""
        return frozenset(keys(exact_words(self.page.text, self.span.start, self.span.end)))

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The statements, control apart, with a content that begins or ends in the span."""
        return tuple(
            one
            for one in self.page.statements_near(self.span.start, self.span.end)
            if any(part.start < self.span.end and self.span.start < part.end for part in one.content)
        )


class Compared:
    """The two sides of one comparison."""

    def __init__(self, prepared: Prepared, line: TextLine, candidate: Candidate, known: Known, own: Page) -> None:
        self.prepared = prepared
        self.line = line
        self.candidate = candidate
        self.known = known
        self.left = Side(own, line.start, line.end)
        page = known.page(candidate.passage.document)
        self.right = Side(page, candidate.start, candidate.end)
        near = known.passages.around(candidate.passage, MENTION_REACH)
        self.near = Side(page, min(near[0].start, candidate.start), max(near[-1].end, candidate.end))

    def in_one_slot(self, start: int, end: int, there: int, there_end: int) -> bool:
        """Whether a span of the line and one of the passage have the same word before or behind them."""
        before = _last_word(self.left, start), _last_word(self.right, there)
        behind = _next_word(self.left, end), _next_word(self.right, there_end)
        return (before[0] == before[1] != "") or (behind[0] == behind[1] != "")

    @property
    def citation(self) -> Citation:
        """The passage, word for word."""
        return self.right.page.citation(self.right.span.start, self.right.span.end)


def _last_word(side: Side, before: int) -> str:
    found = exact_words(side.page.text, side.span.start, max(side.span.start, before)).plain
    return found[-1] if found else ""


def _next_word(side: Side, after: int) -> str:
    found = exact_words(side.page.text, min(after, side.span.end), side.span.end).plain
    return found[0] if found else ""
