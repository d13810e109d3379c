"""The parsers that are fuzzed: what each begins from, and how an input goes through it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from fuzzing import seeds
from fuzzing.mutations import mutated
from sayso.errors import InputError
from sayso.ingest import ingest_bytes, media
from sayso.ingest.documents import Stated, document_of
from sayso.ingest.feeds import parse_sitemap
from sayso.ingest.ingested import NOTHING_GIVEN
from sayso.ingest.moments import moment as stated_moment
from sayso.model import Span
from sayso.read import ReadSettings, read
from sayso.read.figures import figures
from sayso.read.quotes import quotations
from sayso.read.times import moment, times


class Parser(NamedTuple):
    """``begins`` are valid inputs, ``takes`` puts one through; ``share`` is its part of all inputs."""

    name: str
    begins: Callable[[], Sequence[bytes]]
    takes: Callable[[bytes], object]
    share: float


def made(parser: Parser, number: int) -> bytes:
    """The input of a parser with this number, always the same."""
    return mutated(random.Random(f"{parser.name} {number}"), _begins(parser.name))


@cache
def _begins(name: str) -> tuple[bytes, ...]:
    return tuple(BY_NAME[name].begins())


def _ingests(kind: str | None, name: str) -> Callable[[bytes], object]:
    def takes(data: bytes) -> object:
        found = list(ingest_bytes(data, kind, name))
        for one in found:
            assert one.document or one.issues, "neither a document nor an issue"
            assert one.document is None or one.document.text.strip(), "a document without a text"
        return found

    return takes


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _dates(data: bytes) -> object:
    return stated_moment(_text(data)), moment(_text(data))


def _times(data: bytes) -> object:
    text = _text(data)
    found = times(text, "2024-11-01")
    assert all(text[time.start : time.end].strip() for time in found)
    return found


def _quotes(data: bytes) -> object:
    text = _text(data)
    return quotations(text, [Span(0, len(text) // 2), Span(len(text) // 2, len(text))])


def _figures(data: bytes) -> object:
    return figures(_text(data))


def _sitemap(data: bytes) -> object:
    try:
        return parse_sitemap(data, "https://herald.example/sitemap.xml")
    except InputError:
        return None


def _reads(data: bytes) -> object:
    text = _text(data)
    if not text.strip():
        return None
    document, _ = document_of(text, data, Stated(published="2024-11-01", outlet="Courier"), NOTHING_GIVEN)
    reading = read(document, ReadSettings(tier="grammar"))
    spans = [span for one in reading.statements for span in one.content]
    assert all(0 <= span.start < span.end <= len(text) for span in spans), "a span outside the text"
    return reading


PARSERS = (
    Parser("dates", lambda: [date.encode() for date in seeds.DATES], _dates, 0.27),
    Parser("quotes", lambda: [quote.encode() for quote in (*seeds.QUOTES, seeds.STORY)], _quotes, 0.18),
    Parser("times", lambda: [text.encode() for text in (*seeds.TIMES, seeds.STORY)], _times, 0.05),
    Parser("figures", lambda: [text.encode() for text in (*seeds.TIMES, seeds.STORY)], _figures, 0.03),
    Parser("JSON", seeds.records, _ingests(None, "a.json"), 0.11),
    Parser("Telegram", seeds.telegrams, _ingests(media.TELEGRAM, "result.json"), 0.1),
    Parser("WARC", seeds.archives, _ingests(media.WARC, "a.warc"), 0.08),
    Parser("mail", seeds.mails, _ingests(None, "a.eml"), 0.05),
    Parser("ZIP and DOCX", seeds.zips, _ingests(media.ZIP, "a.zip"), 0.05),
    Parser("PDF", seeds.pdfs, _ingests(media.PDF, "a.pdf"), 0.02),
    Parser("feed", seeds.feeds, _ingests(media.FEED, "feed.xml"), 0.03),
    Parser("sitemap", seeds.sitemaps, _sitemap, 0.02),
    Parser("page", seeds.pages, _ingests(media.PAGE, "a.html"), 0.005),
    Parser("reader", seeds.stories, _reads, 0.005),
)
BY_NAME = {parser.name: parser for parser in PARSERS}
