"""What the header of a mail states: who sent it, when, about what."""

from __future__ import annotations

import re
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from sayso.ingest import moments
from sayso.ingest.documents import Stated
from sayso.ingest.outlets import by_host, by_name
from sayso.model import Issue

_BY_LIST = ("List-Unsubscribe", "List-Id", "List-Post", "Feedback-ID")  # RFC 2369, 2919: what newsletters carry
_OF = re.compile(r"(?P<who>.{2,60}?)\s+(?:from|at|via|of|\||[-–—])\s+(?P<what>.{2,80})")
_LINK = re.compile(r"<(https?://[^\s<>]{3,500})>")
_ANSWERS = re.compile(r"(?:(?:re|fwd?|aw|wg|tr|відп|fw)\s*:\s*)+", re.IGNORECASE)


def stated_by(mail: Message) -> tuple[Stated, tuple[Issue, ...]]:
    """What a mail's header says of it, and an issue for a date that is none."""
    by_list = any(mail.get(name) for name in _BY_LIST)
    outlet, authors = sender(header(mail, "From"), by_list)
    date = header(mail, "Date")
    when, issues = moments.published(without_comment(date), "The mail's date") if date else (None, ())
    link = _LINK.search(header(mail, "List-Post") or "")
    stated = Stated(
        title=subject(header(mail, "Subject")),
        authors=authors,
        published=when,
        outlet=outlet,
        url=link[1] if link and by_list else None,
    )
    return stated, issues


def header(mail: Message, name: str) -> str | None:
    """A field of the header as text on one line (RFC 2047); None where there is none."""
    value = mail.get(name)
    if value is None:
        return None
    try:
        decoded = str(make_header(decode_header(str(value))))
    except (MessageError, LookupError, ValueError):  # an encoding that is none, or not the one it is in
        decoded = str(value)
    return " ".join(decoded.split()) or None


def subject(line: str | None) -> str | None:
    """A subject without "Re:" and "Fwd:"."""
    return _ANSWERS.sub("", line, count=1).strip() or None if line else None


def sender(line: str | None, by_list: bool) -> tuple[str | None, tuple[str, ...]]:
    """The outlet and the authors in a "From" field. ``by_list``: a newsletter, whose name is a name of its own."""
    name, address = parseaddr(line or "")
    name = " ".join(name.strip("'\" ").split())
    known = by_name(name) or by_host(address.rpartition("@")[2])
    parts = _OF.fullmatch(name)
    if known:
        author = parts["who"] if parts and by_name(parts["what"]) else name
        return known.name, (author,) if author and not by_name(author) and parts else ()
    if by_list and parts:
        return parts["what"], (parts["who"],)
    if by_list:
        return name or None, ()
    return None, (name,) if name else ()


def without_comment(date: str) -> str:
    """A date without its comment: ``Fri, 1 Nov 2024 18:00:00 +0000 (UTC)``."""
    return date.partition("(")[0].strip()
