"""Names that no gazetteer has, where the words around them say that something happened there.

Much of a war happens in villages of a hundred people. A name behind "near", "in" or "captured" is where it happened,
with or without coordinates; demonyms, days, bodies and whatever goes on into a longer noun phrase are none.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from sayso.model import Place
from sayso.read.events.actors import DAYS
from sayso.read.events.clause import Sentence
from sayso.read.events.lexicon import triggers
from sayso.read.events.listed import BRACKETED
from sayso.read.events.naming import demonym_forces

BEFORE = re.compile(
    r"(?:\b(?:[Nn]ear|[Ii]n|[Aa]round|[Oo]utside|[Ii]nside|[Tt]owards?|[Aa]t|on|into|against|from|to|captured|seized|liberated|recaptured|"
    r"retook|retaken|storm(?:ed|ing)?|shell(?:ed|ing)?|entered|took|besieged|abandoned|along|across|and|(?:(?:north|south|east|west)\w*|outskirts|vicinity|cent(?:er|re)|parts?|area|capture|control|"
    r"seizure|bombing|shelling|siege|defen[cs]e|liberation|invasion|direction|suburbs|streets)\s+of)|,|\()"
    r"\s*(?:the\s+)?(?:(?:city|town|village|settlement|vicinity|area|direction|suburb|resort|district)\s+of\s+)?"
    r"(?:(?:north|south|east|west|central|downtown|urban|occupied|northern|southern|eastern|western|north\w+|south\w+)\s+)?"
    r"(?P<name>Line\s+of\s+[A-Z]\w+|[A-ZÀ-ÖØ-ÝĀ-ŽЁА-Я][\w’'-]+(?:\s+[A-ZÀ-ÖØ-Ý][\w’'-]+){0,2})"
    r"(?=\s*(?:[,.;:()\[\]—–]|$|\s(?:and|or|in|on|near|after|as|from|with|by|while|where|which|who|that|overnight|but|for|to|at|is|was|were|are|have|has|had|region|area|"
    r"direction|axis|sector|front|district|itself|complex|mine|plant|forest|woods|heights|reservoir|salient|highway|river|during|early|late|this|last|yesterday|today)\b))"
)
DONE_TO = re.compile(
    r"(?P<name>\b[A-Z][\w’'-]+)(?=\s(?:was|were|has\sbeen|have\sbeen)\s(?:\w+ly\s|also\s|again\s)?"
    r"(?:shelled|struck|bombed|captured|seized|liberated|recaptured|retaken|bombarded|stormed|besieged|occupied)\b)"
)
NO_PLACE = re.compile(
    r"\b(?:Forces?|Army|Armed|Staff|Ministry|MoD|Minister|President|Command|Brigade|Division|Regiment|Battalion|Group|Council|"
    r"Corps|Militia|Guard|Navy|Telegram|Reuters|Front|Party|Parliament|Government|Nations|Union|Agency|War|Times|Post|Press|"
    r"State|States|Court|Police|Committee|Congress|Senate|Mr|Mrs|Ms|Dr|Gen|Col|Sen|Rep|Gov|The|This|These|They|He|She|It|We|His|Her|Their|There|"
    r"In|On|At|But|And|Service|Department|Office|Security|Society|Islam|Muslims?|Christians?|Kurds?|Taliban|Hezbollah|Hamas|Houthis?|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|U|Un|Control|University|College|School|Hospital|Museum|Islamic|Axis|Army|Target|Supporting|Effort|Objective|Eid|Ramadan|Christmas|Easter|COVID|Twitter|Facebook|YouTube)\b"
)


def unlisted(s: Sentence, listed: Sequence[Place], persons: Container[str] = ()) -> list[Place]:
    """The names of places in the sentence that ``listed`` lacks, as settlements without coordinates.

    ``persons``: words of persons' names, which are none."""
    if not len(s):
        return []
    known = triggers()  # "Guns Found In Raids"
    taken = [(p.start, p.end) for p in listed]
    out: list[Place] = []
    done_to = DONE_TO.finditer(s.text, s.start[0], s.end[-1])
    for match in (*done_to, *BEFORE.finditer(s.text, s.start[0], s.end[-1])):
        start, end = match.span("name")
        name = match.group("name")
        name = name.removesuffix(" City")
        if name.lower() in known or name.split()[-1] in persons or any(a < end and start < b for a, b in taken):
            continue
        if not _placelike(s, match, taken, out):
            continue
        out.append(Place(start, end, name, "settlement", "literal"))
    return out


def _placelike(s: Sentence, match: re.Match[str], taken: Sequence[tuple[int, int]], out: Sequence[Place]) -> bool:
    name = match.group("name")
    if name.startswith("Line of"):
        return True
    if name.isupper() or NO_PLACE.search(name) or name.split()[0].lower() in DAYS or name.lower().endswith("'s"):
        return False
    if demonym_forces([name]) and not name.endswith(("stan", "an")):
        return False
    lead = match.group()[: match.start("name") - match.start()].strip()
    if lead in (",", "and", "(") or lead.startswith((",", "and")):
        before = match.start()
        ends = [end for _, end in taken] + [p.end for p in out]
        return any(end <= before and not BRACKETED.sub("", s.text[end:before]).strip(" ,") for end in ends)
    return True
