"""What crawlers call the fields of an article, and what Sayso does.

In: a JSON object as news-please (``NewsArticle``), newspaper4k (``Article.to_json``), fundus (``Article.to_json``)
or Sayso itself writes it. Out: the text, the blocks that a divided body gives, what is stated, and an issue for
each field that is not text. The first name that holds a value is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sayso.ingest.blocks import Piece, compose
from sayso.ingest.documents import Stated
from sayso.ingest.ingested import issue
from sayso.model import Block, Issue

_Record = Mapping[str, object]

# Sayso's names first, then those of news-please, newspaper4k and fundus. news-please's "text" was renamed to
# "maintext"; where a record has both, the other is what its spider saw. newspaper4k's "language" is what its user
# set, "meta_lang" what the page says.
_TEXTS = ("maintext", "text", "plaintext")
_FIELDS = {
    "url": ("url", "canonical_link"),
    "title": ("title", "title_page", "title_rss"),
    "published": ("published", "date", "date_publish", "publish_date", "publishing_date"),
    "outlet": ("outlet", "publisher", "meta_site_name", "source_domain"),
    "language": ("meta_lang", "language", "lang"),
}
_NO_VALUE = ("", "None", "null")  # news-please writes str(None)
_FIX = "Correct the record and add the file again."


def record_of(record: _Record) -> tuple[str, tuple[Block, ...], Stated, tuple[Issue, ...]]:
    """The text of a record (empty where it has none), its blocks, what it states, and its issues."""
    text = next((value for key in _TEXTS if (value := _text(record, key))), "")
    blocks: tuple[Block, ...] = ()
    body = record.get("body")
    if isinstance(body, dict):
        divided, parts = compose(_pieces(body))
        text, blocks = (divided, parts) if divided else (text, ())
    elif not text:
        text = _text(record, "body") or ""
    found = {field: _first(record, keys) for field, keys in _FIELDS.items()}
    values = {field: value for field, (value, _) in found.items()}
    issues = tuple(problem for _, problems in found.values() for problem in problems)
    return text, blocks, Stated(authors=_authors(record), **values), issues


def _text(record: _Record, key: str) -> str | None:
    value = record.get(key)
    return value if isinstance(value, str) and value.strip() else None


def _first(record: _Record, keys: tuple[str, ...]) -> tuple[str | None, list[Issue]]:
    """The first value among some keys that is text, and an issue for each before it that is none."""
    issues: list[Issue] = []
    for key in keys:
        value = record.get(key)
        if isinstance(value, str) and value.strip() not in _NO_VALUE:
            return value.strip(), issues
        if value is not None and not isinstance(value, str):
            issues.append(issue(f'"{key}" is {type(value).__name__}, not text; it was left out.', _FIX))
    return None, issues


def _authors(record: _Record) -> tuple[str, ...]:
    value = record.get("authors") or record.get("author")
    names = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(name.strip() for name in names if isinstance(name, str) and name.strip()))


def _pieces(body: Mapping[str, object]) -> Iterator[Piece]:
    """fundus's body: a summary, then sections of a headline and paragraphs, each a list of texts."""
    for line in _lines(body.get("summary")):
        yield Piece("standfirst", line)
    sections = body.get("sections")
    for section in sections if isinstance(sections, list) else ():
        if isinstance(section, dict):
            yield from (Piece("heading", line) for line in _lines(section.get("headline")))
            yield from (Piece("paragraph", line) for line in _lines(section.get("paragraphs")))


def _lines(value: object) -> Iterator[str]:
    for text in value if isinstance(value, list) else [value]:
        if isinstance(text, str) and (line := " ".join(text.split())):
            yield line
