"""Reading what lies at some paths, with no desk and no store: `sayso read` needs nothing more."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.ingest import Given, Ingested, ingest
from sayso.ingest.sources import STANDARD_INPUT, files_in
from sayso.model import Document, Issue, Reading

if TYPE_CHECKING:
    from sayso.read import ReadSettings

# What a fault in our own reader raises. One bad document never costs another, so it becomes an issue; a full
# disk, a lack of memory and Ctrl-C are none of these and stop the run.
READER_FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def size_of(paths: Sequence[str]) -> int | None:
    """How many bytes lie at some paths; None when standard input is among them."""
    if STANDARD_INPUT in paths:
        return None
    files = (Path(file) for path in paths for file in files_in(path))
    return sum(file.stat().st_size for file in files if file.is_file())


def read_paths(paths: Iterable[str], given: Given, settings: ReadSettings) -> Iterator[tuple[Ingested, Reading | None]]:
    """What lies at ``paths`` with its reading, in memory; the reading is None for what cannot be read."""
    for path in paths:
        for found in ingest(path, given):
            reading, faults = read_one(found.document, settings)
            whole = Ingested(found.path, found.document, found.original, found.media, found.issues + faults)
            yield whole, reading


def read_one(document: Document | None, settings: ReadSettings) -> tuple[Reading | None, tuple[Issue, ...]]:
    """A document's reading; what the reader fails on becomes an issue and costs no other document."""
    from sayso.read import read

    if document is None:
        return None, ()
    try:
        return read(document, settings), ()
    except READER_FAULTS as fault:
        place = traceback.extract_tb(fault.__traceback__)[-1]
        where = f"{Path(place.filename).name}, line {place.lineno}: {type(fault).__name__}: {fault}"
        what = f"The reader failed on this document ({where})."
        return None, (Issue("read", f"{what} Please report it with the document; no other is affected."),)
