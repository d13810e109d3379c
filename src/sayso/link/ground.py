"""Ground that one side says it took and the other says it holds.

In: a telling and the events that it carries. Out: what it says of places that can be taken or held; and for two such
sayings, whether both can hold: one place captured, and the capture denied, the attack repelled, or no troops of that
side there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from sayso.link.content import Content
from sayso.link.moments import day
from sayso.link.words import wording, words
from sayso.model import Event

ONE_EVENT_DAYS = 1  # a place repelled today may well be captured in two days
SHORT = 30  # content words; a longer content tells of several things, and negates any of them
_TROOPS = frozenset({"troop", "forc", "armi", "militari"})
_TAKEN_OR_HELD = frozenset({"capture", "repel"})


class Ground(Struct, frozen=True, array_like=True):
    """What a telling says of a place: captured, repelled there, or nobody of that side there (absence)."""

    type: str
    actor: str | None
    place: str
    stems: str
    denied: bool
    day: int | None


def ground(
    content: Content, start: int, said: str, events: Sequence[Event], published: str | None
) -> tuple[Ground, ...]:
    """What a telling, the words ``said`` from ``start`` on, says of ground."""
    if len(content.sequence) > SHORT:
        return ()
    held = (_of_event(content, start, said, event, published) for event in events if event.type in _TAKEN_OR_HELD)
    return (*(one for one in held if one is not None), *_absences(content, published))


def _of_event(content: Content, start: int, said: str, event: Event, published: str | None) -> Ground | None:
    if event.place is None:
        return None
    offset = max(0, event.start - start)
    negated = set(_stems(said[offset : offset + event.end - event.start])) & content.negated_heads
    when = day(event.when) if event.when else day(published)
    stems = " ".join(_stems(event.place))
    return Ground(event.type, event.actor, event.place, stems, content.denied or bool(negated), when)


def _stems(text: str | None) -> list[str]:
    return [word.stem for word in words(text or "")]


def _absences(content: Content, published: str | None) -> Iterable[Ground]:
    """Of "There are no Russian troops in X", an ``absence`` for each name that may be the place."""
    sides = content.words & wording().countries
    if content.negated & _TROOPS and sides:
        for name in content.names:
            if name not in sides:
                yield Ground("absence", min(sides), name, name, content.denied, day(published))


def against(one: Ground, other: Ground) -> tuple[str, str] | None:
    """The kind and the reason, if the two cannot both hold."""
    capture, other = sorted((one, other), key=lambda ground: ground.type != "capture")
    if capture.type != "capture" or capture.stems != other.stems or not _one_time(capture, other):
        return None
    if other.type == "capture":
        stated = capture.denied == other.denied
        return None if stated else ("denial", f"capture of {capture.place}, stated and denied")
    if capture.denied:
        return None
    if other.type == "absence":
        taken_by = _stems(capture.actor)
        return ("outcome", f"capture of {capture.place}, and none there") if other.actor in taken_by else None
    one_side = capture.actor == other.actor
    return None if one_side or other.denied else ("outcome", f"capture of {capture.place}, and attack repelled")


def _one_time(left: Ground, right: Ground) -> bool:
    return left.day is None or right.day is None or abs(left.day - right.day) <= ONE_EVENT_DAYS
