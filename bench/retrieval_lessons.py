"""What the table of `sayso.check.dense` is taught: lines and the passages they are of, among all of their articles.

    python bench/retrieval_lessons.py DATA lessons.jsonl    # then python -m sayso.train.retrieval lessons.jsonl WEIGHTS

One line of JSON an article: its passages as a desk has them, each by its folded words and those of the names of who
says it, and the lines of them that `bench/judge_pairs.py` teaches the judge with, whole and, where they have several
sentences, each sentence alone, for a check reads sentences. Left out are lines of which no passage tells, and articles
that any half for testing has lines of, as it has of some of the examples. DATA is the folder of public data.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from judge_pairs import KIND_OF, Lines, Placed, kept_for_testing, made_up, placed, plain_name, ruled, written

from sayso.check.dense import told
from sayso.check.passages import Passages
from sayso.check.verbatim import plain_words
from sayso.model import Reading, Span
from sayso.read.sentences import sentences
from sayso.train.retrieval_lessons import Article, Line, Passage

OF_NOTHING = "other"


def lessons(given: Iterable[Placed]) -> Iterator[Article]:
    """Each article once, with all lines of it; none that is kept for testing."""
    tested = kept_for_testing()
    by_reading: dict[str, tuple[str, Reading, list[tuple[Sequence[Span], Lines]]]] = {}
    for name, _, reading, spans, lines in given:
        if plain_name(name) not in tested:
            by_reading.setdefault(reading.document.id, (plain_name(name), reading, []))[2].append((spans, lines))
    for name, reading, written_of in by_reading.values():
        yield article(name, reading, written_of)


def article(name: str, reading: Reading, written_of: Iterable[tuple[Sequence[Span], Lines]]) -> Article:
    """The passages of a reading, and lines with the places of the passages that they are of."""
    passages = Passages((reading,)).of(reading.document.id)
    said = [Passage(" ".join(words), " ".join(names)) for words, names in told(reading, passages)]
    found: dict[tuple[str, tuple[int, ...]], Line] = {}
    for spans, lines in written_of:
        own = tuple(
            place
            for place, one in enumerate(passages)
            if any(one.start < span.end and span.start < one.end for span in spans)
        )
        for one in _worded(lines, own) if own else ():
            found.setdefault((one.words, own), one)
    return Article(name, tuple(said), tuple(found.values()))


def _worded(lines: Lines, own: tuple[int, ...]) -> Iterator[Line]:
    """The lines of a passage, and each sentence of those that have several."""
    for kind, line in lines:
        what = KIND_OF.get(kind, kind)
        parts = sentences(line, 0, len(line)) if what != OF_NOTHING else []
        whole = [Span(0, len(line))] if parts else []
        for part in whole + (parts if len(parts) > 1 else []):
            if words := " ".join(plain_words(line, part.start, part.end)):
                yield Line(words, own, what == "nothing")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    sources = [*placed(given.data), *made_up(), *ruled(), *written(given.data)]
    with given.out.open("wb") as file:
        file.writelines(msgspec.json.encode(one) + b"\n" for one in lessons(sources))


if __name__ == "__main__":
    main()
