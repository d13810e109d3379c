"""The words that say an event happened, and who did it.

Territorial and combat types are our own; the diplomatic ones are PLOVER's (Open Event Data Alliance 2023), lower case.
"""

from __future__ import annotations

import re

from msgspec import Struct

from sayso.model import Span

FORCES = r"(?:forces|troops|army|military|command|soldiers|fighters|units?|brigades?|paratroopers|marines|drones|aircraft|warplanes|missiles|artillery|assault groups|servicemen|invaders|occupiers)"
TERRITORIAL: tuple[tuple[str, str], ...] = (
    (
        "regain",
        r"regain(?:ed|s|ing)?|recaptur(?:ed|es|ing|e)|retook|retaken|retak(?:e|ing)|liberat(?:ed|es|ing|e)|restored (?:their )?positions?",
    ),
    (
        "capture",
        r"captur(?:ed|es|ing|e)(?!\s+(?:sergeant|soldier|footage))|seiz(?:ed|es|ing|e)|took (?:full )?control of|taken (?:full )?control of|overran|occupied|fell to|fallen to",
    ),
    (
        "withdraw",
        r"withdr(?:ew|awn|aws|aw|awing)|retreat(?:ed|s|ing)?|pulled (?:back|out)|left their positions",
    ),
    (
        "repel",
        r"repel(?:led|s|ling)?|repuls(?:ed|es|ing|e)|fended off|thwarted|beat(?:en)? back|shot down|downed|intercepted|destroyed \d+ (?:drones|missiles|uavs)",
    ),
    (
        "advance",
        r"advanc(?:ed|es|ing|e)(?=\s+(?:near|in|into|on|towards?|around|north|south|east|west|to|along|up|\w+ly|[\d.]+|further|within|beyond|by|and|from|at|past|close))|made (?:\w+\s+)?(?:gains|advances)|pushed (?:forward|back|into)|gained ground|moved forward",
    ),
    (
        "strike",
        r"(?:struck|shell(?:ed|ing|s)|bomb(?:ed|ing|arded)|hit(?=\s+(?:the|a|an|by|in|[A-Z]))|launched (?:\w+\s+){0,4}(?:strikes?|missiles?|drones?|rockets?|attack drones)|fired (?:\w+\s+){0,4}(?:missiles?|rockets?|drones?))",
    ),
    (
        "attack",
        r"attack(?:ed|s|ing)?(?=\s+(?:near|in|the|on|[A-Z]|positions|from|along|\w+ward))|assault(?:ed|s|ing)?|stormed|conducted (?:\w+\s+){0,3}(?:attacks|assaults|offensive operations|operations)|continued (?:\w+\s+){0,3}(?:attacks|assaults|offensive operations)|ground attacks",
    ),
    (
        "contested",
        r"contested|fighting (?:continued|continues|is ongoing|was ongoing|raged|rages)|clashes|clashed|fierce battles|battles (?:continue|continued|are ongoing)|grey zone|gray zone",
    ),
)
DIPLOMATIC: tuple[tuple[str, str], ...] = (
    (
        "agree",
        r"signed (?:an?|the)|reached (?:an?|the) (?:\w+\s+){0,2}(?:agreement|deal|accord)|agreed (?:to|on)|ratified",
    ),
    (
        "consult",
        r"met (?:with|in|on)|held (?:\w+\s+){0,2}(?:talks|negotiations|consultations|a (?:phone|telephone) (?:call|conversation))|had a (?:\w+\s+)?(?:conversation|meeting|call)|discussed|negotiations? (?:with|between|resumed|continued)",
    ),
    ("request", r"(?:called|appealed) (?:on|for|to)|urged|requested|demanded"),
    ("reject", r"rejected|dismissed|refused|ruled out|vetoed"),
    ("threaten", r"threatened|warned of|vowed to retaliate"),
    (
        "aid",
        r"(?:provid(?:ed|es|e|ing)|deliver(?:ed|s|ing)?|sent|supplied|donated|allocated|transferred) (?:\S+\s+){0,4}(?:aid|assistance|weapons|ammunition|funds|support|systems|vehicles|missiles)",
    ),
    (
        "sanction",
        r"(?:imposed|introduced|expanded|announced|adopted) (?:\S+\s+){0,4}sanctions|sanctioned|froze (?:the )?assets",
    ),
    ("accuse", r"accused|blamed"),
    ("arrest", r"arrested|detained"),
    ("protest", r"protested|demonstrated|rallied"),
)
PATTERN = re.compile(
    "|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in (*TERRITORIAL, *DIPLOMATIC)), re.I
)
MODAL = re.compile(
    r"\b(?:not|never|n't|n’t|may|might|could|would|will|to|plans?|intends?|wants?|aims?|tried|failed|unable|if|unlikely|likely)\s+(?:\w+ly\s+)?(?:\w+\s+){0,2}$",
    re.I,
)
CLAUSE = re.compile(r"(?:[,;:—–]\s+|\b(?:and|but|while|as|that|when|after|where|which)\s+)")
ACTOR = re.compile(
    rf"((?:the\s+)?(?:[A-Z][\w’'-]+\s+){{0,4}}{FORCES}|(?:the\s+)?[A-Z][\w’'.-]*(?:\s+(?:of|the|and|for|[A-Z][\w’'.-]*))*(?:\s+(?:command|government|ministry|forces|troops|military))?)",
    re.U,
)
AGENT_BY = re.compile(rf"\s+by\s+(?:the\s+)?((?:[A-Z][\w’'-]+\s+){{0,4}}(?:{FORCES}|[A-Z][\w’'-]+))")
PASSIVE = re.compile(r"\b(?:is|was|were|are|been|being|be)\s+(?:\w+ly\s+)?$")


class Trigger(Struct, frozen=True):
    """A word that says an event happened: ``[start, end)``, its type and actor, and where its clause begins.

    ``object_before``: the clause is passive, so that what was struck or taken stands before the trigger.
    """

    type: str
    start: int
    end: int
    actor: str | None
    clause_start: int
    object_before: bool


def triggers(text: str, sentence: Span) -> list[Trigger]:
    """The triggers of a sentence in order. What is only wished, feared or denied happened nowhere."""
    out: list[Trigger] = []
    for match in PATTERN.finditer(text, sentence.start, sentence.end):
        kind = match.lastgroup or ""
        before = text[max(sentence.start, match.start() - 40) : match.start()]
        if MODAL.search(before) and kind not in ("threaten", "request", "reject", "accuse"):
            continue
        begin = _clause_start(text, sentence.start, match.start())
        out.append(_trigger(text, kind, match, begin))
    return out


def _trigger(text: str, kind: str, match: re.Match[str], begin: int) -> Trigger:
    passive = bool(PASSIVE.search(text[begin : match.start()]))
    if passive:
        by = AGENT_BY.match(text, match.end())
        actor = by.group(1) if by else None
    else:
        actor = "both sides" if kind == "contested" else _actor(text, begin, match.start())
    return Trigger(kind, match.start(), match.end(), actor, begin, passive)


def _clause_start(text: str, start: int, at: int) -> int:
    """The clause's beginning: behind the last boundary whose remainder still holds a name before the trigger."""
    boundaries = [m.end() for m in CLAUSE.finditer(text, start, at)]
    for boundary in reversed(boundaries):
        if ACTOR.search(text[boundary:at]):
            return boundary
    return start


def _actor(text: str, begin: int, at: int) -> str | None:
    match = ACTOR.search(text, begin, at)
    if match is None:
        return None
    name = re.sub(r"^(?:the|The)\s+", "", match.group(1)).strip()
    return re.sub(r"['’]s$", "", name) or None
