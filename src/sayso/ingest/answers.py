"""An HTTP answer as a web archive keeps it (RFC 9112, 9110): its status, what it says it is, its content decoded."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from email.message import Message

from msgspec import Struct

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})\b")
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(rb"^([!-9;-~]+)[ \t]*:[ \t]*([^\r\n]*)", re.MULTILINE)
_SIZE = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")


class CannotUnpack(ValueError):
    """The content is packed in a way that is not read here, or damaged."""


class Answer(Struct, frozen=True):
    """An answer: ``media`` in lower case and ``charset`` as the server said; ``content`` as it was sent."""

    status: int
    media: str
    charset: str | None
    coding: str
    content: bytes

    def decoded(self, most: int) -> bytes:
        """The content without its codings, at most so many bytes of it. Raises CannotUnpack."""
        data = self.content
        for coding in reversed([name.strip() for name in self.coding.split(",")]):
            if coding and coding not in ("identity", "none", "utf-8"):
                unpack = _CODINGS.get(coding)
                if unpack is None:
                    raise CannotUnpack(coding)
                data = unpack(data, most)
        return data[:most]


def answer_of(data: bytes) -> Answer | None:
    """The answer in some bytes; None where they are none."""
    status = _STATUS.match(data)
    end = _HEADER_END.search(data, 0, 1 << 16)
    if status is None:
        return None
    head, content = (data[: end.start()], data[end.end() :]) if end else (data[: 1 << 16], b"")
    fields = {name.decode("ascii").lower(): value.decode("latin-1").strip() for name, value in _FIELD.findall(head)}
    if "chunked" in fields.get("transfer-encoding", "").lower():
        content = _joined(content)
    media, charset = content_type(fields.get("content-type", ""))
    return Answer(int(status[1]), media, charset, fields.get("content-encoding", "").lower(), content)


def content_type(value: str) -> tuple[str, str | None]:
    """The media type and the charset of a Content-Type field."""
    message = Message()
    message["Content-Type"] = value
    charset = message.get_param("charset")
    media = value.partition(";")[0].strip().lower()
    return media, charset.strip("'\" ") if isinstance(charset, str) and charset else None


def _joined(content: bytes) -> bytes:
    """Chunks as one (RFC 9112, 7.1); the content itself where a tool has joined them and left the field."""
    parts: list[bytes] = []
    at = 0
    while size := _SIZE.match(content, at):
        length = int(size[1], 16)
        if not length:
            return b"".join(parts)
        parts.append(content[size.end() : size.end() + length])
        at = size.end() + length
        at += 2 if content.startswith(b"\r\n", at) else 1
    return b"".join(parts) if parts and at >= len(content) else content


def _gzip(data: bytes, most: int) -> bytes:
    return _inflated(data, most, 47)


def _deflate(data: bytes, most: int) -> bytes:
    try:
        return _inflated(data, most, 15)
    except CannotUnpack:
        return _inflated(data, most, -15)  # without the frame, as some servers send it


def _inflated(data: bytes, most: int, window: int) -> bytes:
    try:
        return zlib.decompressobj(window).decompress(data, most)
    except zlib.error as fault:
        raise CannotUnpack(str(fault)) from fault


def _brotli(data: bytes, most: int) -> bytes:
    try:
        import brotli
    except ImportError as fault:  # where there is no build of it
        raise CannotUnpack("br") from fault
    unpacking = brotli.Decompressor()
    try:
        return bytes(unpacking.process(data, output_buffer_limit=most))
    except brotli.error as fault:
        raise CannotUnpack("br") from fault


_CODINGS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
}
