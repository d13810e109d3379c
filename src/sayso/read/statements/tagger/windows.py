"""Cut a long text into windows that a transformer can take: a core of whole sentences with context around it.

Every word stands in exactly one core, so every cue is looked for once; the context lets a source or a content
lie outside the core of its cue.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from sayso.model import Span
from sayso.read.statements.tagger.words import Ints

# In word pieces. With 200 and 16 the full tier reaches att.5 F1 75.9 on PolNeAR dev, with 230 and 36 75.2 and a
# sixth fewer articles a second (2026-11-22).
CORE = 200
CONTEXT = 16
LONGER = 72  # by which a single sentence may exceed a core before it is cut


class Window(Struct, frozen=True):
    """Words ``[left, right)`` of a text, of which ``[start, end)`` are the core."""

    left: int
    start: int
    end: int
    right: int


def windows(pieces: Ints, breaks: Sequence[int], core: int = CORE, context: int = CONTEXT) -> list[Window]:
    """Windows over words.

    ``pieces`` says how many word pieces each word has, ``breaks`` at which words sentences begin (ascending).
    ``core`` and ``context`` are sizes in word pieces. A sentence much longer than a core is cut between words.
    """
    total = len(pieces)
    upto = np.concatenate([[0], np.cumsum(pieces)])
    stops = np.array(sorted({b for b in breaks if 0 < b < total} | {total}), np.int64)
    found, start = [], 0
    while start < total:
        end = _core_end(upto, stops, start, core)
        left = int(np.searchsorted(upto, upto[start] - context))
        right = int(np.searchsorted(upto, upto[end] + context, side="right")) - 1
        found.append(Window(left, start, end, right))
        start = end
    return found


def _core_end(upto: Ints, stops: Ints, start: int, core: int) -> int:
    """The last sentence end that keeps the core within its size; within a monster sentence the last word."""
    reach = int(np.searchsorted(upto, upto[start] + core, side="right")) - 1
    last = int(np.searchsorted(stops, reach, side="right")) - 1
    if last >= 0 and stops[last] > start:
        return int(stops[last])
    first = int(stops[np.searchsorted(stops, start, side="right")])
    if upto[first] - upto[start] <= core + LONGER:
        return first
    return max(reach, start + 1)


def sentence_breaks(starts: Ints, sentences: Sequence[Span]) -> list[int]:
    """The word at which each sentence begins. ``starts`` are the words' first code points."""
    firsts = np.fromiter((s.start for s in sentences), np.int64, len(sentences))
    return [int(b) for b in np.searchsorted(starts, firsts)]
