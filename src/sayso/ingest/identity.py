"""The identity of a document: a hash over its text and what is stated about it.

Two documents with the same text, address, outlet, title, moment of publication and authors are one,
whatever file they came from. The language is left out because it is mostly derived from the text, by a
model that may change; `markup` and `original` because the same article in other bytes is still the same
article. So an id changes only if the article does, and is the same in every run and on every machine.
"""

from __future__ import annotations

import hashlib

import msgspec

from sayso.model import Document

# 64 bits: among ten million documents the chance of any two alike is below 1 in 300,000.
ID_HEX_DIGITS = 16


def with_id(document: Document) -> Document:
    """The document with the id that its text and metadata give."""
    return msgspec.structs.replace(document, id=document_id(document))


def document_id(document: Document) -> str:
    """Sixteen hexadecimal digits of SHA-256 over text and metadata, framed as JSON so that no two run
    together."""
    stated = (
        document.text,
        document.url,
        document.outlet,
        document.title,
        document.published,
        document.authors,
    )
    return hashlib.sha256(msgspec.json.encode(stated)).hexdigest()[:ID_HEX_DIGITS]


def original_hash(data: bytes) -> str:
    """SHA-256 of the bytes a document came from, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
