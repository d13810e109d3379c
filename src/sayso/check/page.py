"""One document of the desk as `check` looks at it: its words, its quotations, who says what where. Made on demand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from sayso.check.passages import keys_of, stop_keys
from sayso.check.verbatim import Words, exact_words, joined, plain_words
from sayso.link.agents import Agents
from sayso.link.marks import Marks, marks
from sayso.model import Citation, Reading, Span, Statement
from sayso.read.quotes import quotations

BUCKET = 512  # code points: two or three sentences


class Page:
    """A reading with what is looked up in it more than once."""

    def __init__(self, reading: Reading, agents: Agents) -> None:
        self.reading = reading
        self.text = reading.document.text
        self._agents = agents
        self._keys_in: dict[Span, frozenset[str]] = {}

    @cached_property
    def words(self) -> Words:
        """All words of the document."""
        return exact_words(self.text)

    @cached_property
    def _joined(self) -> str:
        return joined(plain_words(self.text, 0, len(self.text)))  # the same words, without their offsets

    @cached_property
    def named_keys(self) -> frozenset[str]:
        """The stems of the names of its outlet, its authors and its agents."""
        document = self.reading.document
        named = " ".join([document.outlet or "", *document.authors, *(agent.name for agent in self.reading.agents)])
        return frozenset(keys_of(plain_words(named, 0, len(named))))

    @cached_property
    def outlet_keys(self) -> frozenset[str]:
        """The stems of the outlet's name, function words apart."""
        outlet = self.reading.document.outlet or ""
        return frozenset(keys_of(plain_words(outlet, 0, len(outlet)))) - stop_keys()

    def keys_in(self, span: Span) -> frozenset[str]:
        """The stems of the words of a span, kept: sentences are asked for again and again."""
        found = self._keys_in.get(span)
        if found is None:
            found = self._keys_in[span] = frozenset(keys_of(plain_words(self.text, span.start, span.end)))
        return found

    @cached_property
    def marks(self) -> Marks:
        """Its annotations for `sayso.link.content`."""
        return marks(self.reading, self._agents)

    @cached_property
    def quoted(self) -> tuple[Span, ...]:
        """What stands as somebody's own words: within quotation marks, in a quote block, or direct under a label."""
        blocks = [Span(block.start, block.end) for block in self.reading.blocks]
        found = [Span(q.inner_start, q.inner_end) for q in quotations(self.text, blocks)]
        found += [Span(block.start, block.end) for block in self.reading.blocks if block.role == "quote"]
        found += [span for one in self.reading.statements if one.kind == "direct" for span in one.content]
        return tuple(sorted(set(found)))

    @cached_property
    def _by_bucket(self) -> dict[int, list[Statement]]:
        """The statements, control apart, by the stretches of `BUCKET` code points that their parts touch."""
        found: dict[int, list[Statement]] = defaultdict(list)
        for one in self.reading.statements:
            if one.type != "control":
                parts = [*one.content, *([one.source] if one.source else [])]
                touched = {n for part in parts for n in range(part.start // BUCKET, part.end // BUCKET + 1)}
                for number in sorted(touched):
                    found[number].append(one)
        return found

    def statements_near(self, start: int, end: int) -> list[Statement]:
        """The statements, control apart, that may touch ``[start, end)``: the caller looks closer."""
        numbers = range(start // BUCKET, end // BUCKET + 1)
        return list({one.id: one for number in numbers for one in self._by_bucket.get(number, ())}.values())

    @cached_property
    def by_place(self) -> tuple[tuple[Span, Statement], ...]:
        """The contents of its statements, the shortest first: the innermost is found first."""
        found = [(span, one) for one in self.reading.statements for span in one.content]
        return tuple(sorted(found, key=lambda pair: (pair[0].end - pair[0].start, pair[0].start)))

    def paragraph_end(self, place: int) -> int:
        """Where the block that a place stands in ends; the place itself where it stands in none."""
        ends = (block.end for block in self.reading.blocks if block.start <= place < block.end)
        return next(ends, place + 1)

    def find(self, run: Sequence[str], first: int = 0, room: int | None = None) -> list[int]:
        """Where a run of words begins, as indices of words from ``first`` on, at most ``room`` words behind it."""
        sought = joined(run)
        at = _offset(self.words, first) if first else 0
        places = []
        while (at := self._joined.find(sought, at)) >= 0:
            index = self._joined.count(" ", 0, at + 1) - 1
            if room is not None and index > first + room:
                break
            places.append(index)
            at += 1
        return places

    def citation(self, start: int, end: int) -> Citation:
        """The words at ``[start, end)``."""
        return Citation(self.reading.document.id, start, end, self.text[start:end])

    def is_quoted(self, parts: Iterable[Span]) -> bool:
        """Whether all of these stand as somebody's own words."""
        return all(any(own.start <= part.start and part.end <= own.end for own in self.quoted) for part in parts)

    def statements_over(self, start: int, end: int) -> list[Statement]:
        """The statements, control apart, whose content covers the middle of ``[start, end)``, innermost first."""
        middle = (start + end) // 2
        covering = (one for span, one in self.by_place if span.start <= middle < span.end)
        return [one for one in covering if one.type != "control"]


def _offset(words: Words, first: int) -> int:
    """The offset in the joined words at which word ``first`` begins, its blank included."""
    return sum(len(word) + 1 for word in words.plain[:first])
