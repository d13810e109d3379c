"""The words of a mail's body: without addresses of links, and with forwarded messages parted off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from sayso.ingest import moments
from sayso.ingest.documents import Stated
from sayso.ingest.mailheaders import sender, subject, without_comment

_FORWARDED = re.compile(
    r"^[ \t>]*(?:-{2,}[ \t]*(?:forwarded message|original message|weitergeleitete nachricht|message transféré|"
    r"пересылаемое сообщение|переслане повідомлення)[ \t]*-{2,}|begin forwarded message:)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_FIELD = re.compile(r"[ \t>*]*(?P<name>[A-Za-zА-Яа-яІіЇїЄєÀ-ž]{2,12})[ \t]?:[*]?[ \t]*(?P<value>[^\r\n]*)(?:\r?\n|\Z)")
_NAMES = {
    **dict.fromkeys(("from", "von", "de", "от", "від"), "from"),
    **dict.fromkeys(("date", "sent", "datum", "gesendet", "envoyé", "дата"), "date"),
    **dict.fromkeys(("subject", "betreff", "objet", "тема"), "subject"),
    **dict.fromkeys(("to", "an", "à", "cc", "кому", "bcc"), "to"),
}
_MOST_FIELDS = 8
_BLANK = re.compile(r"(?:[ \t>]*\r?\n)*")
_ONLY_A_LINK = re.compile(r"^[ \t]*[<\[(]?(?:https?://|mailto:)[^\s<>\])]+[>\])]?[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_LINK_BEHIND = re.compile(r"[ \t]?(?:<(?:https?://|mailto:)[^\s<>]+>|[(\[][ \t]?https?://[^\s()\[\]]+[ \t]?[)\]])")
_PICTURE = re.compile(r"\[(?:image|cid|photo|logo)\s?:[^\]\n]{0,200}\]", re.IGNORECASE)
_GUARDED = re.compile(r"^>(?=>*From )", re.MULTILINE)  # mbox sets it before a line that would begin a mail


class Part(Struct, frozen=True):
    """A part of a mail's words. ``stated`` is what a forwarded message says of itself; None: the mail's own."""

    text: str
    stated: Stated | None = None


def divided(text: str) -> Iterator[Part]:
    """The mail's own words, then each message forwarded in it; addresses of links taken out."""
    marks = list(_FORWARDED.finditer(text))
    first = marks[0].start() if marks else len(text)
    yield Part(_clean(text[:first]))
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(text)
        yield _forwarded(text[mark.end() : end])


def _forwarded(text: str) -> Part:
    """A forwarded message: the fields above it, then its words."""
    fields: dict[str, str] = {}
    blank = _BLANK.match(text)
    at = blank.end() if blank else 0
    for _ in range(_MOST_FIELDS):
        field = _FIELD.match(text, at)
        if field is None or (name := _NAMES.get(field["name"].lower())) is None:
            break
        fields.setdefault(name, field["value"].strip())
        at = field.end()
    outlet, authors = sender(fields.get("from"), by_list=False)
    when = moments.moment(without_comment(fields.get("date", "")))
    stated = Stated(title=subject(fields.get("subject")), authors=authors, published=when, outlet=outlet)
    return Part(_clean(text[at:]), stated)


def _clean(text: str) -> str:
    for pattern in (_GUARDED, _PICTURE, _ONLY_A_LINK, _LINK_BEHIND):
        text = pattern.sub("", text)
    return text.strip()
