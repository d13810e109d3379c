"""Addresses from documents: only http and https, and with the exact words as a text fragment.

The fragment follows the WICG's Scroll to Text Fragment draft (https://wicg.github.io/scroll-to-text-fragment/):
``#:~:text=start`` or ``#:~:text=start,end``, where ``-``, ``,`` and ``&`` in the words are percent-encoded.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_WHOLE = 90  # characters up to which the words are given whole; longer ones as a range from first to last words
_EDGE = 6  # words at each end of a range
_BULLET = re.compile(r"^[\s•●▪‣*·–—-]+")
_UNSAFE = re.compile(r"[\x00-\x20\x7f<>\"\\^`{|}]")


def safe_url(url: str | None) -> str | None:
    """``url`` if it is an http or https address that can stand in a page, else None."""
    if not url or _UNSAFE.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def fragment_url(url: str | None, words: str) -> str | None:
    """The address at which a browser opens the original and marks ``words``; None where there is none."""
    address = safe_url(url)
    if address is None:
        return None
    directive = text_directive(words)
    if not directive:
        return address
    return f"{address}{':~:' if '#' in address else '#:~:'}{directive}"


def text_directive(words: str) -> str:
    """``text=...`` for ``words``; "" where there are none. Words over several lines are given as a range."""
    lines = [_BULLET.sub("", line).split() for line in words.splitlines()]
    tokens = [token for line in lines for token in line]
    flat = " ".join(tokens)
    if not tokens:
        return ""
    several = sum(bool(line) for line in lines) > 1
    if not several and (len(flat) <= _WHOLE or len(tokens) <= 2 * _EDGE):
        return f"text={_encoded(flat)}"
    edge = min(_EDGE, max(1, len(tokens) // 2))
    first = next(line for line in lines if line)[:edge]
    last = next(line for line in reversed(lines) if line)[-edge:]
    return f"text={_encoded(' '.join(first))},{_encoded(' '.join(last))}"


def _encoded(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")
