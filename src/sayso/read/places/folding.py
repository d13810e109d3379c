"""Names as keys: one form for every way in which a text may write a name.

``fold`` drops case, accents, apostrophes, hyphens and full stops and writes Saint, Mount and Fort out.
``skeleton`` goes further for Slavic names, whose romanisation differs from outlet to outlet (Kupiansk,
Kupyansk, Kupjansk): it is used only where nothing was found under the folded form. ``digest`` is the
64-bit key in the compiled file.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

_DROPPED = dict.fromkeys(map(ord, "'’‘ʼʹ`´′.ʻ\u0301ьъ"))
_SPACED = {ord(c): " " for c in "-–‐‑\u00a0_"}
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ё": "е", "ґ": "г"})
_TABLE = {**_DROPPED, **_SPACED}
_ABBREVIATED = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_SLAVIC = (
    (re.compile(r"zhzh|zh"), "z"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"yi|iy|yy|ij|yj|ii|ji"), "i"),
    (re.compile(r"[yj](?=[aeou])|i(?=[aeou])"), "i"),
    (re.compile(r"[yj]"), "i"),
    (re.compile(r"w"), "v"),
    (re.compile(r"(.)\1"), r"\1"),
)


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """The form under which a name is looked up; empty if nothing of it is left."""
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in decomposed if not unicodedata.combining(c))
    words = name.translate(_TABLE).casefold().translate(_LETTERS).split()
    if words and words[0] in _ABBREVIATED and len(words) > 1:
        words[0] = _ABBREVIATED[words[0]]
    return " ".join(words)


@lru_cache(maxsize=50_000)
def skeleton(folded: str) -> str:
    """A coarser key for Slavic names in Latin script, from the folded form; it never equals a folded form."""
    for pattern, replacement in _SLAVIC:
        folded = pattern.sub(replacement, folded)
    return "~" + folded


def digest(key: str) -> int:
    """64 bits of BLAKE2b: over a million names the chance of any collision is about 3 in 100 million."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little")
