"""Packed bodies, unpacked no further than a limit: 10 kB of gzip may hold 10 MB of zeros."""

from __future__ import annotations

import zlib

from sayso.errors import FetchError

ACCEPTED = "gzip, deflate"  # every server has gzip; what else it sends unasked is refused unread
_GZIP = b"\x1f\x8b"


def unpacked(body: bytes, encoding: str, most: int) -> bytes:
    """A body without its content encodings (RFC 9110, 8.4), the last applied first.

    Raises FetchError for an encoding that was not asked for, damage, or more than ``most`` bytes.
    """
    for name in reversed([part.strip().lower() for part in encoding.split(",") if part.strip()]):
        if name in ("gzip", "x-gzip"):
            body = _inflated(body, zlib.MAX_WBITS | 16, most)
        elif name == "deflate":  # zlib by the standard; some servers send it bare
            body = _inflated(body, zlib.MAX_WBITS if body[:1] == b"\x78" else -zlib.MAX_WBITS, most)
        elif name != "identity":
            raise FetchError(f"the answer is packed as {name[:20]!r}, which was not asked for", "tell the outlet")
    return body


def ungzipped(body: bytes, most: int) -> bytes:
    """A file that may be gzipped itself, as sitemaps are, unpacked once. Raises as `unpacked` does."""
    return _inflated(body, zlib.MAX_WBITS | 16, most) if body.startswith(_GZIP) else body


def _inflated(body: bytes, bits: int, most: int) -> bytes:
    if not body:
        return body
    parts: list[bytes] = []
    size = 0
    while body:  # a gzip file may have several members
        inflater = zlib.decompressobj(bits)
        try:
            part = inflater.decompress(body, most - size + 1)
        except zlib.error as fault:
            raise FetchError(f"the packed answer is damaged ({fault})", "try again later", passing=True) from fault
        size += len(part)
        parts.append(part)
        if size > most:
            raise FetchError(f"the answer unpacks to more than {most // 1_000_000} MB", "it is no article")
        if not inflater.eof:
            raise FetchError("the packed answer is cut off", "try again later", passing=True)
        body = inflater.unused_data if inflater.unused_data.startswith(_GZIP) else b""
    return b"".join(parts)
