"""What kind of thing some bytes are, from their name and their first bytes.

Out: an IANA media type. The bytes decide wherever they show what they are; the name decides between kinds of
text. Without a name (standard input) the bytes decide alone.
"""

from __future__ import annotations

import re
from pathlib import PurePath

PLAIN = "text/plain"
PAGE = "text/html"
MARKDOWN = "text/markdown"
RECORDS = "application/x-ndjson"
JSON = "application/json"
GZIP = "application/gzip"
ZIP = "application/zip"
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WARC = "application/warc"
FEED = "application/rss+xml"  # RSS and Atom alike: their bytes say which
JSON_FEED = "application/feed+json"
MAIL = "message/rfc822"
MAILS = "application/mbox"
TELEGRAM = "application/vnd.telegram.export+json"  # our names: Telegram Desktop's JSON has none
MESSAGE = "application/vnd.telegram.message+json"
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
    ".warc": WARC,
    ".rss": FEED,
    ".atom": FEED,
    ".eml": MAIL,
    ".mbox": MAILS,
}
_SIGNATURES = (
    (b"%PDF-", PDF),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),  # one without members
    (b"WARC/1.", WARC),
    (b"WARC/0.", WARC),
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
_FEED_BEGINS = re.compile(
    rb"(?:<\?xml[^>]{0,200}>\s*)?(?:<\?xml-stylesheet[^>]{0,300}>\s*)*(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!DOCTYPE\s+)?(?:rss|feed|rdf:RDF)\b",
    re.DOTALL,
)
_JSON_FEED_BEGINS = re.compile(rb'\{(?=.{0,2000}?"version"\s*:\s*"https:\\?/\\?/jsonfeed\.org)', re.DOTALL)
_RECORD_BEGINS = re.compile(rb'\{\s*"')
_JSON_BEGINS = re.compile(rb'\{\s*["}]|\[\s*[{\]]')
# Telegram Desktop writes a chat as name, type, id, messages, and a whole account with these words first.
_TELEGRAM = re.compile(
    rb'\{\s*"about"\s*:\s*"Here is the data you requested'
    rb'|\{(?=.{0,1500}"type"\s*:\s*"(?:personal_chat|bot_chat|saved_messages|(?:private|public)_(?:super)?(?:group|channel))")'
    rb'.{0,2000}?"messages"\s*:\s*\[',
    re.DOTALL,
)
_FIELD = re.compile(rb"([!-9;-~]{1,76}):[ \t]?[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*")  # RFC 5322, 2.2
# The line before a mail in a mailbox (RFC 4155, A): "From ann@x.example Fri Nov  1 18:00:00 2024".
MAIL_BEGINS = re.compile(rb"From \S+ +(?:[A-Z][a-z]{2}) +[A-Z][a-z]{2} +\d{1,2} [^\r\n]{4,40}\r?\n")
# A mail has a sender, and one of the fields that programs write and people do not.
_FROM = frozenset({b"from", b"sender", b"return-path"})
_BY_PROGRAMS = frozenset(
    {b"received", b"return-path", b"message-id", b"mime-version", b"delivered-to", b"dkim-signature", b"content-type"}
)
_CONTROL = bytes(range(0x00, 0x09)) + bytes(range(0x0E, 0x1B)) + bytes(range(0x1C, 0x20))
_MOST_CONTROL = 0.02


def media_of(name: str, head: bytes) -> str:
    """The media type of a file from its name ("" if it has none) and its first bytes."""
    if head.startswith(b"\x1f\x8b"):
        return GZIP
    for signature, media in _SIGNATURES:
        if head.startswith(signature):
            return media
    if _is_binary(head[:_LOOKED_AT]) and not _PAGE_BEGINS.match(head):  # pages have a stray NUL now and then
        return PDF if b"%PDF-" in head[:1024] else BINARY  # where its own readers look for it (ISO 32000-1, H.3.4)
    if _looks_like_utf16(head[:_LOOKED_AT]) and (marked_up := _utf16_kind(head[:_LOOKED_AT])):
        return marked_up
    bare = head[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").lstrip()
    if MAIL_BEGINS.match(bare):
        return MAILS
    if _is_mail(bare):
        return MAIL
    if _TELEGRAM.match(bare):
        return TELEGRAM
    return _BY_SUFFIX.get(PurePath(name).suffix.lower()) or _text_kind(bare)


def _utf16_kind(head: bytes) -> str | None:
    """Whether it is a page or a feed, whose readers know their encodings, in letters of two bytes."""
    for encoding in ("utf-16-le", "utf-16-be"):
        kind = _text_kind(head.decode(encoding, "replace").lstrip("\ufeff").lstrip().encode("utf-8", "replace"))
        if kind in (PAGE, FEED):
            return kind
    return None


def _text_kind(bare: bytes) -> str:
    if _PAGE_BEGINS.match(bare):
        return PAGE
    if _FEED_BEGINS.match(bare):
        return FEED
    if bare.startswith(b"<?xml"):
        return "application/xml"
    if _JSON_FEED_BEGINS.match(bare):
        return JSON_FEED
    if _is_record(bare):
        return RECORDS
    return JSON if _JSON_BEGINS.match(bare) else PLAIN


def _is_mail(bare: bytes) -> bool:
    """Whether header fields open it, among them a sender and one that only programs write."""
    names: set[bytes] = set()
    at = 0
    while field := _FIELD.match(bare, at):
        names.add(field[1].lower())
        at = field.end()
    return bool(names & _FROM) and bool(names & _BY_PROGRAMS)


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
