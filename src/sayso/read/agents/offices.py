"""Who held an office on a day: "the Ukrainian president" of 3 May 2024.

In: agents with the offices they held. Out: the one who held what a description names, on a day. A description is
taken at its word: "former", "acting" and "deputy" are no part of any office here, so none is found for them; nor on
a day on which two held it by the tables, or nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Protocol

from msgspec import Struct

from sayso.read.agents import nations

# What else the press calls an office.
_OTHERWISE = {
    "prime minister": ("premier", "PM"),
    "premier": ("prime minister",),
    "foreign minister": ("top diplomat", "minister of foreign affairs", "FM"),
    "foreign secretary": ("foreign minister", "top diplomat"),
    "secretary of state": ("top diplomat",),
    "defence minister": ("minister of defence",),
    "defence secretary": ("secretary of defence", "Pentagon chief", "defence minister"),
    "interior minister": ("minister of internal affairs",),
    "secretary general": ("secretary-general", "chief", "head"),
    "director general": ("director-general", "chief", "head"),
    "commander-in-chief": ("commander in chief", "army chief", "top commander", "top general"),
    "spokesman": ("press secretary", "spokesperson"),
    "head": ("chief", "director"),
    "director": ("chief", "head"),
    "president": ("leader",),
    "supreme leader": ("leader",),
    "chair": ("chairman", "chief"),
    "managing director": ("chief", "head"),
    "foreign policy chief": ("top diplomat",),
}
# Countries whose president is not the one whom the press calls their leader.
_LED_BY_OTHERS = frozenset(
    {
        *("Germany", "Italy", "Poland", "Israel", "Iran", "Estonia", "Latvia", "Lithuania", "Slovakia", "Czechia"),
        *("Finland", "Georgia", "European Commission", "European Council", "European Parliament", "World Bank"),
        *("European Central Bank", "International Committee of the Red Cross"),
    }
)
_SHORT = {
    "Security Service of Ukraine": ("SBU",),
    "Federal Security Service of Russia": ("FSB",),
    "Foreign Intelligence Service of Russia": ("SVR",),
    "Central Intelligence Agency": ("CIA",),
    "Federal Bureau of Investigation": ("FBI",),
    "International Atomic Energy Agency": ("IAEA",),
    "World Health Organization": ("WHO",),
    "International Monetary Fund": ("IMF",),
    "International Committee of the Red Cross": ("ICRC", "Red Cross"),
    "United Nations": ("UN", "U.N."),
    "European Union": ("EU",),
    "European Commission": ("Commission", "EU Commission"),
    "European Central Bank": ("ECB",),
    "Federal Reserve": ("Fed",),
    "International Criminal Court": ("ICC",),
    "United Nations Relief and Works Agency for Palestine Refugees": ("UNRWA",),
    "World Food Programme": ("WFP",),
}


class Office(Struct, frozen=True, rename={"start": "from", "end": "to"}, forbid_unknown_fields=True):
    """An office that a person held: ``title`` (president), ``of`` a country or body, ``start`` and ``end`` its first
    day and the day on which another's began, ISO 8601; ``end`` None: held still."""

    title: str
    of: str
    start: str
    end: str | None = None


class _Agent(Protocol):
    """What has offices."""

    @property
    def name(self) -> str: ...

    @property
    def offices(self) -> tuple[Office, ...]: ...


class Holders:
    """Look-ups of who held what."""

    def __init__(self, agents: Sequence[_Agent]) -> None:
        self._held: dict[str, set[tuple[str, str, str | None]]] = defaultdict(set)
        for agent in agents:
            for office in agent.offices:
                for form in _forms(office):
                    self._held[_key(form)].add((agent.name, office.start, office.end))

    def on(self, description: str, day: str, until: str = "9999") -> str | None:
        """The name of who held on ``day`` (ISO 8601, as precise as known) what the description names.

        ``until``: the last day for which an office without an end is known to have been held still.
        """
        day = day[:10]
        held = self._held.get(_key(description), ())
        names = {name for name, start, end in held if _covers(start, end, day, until)}
        return names.pop() if len(names) == 1 else None


def _covers(start: str, end: str | None, day: str, until: str) -> bool:
    """Whether the whole of a day, month or year lies within a term."""
    precision = len(day)
    begun = start <= day if precision == len(start) else start[:precision] < day
    return begun and (day <= until[:precision] if end is None else day < end[:precision])


def _forms(office: Office) -> Iterator[str]:
    """What the press calls the holder of an office."""
    nation = next((nation for nation in nations.nations() if nation.name == office.of), None)
    names = (office.of, *(nation.aliases if nation else _SHORT.get(office.of, ())))
    for title in (office.title, *_titles(office)):
        yield from (f"{demonym} {title}" for demonym in (nation.demonyms if nation else ()))
        for name in names:
            yield f"{name} {title}"
            yield f"{name}'s {title}"
            yield f"{title} of {name}"
            yield f"{title} of the {name}"


def _titles(office: Office) -> tuple[str, ...]:
    others = _OTHERWISE.get(office.title, ())
    led_by_others = office.title == "president" and office.of in _LED_BY_OTHERS
    return () if led_by_others else others


def _key(words: str) -> str:
    plain = " ".join(words.replace("’", "'").split()).casefold()
    return plain.removeprefix("the ").replace("defense", "defence")
