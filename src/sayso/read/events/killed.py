"""Who is killed in the fighting that the same sentence tells of: that is told once."""

from __future__ import annotations

from collections.abc import Container, Iterable

from sayso.model import Event
from sayso.read.events.clause import Sentence
from sayso.read.events.told import BOTH_SIDES, Found

KILLING = ("kill", "wound", "injur", "shoot", "shot", "open", "fire", "gun")
FIGHTING = frozenset("attack strike contested repel".split())  # what is killed there is killed in it


def killed_there(s: Sentence, one: Found, fighters: set[str | None]) -> bool:
    """Whether somebody was killed in the fighting that the sentence tells of, and not by another afterwards."""
    if one.type != "assault" or not s.low[one.token].startswith(KILLING):
        return False
    return one.actor is None or None in fighters or BOTH_SIDES in fighters or one.actor in fighters


def killed_by_it(fighting: Found, one: Found, places: Container[str]) -> bool:
    """Whether ``one`` is what the fighting itself did, and nobody else's deed: "the blasts in Kalm killed …".

    ``places``: names of places, which kill nobody.
    """
    nobody = one.actor is None or one.actor in places
    return fighting.nominal and one.type == "assault" and not one.passive and nobody


def killed_in_it(event: Event, told: Iterable[Event], text: str) -> bool:
    """Whether the killing is told by the fighting already: "the blasts in Kalm killed 12 people"."""
    if event.type not in ("assault", "attack") or not text[event.start : event.end].lower().startswith(KILLING):
        return False
    return any(
        one.type in FIGHTING
        and one.start != event.start
        and one.statement == event.statement
        and event.place in (None, one.place)
        and (event.actor is None or one.actor in (None, event.actor))
        for one in told
    )
