"""RSS 2.0 and 1.0, and Atom (RFC 4287), from their tree.

fastfeedparser is faster and was tried: it gives ``2025-03-05`` as midnight in Greenwich and drops the zone
of every other moment, takes Atom's ``rel="edit"`` for the article's address and an update for the
publication, and switches libxml2's limits off. Sayso cites moments as they were stated.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from sayso.errors import InputError
from sayso.ingest.feeds.content import plain
from sayso.ingest.feeds.entries import MOST_ENTRIES, Entry, Feed, absolute, each_once
from sayso.ingest.feeds.xml import local, words

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_DC = "{http://purl.org/dc/elements/1.1/}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_IN_BRACKETS = re.compile(r"[^()]*@[^()]*\(([^()]+)\)\s*\Z")  # editor@herald.example (Jane Doe)


def parse_xml_feed(root: _Element, address: str | None) -> Feed:
    """The feed in a tree. Raises InputError where it is another kind of XML."""
    kind = local(root).lower()
    if kind == "feed":
        parts = [entry for entry in root if local(entry) == "entry"][:MOST_ENTRIES]
        authors = tuple(_atom_authors(root))
        entries = [_atom_entry(entry, authors, address) for entry in parts]
        return Feed(title=_line(_child(root, "title")), entries=each_once([one for one in entries if one]))
    if kind in ("rss", "rdf"):
        channel = next((part for part in root if local(part) == "channel"), root)
        items = [part for parent in dict.fromkeys((channel, root)) for part in parent if local(part) == "item"]
        language = words(_child(channel, "language"))
        found = [_rss_item(item, language, address) for item in items[:MOST_ENTRIES]]
        return Feed(title=_line(_child(channel, "title")), entries=each_once([one for one in found if one]))
    raise InputError(f"it is no feed but XML of another kind ({local(root)[:40]})", "give the address of a feed")


def _rss_item(item: _Element, language: str | None, address: str | None) -> Entry | None:
    guid = _child(item, "guid")
    permanent = guid is not None and (guid.get("isPermaLink") or "true").strip().lower() != "false"
    link = absolute(_rss_link(item), address) or (absolute(words(guid), None) if permanent else None)
    title = _line(_child(item, "title"))
    key = words(guid) or link or title
    if not key:
        return None
    return Entry(
        key=key,
        address=link,
        title=title,
        published=words(_child(item, "pubDate")) or words(item.find(f"{_DC}date")),
        updated=words(_child(item, "updated")) or words(_child(item, "modified")),
        authors=_rss_authors(item),
        content=words(item.find(_CONTENT)),
        summary=plain(words(_child(item, "description"))),
        language=words(item.find(f"{_DC}language")) or language,
    )


def _rss_link(item: _Element) -> str | None:
    links = [part for part in item if local(part) == "link"]
    texts = [found for found in map(words, links) if found]
    linked = [part.get("href") for part in links if part.get("rel", "alternate") == "alternate"]
    return next((found for found in (*texts, *linked) if found), None)


def _rss_authors(item: _Element) -> tuple[str, ...]:
    creators = [words(part) for part in item.findall(f"{_DC}creator")]
    named = [found for found in (creators or [words(_child(item, "author"))]) if found]
    bare = [match[1] if (match := _IN_BRACKETS.match(name)) else name for name in named]
    return tuple(dict.fromkeys(" ".join(name.split()) for name in bare if "@" not in name))


def _atom_entry(entry: _Element, authors: tuple[str, ...], address: str | None) -> Entry | None:
    """``authors`` are the feed's own, of an entry that names none."""
    link = _atom_link(entry, address)
    title = _atom_words(_child(entry, "title"))
    key = words(_child(entry, "id")) or link or title
    if not key:
        return None
    return Entry(
        key=key,
        address=link,
        title=title,
        published=words(_child(entry, "published")) or words(_child(entry, "issued")),
        updated=words(_child(entry, "updated")),
        authors=tuple(_atom_authors(entry)) or authors,
        content=_atom_html(_child(entry, "content")),
        summary=plain(_atom_html(_child(entry, "summary"))),
        language=_inherited(entry, f"{_XML}lang"),
    )


def _atom_link(entry: _Element, address: str | None) -> str | None:
    links = [part for part in entry if local(part) == "link" and part.get("rel", "alternate") == "alternate"]
    pages = [part for part in links if "html" in part.get("type", "html")]
    best = next(iter(pages or links), None)
    base = None if best is None else absolute(best.base or address, address)
    return None if best is None else absolute(best.get("href"), base)


def _atom_authors(parent: _Element) -> Iterator[str]:
    for part in parent:
        name = _line(_child(part, "name")) if local(part) == "author" else None
        if name:
            yield name


def _atom_words(element: _Element | None) -> str | None:
    return plain(_atom_html(element))


def _atom_html(element: _Element | None) -> str | None:
    """A text construct (RFC 4287, 3.1) as HTML; None where it stands elsewhere or is no text."""
    if element is None or element.get("src"):
        return None
    kind = element.get("type", "text").lower()
    if kind in ("xhtml", "application/xhtml+xml"):
        return "".join(etree.tostring(part, encoding="unicode", with_tail=True) for part in element) or None
    text = words(element)
    if text is None or kind in ("html", "text/html"):
        return text
    return html.escape(text) if kind in ("text", "text/plain") else None


def _child(parent: _Element, name: str) -> _Element | None:
    """The first child of that name, one without a prefix or of Atom's before one of another vocabulary."""
    found = [part for part in parent if local(part) == name]
    own = [part for part in found if part.prefix in (None, "atom", parent.prefix)]
    return next(iter(own or found), None)


def _line(element: _Element | None) -> str | None:
    """The element's words on one line, unescaped once more: titles are often escaped twice."""
    text = words(element)
    return None if text is None else plain(text)


def _inherited(element: _Element, name: str) -> str | None:
    while element is not None:
        if value := element.get(name):
            return value
        element = element.getparent()  # type: ignore[assignment]
    return None
