"""Who tells a claim first: its origins.

Which sources stand side by side is kept to what an editor could judge: one organ of a state for a claim, "an official"
only beside states' organs, no "residents" beside "a source". So whom an unnamed source could be is beyond dispute.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from msgspec import Struct, structs

from worlds.cast import Cast, Group, Outlet, Voice, cast, page_of
from worlds.facts import Claim
from worlds.values import Party

HOW_MANY = ((1, 2, 3, 4, 5, 6, 7, 8), (45, 22, 13, 8, 5, 3, 2, 2))
AFFILIATES = 0.3  # share of bodies that speak twice, by themselves and by an official, or by two officials
UNNAMED = 0.35
DOCUMENT = 0.12
OWN_VOICE = 0.08
HEARSAY = 0.1  # share of lone origins that are known through somebody whom they told
OWN_PAGE = 0.25  # share of bodies that print it on a page of their own, where nobody else is an origin


class Origin(Struct, frozen=True):
    """One who tells a claim, and the outlets that hear it, perhaps ``through`` somebody who was told.

    Without a voice the outlets saw it themselves.
    """

    voice: Voice | None
    told: tuple[Outlet, ...]
    through: Voice | None = None


def sides(found: Sequence[Claim], everybody: Cast, rng: Random) -> list[list[Group]]:
    """For each claim of a fact the bodies that may stand behind it; no body stands on two sides."""
    groups = [_candidates(claim, everybody, rng) for claim in found]
    taken: set[str] = set()
    out = []
    for index, group in enumerate(groups):
        left = [g for g in group if g.voices[0].key not in taken]
        share = left if index == len(groups) - 1 else left[: max(1, (len(left) + 1) // 2)]
        out.append(share)
        taken |= {g.voices[0].key for g in share}
    return out


def _candidates(claim: Claim, everybody: Cast, rng: Random) -> list[Group]:
    """Bodies that may know, one organ of a state among them at most."""
    theatre = claim.kind.theatre
    if theatre == "war":
        side = claim.values["A"].country if isinstance(claim.values.get("A"), Party) else None
        groups = [
            g for g in everybody.groups if g.theatre == "war" and (not g.state or side is None or _on(claim, g, side))
        ]
    else:
        groups = [
            g for g in everybody.groups if g.theatre == "civil" and (g.country == claim.fact.home.name or not g.state)
        ]
        near = [g for g in groups if g.country == claim.fact.home.name]
        groups = [*near, *rng.sample([g for g in groups if g not in near], 6)]
    state = [g for g in groups if g.state]
    rest = [g for g in groups if not g.state]
    rng.shuffle(rest)
    first = [rng.choice(state)] if state and rng.random() < 0.75 else []
    return [*first, *rest]


def _on(claim: Claim, group: Group, side: str) -> bool:
    """An army's command confirms what its own side did, and denies what is said of it."""
    if claim.kind.name == "hold" or not claim.affirms:
        return group.country != side
    return True


def origins(groups: Sequence[Group], theatre: str, many: bool, pool: Sequence[Outlet], rng: Random) -> list[Origin]:
    """The origins of one claim, each with the outlets of the pool that have it at first hand."""
    if rng.random() < OWN_VOICE:
        return [Origin(None, (outlet,)) for outlet in rng.sample(pool, min(len(pool), rng.choice((1, 1, 2))))]
    count = rng.choices(*HOW_MANY)[0] if many else 1
    named = groups[: rng.randrange(max(1, min(count, len(groups)) - 1), min(count, len(groups)) + 1)]
    voices = [voice for group in named for voice in _of_group(group, rng)]
    voices += _unnamed(named, rng) if rng.random() < UNNAMED else []
    if rng.random() < DOCUMENT:
        voices.append(rng.choice([voice for where, voice in _documents(theatre)]))
    if len(voices) > 1 and rng.random() < 0.15 and voices[-1].kind == "unnamed":
        voices = voices[-1:]  # nobody but the unnamed source
    voices = voices[: max(1, count + 1)]
    if len(voices) == 1 and voices[0].kind == "person" and rng.random() < HEARSAY:
        others = [g for g in cast().groups if g.diplomat and g.country != voices[0].nation]
        return [Origin(voices[0], tuple(rng.sample(pool, min(3, len(pool)))), rng.choice(others).voices[1])]
    found = [Origin(voice, _told(voice, pool, rng)) for voice in voices]
    bodies = {voice.group for voice in voices}
    if len(bodies) == 1 and "" not in bodies and rng.random() < OWN_PAGE:
        found.append(Origin(None, (page_of(named[0].voices[0]),)))
    return found


def _documents(theatre: str) -> list[tuple[str, Voice]]:
    return [entry for entry in cast().documents if entry[0] == theatre]


def _of_group(group: Group, rng: Random) -> list[Voice]:
    voices = list(group.voices)
    rng.shuffle(voices)
    return voices[: 2 if rng.random() < AFFILIATES else 1]


def _unnamed(named: Sequence[Group], rng: Random) -> list[Voice]:
    """An unnamed source or two that stand beside the named ones without a riddle."""
    who = rng.choice(("anybody", "anybody", "official", "resident"))
    if who == "official" and not all(group.state for group in named):
        who = "anybody"
    found = [voice for voice in cast().unnamed if voice.who == who]
    drawn = rng.sample(found, 2 if who == "anybody" and rng.random() < 0.25 else 1)
    if who != "official":
        return drawn
    from_here = named and rng.random() < 0.6
    nation = named[0].country if from_here else rng.choice(sorted(cast().countries))
    return [official(voice, nation) for voice in drawn]


def official(voice: Voice, nation: str) -> Voice:
    """The unnamed official as one of a country."""
    adjective = cast().countries[nation].adjective
    names = tuple(_article(name.replace("NATION", adjective)) for name in voice.names)
    return structs.replace(voice, key=f"u:{names[0]}", names=names, nation=nation)


def _article(name: str) -> str:
    return "an " + name[2:] if name.startswith("a ") and name[2] in "AEIOU" else name


def _told(voice: Voice, pool: Sequence[Outlet], rng: Random) -> tuple[Outlet, ...]:
    """Who hears it from the origin: one outlet hears an unnamed source, up to three a statement."""
    count = 1 if voice.kind == "unnamed" else rng.choices((1, 2, 3), (60, 30, 10))[0]
    return tuple(rng.sample(pool, min(count, len(pool))))
