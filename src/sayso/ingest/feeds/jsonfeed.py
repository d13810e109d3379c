"""JSON Feed, versions 1 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import html

import msgspec

from sayso.errors import InputError
from sayso.ingest.feeds.content import plain
from sayso.ingest.feeds.entries import MOST_ENTRIES, Entry, Feed, absolute, each_once

_VERSION = "https://jsonfeed.org/version/"
_Object = dict[str, object]


def parse_json_feed(data: bytes, address: str | None) -> Feed:
    """The feed in some JSON. Raises InputError where it is no JSON, or JSON of another kind."""
    try:
        feed = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise InputError(f"it is no JSON ({fault})", "check the address: it should give a feed") from fault
    if not isinstance(feed, dict) or not str(feed.get("version", "")).startswith(_VERSION):
        raise InputError("it is JSON but no JSON Feed", "give the address of a feed")
    items = feed.get("items")
    listed = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    entries = [_entry(item, feed, address) for item in listed[:MOST_ENTRIES]]
    return Feed(title=_line(feed.get("title")), entries=each_once([one for one in entries if one]), json=True)


def _entry(item: _Object, feed: _Object, address: str | None) -> Entry | None:
    link = absolute(_text(item.get("url")), address) or absolute(_text(item.get("external_url")), address)
    identity = item.get("id")
    key = str(identity) if isinstance(identity, (str, int, float)) and str(identity) else link
    if not key:
        return None
    return Entry(
        key=key,
        address=link,
        title=_line(item.get("title")),
        published=_text(item.get("date_published")),
        updated=_text(item.get("date_modified")),
        authors=_authors(item) or _authors(feed),
        content=_content(item),
        summary=_line(item.get("summary")),
        language=_text(item.get("language")) or _text(feed.get("language")),
    )


def _content(item: _Object) -> str | None:
    marked = _text(item.get("content_html"))
    bare = _text(item.get("content_text"))
    return marked or (None if bare is None else "<br>".join(html.escape(line) for line in bare.splitlines()))


def _authors(thing: _Object) -> tuple[str, ...]:
    several = thing.get("authors")
    persons = several if isinstance(several, list) else [thing.get("author")]
    names = [_line(person.get("name")) for person in persons if isinstance(person, dict)]
    return tuple(dict.fromkeys(name for name in names if name))


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _line(value: object) -> str | None:
    return plain(_text(value))
