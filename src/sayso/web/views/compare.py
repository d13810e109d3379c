"""Two versions of a document side by side, paragraph by paragraph and word by word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec import Struct
from sqlalchemy import Connection

from sayso.web.views.document import reading_of
from sayso.web.views.phrases import moment_in_words

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_ALIKE = 0.4  # share of common words from which two paragraphs are shown as one that changed
_MOST_TOKENS = 4_000  # of one paragraph; a longer one is shown whole, for comparing words takes the square of them


class Part(Struct, frozen=True):
    """Some words; ``changed``: the other version has others in their place."""

    text: str
    changed: bool


class Row(Struct, frozen=True):
    """A paragraph in both versions; () where one has none."""

    kind: str  # same, changed, gone, new
    left: tuple[Part, ...]
    right: tuple[Part, ...]


class Version(Struct, frozen=True):
    """The head of a version."""

    document: str
    title: str
    when: str
    outlet: str


class CompareView(Struct, frozen=True):
    """Two versions. ``same``: how many paragraphs stand in both as they are; ``rows`` are the others in their order,
    with the same ones between them."""

    left: Version
    right: Version
    same: int
    changed: int
    rows: tuple[Row, ...]


def compare_view(connection: Connection, left: str, right: str) -> CompareView | None:
    """The documents with these ids side by side; None where there is none of either."""
    before, after = reading_of(connection, left), reading_of(connection, right)
    if before is None or after is None:
        return None
    rows = tuple(side_by_side(before.document.text, after.document.text))
    heads = [
        Version(
            one.id, one.title or "Without a title", moment_in_words(one.published), one.outlet or "unknown publisher"
        )
        for one in (before.document, after.document)
    ]
    same = sum(row.kind == "same" for row in rows)
    return CompareView(heads[0], heads[1], same, len(rows) - same, rows)


def side_by_side(before: str, after: str) -> Iterator[Row]:
    """The paragraphs of two texts, paired."""
    old, new = ([line for line in text.splitlines() if line.strip()] for text in (before, after))
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (Row("same", (Part(line, False),), (Part(line, False),)) for line in old[i1:i2])
        else:
            yield from _changed(old[i1:i2], new[j1:j2])


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    """Paragraphs in the place of others: those alike as one row, word by word; the others as gone and new."""
    for left, right in zip_longest(old, new):
        if left is not None and right is not None and (parts := _word_by_word(left, right)):
            yield Row("changed", *parts)
            continue
        if left is not None:
            yield Row("gone", (Part(left, True),), ())
        if right is not None:
            yield Row("new", (), (Part(right, True),))


def _word_by_word(left: str, right: str) -> tuple[tuple[Part, ...], tuple[Part, ...]] | None:
    old, new = _TOKEN.findall(left), _TOKEN.findall(right)
    if max(len(old), len(new)) > _MOST_TOKENS:
        return None
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return None
    parts: tuple[list[Part], list[Part]] = ([], [])
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        for side, words in ((parts[0], old[i1:i2]), (parts[1], new[j1:j2])):
            if words:
                side.append(Part("".join(words), tag != "equal"))
    return tuple(parts[0]), tuple(parts[1])
