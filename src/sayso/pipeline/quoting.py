"""Whether citations say what stands at their places in the documents of a desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from sqlalchemy import Connection

from sayso.errors import DeskError
from sayso.model import Citation
from sayso.store import documents

_HELD = 256  # texts at once: a claim's tellings lie in few documents


class Texts:
    """The texts of a desk's documents, the last few held."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.of = lru_cache(maxsize=_HELD)(self._of)

    def _of(self, document: str) -> str | None:
        """The text of a document, None where it is missing or damaged."""
        try:
            return documents.get(self._connection, document).text
        except DeskError:
            return None


def misquoted(cited: Iterable[Citation], texts: Texts) -> Iterator[str]:
    """What is wrong with each citation that does not hold."""
    for citation in cited:
        text = texts.of(citation.document)
        if text is None:
            yield f"it cites document {citation.document}, which is missing or damaged"
        elif text[citation.start : citation.end] != citation.words:
            place = f"{citation.document}, {citation.start} to {citation.end}"
            yield f"a broken citation: other words stand at its place ({place})"
