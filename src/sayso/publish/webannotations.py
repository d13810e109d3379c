"""A document's statements as W3C Web Annotations (https://www.w3.org/TR/annotation-model/), a page of them.

Each annotation targets the content of a statement in the document, by its exact words with some before and after
them (TextQuoteSelector) and by code points (TextPositionSelector), so that an annotation program finds them on the
live page.
Its body says who says it: the chain from the publisher to the originator.
"""

from __future__ import annotations

from typing import Any

import msgspec

from sayso.model import UNKNOWN_PUBLISHER, Document, Reading, Span, Statement
from sayso.publish.links import safe_url

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # characters before and after the words, as annotation programs mostly keep


def web_annotations(reading: Reading) -> bytes:
    """An AnnotationPage in JSON-LD with an Annotation for each statement, in text order."""
    document = reading.document
    ordered = sorted(reading.statements, key=lambda s: (s.content[0].start if s.content else 0, s.id))
    page = {
        "@context": CONTEXT,
        "id": f"urn:sayso:document:{document.id}:annotations",
        "type": "AnnotationPage",
        "items": [_annotation(document, statement, reading.run) for statement in ordered if statement.content],
    }
    return msgspec.json.format(msgspec.json.encode(page), indent=2) + b"\n"


def _annotation(document: Document, statement: Statement, run: str) -> dict[str, Any]:
    return {
        "id": f"urn:sayso:document:{document.id}:{statement.id}",
        "type": "Annotation",
        "motivation": "identifying",
        "generator": {"id": f"urn:sayso:run:{run.replace(' ', ':')}", "type": "Software", "name": run},
        "body": [
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": _says(statement)},
            {"type": "TextualBody", "purpose": "tagging", "value": statement.kind},
            {"type": "TextualBody", "purpose": "tagging", "value": statement.type},
        ],
        "target": [_target(document, span) for span in statement.content],
    }


def _says(statement: Statement) -> str:
    """The chain, reader's side first, as `sayso read` prints it."""
    return " < ".join(link.name for link in statement.chain) or UNKNOWN_PUBLISHER


def _target(document: Document, span: Span) -> dict[str, Any]:
    text = document.text
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[span.start : span.end],
        "prefix": text[max(0, span.start - _AROUND) : span.start],
        "suffix": text[span.end : span.end + _AROUND],
    }
    position = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    source = safe_url(document.url) or f"urn:sayso:document:{document.id}"
    return {"type": "SpecificResource", "source": source, "selector": [quote, position]}
