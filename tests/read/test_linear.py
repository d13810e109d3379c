"""When, where, how many, what happened: a text ten times as long takes about ten times as long.

The text is a megabyte of different sentences, each with places, times, figures and events; seconds are CPU time, the
best of three for the short text, so that a busy machine does not decide.
"""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable

import pytest

from sayso.model import Span
from sayso.read.events import events
from sayso.read.figures import figures
from sayso.read.places import places
from sayso.read.times import times

SHORT = 100_000
PLACES = "Kupiansk Svatove Pokrovsk Kharkiv Lyman Nevidome Toretsk Marinka Vuhledar Kherson Odesa Izmail".split()
DAYS = "Monday|last Thursday|30 October|overnight|two days later|early October 2024|the morning of 3 May".split("|")
DEEDS = "attacked|advanced near|shelled|attempted to storm|repelled assaults on|withdrew from|accumulated 19 units in"


def text_of(size: int) -> str:
    """Sentences by a seeded draw; a paragraph has eight."""
    draw, parts, length = random.Random(7), [], 0
    while length < size:
        one, two, three = draw.sample(PLACES, 3)
        deed, day, count = draw.choice(DEEDS.split("|")), draw.choice(DAYS), draw.randrange(20, 4000)
        sentence = (
            f"Russian forces {deed} {one}, {two} and {three} on {day}, the General Staff said; more than {count} "
            f"drones hit {count % 90 + 3} square kilometres of land near {two}."
        )
        parts.append(sentence + ("\n\n" if len(parts) % 8 == 7 else " "))
        length += len(parts[-1])
    return "".join(parts)[:size]


def events_of(text: str) -> object:
    spans = [("all", (Span(0, len(text)),))]
    return events(text, spans, places(text[:2000]), ())


STAGES: dict[str, Callable[[str], object]] = {
    "times": lambda text: times(text, "2024-11-01"),
    "places": places,
    "figures": figures,
    "events": events_of,
}


def seconds(stage: Callable[[str], object], text: str) -> float:
    gc.freeze()  # what other tests left behind is not walked through again and again
    begun = time.process_time()
    stage(text)
    return time.process_time() - begun


@pytest.mark.parametrize("name", STAGES)
def test_a_megabyte_costs_about_ten_times_a_tenth_of_it(name: str) -> None:
    stage = STAGES[name]
    whole = text_of(10 * SHORT)
    stage(whole[:5000])  # tables and caches are filled first
    tenths = [whole[at : at + SHORT] for at in (SHORT, 2 * SHORT, 3 * SHORT)]  # none twice: what is remembered is fast
    short = min(seconds(stage, tenth) for tenth in tenths)
    most = 16 * short + 0.1
    assert any(seconds(stage, whole) < most for _ in range(3))  # once is enough: a busy machine is slow now and then
