"""Read: a document to its reading.

In: a document and settings. Out: a `Reading`: blocks, sentences, statements with their chains, assertions,
agents, times,
places, figures, events. The same document and settings give the same reading, to the byte.
"""

from __future__ import annotations

from sayso.model import Document, Reading
from sayso.read.settings import ReadSettings

__all__ = ["ReadSettings", "read"]


def read(document: Document, settings: ReadSettings = ReadSettings()) -> Reading:  # noqa: B008 (a frozen value)
    """Read one document. Its id never changes; title, outlet and publication are completed from the text."""
    from sayso.read.reading import read_document  # half a second, which a command that reads nothing does not pay

    return read_document(document, settings)
