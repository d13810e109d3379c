"""PolNeAR 1.0 (Newell et al. 2018, LREC) as it lies in a folder.

Each split holds ``text/*.txt`` and brat stand-off in ``attributions/*.ann``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from msgspec import Struct

from sayso.errors import InputError
from sayso.model import Span, StatementType

_RECORD = re.compile(r"[ET]\d+$")  # some annotation lines wrap: what does not begin a record is the rest of one


class Gold(Struct, frozen=True):
    """One attribution as annotated: every part may be absent, or split into several spans.

    ``inner``: it stands within the content of another. ``type`` is None where the corpus has none, as PolNeAR.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    inner: bool = False
    type: StatementType | None = None


class Article(Struct, frozen=True):
    """One annotated article. Within ``discarded`` nothing was annotated: nothing to learn or judge there."""

    name: str
    text: str
    gold: tuple[Gold, ...]
    discarded: tuple[Span, ...] = ()


def articles(folder: Path, split: str) -> list[Article]:
    """All articles of a split, by name; of several annotators' files the first is taken.

    Raises InputError where the folder holds none.
    """
    annotations: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((folder / split / "attributions").glob("*.ann")):
        annotations[path.stem.rpartition("_")[0]].append(path)
    texts = sorted((folder / split / "text").glob("*.txt"))
    if not texts:
        raise InputError(f"{folder / split} holds no PolNeAR articles.", "Give the folder that holds train/ and dev/.")
    return [_article(path, annotations[path.stem]) for path in texts]


def _article(path: Path, annotations: list[Path]) -> Article:
    text = path.read_bytes().decode("utf-8")  # as it is: offsets count carriage returns
    if not annotations:
        return Article(path.stem, text, ())
    spans, relations = _records(annotations[0])
    gold = tuple(_gold(spans, arguments) for arguments in relations)
    discarded = [span for label, parts in spans.values() if label == "Discard" for span in parts]
    return Article(path.stem, text, gold, tuple(discarded))


def _records(path: Path) -> tuple[dict[str, tuple[str, list[Span]]], list[list[str]]]:
    """The text-bound annotations (label and spans by id) and the arguments of each relation."""
    spans: dict[str, tuple[str, list[Span]]] = {}
    relations: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        fields = line.split("\t")
        if len(fields) < 2 or not _RECORD.match(fields[0]):
            continue
        if line[0] == "T":
            label, _, offsets = fields[1].partition(" ")
            parts = (part.split() for part in offsets.split(";"))
            spans[fields[0]] = (label, sorted(Span(int(start), int(end)) for start, end in parts))
        else:
            relations.append(fields[1].split()[1:])
    return spans, relations


def _gold(spans: dict[str, tuple[str, list[Span]]], arguments: list[str]) -> Gold:
    parts: dict[str, set[Span]] = {"source": set(), "cue": set(), "content": set()}
    for argument in arguments:
        role, _, target = argument.partition(":")
        name = role.rstrip("0123456789").lower()
        if target in spans and name in parts:
            parts[name].update(spans[target][1])
    source, cue, content = (tuple(sorted(parts[name])) for name in ("source", "cue", "content"))
    return Gold(source, cue, content)
