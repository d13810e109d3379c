"""Full-text search over documents, blind to the spellings that news of one event differ in.

Both what is indexed and what is asked for are folded: case, ё as е, accents off Latin letters (Vučić, Orbán),
no apostrophe of any kind (Куп'янськ). й and ї stay: they are letters of their own, not accented ones.
"""

from __future__ import annotations

import unicodedata

from sqlalchemy import Connection, text

from sayso.model import Document

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´ʹ′"))
_LETTERS = str.maketrans({"ё": "е", "ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
_KEPT_WHOLE = "йїґў"


def fold(words: str) -> str:
    """``words`` in the form that is indexed and searched."""
    plain = unicodedata.normalize("NFC", words).casefold().translate(_APOSTROPHES).translate(_LETTERS)
    if plain.isascii():  # most of it is, and letter by letter costs tenfold
        return plain
    return "".join(letter if letter in _KEPT_WHOLE else _without_accents(letter) for letter in plain)


def index(connection: Connection, number: int, document: Document) -> None:
    """Make a document findable by its text and title. ``number`` is its row."""
    row = {"number": number, "title": fold(document.title or ""), "text": fold(document.text)}
    connection.execute(text("INSERT INTO search(rowid, title, text) VALUES (:number, :title, :text)"), row)


def clear(connection: Connection) -> None:
    """Forget every document, whatever the index has become."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS search")
    connection.exec_driver_sql("CREATE VIRTUAL TABLE search USING fts5(title, text, content='', tokenize='unicode61')")


def find(connection: Connection, words: str, limit: int = 20) -> tuple[str, ...]:
    """The ids of the documents that hold all ``words``, the closest first (BM25, a title counts fivefold)."""
    terms = " ".join(f'"{term}"' for term in fold(words).replace('"', " ").split())
    if not terms:
        return ()
    rows = connection.execute(
        text(
            "SELECT documents.id FROM search JOIN documents ON documents.number = search.rowid"
            " WHERE search MATCH :terms ORDER BY bm25(search, 5.0, 1.0), documents.number LIMIT :limit"
        ),
        {"terms": terms, "limit": limit},
    )
    return tuple(rows.scalars())


def _without_accents(letter: str) -> str:
    if letter.isascii():
        return letter
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))
