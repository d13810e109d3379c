"""The days of a desk as feeds: Atom (RFC 4287) and JSON Feed 1.1 (https://jsonfeed.org/version/1.1).

An entry is a day: its takeaways, each with how sure it is and what it cites. The ids are derived from desk and day, so
that a reader's program knows a day again when it is assessed anew.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from html import escape
from typing import Any

import msgspec
from lxml import etree

from sayso.model import Assessment, Line
from sayso.publish.links import safe_url
from sayso.publish.ooxml import xml_words

ATOM = "http://www.w3.org/2005/Atom"
_SPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "sayso.invalid")  # of ours alone: .invalid is nobody's (RFC 2606)
_AUTHOR = "Sayso"
_TAKEAWAYS = "takeaways"


def atom(desk: str, days: Sequence[Assessment]) -> bytes:
    """The Atom feed of some assessments, the latest day first. ``desk`` names the feed."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})  # type: ignore[dict-item]
    ordered = _latest_first(days)
    _text(root, "id", _id(desk))
    _text(root, "title", desk)
    _text(root, "updated", _moment(ordered[0] if ordered else None))
    _text(etree.SubElement(root, f"{{{ATOM}}}author"), "name", _AUTHOR)
    _text(root, "generator", _AUTHOR)
    for day in ordered:
        entry = etree.SubElement(root, f"{{{ATOM}}}entry")
        _text(entry, "id", _id(desk, day))
        _text(entry, "title", day.title)
        _text(entry, "updated", _moment(day))
        _text(entry, "content", _content(day)).set("type", "html")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def json_feed(desk: str, days: Sequence[Assessment]) -> bytes:
    """The JSON Feed of some assessments, the latest day first. ``desk`` names the feed."""
    items = [_item(desk, day) for day in _latest_first(days)]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": desk, "authors": [{"name": _AUTHOR}]}
    return msgspec.json.format(msgspec.json.encode({**feed, "language": "en", "items": items}), indent=2) + b"\n"


def _item(desk: str, day: Assessment) -> dict[str, Any]:
    return {
        "id": _id(desk, day),
        "title": day.title,
        "content_html": _content(day),
        "date_published": _moment(day),
        "_sayso": {"day": day.day, "run": day.run},
    }


def _latest_first(days: Sequence[Assessment]) -> list[Assessment]:
    return sorted(days, key=lambda day: day.day or "", reverse=True)


def _id(desk: str, day: Assessment | None = None) -> str:
    name = desk if day is None else f"{desk}\n{day.day or 'undated'}"
    return uuid.uuid5(_SPACE, name).urn


def _moment(day: Assessment | None) -> str:
    """The day's first moment in UTC: a feed must give one, and a day has no other that stays the same."""
    return f"{day.day if day and day.day else '1970-01-01'}T00:00:00Z"


def _content(day: Assessment) -> str:
    """Takeaways as HTML; of a day that has none, all its lines."""
    sections = [s for s in day.sections if s.key == _TAKEAWAYS] or day.sections
    items = "".join(_listed(line, day) for section in sections for line in section.lines)
    notes = escape(" ".join(day.notes))
    return (f"<ol>{items}</ol>" if items else "") + (f"<p>{notes}</p>" if notes else "")


def _listed(line: Line, day: Assessment) -> str:
    documents = {document.id: document for document in day.documents}
    cited = (documents.get(citation.document) for citation in line.citations)
    addresses = dict.fromkeys(url for document in cited if document and (url := safe_url(document.url)))
    links = " ".join(f'<a href="{escape(url)}">source</a>' for url in addresses)
    sure = f" <small>({escape(line.sureness)})</small>" if line.sureness else ""
    return f"<li>{escape(line.text)}{sure}{' ' + links if links else ''}</li>"


def _text(parent: etree._Element, name: str, words: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    made.text = xml_words(words)
    return made
