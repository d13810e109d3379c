"""What kind of thing some bytes are, from their name and their first bytes.

Out: an IANA media type. The name decides between kinds of text, the bytes between text and what is none;
without a name (standard input) the bytes decide alone.
"""

from __future__ import annotations

import re
from pathlib import PurePath

PLAIN = "text/plain"
PAGE = "text/html"
MARKDOWN = "text/markdown"
RECORDS = "application/x-ndjson"
GZIP = "application/gzip"
BINARY = "application/octet-stream"

_BY_SUFFIX = {
    ".txt": PLAIN,
    ".text": PLAIN,
    ".htm": PAGE,
    ".html": PAGE,
    ".xhtml": PAGE,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".jsonl": RECORDS,
    ".ndjson": RECORDS,
    ".gz": GZIP,
}
_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"\xd0\xcf\x11\xe0", "application/msword"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"{\\rtf", "application/rtf"),
)
_LOOKED_AT = 4096
_PAGE_BEGINS = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b",
    re.IGNORECASE | re.DOTALL,
)
_RECORD_BEGINS = re.compile(rb'\{\s*"')
_CONTROL = bytes(range(0x00, 0x09)) + bytes(range(0x0E, 0x1B)) + bytes(range(0x1C, 0x20))
_MOST_CONTROL = 0.02


def media_of(name: str, head: bytes) -> str:
    """The media type of a file from its name ("" if it has none) and its first bytes."""
    if head.startswith(b"\x1f\x8b"):
        return GZIP
    for signature, media in _SIGNATURES:
        if head.startswith(signature):
            return media
    if _is_binary(head[:_LOOKED_AT]):
        return BINARY
    return _BY_SUFFIX.get(PurePath(name).suffix.lower()) or _text_kind(name, head[:_LOOKED_AT])


def _text_kind(name: str, head: bytes) -> str:
    bare = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _PAGE_BEGINS.match(bare):
        return PAGE
    if bare.startswith((b"<?xml", b"<rss", b"<feed")):
        return "application/xml"
    if _is_record(bare):
        return RECORDS
    return "application/json" if name.lower().endswith(".json") else PLAIN


def _is_record(head: bytes) -> bool:
    """Whether the first line is a JSON object, as far as it can be seen."""
    line, line_end, _ = head.partition(b"\n")
    return bool(_RECORD_BEGINS.match(line)) and (not line_end or line.rstrip().endswith(b"}"))


def _is_binary(head: bytes) -> bool:
    if not head or _looks_like_utf16(head):
        return False
    control = len(head) - len(head.translate(None, _CONTROL))
    return b"\x00" in head or control > _MOST_CONTROL * len(head)


def _looks_like_utf16(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        return True
    sides = head[0::2], head[1::2]
    zeros, fours = [side.count(0) for side in sides], [side.count(4) for side in sides]
    high = max((0, 1), key=lambda side: zeros[side] + fours[side])
    nearly_all = zeros[high] + fours[high] > 0.9 * len(sides[high])
    return nearly_all and zeros[high] > 0 and zeros[1 - high] == 0
