"""Where it happened: the places of the clause behind the trigger, before it, or pointed back to.

The list right behind the trigger wins ("near A, B and C"); a region that only says where a settlement lies and the
landmarks of distances ("23 km northwest of D") are left out where something nearer is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sayso.model import Place
from sayso.read.events.clause import Sentence
from sayso.read.events.lexicon import (
    ADVERB,
    BE,
    CARRIED_OUT,
    HAVE,
    MODAL,
    OPENERS,
    PREPOSITIONS,
    PRONOUNS,
)

NEAR_KINDS = ("settlement", "facility")
DISTANCE = re.compile(
    r"\d\s?-?(?:km|kilomet(?:er|re)s?|miles?|m)\b\s*(?:[\w-]+\s+){0,3}(?:of|from|to)\s+(?:the\s+)?(?:city\s+of\s+)?$"
)
# what points back to the last place named
THERE = re.compile(
    r"\b(?:there|(?:in|of|from|on|near|around|into)\s+(?:the|this|that)\s+(?:\w+\s+)?(?:area|city|town|village|settlement|region|plant|sector)\b(?!\s+of))",
    re.I,
)
CUTS = frozenset(
    "which who while but because although as if after before noting indicating suggesting saying claiming when "
    "where despite likely according since until following though whereas prompting causing killing".split()
)
GOALS = frozenset(
    "regain retake recapture capture seize clear take push break advance improve dislodge expand expel drive reach "
    "encircle defend hold consolidate".split()
)
PLACING = frozenset(
    "in near around within on along at north south east west northwest northeast southwest southeast".split()
)
AS_WELL_AS = ["as", "well", "as"]
LEAST_INFINITIVE = 3


def clause_end(
    s: Sentence, i: int, next_trigger: int | None, places: Sequence[Place], through_purpose: bool = False
) -> int:
    """The token behind the last one of the clause of the trigger at ``i``.

    ``through_purpose``: also what it is done for ("counterattacks to regain positions west of Kreminna").
    """
    starts = {p.start for p in places}
    for k in range(i + 1, len(s)):
        word = s.low[k]
        if word == "which" and k == i + 1:
            continue  # "a battle which began at noon ended in …": its place may stand behind the clause
        if word == "as" and (s.low[k : k + 3] == AS_WELL_AS or s.low[k - 2 : k + 1] == AS_WELL_AS):
            continue
        if word in CUTS and not (word in ("as", "following", "since") and s.low[k - 1] in ("such", "as")):
            return k
        if s.word[k] in ";:—–" and s.word[k] != "-" and not _list_goes_on(s, k):
            return k
        if word == "to" and _infinitive(s, k) and not (through_purpose and s.low[k + 1] in GOALS):
            return k
        if word == "with" and s.word[k - 1] == ",":
            return k
        if word == "that" and s.low[k - 1] not in PREPOSITIONS:
            return k
        if word in ("and", "or") and k + 1 < len(s) and _new_clause(s, k + 1, starts, next_trigger):
            return k
    return len(s)


def _list_goes_on(s: Sentence, k: int) -> bool:
    """ "near Avdiivka; within 5 km of it in Kamianka; and in Vodyane": a semicolon between places."""
    follows = s.low[k + 1 : k + 3]
    if s.word[k] != ";" or not follows:
        return False
    return follows[0] in PLACING or (follows[0] == "and" and follows[-1] in PLACING)


def _infinitive(s: Sentence, k: int) -> bool:
    if k + 1 >= len(s):
        return False
    word = s.word[k + 1]
    return (
        word.islower()
        and len(word) >= LEAST_INFINITIVE
        and word not in PREPOSITIONS
        and not word.endswith("ern")
        and s.low[k + 1] not in ("the", "its", "their", "his", "her", "this", "that", "within", "positions", "areas")
    )


def _new_clause(s: Sentence, k: int, starts: set[int], next_trigger: int | None) -> bool:
    """Whether what follows "and" at ``k`` is a clause of its own and no further member of the list."""
    while k < len(s) and (s.low[k] in ADVERB or s.low[k].endswith("ly")):
        k += 1
    if k >= len(s):
        return False
    word = s.low[k]
    if s.start[k] in starts or word in PREPOSITIONS:
        return False
    if word in BE or word in HAVE or word in MODAL or word in PRONOUNS or word in CARRIED_OUT or k == next_trigger:
        return True
    if next_trigger is not None and next_trigger >= k:
        between = s.low[k:next_trigger]
        return not any(w in OPENERS or w == "," for w in between)
    return s.capital(k)


def places_of(s: Sentence, i: int, end: int, begin: int, places: Sequence[Place], object_before: bool) -> list[Place]:
    """The places of the trigger at token ``i``; ``begin`` and ``end`` bound its clause (tokens)."""
    low, high = s.start[begin], s.end[end - 1] if end else s.start[begin]
    behind = [p for p in places if s.start[i] <= p.start < high]
    before = [p for p in places if low <= p.start < s.start[i] and _located(s.text, p)]
    if object_before:
        subject = [p for p in places if low <= p.start < s.start[i]]
        return _chosen(s.text, behind) if _near(behind) and not _near(subject) else _chosen(s.text, subject or behind)
    return _chosen(s.text, behind) or _chosen(s.text, before)


def points_back(s: Sentence, i: int, end: int) -> bool:
    """Whether the clause says "there" or "in the area"."""
    return bool(THERE.search(s.text, s.start[i], s.end[end - 1]))


def _near(found: Sequence[Place]) -> list[Place]:
    return [p for p in found if p.kind in NEAR_KINDS]


def _chosen(text: str, found: Sequence[Place]) -> list[Place]:
    landmarks = [p for p in found if DISTANCE.search(text, max(0, p.start - 60), p.start)]
    plain = [p for p in found if p not in landmarks] or list(found[:1])
    plain = [p for p in plain if p.kind != "settlement" or not _first_of_a_pair(text, p)] or plain
    plain = [p for p in plain if not _of_a_border(text, p)] or plain
    plain = [p for p in plain if not _beside_nearer(text, p)] or plain
    near = [p for p in _near(plain) if not _inner(text, p)] or _near(plain)
    if near:
        return _unique([*_first_list(text, near), *_regions_too(text, near[-1], plain)])
    smaller = [p for p in plain if p.kind == "feature"] if len(plain) > 1 else []
    regions = [p for p in plain if p.kind == "region"]
    return _unique(smaller[:1] or regions or plain)


BESIDE_NEARER = re.compile(r"\b(?:north|south|east|west)\w*\s+of\s+(?:the\s+)?$")
NEAR_FOLLOWS = re.compile(r"\s+(?:City\s+)?(?:near|around|in\s+the\s+area\s+of|in\s+the\s+vicinity\s+of)\s+[A-Z]")


def _beside_nearer(text: str, place: Place) -> bool:
    """ "southwest of Avdiivka near Pervomaiske": the first only says where the second lies."""
    behind = BESIDE_NEARER.search(text, max(0, place.start - 30), place.start)
    return bool(behind) and bool(NEAR_FOLLOWS.match(text, place.end))


def _first_of_a_pair(text: str, place: Place) -> bool:
    """ "the Donetsk-Zaporizhia border" is in neither; "the Avdiivka-Donetsk City area" is about both."""
    if text[place.end : place.end + 1] not in HYPHENS:
        return False
    second = re.compile(r"[-–/][A-Z][\w’'-]+").match(text, place.end)
    return not (second and FRONT.match(text, second.end()))


def _of_a_border(text: str, place: Place) -> bool:
    """ "the Kherson-Mykolaiv Oblast border": in neither."""
    return text[place.start - 1 : place.start] in HYPHENS and text.startswith(" border", place.end)


AND_IN = re.compile(
    r"\s*(?:City\b)?,?\s+(?:and|as\s+well\s+as)\s+(?:in|across|throughout)\s+(?:the\s+)?(?:\w+ern\s+|\w+\s+part\w*\s+of\s+)?"
)
JOINED = re.compile(r"\s*(?:,|,?\s+and)\s+(?:in\s+)?(?:\w+ern\s+)?")
FRONT = re.compile(r"\s*(?:City\s+)?(?:area|frontline|front\s+line|line|direction|front|sector|axis)\b")


def _regions_too(text: str, last: Place, found: Sequence[Place]) -> list[Place]:
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


HYPHENS = ("-", "–", "/")  # "the Donetsk-Zaporizhia border" is in neither
APPOSITION = re.compile(
    r",\s*(?:about|roughly|approximately|some|located|situated|just|\d|immediately|"
    r"(?:\w+\s+)?(?:north|south|east|west)\w*\s+of)|\bfrom\b|\bvia\b|\balong the road\b"
)


CLOSED = re.compile(r"^,.*,\s+(?:and|or)\s+$", re.DOTALL)  # "Bayrak, 48 km northeast of Kharkiv, and Dementiivka"
FURTHER = re.compile(r"\d\s?km\b[^.;()]*\b(?:near|around)\s+$")  # ", 6 km west of Bakhmut near Ivanivske"
AGAIN = re.compile(r"\band\s+(?:in|near|around)\s+$")


def _first_list(text: str, found: Sequence[Place]) -> list[Place]:
    """The places of one list: what follows an apposition or "from" says where the list's places lie."""
    out = list(found[:1])
    aside = False
    for left, right in pairwise(found):
        gap = text[left.end : right.start]
        aside = not (AGAIN.search(gap) or CLOSED.search(gap) or FURTHER.search(gap)) and (
            aside or bool(APPOSITION.search(gap))
        )
        if not aside:
            out.append(right)
    return out


def _inner(text: str, place: Place) -> bool:
    """Within brackets a place only says where another one lies."""
    opened = text.rfind("(", max(0, place.start - 60), place.start)
    return opened >= 0 and text.find(")", opened, place.start) < 0


def _located(text: str, place: Place) -> bool:
    lead = text[max(0, place.start - 30) : place.start].lower()
    return bool(
        re.search(
            r"\b(?:in|near|around|at|of|on|outside|inside|along|from|over|across)\s+(?:the\s+)?(?:\w+\s+)?$", lead
        )
    )


def _unique(found: Sequence[Place]) -> list[Place]:
    return list({p.name: p for p in reversed(found)}.values())[::-1]
