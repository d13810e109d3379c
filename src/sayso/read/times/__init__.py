"""When: the times in a text as TIMEX3, with the days they cover.

In: a text, the moment it was published, and the text's blocks. Out: times in text order that do not
overlap. Heads of time expressions are found in one pass (`heads`); around each the forms of the grammar
are tried (`grammar`: `dates`, `deictic`, `durations`, `clock`, `holidays`); neighbours that are one time
are joined (`join`); each value gets its interval (`days`).

Values follow TIMEX3 (ISO-TimeML, ISO 24617-1). Words for the present and the undated past ("now",
"recently"), the ordinal years of a war and anniversaries are no times here.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.model import Block, Time
from sayso.read.times.context import Context
from sayso.read.times.days import interval
from sayso.read.times.found import Found
from sayso.read.times.grammar import parse
from sayso.read.times.heads import heads
from sayso.read.times.join import joined, listed, widened
from sayso.read.times.moments import moment
from sayso.read.times.surface import flatten

__all__ = ["moment", "times"]


def times(text: str, published: str | None, blocks: Sequence[Block] = ()) -> tuple[Time, ...]:
    """The times in ``text``, resolved against ``published`` (ISO 8601, a day or a moment).

    Without ``published`` the first dateline or byline among ``blocks`` that holds a moment is the anchor;
    without that too, what cannot be known stays X in the values ("30 October": ``XXXX-10-30``).
    """
    context = Context(text, flatten(text), published or _dateline(text, blocks))
    return tuple(_time(found) for found in _found(context))


def _dateline(text: str, blocks: Sequence[Block]) -> str | None:
    for block in blocks:
        if block.role in ("dateline", "byline"):
            stamp = moment(text[block.start : block.end])
            if stamp:
                return stamp
    return None


def _found(context: Context) -> list[Found]:
    all_found: list[Found] = []
    done = 0
    for kind, start, end in heads(context.flat):
        if start < done:
            continue
        found = parse(kind, start, end, done, context)
        if found is None:
            continue
        found = widened(found, context, done)
        pair = joined(all_found[-1], found, context) if all_found else None
        if pair is not None:
            all_found[-1] = pair
        else:
            all_found.extend(listed(found, context, done))
        done = all_found[-1].end
    return all_found


def _time(found: Found) -> Time:
    first, last = (None, None) if found.type in ("DURATION", "SET") else interval(found.value, found.mod)
    if found.zone:
        first, last = first and first + found.zone, last and last + found.zone
    return Time(found.start, found.end, found.type, found.value, found.mod, first, last)
