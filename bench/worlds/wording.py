"""How one telling words a claim: template, forms of what is named in it, what is left out, how it is hedged.

`first` words a claim anew, `again` words it as another telling did with what an outlet's habits change, `worded`
writes the words as an article of a given day prints them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

from msgspec import Struct, structs

from worlds.cast import Voice
from worlds.facts import Claim
from worlds.forms import chosen, shown
from worlds.kinds import Slot, Template
from worlds.prose import EMPTY, Piece, joined, marked
from worlds.values import Amount, Day, Values, garbled

HEDGES = (("apparently ", "PR+"), ("probably ", "PR+"), ("possibly ", "PS+"), ("allegedly ", "Uu"))
HEDGED = 0.1  # share of first tellings
UNDATED = 0.2  # share of tellings on the day itself that do not say the day


class Wording(Struct, frozen=True):
    """The words of one telling. ``denies``: the content is the opposite, and the cue denies it."""

    template: Template
    forms: dict[str, Any]
    undated: bool = False
    hedge: str = ""
    denies: bool = False
    garbled: Values = {}


def first(claim: Claim, rng: Random, avoid: str = "") -> Wording:
    """A wording drawn at random, in another template than ``avoid`` where there is one."""
    templates, denies = _templates(claim, rng)
    template = rng.choice([t for t in templates if t.id != avoid] or templates)
    hedge = rng.choice(HEDGES)[0] if rng.random() < HEDGED and template.form == "clause" else ""
    forms = {slot: chosen(value, rng, claim.exact) for slot, value in claim.values.items()}
    return Wording(template, forms, rng.random() < UNDATED, hedge, denies)


def _templates(claim: Claim, rng: Random) -> tuple[Sequence[Template], bool]:
    found = claim.kind.templates
    if claim.affirms:
        return (*found["clause"], *found["noun"]), False
    if rng.random() < 0.4:  # "denied that ...", "rejected reports of ..."
        return (*found["clause"], *found["noun"]), True
    return found["denied"], False


def again(claim: Claim, before: Wording, rng: Random, paraphrased: bool, drops: float, garbles: float) -> Wording:
    """The telling's words as the next outlet has them."""
    wording = first(claim, rng, before.template.id) if paraphrased else before
    hedge = before.hedge if rng.random() >= drops and wording.template.form == "clause" else ""
    changed = before.garbled
    if not changed and rng.random() < garbles:
        changed = {slot: garbled(v, rng) for slot, v in claim.values.items() if isinstance(v, Amount)}
    if not paraphrased and rng.random() < drops:
        wording = structs.replace(wording, undated=True)
    return structs.replace(wording, hedge=hedge, garbled=changed)


def worded(claim: Claim, wording: Wording, day: date) -> Piece:
    """The content as a piece, without a capital or a full stop."""
    parts = _filled(wording.template.parts, claim, wording, day)
    return joined(_hedge(wording.hedge), *parts) if wording.hedge else joined(*parts)


def _hedge(words: str) -> Piece:
    return joined(marked(words.strip(), "hedge", dict(HEDGES)[words]), " ")


def _filled(parts: Sequence[Any], claim: Claim, wording: Wording, day: date) -> list[Piece | str]:
    out: list[Piece | str] = []
    for part in parts:
        if isinstance(part, str):
            out.append(part)
        elif isinstance(part, Slot):
            value = wording.garbled.get(part.name, claim.values[part.name])
            out.append(shown(value, wording.forms[part.name], part.form, day))
        elif not _left_out(part, claim, wording, day):
            out += _filled(part, claim, wording, day)
    return out or [EMPTY]


def _left_out(part: Sequence[Any], claim: Claim, wording: Wording, day: date) -> bool:
    """A day is left out only on that day and the next: later nobody could tell which day is meant."""
    value = next(claim.values[slot.name] for slot in part if isinstance(slot, Slot))
    return wording.undated and isinstance(value, Day) and abs((value.day - day).days) <= 1


def headline(claim: Claim, day: date, rng: Random) -> Piece:
    """The claim as a headline, without a day."""
    form = "clause" if claim.affirms else "denied"
    template = rng.choice(claim.kind.templates[form])
    wording = Wording(
        template, {slot: chosen(value, rng, claim.exact) for slot, value in claim.values.items()}, undated=True
    )
    return worded(claim, wording, day)


def fitted(claim: Claim, wording: Wording, chain: Sequence[Voice], rng: Random) -> Wording:
    """The wording as the chain allows it: only one who is quoted can deny, and nobody prints a bare noun phrase."""
    last = chain[-1]
    speaks = last.kind in ("person", "organisation") or (last.kind == "unnamed" and last.who != "media")
    if wording.denies and not speaks:
        return structs.replace(wording, template=rng.choice(claim.kind.templates["denied"]), denies=False)
    hearsay = len(chain) > 2 and chain[-2].kind == "person"
    if hearsay and wording.denies:
        return structs.replace(wording, template=rng.choice(claim.kind.templates["denied"]), denies=False)
    if (len(chain) == 1 or hearsay) and wording.template.form == "noun":
        return structs.replace(wording, template=rng.choice(claim.kind.templates["clause"]))
    return wording
