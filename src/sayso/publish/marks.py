"""A document's text for a page, escaped, the cited words marked: offsets in, nested elements out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from markupsafe import Markup, escape

from sayso.publish.citations import Note


def marked(text: str, notes: Sequence[Note]) -> Markup:
    """``text`` as HTML with a ``mark`` for each note, ``id="wN"``. Marks that cross are split, never lost."""
    order = sorted(notes, key=lambda n: (n.citation.start, -n.citation.end, n.number))
    edges = sorted({0, len(text), *(e for n in order for e in (n.citation.start, n.citation.end))})
    parts: list[str] = []
    open_now: list[Note] = []
    for start, end in pairwise(edges):
        wanted = [n for n in order if n.citation.start <= start < n.citation.end]
        parts += _moved(open_now, wanted, start)
        parts.append(str(escape(text[start:end])))
        open_now = wanted
    parts += _moved(open_now, [], len(text))
    return Markup("".join(parts))


def _moved(now: Sequence[Note], wanted: Sequence[Note], place: int) -> list[str]:
    """Close what ends here, and what stands above it; then open what begins or goes on."""
    same = 0
    while same < min(len(now), len(wanted)) and now[same] is wanted[same]:
        same += 1
    return ["</mark>"] * (len(now) - same) + [_opened(note, place) for note in wanted[same:]]


def _opened(note: Note, place: int) -> str:
    if note.citation.start != place:
        return '<mark class="goes-on">'
    return f'<mark id="w{note.number}" tabindex="-1">'
