"""A Telegram Desktop export (``result.json``, of one chat or of a whole account) to documents: one a message.

The outlet is the channel or group; its id and the message's make the address (``https://t.me/c/CHANNEL/MESSAGE``,
which opens for its members), so that what was edited before a later export is a revision. The moment is that of
sending, in UTC. A forwarded message is told on the word of whom it was forwarded from, so the text begins with
"Forwarded from X:", a label. Messages without words (pictures, members who come and go) are passed over. The
original of a document is its message; its path is ``FILE:MESSAGE`` or ``FILE:CHAT/MESSAGE``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import IO

import msgspec

from sayso.ingest.documents import Stated, document_of
from sayso.ingest.ingested import MAX_BYTES, Given, Ingested, Inner, issue, refused
from sayso.ingest.jsonobjects import Broken, Found, objects
from sayso.ingest.media import MESSAGE, TELEGRAM

_MESSAGES = frozenset({("messages",), ("chats", "list", "messages"), ("left_chats", "list", "messages")})
_PUBLISHED_BY = ("channel", "group")  # the last word of a chat's type; other chats are between persons
_FIX = "Export the chat again."
_Values = Mapping[str, object]


def ingest_telegram(stream: IO[bytes], path: str, given: Given, inner: Inner) -> Iterator[Ingested]:
    """The documents of an export, one by one; what is broken ends it with an issue."""
    anything = False
    number = 0
    try:
        for found in objects(stream, _MESSAGES.__contains__):
            number += 1
            for document in _documents(found, path, number, given):
                anything = True
                yield document
    except Broken:
        what = f"The export is damaged behind its message {number}."
        yield refused(f"{path}:{number + 1}", TELEGRAM, issue(what, _FIX))
        return
    if not anything:
        yield refused(path, TELEGRAM, issue("There is no message with words in it.", "Check what was exported."))


def ingest_message(data: bytes, path: str, given: Given) -> Ingested:
    """The document that a message is, apart from its chat."""
    message = _message(data)
    if message is None or not _words(message):
        return refused(path, MESSAGE, issue("It is no message with words.", _FIX), original=data)
    return _document(message, data, path, given, {})


def _documents(found: Found, path: str, number: int, given: Given) -> Iterator[Ingested]:
    chat = found.around[-1]
    several = f"{chat.get('id')}/" if len(found.keys) > 1 else ""
    if found.data is None:
        what = f"The message is larger than {MAX_BYTES // 1_000_000} MB."
        yield refused(f"{path}:{several}#{number}", MESSAGE, issue(what, _FIX))
        return
    message = _message(found.data)
    if message is None:
        damage = issue("The message is damaged.", _FIX)
        yield refused(f"{path}:{several}#{number}", MESSAGE, damage, original=found.data)
    elif _words(message):
        yield _document(message, found.data, f"{path}:{several}{message.get('id', f'#{number}')}", given, chat)


def _message(data: bytes) -> dict[str, object] | None:
    try:
        message = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return message if isinstance(message, dict) else None


def _document(message: _Values, data: bytes, path: str, given: Given, chat: _Values) -> Ingested:
    text = _words(message)
    behind = _name(message.get("forwarded_from"))
    if behind:
        text = f"Forwarded from {behind}:\n\n{text}"
    published = str(chat.get("type", "")).endswith(_PUBLISHED_BY)
    author = _name(message.get("author" if str(chat.get("type")).endswith("channel") else "from"))
    stated = Stated(
        published=_sent(message),
        outlet=_name(chat.get("name")) if published else None,
        url=_address(chat, message) if published else None,
        authors=(author,) if author else (),
    )
    document, issues = document_of(text, data, stated, given)
    return Ingested(path, document, data, MESSAGE, issues)


def _words(message: _Values) -> str:
    """What the message says: a text, or parts of one with their marks; empty for what is no message."""
    if message.get("type", "message") != "message":
        return ""
    parts = message.get("text") or message.get("text_entities") or ""
    if isinstance(parts, list):
        parts = "".join(part if isinstance(part, str) else _part(part) for part in parts)
    return parts.strip() if isinstance(parts, str) else ""


def _part(part: object) -> str:
    text = part.get("text") if isinstance(part, dict) else None
    return text if isinstance(text, str) else ""


def _name(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _sent(message: _Values) -> str | None:
    """When it was sent. ``date`` is the clock of who exported it, so the count of seconds comes first."""
    try:
        return datetime.fromtimestamp(int(str(message.get("date_unixtime"))), UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        date = message.get("date")
        return date if isinstance(date, str) else None


def _address(chat: _Values, message: _Values) -> str | None:
    channel, number = chat.get("id"), message.get("id")
    if not isinstance(channel, int) or not isinstance(number, int):
        return None
    return f"https://t.me/c/{str(abs(channel)).removeprefix('100') if channel < 0 else channel}/{number}"
