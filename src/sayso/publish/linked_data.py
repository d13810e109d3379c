"""What a page cites, as schema.org's Quotations in JSON-LD (https://schema.org/Quotation), for machines that read it.

Each is a passage of an article: the words, the article, who published it. They are never said to be true, nor
anybody's but the article's: who says what within the words is for the report's own line to tell.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from sayso.assess.day import publication_day
from sayso.model import Document
from sayso.publish.citations import Note
from sayso.publish.links import fragment_url, safe_url


def linked_data(title: str, notes: Iterable[Note], documents: Mapping[str, Document]) -> dict[str, Any]:
    """The graph of a page: a Report that cites Quotations, each under its anchor in the page, ``#nN``."""
    quotations = [_quotation(note, documents[note.citation.document]) for note in notes]
    report = {
        "@id": "#report",
        "@type": "Report",
        "name": title,
        "citation": [{"@id": quotation["@id"]} for quotation in quotations],
    }
    return {"@context": "https://schema.org", "@graph": [report, *quotations]}


def embedded(graph: Mapping[str, Any]) -> Markup:
    """The graph for a ``script`` element: nothing in it can end the element."""
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    for mark in "<>&":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(text)


def _quotation(note: Note, document: Document) -> dict[str, Any]:
    words = note.citation.words
    made = {"@id": f"#n{note.number}", "@type": "Quotation", "text": words, "isPartOf": _article(document)}
    address = fragment_url(document.url, words)
    return {**made, "url": address} if address else made


def _article(document: Document) -> dict[str, Any]:
    fields = {
        "@id": f"urn:sayso:document:{document.id}",
        "@type": "NewsArticle",
        "headline": document.title,
        "url": safe_url(document.url),
        "datePublished": publication_day(document),
        "inLanguage": document.language,
        "author": [{"@type": "Person", "name": name} for name in document.authors] or None,
        "publisher": {"@type": "Organization", "name": document.outlet} if document.outlet else None,
    }
    return {key: value for key, value in fields.items() if value is not None}
