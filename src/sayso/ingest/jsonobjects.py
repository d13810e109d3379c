"""The objects of a JSON stream one by one, however long it is (RFC 8259).

In: a stream and which objects are wanted. Out: the bytes of each wanted object with the plain values that stood
before it in the objects around it. Nothing but the object at hand is held; the objects themselves are not parsed
here, so that one that is damaged inside costs itself alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO

import msgspec
from msgspec import Struct

from sayso.ingest.ingested import MAX_BYTES

Keys = tuple[str, ...]

_TOKEN = re.compile(rb'\s*+("[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\[\]:,]|[^\s{}\[\]:,"]++)', re.DOTALL)
_READ = 1 << 18  # bytes at a time
_LONGEST_VALUE = 1000  # bytes: the name of a chat, not what was said in it
_DEEPEST = 100  # levels around a wanted object; exports have 4


class Broken(ValueError):
    """The stream is no JSON from here on."""


class Found(Struct, frozen=True):
    """One wanted object: its bytes (None: larger than `MAX_BYTES`), and the keys and values around it.

    ``around`` has the plain values of each object around it, the outermost first, as far as they stood before.
    """

    data: bytes | None
    keys: Keys
    around: tuple[Mapping[str, object], ...]


@dataclass(slots=True)
class _Level:
    """An open object or list; ``key`` is that of the value at hand, ``last`` a string that may become a key."""

    is_list: bool
    key: str | None = None
    last: object = None
    values: dict[str, object] = field(default_factory=dict)


def objects(stream: IO[bytes], wanted: Callable[[Keys], bool]) -> Iterator[Found]:
    """The objects at the top and in lists, under keys that are ``wanted``. Raises Broken where JSON ends.

    The keys are those of the objects around one, the outermost first: ``("chats", "list", "messages")``.
    """
    tokens = _Tokens(stream)
    levels: list[_Level] = []
    while token := tokens.next():
        if token in (b"{", b"["):
            keys = tuple(level.key for level in levels if level.key is not None)
            if token == b"{" and (not levels or levels[-1].is_list) and wanted(keys):
                yield Found(tokens.whole(), keys, tuple(level.values for level in levels if not level.is_list))
            else:
                levels.append(_Level(token == b"["))
        elif token in (b"}", b"]"):
            if not levels or levels.pop().is_list != (token == b"]"):
                raise Broken
        elif levels:
            _note(levels[-1], token)
        if len(levels) > _DEEPEST:
            raise Broken
    if levels:
        raise Broken


def _note(level: _Level, token: bytes) -> None:
    """Take in a key, a colon, a comma or a plain value."""
    if token == b":":
        level.key = level.last if isinstance(level.last, str) else None
    elif token == b",":
        level.key = level.last = None
    elif not level.is_list:
        level.last = _plain(token)
        if level.key is not None:
            level.values[level.key] = level.last


def _plain(token: bytes) -> object:
    try:
        return msgspec.json.decode(token) if len(token) <= _LONGEST_VALUE else None
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


class _Tokens:
    """The tokens of a stream; what was passed is let go, but for an object that is being kept."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._held = b""
        self._at = 0
        self._kept: int | None = None  # where the object to be kept begins
        self._ended = False

    def next(self) -> bytes:
        """The next token; empty at the end of the stream."""
        while True:
            match = _TOKEN.match(self._held, self._at)
            if match and (match.end() < len(self._held) or self._ended):
                self._at = match.end()
                return match[1]
            if self._ended:
                if self._held[self._at :].strip(b" \t\r\n\0"):
                    raise Broken
                return b""
            self._more()

    def whole(self) -> bytes | None:
        """The object whose first brace was just read; None where it is too large to be one article."""
        self._kept = self._at - 1
        depth = 1
        while depth:
            token = self.next()
            if not token:
                raise Broken
            depth += (token in (b"{", b"[")) - (token in (b"}", b"]"))
        found = self._held[self._kept : self._at] if self._kept is not None else None
        self._kept = None
        return found

    def _more(self) -> None:
        if self._kept is not None and self._at - self._kept > MAX_BYTES:
            self._kept = None
        begin = self._at if self._kept is None else self._kept
        if len(self._held) - begin > 2 * MAX_BYTES:  # one string alone
            raise Broken
        # As much again as is held: what is looked at anew, because its end was missing, stays in proportion.
        data = self._stream.read(max(_READ, len(self._held) - begin))
        self._ended = not data
        self._held = self._held[begin:] + data
        self._at -= begin
        if self._kept is not None:
            self._kept = 0
