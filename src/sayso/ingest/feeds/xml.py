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

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,7});")
_OF_XML = {b"amp", b"lt", b"gt", b"quot", b"apos"}


def as_root(data: bytes) -> _Element:
    """The root of the tree. Small faults are mended. Raises InputError for what is no XML, or is a bomb."""
    data = data.lstrip(b" \t\r\n")
    try:
        root = etree.fromstring(data, _parser(recover=False))
    except etree.XMLSyntaxError:
        root = _mended(data)
    except ValueError:
        root = None
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
    """The element's text, all of it; None without any."""
    return None if element is None else "".join(map(str, element.itertext())).strip() or None


def _mended(data: bytes) -> _Element | None:
    """What feeds get wrong: HTML's entities, bare ampersands, control characters, a cut-off end."""
    try:
        return etree.fromstring(_NAMED.sub(_numbered, data), _parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        return None


def _numbered(match: re.Match[bytes]) -> bytes:
    point = None if match[1] in _OF_XML else name2codepoint.get(match[1].decode("ascii"))
    return match[0] if point is None else b"&#%d;" % point


def _parser(recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
