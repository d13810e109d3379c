"""When something was said: the date beside the cue, or that of the occasion.

In: a body, the times of the text, and all bodies. Out: the TIMEX3 value nearest to the cue that stands in its sentence
but in nobody's content below or beside it ("at a press conference on 5 July").
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model import Span, Time, When
from sayso.read.statements.assembly import Body

AFTER = 160  # characters behind a cue within which an occasion's date is looked for


def said(
    body: Body,
    index: int,
    bodies: Sequence[Body],
    times: Sequence[Time],
    sentence: Span | None,
    label: Span | None,
) -> When | None:
    """The moment of saying of ``body``, or None where the text gives none."""
    if label is not None:
        return _nearest([t for t in times if label.start <= t.start and t.end <= label.end], label.end)
    cue = body.draft.cue
    if cue is None or sentence is None:
        return None
    taken = [
        s
        for i, b in enumerate(bodies)
        if i == index or b.parent == body.parent or b.parent == index
        for s in b.content
    ]
    free = [
        t
        for t in times
        if sentence.start <= t.start
        and t.end <= sentence.end
        and t.start < cue.end + AFTER
        and not any(s.start <= t.start < s.end for s in taken)
    ]
    return _nearest(free, cue.start)


def _nearest(times: Sequence[Time], at: int) -> When | None:
    dated = [t for t in times if t.type in ("DATE", "TIME")]
    if not dated:
        return None
    best = min(dated, key=lambda t: abs(t.start - at))
    return When(best.value, best.first, best.last)
