"""The places of a sentence that an event can have happened at."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from sayso.model import Place
from sayso.read.events.actors import DAYS
from sayso.read.events.clause import Sentence
from sayso.read.events.lexicon import GROUND
from sayso.read.events.told import Found
from sayso.read.events.unlisted import unlisted

LONGER = re.compile(r"\s([A-Z][a-z]{2,})(?=\s*(?:[,.;)]|and\b|on\b))")
PORT_OF = re.compile(r"\b(?:Port|City|Siege|Battle)\s+of\s+$")
# what is a state's: "the U.S. embassies"
OF_STATE = re.compile(
    r"\s(?:[Ee]mbass|[Cc]onsulate|[Gg]overnment|[Mm]ilitary|[Aa]rmy|[Nn]avy|[Aa]ir|troops|forces|soldiers|citizens|nationals|officials?\b|"
    r"[Pp]resident|[Ss]ecretary|[Ss]tate|[Ss]enat|[Cc]ongress|[Dd]efen[cs]e|[Ff]oreign|[Aa]mbassador|[Ee]nvoy|administration|"
    r"economy|dollar|-led\b|warship|aircraft|warplane|personnel|diplomat|agents?\b|policy|sanctions)"
)
KIND_OF_PLACE = re.compile(
    r"City|Oblast|Region|Raion|District|Province|State|County|Airport|Port|Base|Front|Direction|Axis|Island|River|Bridge|Times|Post"
)
SHORT_STATE = re.compile(r"U\.?S\.?|U\.?K\.?|U\.?N\.?|E\.?U\.?|America")
OF_PLACE = re.compile(
    r"(?:,\s+of|\b(?:born|raised|based|living|headquartered|registered|educated)\s+(?:and\s+raised\s+)?in)"
    r"\s+(?:the\s+)?$"
)
# "a California transit chief", "Iowa winner Ted Cruz": where somebody is from
SOMEBODYS = re.compile(
    r"\s+(?:[a-z-]+\s+){0,2}?(?:man|woman|boy|girl|teenager|native|winner|chief|business(?:wo)?man|lawmakers?|lawyer|"
    r"attorney|judge|congress(?:wo)?man|senators?|governors?|mayors?|delegates?|voters?|Republicans?|Democrats?|Sen\.|"
    r"Gov\.|Rep\.|Attorney|Governor|Senator|Congress\w+|legislators?|teacher|student|doctor|farmer|spokes\w+|"
    r"officials?|newspaper|company|firm)\b"
)
IN_IT = re.compile(r"\b(?:in|near|at|of|across|outside|into|from|around)\s+(?:the\s+)?$")
NAMED_OF = re.compile(r"([A-Z][\w’'-]+)\s+of\s+$")
# "a Britain-based group", "Saudi Arabia-led": no place of the event
COMPOUND = re.compile(r"-(?!on\b)[a-z]")
DONE_TO = re.compile(r"\s+(?:was|were|is|has been|have been)\s")
GOVERNED = re.compile(r"\b(?:on|in|at|near|into|attacked|struck|shelled|bombed|hit|captured|seized|invaded)\s+$")


def places_here(
    s: Sentence, found: Sequence[Found], mentioned: Sequence[Place], persons: Container[str]
) -> list[Place]:
    """The places of the sentence: literal ones; of fighting also those that read like a government ("fired on Kyiv")
    and those that no gazetteer has."""
    starts = {p.start for p in mentioned}
    mentioned = [p for p in mentioned if not (_as_adjective(s, p) or _somebodys(s, p, persons))]
    mentioned = [p for p in mentioned if not _longer_name(s, p, starts) and not COMPOUND.match(s.text, p.end)]
    if not any(one.type in GROUND for one in found):
        literal = [p for p in mentioned if p.use in ("literal", "demonym")]
        if not any(one.type == "mobilize" for one in found):
            return literal
        return sorted((*literal, *unlisted(s, mentioned, persons)), key=lambda p: p.start)
    known = [p for p in mentioned if (p.use != "name" or _port(s, p)) and not _speaks(s, p)]
    return sorted((*known, *unlisted(s, mentioned, persons)), key=lambda p: p.start)


def _as_adjective(s: Sentence, place: Place) -> bool:
    """ "U.S. embassies in Kenya": short names of states before a noun are no places."""
    if SHORT_STATE.fullmatch(s.text, place.start, place.end) and OF_STATE.match(s.text, place.end):
        return True
    return bool(
        SHORT_STATE.fullmatch(s.text, place.start, place.end)
        and re.match(
            r"\s(?!(?:and|or|in|on|to|for|with|is|was|has|have|after|by|from|at|as|over)\b)[A-Za-z]",
            s.text[place.end : place.end + 8],
        )
        and not s.text[max(0, place.start - 5) : place.start].lower().endswith("the ")
    )


def _somebodys(s: Sentence, place: Place, persons: Container[str]) -> bool:
    """ "Iowa winner Ted Cruz", "Senator Bernie Sanders of Vermont": where somebody is from, and nothing happened."""
    named = NAMED_OF.search(s.text, max(0, place.start - 30), place.start)
    if named is not None and named.group(1) in persons:
        return True
    return bool(SOMEBODYS.match(s.text, place.end)) and not IN_IT.search(s.text, max(0, place.start - 15), place.start)


def _longer_name(s: Sentence, place: Place, starts: Container[int]) -> bool:
    """ "Cherkasy Tyshky": another village than Cherkasy, unless the next word says what kind of place it is."""
    longer = LONGER.match(s.text, place.end) if place.kind == "settlement" and place.use == "literal" else None
    if longer is None or longer.start(1) in starts:
        return False
    return longer.group(1).lower() not in DAYS and not KIND_OF_PLACE.search(longer.group(1))


def _port(s: Sentence, place: Place) -> bool:
    """ "the Port of Mariupol" is named after where it lies."""
    return bool(PORT_OF.search(s.text, max(0, place.start - 12), place.start))


def home(s: Sentence, here: Sequence[Place], name: str | None) -> bool:
    """ "arrested Floyd, 47, of Los Angeles": where somebody is from."""
    return any(p.name == name and OF_PLACE.search(s.text, max(0, p.start - 12), p.start) for p in here)


def _speaks(s: Sentence, place: Place) -> bool:
    """A government at the head of a clause is a doer and no place, unless something was done to it."""
    return (
        place.use == "government"
        and not DONE_TO.match(s.text, place.end)
        and not GOVERNED.search(s.text, max(0, place.start - 12), place.start)
    )
