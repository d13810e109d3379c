"""What a person hands in to be checked, as text: Markdown, plain text, HTML or a Word file.

In: bytes and the name of their file. Out: a `Manuscript`, whose text is Markdown, and which knows where in the file
each of its characters stands. Raises InputError, with what is wrong and what to do, for what is no such text.
"""

from __future__ import annotations

from sayso.check.manuscripts.page import of_page
from sayso.check.manuscripts.placed import MOST, Manuscript, of_lines
from sayso.check.manuscripts.word import of_word
from sayso.errors import InputError
from sayso.ingest.encoding import decode
from sayso.ingest.media import GZIP, PAGE, media_of

__all__ = ["MOST", "Manuscript", "manuscript", "of_lines"]

_TAKES = "check takes Markdown, HTML, DOCX and plain text: save or export it as one of these"
_ZIP = "application/zip"


def manuscript(data: bytes, name: str) -> Manuscript:
    """The text to check in some bytes. ``name`` is their file's, which tells Markdown from HTML. Raises InputError."""
    if not data.strip():
        raise InputError(f"{name} is empty", "give it a text to check")
    media = media_of(name, data)
    if media == _ZIP:
        made = of_word(data, name)
    elif media.startswith("text/"):
        made = _of_text(data, name, media)
    else:
        raise InputError(f"{name} is {_in_words(media)}, not a text", _TAKES)
    if len(made.text) > MOST:
        raise InputError(f"{name} has {len(made.text):,} characters, more than {MOST:,}", "check it in parts")
    if not made.text.strip():
        raise InputError(f"{name} holds no words", _TAKES)
    return made


def _of_text(data: bytes, name: str, media: str) -> Manuscript:
    text, issues = decode(data)
    if text is None:
        raise InputError(f"{name}: {issues[0].message}" if issues else f"{name} is no text", "save it as UTF-8")
    return of_page(text) if media == PAGE else of_lines(text)


def _in_words(media: str) -> str:
    return {GZIP: "compressed", "application/pdf": "a PDF", "application/msword": "an old Word file (.doc)"}.get(
        media, f"binary ({media})"
    )
