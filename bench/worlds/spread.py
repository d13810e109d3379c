"""How a story spreads: which outlet tells which claims, when, on whose say-so, and from which article it has them.

In: the claims of a story with their origins. Out: `Plan`s, one for each article, in order of time. A plan's tellings
have chains, publisher first, as the article will give them; what the outlet leaves out is in ``how``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from msgspec import Struct

from worlds.cast import Outlet, Voice, outlet_voice
from worlds.facts import Claim
from worlds.settings import WorldSettings
from worlds.voices import Origin
from worlds.wording import Wording, again, first, fitted

MEDIA = Voice("media", "unnamed", ("local media", "media reports"), who="media", plural=True)
CHAIN = 4  # no article names more links than this
KEPT = 0.85  # share of an article's claims that the next one retells
CREDITED = 0.6  # share of copies that credit the original
PARTIAL = 0.4  # share of copies that keep a part only


class Telling(Struct, frozen=True):
    """A claim told in an article. ``how`` is the way it came there, for the breakdown of losses."""

    claim: Claim
    chain: tuple[Voice, ...]
    wording: Wording
    how: str


class Plan(Struct, frozen=True):
    """One article to be written.

    ``copies``: the plan it copies, by index; ``extra``: what a partial copy adds. ``hidden``: an agency's story that
    the desk does not have, though others print and cite it.
    """

    outlet: Outlet
    moment: datetime
    tellings: tuple[Telling, ...]
    copies: int | None = None
    partial: bool = False
    credited: bool = False
    extra: tuple[Telling, ...] = ()
    hidden: bool = False


def at_first_hand(
    found: Sequence[tuple[Claim, Sequence[Origin]]], start: datetime, settings: WorldSettings, rng: Random
) -> list[Plan]:
    """The articles of the outlets that have something from an origin itself."""
    by_outlet: dict[str, list[Telling]] = {}
    outlets: dict[str, Outlet] = {}
    worded: dict[str, Wording] = {}
    for claim, origins in found:
        for origin in origins:
            for outlet in origin.told:
                outlets[outlet.name] = outlet
                told = by_outlet.setdefault(outlet.name, [])
                if not _is_told(claim, origin.voice, told):
                    told.append(_heard(claim, origin, outlet, worded, settings, rng))
    plans = [
        Plan(outlets[name], start + timedelta(minutes=rng.randrange(0, 600)), tuple(told))
        for name, told in by_outlet.items()
    ]
    return sorted(plans, key=lambda plan: (plan.moment, plan.outlet.name))


def _is_told(claim: Claim, voice: Voice | None, told: Sequence[Telling]) -> bool:
    """Whether the article has the claim from this source already, or in its own voice beside a source's."""
    mine = [telling for telling in told if telling.claim.key == claim.key]
    return bool(mine) and (voice is None or any(t.chain[-1].key == voice.key or len(t.chain) == 1 for t in mine))


def _heard(
    claim: Claim, origin: Origin, outlet: Outlet, worded: dict[str, Wording], settings: WorldSettings, rng: Random
) -> Telling:
    """What an outlet makes of what a source says: in the words in which it is first told, or in other words."""
    common = worded.setdefault(claim.key, first(claim, rng))
    wording = first(claim, rng, common.template.id) if rng.random() < settings.paraphrased else common
    here, voice, through = outlet_voice(outlet), origin.voice, origin.through
    chain = (here,) if voice is None else (here, voice) if through is None else (here, through, voice)
    how = "own report" if voice is None else "origin" if through is None else "origin by hearsay"
    return Telling(claim, chain, fitted(claim, wording, chain, rng), how)


def retold(plans: Sequence[Plan], outlet: Outlet, settings: WorldSettings, rng: Random) -> Plan:
    """An article made from one or two that are out already."""
    sources = _sources(plans, rng)
    source = plans[sources[0]]
    moment = max(plans[index].moment for index in sources) + timedelta(minutes=rng.randrange(40, 1500))
    if rng.random() < outlet.copies and len(sources) == 1 and source.outlet.kind != "body":
        return _copy(plans, sources[0], outlet, moment, settings, rng)
    told: list[Telling] = []
    for index in sources:
        for place, telling in enumerate(plans[index].tellings):
            if (place == 0 or rng.random() < KEPT) and not _is_told(telling.claim, telling.chain[-1], told):
                told.append(passed_on(telling, outlet, plans[index].outlet, settings, rng))
    return Plan(outlet, moment, tuple(told))


def _copy(
    plans: Sequence[Plan], source: int, outlet: Outlet, moment: datetime, settings: WorldSettings, rng: Random
) -> Plan:
    """The source's article, whole or in part; of one that the desk does not have always whole and with its credit."""
    copied, root = plans[source], plans[source]
    while root.copies is not None:
        root = plans[root.copies]
    partial = rng.random() < PARTIAL and len(copied.tellings) > 1 and not root.hidden
    others = [plan for plan in plans if plan.outlet.name != copied.outlet.name and plan.moment < moment]
    extra: tuple[Telling, ...] = ()
    if partial and others:
        other = rng.choice(others)
        extra = (passed_on(rng.choice(other.tellings), outlet, other.outlet, settings, rng),)
    credited = root.hidden or rng.random() < CREDITED
    return Plan(outlet, moment, copied.tellings, source, partial, credited, extra)


def _sources(plans: Sequence[Plan], rng: Random) -> list[int]:
    weights = [3 if plan.outlet.kind == "agency" else 1 for plan in plans]
    chosen = rng.choices(range(len(plans)), weights)
    if rng.random() < 0.25 and len(plans) > 1:
        chosen += [index for index in rng.choices(range(len(plans)), weights) if index != chosen[0]]
    return chosen


def passed_on(telling: Telling, outlet: Outlet, heard: Outlet, settings: WorldSettings, rng: Random) -> Telling:
    """The telling as the next outlet has it from ``heard``: by name, or without a word of it."""
    chain, how = _cited(telling.chain, outlet_voice(outlet), outlet_voice(heard), outlet, settings, rng)
    paraphrased = rng.random() < settings.paraphrased
    tellable = len(chain) > 1 and chain[-1].key != MEDIA.key  # a slip shows by whose word it is
    if telling.wording.garbled and not tellable:
        chain, how, tellable = (outlet_voice(outlet), outlet_voice(heard)), "cites the outlet", True
    wording = again(
        telling.claim,
        telling.wording,
        rng,
        paraphrased,
        outlet.drops,
        outlet.garbles * (tellable and not telling.claim.exact),
    )
    wording = fitted(telling.claim, wording, chain, rng)
    return Telling(telling.claim, chain, wording, f"{how}, {'paraphrased' if paraphrased else 'near the words'}")


def _cited(
    before: tuple[Voice, ...], here: Voice, there: Voice, outlet: Outlet, settings: WorldSettings, rng: Random
) -> tuple[tuple[Voice, ...], str]:
    further = tuple(voice for voice in before[1:] if voice.key != here.key)
    if there.kind == "organisation":  # a body's own page
        return ((here, there), "cites the body's page") if rng.random() < 0.85 else ((here,), "own voice")
    if rng.random() < min(0.9, settings.implicit * (1 - outlet.cites) / 0.23):
        return _implicit(here, further, rng)
    if not further or len(further) + 2 > CHAIN or rng.random() < 0.4:
        return (here, there), "cites the outlet"
    return (here, there, *further), "cites outlet and source"


def _implicit(here: Voice, further: tuple[Voice, ...], rng: Random) -> tuple[tuple[Voice, ...], str]:
    drawn = rng.random()
    if drawn < 0.4:
        return (here,), "own voice"
    if drawn < 0.85 and further and further[-1].key != MEDIA.key:
        return (here, further[-1]), "skips the outlet"
    return (here, MEDIA), "cites media"
