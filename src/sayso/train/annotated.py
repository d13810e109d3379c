"""Articles whose statements were annotated by hand, nested ones too: offsets in a file, texts in public data.

In: a folder of public data and files like `bench/gold/chains.json`. Out: each text with its statements as words' spans.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar
from xml.etree import ElementTree

import msgspec
from msgspec import Struct

from sayso.errors import InputError
from sayso.model import Span, StatementType
from sayso.train.corpus import Article, Gold

UNKNOWN = "unknown"  # the outlet of a record that names none
Kind = TypeVar("Kind", bound=Struct)


class Marked(Struct, frozen=True):
    """A statement as annotated; ``parent`` is the id of the one in whose content it stands."""

    id: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    type: StatementType
    parent: str | None


class Record(Struct, frozen=True):
    """Where a text stands, and its statements; ``half`` "test" is kept for testing."""

    set: str
    record: str
    start: int
    end: int
    digest: str
    half: str
    statements: tuple[Marked, ...]


def records(files: Iterable[Path]) -> list[Record]:
    """All records of some files. Raises InputError where a file holds none."""
    return decoded(files, Record, "annotated articles", "bench/gold/nested.json")


def decoded(files: Iterable[Path], kind: type[Kind], what: str, example: str) -> list[Kind]:
    """All records of a kind in some files. Raises InputError, which names an example, where a file holds none."""
    found: list[Kind] = []
    for path in files:
        try:
            found += msgspec.json.decode(path.read_bytes(), type=list[kind])  # type: ignore[valid-type]
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise InputError(f"{path} holds no {what}: {error}.", f"Give files like {example}.") from None
    return found


def article(folder: Path, record: Record) -> Article:
    """An annotated text as the corpus has its articles. Raises InputError where the text is another."""
    return Article(record.record, text_of(folder, record), tuple(_gold(one) for one in record.statements))


def _gold(one: Marked) -> Gold:
    source, cue = ((part,) if part else () for part in (one.source, one.cue))
    return Gold(source, cue, one.content, one.parent is not None, one.type)


def text_of(folder: Path, record: Record) -> str:
    """The text that a record is about. Raises InputError where it is another."""
    text = whole_text(folder, record.set, record.record)[record.start : record.end]
    if hashlib.sha256(text.encode()).hexdigest()[:16] != record.digest:
        raise InputError(f"{record.set} {record.record} is not the text that was annotated.", "Give the same data.")
    return text


def whole_text(folder: Path, name: str, record: str) -> str:
    """A record of one of the public sets, as it lies in the folder of data."""
    if name == "isw/assessments.jsonl":
        return str(json.loads((folder / name).read_text("utf-8").splitlines()[int(record)])["text"])
    if name.startswith("pages"):
        return str(json.loads((folder / name / "ground-truth.json").read_text("utf-8"))[record]["articleBody"])
    if name.startswith("polnear"):
        return (folder / name / "text" / f"{record}.txt").read_text("utf-8")
    if name.startswith("toponyms"):
        return _articles(folder / name)[int(record)]
    marked = (folder / name / f"{record}.tml").read_text("utf-8")
    found = re.search(r"<TEXT>(.*?)</TEXT>", marked, re.S)
    return html.unescape(re.sub(r"<[^>]+>", "", found.group(1))) if found else ""


@lru_cache(1)
def _articles(path: Path) -> list[str]:
    """All texts of a file of toponyms, which takes a third of a second to parse."""
    return [one.findtext("text") or "" for one in ElementTree.parse(path).getroot().iter("article")]
