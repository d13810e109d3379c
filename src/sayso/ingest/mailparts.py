"""The parts of a MIME mail (RFC 2045 to 2049): its words, and what is attached in a form that may be read."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from email.message import Message

from selectolax.lexbor import LexborHTMLParser

from sayso.ingest.encoding import decode
from sayso.ingest.media import MAIL
from sayso.model import Issue

_MOST_PARTS = 200
_SAY_AS_MUCH = 0.5  # of the HTML's words: plain texts that only say "open this in a browser" have a twentieth
_NO_WORDS = ("image/", "audio/", "video/", "font/", "text/calendar", "application/pgp", "application/pkcs7")
_ENDS_A_LINE = re.compile(r"</(?:p|div|li|h[1-6]|blockquote|tr|td|table|section|article)\s*>|<br\s*/?>", re.IGNORECASE)
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]")
_UNSEEN = ["style", "script", "head", "title", "template", "noscript"]


def words_of(mail: Message) -> tuple[str, tuple[Issue, ...]]:
    """The words of a mail as plain text, and what could not be decoded."""
    issues: tuple[Issue, ...] = ()
    texts: dict[str, str] = {}
    for part in _parts(mail):
        kind = part.get_content_type()
        if kind not in ("text/plain", "text/html") or kind in texts or _is_attached(part):
            continue
        text, more = decode(_content(part), _charset(part))
        issues += more
        texts[kind] = (text or "").replace("\r\n", "\n")
    plain, html = texts.get("text/plain", ""), texts.get("text/html", "")
    if not html:
        return plain, issues
    seen = _seen(html)
    return (plain if len(plain.split()) >= _SAY_AS_MUCH * len(seen.split()) else seen), issues


def attachments(mail: Message) -> Iterator[tuple[str, str | None, bytes]]:
    """The name, the media type where it must be told, and the bytes of what is attached and may hold words."""
    for number, part in enumerate(_parts(mail), 1):
        kind = part.get_content_type()
        if kind == MAIL:
            yield f"attached-{number}.eml", MAIL, _attached_mail(part)
        elif _is_attached(part) and not kind.startswith(_NO_WORDS):
            yield _name(part, number), None, _content(part)


def _parts(mail: Message) -> Iterator[Message]:
    """The leaves of a mail; an attached mail is a leaf. No more than a mail has that people wrote."""
    waiting = [mail]
    for _ in range(_MOST_PARTS):
        if not waiting:
            return
        part = waiting.pop(0)
        inside = part.get_payload() if part.get_content_maintype() == "multipart" else None
        if isinstance(inside, list):
            waiting[:0] = [one for one in inside if isinstance(one, Message)]
        else:
            yield part


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or (
        part.get_filename() is not None and part.get_content_type() not in ("text/plain", "text/html")
    )


def _content(part: Message) -> bytes:
    """The bytes of a part. base64 is read as far as it goes, where Python would give it back as it stands."""
    if str(part.get("Content-Transfer-Encoding", "")).strip().lower() == "base64":
        packed = _NOT_BASE64.sub("", str(part.get_payload()))
        return base64.b64decode(packed[: len(packed) // 4 * 4])
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _attached_mail(part: Message) -> bytes:
    inside = part.get_payload()
    mail = inside[0] if isinstance(inside, list) and inside else None
    try:
        return mail.as_bytes() if isinstance(mail, Message) else b""
    except (LookupError, ValueError, TypeError):  # headers that Python's own writer fails on
        return b""


def _charset(part: Message) -> str | None:
    charset = part.get_content_charset()
    return charset if charset else None


def _name(part: Message, number: int) -> str:
    name = (part.get_filename() or "").replace("\\", "/").rpartition("/")[2]
    return " ".join(name.split())[:100] or f"attached-{number}"


def _seen(html: str) -> str:
    """What a reader sees of an HTML mail, a line for each part of its layout."""
    tree = LexborHTMLParser(_ENDS_A_LINE.sub("\\g<0>\n", html))
    tree.strip_tags(_UNSEEN)
    text = tree.body.text() if tree.body else ""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n\n".join(line for line in lines if any(map(str.isalnum, line)))
