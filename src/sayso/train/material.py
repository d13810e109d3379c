"""What teaches, and what is kept back from it: texts by the task that they set.

Kept back are every 14th of PolNeAR's articles, by which a tier is tuned, and the test halves of the annotated files.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from msgspec import Struct

from sayso.errors import InputError
from sayso.read.statements.tagger.words import Pieces
from sayso.train.annotated import Record, article, records, whole_text
from sayso.train.corpus import Article, articles
from sayso.train.examples import Example, Task, drawn_windows, examples

HELD, FIRST_HELD = 14, 5  # one of PolNeAR's articles in so many is kept back, from this one on
SHORTEST = 300  # code points of a text that nobody annotated


class Material(Struct, frozen=True):
    """Articles by task, and those kept back."""

    taught: dict[Task, list[Article]]
    held: list[Article]

    def __str__(self) -> str:
        parts = [f"{len(found):,} {task}" for task, found in self.taught.items()]
        return f"{', '.join(parts)} articles teach; {len(self.held)} are kept back."


def material(data: Path, files: Sequence[Path], texts: Path | None) -> Material:
    """PolNeAR's articles, the annotated ones whose texts stand in ``data``, and plain texts of a folder.

    Raises InputError where anything is missing or another than was annotated.
    """
    learnt, held = parted(articles(data / "polnear", "train"))
    names = {one.name for one in held}
    every = records(files)
    tests = [one for one in every if one.half == "test"]
    annotated = [article(data, one) for one in every if one.half != "test" and one.record not in names]
    taught: dict[Task, list[Article]] = {"polnear": learnt, "annotated": annotated}
    if texts is not None:
        kept = [one.text for one in held] + [_whole(data, one) for one in tests]
        taught["untaught"] = plain(texts, kept)
    return Material(taught, held)


def parted(everything: list[Article]) -> tuple[list[Article], list[Article]]:
    """Articles to learn from, and those kept back."""
    held = everything[FIRST_HELD::HELD]
    names = {article.name for article in held}
    return [article for article in everything if article.name not in names], held


def plain(folder: Path, kept: Sequence[str]) -> list[Article]:
    """The *.txt of a folder that nobody annotated, without what stands in a text kept back or has one in it.

    Raises InputError where none is left.
    """
    spared = [_words(text) for text in kept]
    found = []
    for path in sorted(folder.glob("*.txt")):
        text = path.read_text("utf-8", errors="replace")
        words = _words(text)
        if len(text) > SHORTEST and not any(words in other or other in words for other in spared):
            found.append(Article(path.stem, text, ()))
    if not found:
        raise InputError(f"{folder} holds no texts to learn from.", f"Give *.txt of more than {SHORTEST} characters.")
    return found


def _whole(data: Path, record: Record) -> str:
    return whole_text(data, record.set, record.record)


def _words(text: str) -> str:
    return " ".join(text.split())


def epochs(
    given: Material, tasks: Sequence[Task], pieces: Pieces, seed: int
) -> Callable[[], list[tuple[Task, list[Example]]]]:
    """What draws an epoch: all articles of some tasks, cut anew into windows."""
    cutter = drawn_windows(Random(seed))
    return lambda: [(task, examples(given.taught[task], pieces, cutter)) for task in tasks]
