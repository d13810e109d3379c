"""Which of the places behind a trigger are where it happened, and which only say where those lie or where it came from.

A list goes on over commas and "and" ("near A, north of B, and in C"). Left out are landmarks ("23 km northwest of D",
", southeast of E", "between F and G"), origins ("from H") and whatever stands within brackets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from sayso.model import Place

NEAR_KINDS = ("settlement", "facility")
HYPHENS = ("-", "–", "/")  # "the Donetsk-Zaporizhia border" is in neither

_WAY = r"(?:north|south|east|west)\w*(?:[-\s](?:north|south|east|west)\w*)?"
DISTANCE = re.compile(
    r"\d\s?-?(?:km|kilomet(?:er|re)s?|miles?|m)\b\s*(?:[\w-]+\s+){0,3}(?:of|from|to)\s+(?:the\s+)?(?:city\s+of\s+)?$"
)
BRACKETED = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\])")
ORIENTED = re.compile(rf"\b(?:{_WAY}(?:\s+and\s+{_WAY})?|outskirts|suburbs)\s+of\s+(?:the\s+)?$")
LANDMARK = re.compile(
    r",\s*(?:all|each)\b[^,]*$|,\s*(?:(?:about|roughly|approximately|some|located|situated|just|immediately|directly|to\s+the|both|all|each|a\s+\w+)\s+)*"
    rf"(?:(?!and\b|or\b)\w+\s+)?(?:{_WAY}\s+of|between)\s+(?:the\s+)?(?:city\s+of\s+)?$"
)
ORIGIN = re.compile(
    r"\b(?:from|via|out\s+of)\s+(?:(?!(?:in|near|to|towards?|on|around|at|into|against)\b)[\w-]+\s+){0,6}$"
)
ROAD = re.compile(r"\balong\s+the\s+(?:[\w-]+\s+){0,3}(?:road|highway|railway)\b")
BARE = re.compile(r"\s*(?:,|and|or|,\s*and|as\s+well\s+as)\s+(?:the\s+)?")
BOTH = re.compile(r"\s*,\s*both\s+(?!between\b)")
ASIDE_GOES_ON = re.compile(r"\s*,?\s*(?:near|in|at|around|just)\s+(?!and\b)")
ON = re.compile(r"\s*(?:to|through|via)\s+")
NEARER = re.compile(
    r"\s+(?:City\s+)?(?:near|around|in|at|in\s+the\s+(?:area|vicinity)\s+of)\s+(?:the\s+)?(?:(?:\w+ern|central|downtown)\s+)?"
)
# "in the Avdiivka area near Kamianka"
WITHIN_AREA = re.compile(r"\s+(?:City\s+)?(?:area|direction|sector)\s+(?:near|around)\s+(?:the\s+)?")
FRONT = re.compile(r"\s*(?:City\s+)?(?:area|frontline|front\s+line|line|direction|front|sector|axis)\b")
AND_IN = re.compile(
    r"\s*(?:City\b)?,?\s+(?:and|as\s+well\s+as)\s+(?:in|across|throughout|on|along)\s+(?:the\s+)?"
    r"(?:\w+ern\s+|\w+\s+part\w*\s+of\s+)?(?:[A-Z]\w+[-–])?"
)
JOINED = re.compile(r"\s*(?:,|,?\s+and)\s+(?:in\s+)?(?:\w+ern\s+)?")

Part = Literal["in", "landmark", "origin", "road"]


def members(text: str, start: int, found: Sequence[Place], *, origins: bool = False) -> list[Place]:
    """The places of ``found`` where it happened; ``start`` is where the trigger begins.

    ``origins``: it happened where it came from (whoever withdraws leaves a place).
    """
    plain = _standing(text, found)
    near = [p for p in plain if p.kind in NEAR_KINDS]
    if near:
        kept = _walk(text, start, near, origins)
        return _unique([*_regions_before(text, kept, plain), *kept, *_regions_behind(text, near[-1], plain)])
    smaller = [p for p in plain if p.kind == "feature"][:1] if len(plain) > 1 else []
    regions = [p for p in plain if p.kind == "region"]
    if smaller:
        return _unique([*smaller, *_regions_behind(text, smaller[0], plain)])
    return _unique(regions or plain)


def before_where(text: str, at: int, found: Sequence[Place]) -> list[Place]:
    """The places that "where" at ``at`` stands for: the list right before it ("in A and B, where …")."""
    out: list[Place] = []
    end = at
    for place in sorted((p for p in found if p.end <= at), key=lambda p: p.start, reverse=True):
        gap = BRACKETED.sub("", text[place.end : end]).strip(" ,")
        if gap not in ("", "and", "City", "and the"):
            break
        out.append(place)
        end = place.start
    return out[::-1]


def _standing(text: str, found: Sequence[Place]) -> list[Place]:
    """Without what lies within brackets, is only measured from, or is one half of a border."""
    kept = list(found)
    for left_out in (_measured_from, _half, _within_brackets):
        kept = [p for p in kept if not left_out(text, p)] or (kept if left_out is not _measured_from else kept[:1])
    return [p for p in kept if not _beside_nearer(text, p, kept)] or kept


def _measured_from(text: str, place: Place) -> bool:
    return bool(DISTANCE.search(text, max(0, place.start - 60), place.start))


def _half(text: str, place: Place) -> bool:
    """ "the Donetsk-Zaporizhia border" is told once; "the Avdiivka-Donetsk City area" is about both."""
    if place.kind != "settlement" or text[place.end : place.end + 1] not in HYPHENS:
        return False
    second = re.compile(r"[-–/][A-Z][\w’'-]+").match(text, place.end)
    return not (second and FRONT.match(text, second.end()))


def _within_brackets(text: str, place: Place) -> bool:
    opened = text.rfind("(", max(0, place.start - 60), place.start)
    return opened >= 0 and text.find(")", opened, place.start) < 0


def _beside_nearer(text: str, place: Place, found: Sequence[Place]) -> bool:
    """ "southwest of Avdiivka near Pervomaiske": the first only says where the second lies."""
    behind = next((p for p in found if p.start >= place.end and p.kind in NEAR_KINDS), None)
    if behind is None:
        return False
    gap = BRACKETED.sub("", text[place.end : behind.start])
    if WITHIN_AREA.fullmatch(gap):
        return True
    return bool(ORIENTED.search(text, max(0, place.start - 40), place.start)) and bool(NEARER.fullmatch(gap))


def _walk(text: str, start: int, near: Sequence[Place], origins: bool) -> list[Place]:
    parts: dict[Part, list[Place]] = {"in": [], "landmark": [], "origin": [], "road": []}
    part: Part = "in"
    end, oriented = start, False
    for place in near:
        gap = BRACKETED.sub("", text[end : place.start])
        if BOTH.match(gap):
            parts["landmark"] += parts["in"]  # "north of A, both in B and in C"
            parts["in"] = []
        part = _part(gap, part, first=end == start, oriented=oriented)
        if part == "in":
            oriented = bool(ORIENTED.search(gap))
        parts[part].append(place)
        end = place.end
    if origins and parts["origin"]:
        return parts["origin"]
    return parts["in"] or list(near[:1])


def _part(gap: str, before: Part, *, first: bool, oriented: bool) -> Part:
    """What a place is behind ``gap``: joined without a preposition it is what its neighbour is."""
    if not first and BARE.fullmatch(gap):
        return "in" if before == "landmark" and "," in gap else before
    if before in ("landmark", "origin") and ASIDE_GOES_ON.match(gap):
        return before
    if ROAD.search(gap) or (before == "road" and ON.fullmatch(gap)):
        return "road"
    if ORIGIN.search(gap):
        return "origin"
    if not first and not oriented and LANDMARK.search(gap):
        return "landmark"
    return "in"


def _regions_before(text: str, kept: Sequence[Place], found: Sequence[Place]) -> list[Place]:
    """ "in Mykolayiv Oblast, two posts, and a depot in Kherson": joined by "and", the region is another place."""
    ahead = [p for p in found if p.kind == "region" and p.start < kept[0].start]
    gap = BRACKETED.sub("", text[ahead[-1].end : kept[0].start]) if ahead else ""
    return ahead if re.search(r"\b(?:and|as\s+well\s+as)\b", gap) else []


def _regions_behind(text: str, last: Place, found: Sequence[Place]) -> list[Place]:
    """ "west of Huliaipole and in Dnipropetrovsk and Mykolaiv oblasts": regions told beside the settlements."""
    out: list[Place] = []
    before = last
    for place in found:
        if place.start < before.end or place.kind != "region":
            continue
        joint = (JOINED if out else AND_IN).fullmatch(text, before.end, place.start)
        if not joint:
            break
        out.append(place)
        before = place
    return out


def _unique(found: Sequence[Place]) -> list[Place]:
    return list({p.name: p for p in reversed(found)}.values())[::-1]
