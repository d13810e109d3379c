"""Feeds to documents: RSS (2.0 and 1.0), Atom and JSON Feed.

In: the bytes of a feed. Out: a document for each entry whose whole article stands in the feed, and for each
other entry its place with an issue that says where the article is. Nothing here opens a connection: `sayso
watch` fetches the pages that a feed only names.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from sayso.errors import InputError
from sayso.ingest.blocks import compose
from sayso.ingest.documents import Stated, document_of
from sayso.ingest.feeds.content import pieces_of
from sayso.ingest.feeds.entries import Entry, Feed, digest, is_whole
from sayso.ingest.feeds.jsonfeed import parse_json_feed
from sayso.ingest.feeds.sitemaps import Sitemap, parse_sitemap
from sayso.ingest.feeds.xml import as_root
from sayso.ingest.feeds.xmlfeeds import parse_xml_feed
from sayso.ingest.ingested import MAX_BYTES, Given, Ingested, Inner, issue, refused
from sayso.ingest.media import FEED, JSON_FEED
from sayso.model import Issue

__all__ = ["Entry", "Feed", "Sitemap", "digest", "ingest_entry", "ingest_feed", "is_whole", "parse_feed"]
__all__ += ["parse_sitemap"]


def parse_feed(data: bytes, address: str | None = None) -> Feed:
    """The feed in some bytes; ``address``, where it was found, makes its links whole.

    Raises InputError for what is no feed.
    """
    if _is_json(data):
        return parse_json_feed(data, address)
    return parse_xml_feed(as_root(data), address)


def ingest_feed(stream: IO[bytes], path: str, given: Given, _inner: Inner) -> Iterator[Ingested]:
    """The documents of a feed in its order. An entry's path is that of the feed, ``#`` and the entry's key."""
    data = stream.read(MAX_BYTES + 1)
    media = JSON_FEED if _is_json(data) else FEED
    if len(data) > MAX_BYTES:
        what = issue(f"It is larger than {MAX_BYTES // 1_000_000} MB.", "Ask the outlet for a shorter feed.")
        yield refused(path, media, what)
        return
    try:
        feed = parse_feed(data, given.url)
    except InputError as fault:
        yield refused(path, media, issue(_sentence(fault.what), _sentence(fault.to_do)), original=data)
        return
    if not feed.entries:
        what = issue("The feed has no entry.", "Fetch it again later.")
        yield refused(path, media, what, original=data)
    for entry in feed.entries:
        yield ingest_entry(entry, feed, data, f"{path}#{entry.key}", given)


def ingest_entry(entry: Entry, feed: Feed, data: bytes, path: str, given: Given) -> Ingested:
    """The document of one entry, or its place where the feed has no more than a summary of it."""
    media = JSON_FEED if feed.json else FEED
    text, blocks = compose(pieces_of(entry.content, entry.title) if entry.content and is_whole(entry) else ())
    if not text:
        return refused(path, media, _elsewhere(entry))
    stated = Stated(
        title=entry.title,
        authors=entry.authors,
        published=entry.published or entry.updated,
        url=entry.address,
        language=entry.language,
    )
    document, issues = document_of(text, data, stated, given, blocks)
    return Ingested(path, document, data, media, issues)


def _elsewhere(entry: Entry) -> Issue:
    where = f"Fetch {entry.address}" if entry.address else "Ask the outlet for the article"
    return issue("The feed has no more than a summary of this entry.", f"{where}, or follow the feed.")


def _is_json(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def _sentence(line: str) -> str:
    return f"{line[:1].upper()}{line[1:]}."
