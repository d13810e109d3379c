"""XML from strangers, to a tree that cannot hurt.

No entity of a document's own is expanded, no DTD is loaded, no address is opened, and libxml2's own limits
on depth and size stay on (``huge_tree=False``). A document that declares entities is refused: no feed and no
sitemap needs any, and "billion laughs" begins so.
"""

from __future__ import annotations

import re
from html.entities import name2codepoint
from typing import TYPE_CHECKING, Any

from lxml import etree

from sayso.errors import InputError
from sayso.ingest.encoding import decode

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,7});")
_BY_NUMBER = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.-]{1,30})""", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}>")
_OF_XML = {b"amp", b"lt", b"gt", b"quot", b"apos"}


def as_root(data: bytes) -> _Element:
    """The root of the tree. Small faults are mended. Raises InputError for what is no XML, or is a bomb."""
    clean = _clean(data)
    try:
        root = etree.fromstring(clean, _parser(recover=False))
    except etree.XMLSyntaxError:
        root = _mended(clean)
    if root is None:
        raise InputError("it is no XML", "check the address: a feed or a sitemap is XML")
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise InputError("the XML declares entities, as bombs do", "ask the outlet for a feed without a DTD")
    return root


def local(element: _Element) -> str:
    """The element's name without its namespace; empty for a comment or an entity."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def words(element: _Element | None) -> str | None:
    """The element's text, all of it; None without any, and for a comment or an entity."""
    if element is None or not isinstance(element.tag, str):
        return None
    return "".join(map(str, element.itertext())).strip() or None


def _clean(data: bytes) -> bytes:
    """The XML as UTF-8 without its declaration. libxml2 lets pass what is no text, and lxml stumbles on it later."""
    data = data.lstrip(b" \t\r\n")
    declared = _ENCODING.match(data)
    text, _ = decode(data, declared[1].decode("ascii", "replace") if declared else None)
    text = data.decode("utf-8", "replace") if text is None else text
    return _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")


def _mended(clean: bytes) -> _Element | None:
    """What feeds get wrong: HTML's entities, bare ampersands, characters that are none, a cut-off end."""
    try:
        return etree.fromstring(_NAMED.sub(_numbered, _BY_NUMBER.sub(_character, clean)), _parser(recover=True))
    except etree.XMLSyntaxError:
        return None


def _numbered(match: re.Match[bytes]) -> bytes:
    point = None if match[1] in _OF_XML else name2codepoint.get(match[1].decode("ascii"))
    return match[0] if point is None else b"&#%d;" % point


def _character(match: re.Match[bytes]) -> bytes:
    """A reference to a character, or to U+FFFD where the number is none of Unicode's (half of a pair, say)."""
    digits = (match[1] or match[2])[-12:]
    point = int(digits, 16 if match[1] else 10)
    known = 0x20 <= point < 0xD800 or 0xE000 <= point < 0xFFFE or 0x10000 <= point < 0x110000
    return match[0] if known or point in (9, 10, 13) else b"\xef\xbf\xbd"


def _parser(recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        recover=recover,
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
