"""What a feed says: its entries, as stated, and which of them hold a whole article."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urljoin, urlsplit

import msgspec
from msgspec import Struct

# An entry shorter than this is taken for a summary where it links to a page. The shortest article of
# `examples/articles`, a wire story of four sentences, has 749 characters; descriptions of feeds that only
# summarise are rarely over 400.
LEAST_WHOLE = 500
MOST_ENTRIES = 5_000  # the largest feeds in use, podcasts of daily shows, have some 3,000
_CUT_OFF = re.compile(
    r"(?:…|\.\.\.|\[(?:…|\.\.\.)\]|\b(?:read (?:more|on|the full (?:article|story))|continue reading|full story)\b"
    r"[^.]{0,80})\W*\Z",
    re.IGNORECASE,
)
_MARK = re.compile(r"<[^>]*>")


class Entry(Struct, frozen=True, kw_only=True):
    """One entry of a feed. ``key`` names it within the feed for ever; moments are as they were stated.

    ``content`` is what the feed calls the article itself, as HTML and uncleaned; ``summary`` plain words.
    """

    key: str
    address: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    content: str | None = None
    summary: str | None = None
    language: str | None = None


class Feed(Struct, frozen=True, kw_only=True):
    """A feed: its ``title`` and entries in its order, each key once. ``json``: it is a JSON Feed."""

    title: str | None = None
    entries: tuple[Entry, ...] = ()
    json: bool = False


def is_whole(entry: Entry) -> bool:
    """Whether the article itself stands in the feed, and not only its beginning."""
    if not entry.content:
        return False
    if entry.address is None:  # there is no page to take it from
        return True
    words = " ".join(_MARK.sub(" ", entry.content).split())
    return len(words) >= LEAST_WHOLE and not _CUT_OFF.search(words[-120:])


def digest(entry: Entry) -> str:
    """A hash of what the entry says; another one means that the outlet changed the article."""
    stated = (entry.title, entry.updated or entry.published, entry.content, entry.summary)
    return hashlib.sha256(msgspec.json.encode(stated)).hexdigest()[:16]


def each_once(entries: list[Entry]) -> tuple[Entry, ...]:
    """The entries, the first of each key only."""
    found: dict[str, Entry] = {}
    for entry in entries:
        found.setdefault(entry.key, entry)
    return tuple(found.values())


def absolute(link: str | None, base: str | None) -> str | None:
    """The web address that a link stands for, None for anything but http and https."""
    if not link or not link.strip():
        return None
    try:
        found = urljoin(base or "", link.strip())
        parts = urlsplit(found)
    except ValueError:
        return None
    return found if parts.scheme in ("http", "https") and parts.hostname else None
