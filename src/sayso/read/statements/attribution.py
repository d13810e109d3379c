"""What every tier of the statement reader finds: who is said to say what, as spans of the text."""

from __future__ import annotations

from msgspec import Struct

from sayso.model import Span, StatementType


class Attribution(Struct, frozen=True):
    """An attribution relation as flat spans: no parent or chain yet (assembly adds them).

    ``content`` holds spans in text order, never overlapping; none where a tier saw a cue alone. ``source``
    and ``cue`` are None where the text names none. ``score`` is how sure the tier is that it stands there, 0 to 1.
    ``inner``: only if it stands within the content of another. ``type``: of such, where a network is sure of it.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    score: float
    inner: bool = False
    type: StatementType | None = None


class Claimed(Struct, frozen=True):
    """A part of a content that the model found, and the cue that it gives it to."""

    start: int
    end: int
    cue: Span
