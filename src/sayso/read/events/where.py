"""Where it happened: the places of the clause behind the trigger, before it, or pointed back to.

The list right behind the trigger wins ("near A, B and C"); a region that only says where a settlement lies and the
landmarks of distances ("23 km northwest of D") are left out where something nearer is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Place
from sayso.read.events.clause import Sentence
from sayso.read.events.lexicon import (
    ADVERB,
    BE,
    CARRIED_OUT,
    COMMON_VERBS,
    HAVE,
    MODAL,
    OPENERS,
    PREPOSITIONS,
    PRONOUNS,
)
from sayso.read.events.listed import NEAR_KINDS, members

# what points back to the last place named
THERE = re.compile(
    r"\b(?:there|(?:in|of|from|on|near|around|into|within|inside|to|towards?|outside|against)\s+(?:the|this|that)\s+"
    r"(?:\w+\s+)?(?:area|city|town|village|settlement|region|plant|sector|port|airport|factory|island|dam|base|district|suburb|compound|stadium|campus|university|nightclub)\b(?!\s+of)"
    r"|^\w+\s+the\s+(?:city|town|village|settlement|port|airport|plant|factory|island)\b(?!\s+(?:of|council|hall|centre|center)\b))",
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
CLOSING = frozenset("\"”’'")
SAID_OF = 200  # characters that a quotation is sought in
SPEAKERS = 10  # tokens of who says it
ENDS_SPEAKERS = frozenset("who which that and where when as while".split())
SAID = frozenset("said says told added wrote according".split())
# "the Kalm protests"
NAMED_AFTER_A_PLACE = frozenset(
    "protest protests riots unrest attack attacks bombing bombings shooting shootings massacre siege explosion "
    "explosions blast blasts clashes".split()
)
AS_WELL_AS = ["as", "well", "as"]
AS_A_RESULT = ["as", "a", "result", "of"]
LEAST_INFINITIVE = 3
MEANWHILE = frozenset("as while when".split())
AT = re.compile(r"\b(?:in|at|near|outside)\s+(?:the\s+)?(?:\w+ern\s+)?$")
FACILITY = re.compile(
    r"\b(?:at|in|outside|inside|near)\s+(?:the\s+|an?\s+)?((?:[A-Z][\w’'-]+\s+){1,4}(?:University|College|Airport|"
    r"Hospital|School|Jail|Prison|Stadium|Mosque|Church|Cathedral|Station|Square|Park|[Hh]otel|[Nn]ightclub|Mall|Plaza|"
    r"Theat(?:er|re)|Museum|Library|Courthouse|Temple|Synagogue|Cent(?:er|re)))\b"
)


def clause_end(
    s: Sentence, i: int, triggers: Sequence[int], places: Sequence[Place], through_purpose: bool = False
) -> int:
    """The token behind the last one of the clause of the trigger at ``i``.

    ``triggers``: the tokens of the triggers behind it. ``through_purpose``: also what it is done for
    ("counterattacks to regain positions west of Kreminna").
    """
    starts = {p.start for p in places}
    depth = 0
    for k in range(i + 1, len(s)):
        word = s.low[k]
        depth = max(0, depth + (word in "([") - (word in ")]"))
        if depth:
            continue
        if word == "which" and k == i + 1:
            continue  # "a battle which began at noon ended in …": its place may stand behind the clause
        if word == "as" and (s.low[k : k + 3] == AS_WELL_AS or s.low[k - 2 : k + 1] == AS_WELL_AS):
            continue
        if s.low[k : k + 4] == AS_A_RESULT:
            continue
        if word in CUTS and not (word in ("as", "following", "since") and s.low[k - 1] in ("such", "as")):
            return k
        if word == "," and k > i + 1 and _said_at_the_end(s, k):
            return k
        if s.word[k] in CLOSING and _said_behind(s, k):
            return k
        if s.word[k] in ";:—–" and s.word[k] != "-" and not _list_goes_on(s, k):
            return k
        if word == "to" and _infinitive(s, k) and not (through_purpose and s.low[k + 1] in GOALS):
            return k
        if word == "with" and s.word[k - 1] == ",":
            return k
        if word == "that" and s.low[k - 1] not in PREPOSITIONS:
            return k
        if word in HAVE | MODAL | BE and k > i + 1 and any(s.start[i] < p < s.start[k] for p in starts):
            return k  # "the sites they raided in Kalm had served …"
        if word in ("and", "or") and k + 1 < len(s) and _new_clause(s, k + 1, starts, triggers):
            return k
    return len(s)


def _said_at_the_end(s: Sentence, k: int) -> bool:
    """Whether the comma at token ``k`` opens who says it: "…, officials in Kalm said"."""
    for j in range(k + 1, min(len(s), k + SPEAKERS)):
        if s.low[j] in SAID:
            return s.low[j] != "according" or j == k + 1
        if s.word[j] in ",;:" or s.low[j] in BE | HAVE | MODAL | ENDS_SPEAKERS:
            return False
    return False


def _said_behind(s: Sentence, k: int) -> bool:
    """Whether the quotation mark at token ``k`` ends what somebody said: "we were deported," said Singh …"""
    return any(word in SAID for word in s.low[k + 1 : k + 7])


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


def _new_clause(s: Sentence, k: int, starts: set[int], triggers: Sequence[int]) -> bool:
    """Whether what follows "and" at ``k`` is a clause of its own and no further member of the list."""
    while k < len(s) and (s.low[k] in ADVERB or s.low[k].endswith("ly")):
        k += 1
    if k >= len(s):
        return False
    word = s.low[k]
    next_trigger = next((t for t in triggers if t >= k), None)
    if s.start[k] in starts:
        return next_trigger is not None and _does_it(s, k, next_trigger)
    if word in PREPOSITIONS:
        return False
    if word in BE | HAVE | MODAL | PRONOUNS | CARRIED_OUT | COMMON_VERBS or k == next_trigger:
        return True
    if next_trigger is not None and next_trigger >= k:
        between = s.low[k:next_trigger]
        return not any(w in OPENERS or w == "," for w in between)
    return s.capital(k) and not (k + 1 < len(s) and s.low[k + 1] in PREPOSITIONS)  # "Americans and Britons in …"


def _does_it(s: Sentence, k: int, trigger: int) -> bool:
    """ "and Iran then restricted shipping": the place at token ``k`` is who does the next thing."""
    between = [w for n, w in enumerate(s.low[k:trigger], k) if not (s.capital(n) or w.endswith("ly") or w in ADVERB)]
    return trigger > k and all(w in HAVE for w in between) and not s.low[trigger].endswith("ing")


def places_of(
    s: Sentence, i: int, end: int, begin: int, places: Sequence[Place], object_before: bool, origins: bool = False
) -> list[Place]:
    """The places of the trigger at token ``i``; ``begin`` and ``end`` bound its clause (tokens).

    ``object_before``: what it was done to stands before it. ``origins``: it happened where somebody came from.
    """
    low, high, at = s.start[begin], s.end[end - 1] if end else s.start[begin], s.start[i]
    behind = [p for p in places if at <= p.start < high]
    before = [p for p in places if low <= p.start < at and not _quoted_before(s.text, p.end, at)]
    if object_before and not (_any_near(behind) and not _any_near(before)):
        behind = before or behind
    beside = s.low[i] in NAMED_AFTER_A_PLACE
    found = behind or [p for p in before if _located(s.text, p) or (beside and p.end == at - 1)]
    return members(s.text, at if found and found[0].start >= at else low, found, origins=origins) if found else []


def charges(s: Sentence, i: int, end: int) -> int:
    """The token where it is said what somebody is held for: "arrested in connection with the bombing in …"."""
    for k in range(i + 1, end):
        if s.low[k] in ("for", "over", "accused", "suspected", "wanted", "charging") or (
            s.low[k] in ("in", "on")
            and k + 1 < end
            and s.low[k + 1] in ("connection", "charges", "suspicion", "warrants", "allegations", "accusations")
        ):
            return k
    return end


def where_clause(s: Sentence, i: int, begin: int) -> int | None:
    """The token of the "where" that opens the clause of the trigger at ``i``; None where another word does."""
    for k in range(i - 1, begin - 1, -1):
        if s.low[k] == "where":
            return k
        if s.low[k] in CUTS or s.word[k] in ";:":
            return None
    return None


def _quoted_before(text: str, end: int, at: int) -> bool:
    """Whether a place that ends at ``end`` stands in a quotation closed before ``at``: "free Kalm," they chanted."""
    between = text[end:at]
    if between.count("”") > between.count("“"):
        return True
    return between.count("''") % 2 == 1 and text[max(0, end - SAID_OF) : end].count("``") > 0


def at_the_time(s: Sentence, end: int, places: Sequence[Place]) -> list[Place]:
    """The places of the clause behind "as", "while" or "when" at token ``end``: "hit as he left a rally in Kalm"."""
    if end >= len(s) or s.low[end] not in MEANWHILE:
        return []
    behind = [p for p in places if p.start >= s.start[end] and p.kind in NEAR_KINDS]
    return [p for p in behind if AT.search(s.text, max(0, p.start - 20), p.start)][:1]


def facility(s: Sentence, a: int, b: int) -> str | None:
    """The building or ground that the tokens between ``a`` and ``b`` name behind "at", "in" or "outside"."""
    found = FACILITY.search(s.text, s.start[a], s.end[b - 1]) if b > a else None
    return found.group(1) if found else None


def _any_near(found: Sequence[Place]) -> bool:
    return any(p.kind in NEAR_KINDS for p in found)


def region_meant(s: Sentence, i: int, end: int) -> bool:
    """Whether "in the region" is what points back."""
    found = THERE.search(s.text[s.start[i] : s.end[end - 1]])
    return found is not None and found.group().lower().endswith("region")


def points_back(s: Sentence, i: int, end: int) -> bool:
    """Whether the clause says "there" or "in the area"."""
    return bool(THERE.search(s.text[s.start[i] : s.end[end - 1]]))


def _located(text: str, place: Place) -> bool:
    lead = text[max(0, place.start - 30) : place.start].lower()
    return bool(
        re.search(
            r"\bto\s+(?:the\s+)?$|\b(?:in|near|around|at|of|on|outside|inside|along|from|over|across)\s+(?:the\s+)?(?:[\w-]+\s+)?$",
            lead,
        )
    )
