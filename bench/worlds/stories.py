"""The stories of a world, one after the other in order of days.

In: settings. Out: an iterator of `Story`s: a main fact, perhaps disputed, smaller facts beside it, who tells them,
and the articles. Articles also look back at earlier stories, so that last week's meeting stands beside this week's.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from msgspec import Struct, structs

from worlds.articles import Article, written
from worlds.cast import Outlet, cast, outlet_voice
from worlds.facts import Claim, Fact, Quarrel, claims, fact, fact_at, signature
from worlds.kinds import Kind, kinds
from worlds.settings import WorldSettings
from worlds.spread import Plan, Telling, at_first_hand, passed_on, retold
from worlds.voices import Origin, origins, sides
from worlds.wording import first as worded_first
from worlds.wording import fitted

BEGIN = date(2025, 3, 3)
DISPUTED = 0.45
LOOPS = 0.04  # share of stories with two outlets that cite each other
OFF_DESK = 0.2  # share of agencies' stories that the desk does not have
LOOKS_BACK = 0.25  # share of articles that retell a claim of an earlier story
BACK_DAYS = (4, 12)
ALIKE_DAYS = 4  # facts alike in all but figures are at least as many days apart
MEAN_LENGTH = 11.5  # articles a story has; measured, to make about as many documents as were asked for


class Story(Struct, frozen=True):
    """What is told around one fact."""

    claims: tuple[Claim, ...]
    quarrels: tuple[Quarrel, ...]
    articles: tuple[Article, ...]


class _Past:
    """What later stories may know of earlier ones."""

    def __init__(self) -> None:
        self.facts: deque[Fact] = deque(maxlen=60)
        self.days: dict[str, date] = {}
        self.plans: deque[Plan] = deque(maxlen=400)

    def is_new(self, one: Fact) -> bool:
        """Whether nobody could take the fact for one that is known. Undated kinds happen once a month."""
        last = self.days.get(signature(one))
        dated = "T" in one.kind.slots
        return last is None or abs((one.day - last).days) > (ALIKE_DAYS if dated else 40)

    def keep(self, one: Fact) -> None:
        self.facts.append(one)
        self.days[signature(one)] = one.day


def stories(settings: WorldSettings) -> Iterator[Story]:
    """All stories of the world."""
    rng = Random(f"world {settings.seed} {settings.hardness} {settings.templates}")
    known = kinds(settings.templates)
    past = _Past()
    count = max(2, round(settings.documents / MEAN_LENGTH))
    for number in range(count):
        day = BEGIN + timedelta(days=number * settings.days // count)
        yield _story(f"s{settings.seed}-{number}", day, known, past, settings, rng)


def _story(ident: str, day: date, known: dict[str, Kind], past: _Past, settings: WorldSettings, rng: Random) -> Story:
    pool = rng.sample(cast().outlets, rng.randrange(4, 9))
    found, quarrels, heard = _told_first(ident, day, known, past, settings, pool, rng)
    start = datetime.combine(day, time(rng.randrange(7, 13), rng.randrange(60)))
    plans = [_hidden(plan, rng) for plan in at_first_hand(heard, start, settings, rng)]
    if len(plans) > 1 and rng.random() < LOOPS:
        plans, found = _with_loop(ident, plans, found, known, rng)
    outside = [outlet for outlet in cast().outlets if outlet.name not in {plan.outlet.name for plan in plans}]
    rng.shuffle(outside)
    for outlet in outside[: min(len(outside), int(rng.expovariate(1 / 6)))]:
        plans.append(retold(plans, outlet, settings, rng))
    plans = [_looking_back(plan, past, settings, rng) for plan in plans]
    past.plans.extend(plan for plan in plans if plan.copies is None)
    return Story(tuple(found), tuple(quarrels), tuple(written(plans, ident, settings.asides, rng)))


def _hidden(plan: Plan, rng: Random) -> Plan:
    """An agency's story may be missing on the desk."""
    return structs.replace(plan, hidden=plan.outlet.kind == "agency" and rng.random() < OFF_DESK)


def _with_loop(
    ident: str, plans: list[Plan], found: list[Claim], known: dict[str, Kind], rng: Random
) -> tuple[list[Plan], list[Claim]]:
    """Two articles that give a claim to each other."""
    main = found[0].fact
    claim = claims(_beside(f"{ident}-loop", main, known, rng), known, False, rng)[0][0]
    first, second = rng.sample(range(len(plans)), 2)
    out = list(plans)
    for here, there in ((first, second), (second, first)):
        chain = (outlet_voice(plans[here].outlet), outlet_voice(plans[there].outlet))
        wording = fitted(claim, worded_first(claim, rng), chain, rng)
        told = (*plans[here].tellings, Telling(claim, chain, wording, "loop"))
        out[here] = structs.replace(plans[here], tellings=told, hidden=False)
    return out, [*found, claim]


def _told_first(
    ident: str,
    day: date,
    known: dict[str, Kind],
    past: _Past,
    settings: WorldSettings,
    pool: Sequence[Outlet],
    rng: Random,
) -> tuple[list[Claim], list[Quarrel], list[tuple[Claim, list[Origin]]]]:
    """The story's claims, and who has each at first hand."""
    found: list[Claim] = []
    quarrels: list[Quarrel] = []
    heard: list[tuple[Claim, list[Origin]]] = []
    for place, one in enumerate(_facts(ident, day, known, past, settings, rng)):
        made, pairs = claims(one, known, place == 0 and rng.random() < DISPUTED, rng)
        groups = sides(made, cast(), rng)
        for claim, share in zip(made, groups, strict=True):
            heard.append((claim, origins(share, claim.kind.theatre, place == 0, pool, rng)))
        found += made
        quarrels += pairs
    return found, quarrels, heard


def _facts(
    ident: str, day: date, known: dict[str, Kind], past: _Past, settings: WorldSettings, rng: Random
) -> list[Fact]:
    wanted = 1 + rng.randrange(settings.side_facts[0], settings.side_facts[1] + 1)
    out: list[Fact] = []
    for place in range(wanted):
        for _ in range(20):
            name = f"{ident}-{place}"
            one = (
                fact(name, known, list(past.facts), day, cast(), rng)
                if place == 0
                else _beside(name, out[0], known, rng)
            )
            if past.is_new(one):
                past.keep(one)
                out.append(one)
                break
    return out or _facts(ident, day, known, _Past(), settings, rng)


def _beside(name: str, main: Fact, known: dict[str, Kind], rng: Random) -> Fact:
    """A smaller fact of the same day and country, half the time of the same place."""
    allowed = [kind for kind in known.values() if not kind.only_against and kind.theatre == main.kind.theatre]
    one = fact_at(name, rng.choice(allowed), main.home, main.day, cast(), rng)
    same_place = main.kind.slots.get("P") == one.kind.slots.get("P") and "P" in one.values and rng.random() < 0.5
    return structs.replace(one, values=one.values | {"P": main.values["P"]}) if same_place else one


def _looking_back(plan: Plan, past: _Past, settings: WorldSettings, rng: Random) -> Plan:
    """The plan with a claim of some days ago as background, a quarter of the time."""
    if plan.copies is not None or plan.outlet.kind == "body" or rng.random() >= LOOKS_BACK:
        return plan
    old = [p for p in past.plans if BACK_DAYS[0] <= (plan.moment - p.moment).days <= BACK_DAYS[1]]
    if not old:
        return plan
    source = rng.choice(old[-120:])
    telling = passed_on(rng.choice(source.tellings), plan.outlet, source.outlet, settings, rng)
    if source.outlet.name == plan.outlet.name:
        return plan
    telling = Telling(telling.claim, telling.chain, telling.wording, f"background: {telling.how}")
    return structs.replace(plan, tellings=(*plan.tellings, telling))
