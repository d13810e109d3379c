"""Bytes to text without damage, or a clear no.

In: the bytes of a file and the encoding it declares, if any. Out: the text exactly as the bytes have it
(line ends included) and an issue for everything but plain UTF-8. In order: the byte order mark; UTF-16 by
its zero bytes; UTF-8; what the file declares; UTF-8 with a few broken bytes; charset-normalizer where it
is sure. A guess that may garble names is not made: Sayso's citations are exact words.
"""

from __future__ import annotations

import codecs
import re

from sayso.ingest.ingested import issue
from sayso.model import Issue

Decoded = tuple[str | None, tuple[Issue, ...]]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The encodings that news in the languages of the field was ever kept in, the commonest first: where several
# agree about the sample, or charset-normalizer cannot tell them apart, the first is taken.
_CANDIDATES = [
    *("cp1252", "cp1251", "koi8_u", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic"),
    *("cp1250", "iso8859_2", "cp1253", "cp1254", "cp1255", "cp1256"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"),
]
_SAMPLE = 200_000
_MOST_CHAOS = 0.1
_LEAST_COHERENCE = 0.2  # random bytes have 0, the least coherent text of `tests/cases/encodings.json` 0.57
_MOST_BROKEN = 0.01
_REWRITE = "Save the file as UTF-8 to be sure."


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text, or None and the issue that says why."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _after_mark(data[len(mark) :], encoding)
    return _utf16(data) or _utf8(data) or _declared(data, declared) or _mended(data) or _guessed(data)


def _after_mark(data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        return text, (issue(f"The file begins as {encoding.upper()} but is damaged.", _REWRITE),)
    if encoding == "utf-8":
        what = "The file begins with a byte order mark; positions count from the character after it."
        return text, (issue(what, "Nothing needs to be done."),)
    return text, (_read_as(encoding.upper()),)


def _utf8(data: bytes) -> Decoded | None:
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return None


def _declared(data: bytes, declared: str | None) -> Decoded | None:
    if not declared:
        return None
    try:
        text = data.decode(codecs.lookup(declared).name)
    except (LookupError, ValueError):  # not an encoding, or not the one it is in
        return None
    return text, ()


def _utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: Latin text has a zero at every other byte, Cyrillic a 04."""
    pairs = data[: _SAMPLE // 2 * 2]
    if b"\x00" not in pairs or len(data) % 2 or len(pairs) < 8:
        return None
    for encoding, high in (("utf-16-le", pairs[1::2]), ("utf-16-be", pairs[0::2])):
        if (high.count(0) + high.count(4)) / len(high) > 0.9 and high.count(0):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            return text, (issue(f"The file is {encoding.upper()}, not UTF-8; it was read as such.", _REWRITE),)
    return None


_GOOD = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def _mended(data: bytes) -> Decoded | None:
    """UTF-8 in which a few bytes are broken, as after a bad cut: each becomes U+FFFD."""
    good = len(_GOOD.findall(data))
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if good < 3 or broken > max(1, _MOST_BROKEN * len(text)) or broken > good:
        return None
    what = f"{broken} place(s) in the file are not UTF-8; each is shown as \ufffd."
    return text, (issue(what, "Look at the original: words there cannot be cited."),)


def _guessed(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    matches = list(from_bytes(data[:_SAMPLE], cp_isolation=_CANDIDATES, threshold=_MOST_CHAOS))
    if not matches or matches[0].coherence < _LEAST_COHERENCE:
        what = "The file is not UTF-8 and its encoding cannot be told."
        return None, (issue(what, "Save it as UTF-8 and add it again."),)
    best = [match for match in matches if (match.chaos, match.coherence) == (matches[0].chaos, matches[0].coherence)]
    possible = {name for match in best for name in (match.encoding, *match.could_be_from_charset)}
    encoding = next(name for name in _CANDIDATES if name in possible)
    return data.decode(encoding, errors="replace"), (_read_as(f"{encoding}, judged by its bytes"),)


def _read_as(encoding: str) -> Issue:
    return issue(f"The file is not UTF-8; it was read as {encoding}.", "Save it as UTF-8 to be sure.")
