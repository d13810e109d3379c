"""A phrase as the name of whoever does something: without article, count or title; forces from a nation's adjective."""

from __future__ import annotations

import re

from sayso.read.events.lexicon import DETERMINERS, TITLES, WEAPONS
from sayso.read.places.lexicon import demonyms

COUNT = re.compile(
    r"^(?:\d[\d,.]*|several|many|some|two|three|four|five|six|seven|eight|nine|ten|most|unspecified|"
    r"additional|other|all|various|multiple|hundreds of|dozens of|thousands of|thousand|"
    r"hundred|million|tens of|at least|its|their|his|her)\s+",
    re.I,
)


NO_NAMES = frozenset(
    "indeed perhaps maybe nearly others neither there then when what here so such five six seven eight nine ten "
    "four geolocated instead meanwhile however later earlier still yesterday today since despite also yet thus "
    "nevertheless nonetheless moreover furthermore consequently accordingly hence otherwise besides finally likewise "
    "similarly separately".split()
)
# who does things by trade: "gunners", "lobbyist", "councilwoman"
AGENTIVE = re.compile(r"[a-z]{2,}(?:[^aeiou]ers?|[^aeio]tors?|ists?|m[ae]n|people|persons?)")
NOT_AGENTIVE = frozenset(
    "other others number numbers matter matters power powers water river winter summer paper papers letter "
    "letters order orders border borders centre center offer offers tower towers computer computers answer corner "
    "quarter quarters murder murders disaster disasters weather leather september october november december "
    "factor factors sector sectors list lists twist motor motors however whether either another rather together "
    "after over under former latter chapter chapters filter counter helicopter helicopters silver finger fingers "
    "shoulder shoulders dinner customer register poster posters banner banners cluster clusters monster theater "
    "theatre amber timber danger dangers anger hunger encounter encounters consist exist resist persist insist "
    "assist consists exists cancer remainder surrender specimen omen regimen twitter".split()
)
QUANTITIES = re.compile(r"(?:series|number|wave|waves|dozens|hundreds|barrage|spate|string)\s+of\b", re.I)
SHORT_STATES = {"U.S": "United States", "US": "United States", "U.K": "United Kingdom", "UK": "United Kingdom",
                "U.N": "United Nations", "UN": "United Nations", "EU": "European Union"}  # fmt: skip
BODY_HIT = re.compile(r"(?:embass|consul|mission|airport|hotel|base)", re.I)
DEMONYM = re.compile(r"[A-Z]\w+(?:ian|ish|ese|eli|ani|aqi|yrian|nch|emeni|ican|rab)")


def is_demonym(name: str) -> bool:
    """ "Russian" alone, where its noun is left out or in quotation marks."""
    return bool(DEMONYM.fullmatch(name))


def demonym_forces(words: list[str]) -> str | None:
    """ "Ukrainian missile" and "Russian" as the forces they stand for."""
    for word in words:
        if word in ("U.S.", "US", "U.K.", "UK", "U.N.", "UN", "NATO"):
            return f"{word} forces"
        if word in demonyms() or DEMONYM.fullmatch(word):
            return f"{word} forces"
    return None


def whose_forces(phrase: list[str]) -> str | None:
    """As `demonym_forces`, of the words before a noun: "the U.S. Embassy blasts" are nobody's there."""
    return None if any(BODY_HIT.match(word) for word in phrase) else demonym_forces(phrase)


def as_name(words: str) -> str | None:
    """A phrase as READING.md names agents: no article, count or title; None where nothing is left."""
    name = re.sub(r"\s*\[[^\]]*\]|\s*\([^)]*\)", "", words.replace("\n", " "))
    name = re.sub(r"^(?:the|an?)\s+", "", name.strip(), flags=re.I)
    for _ in range(3):
        name = COUNT.sub("", name)
    name = re.sub(r"^of\s+(?:the\s+)?", "", name)
    titled = TITLES.match(name)
    rest = name[titled.end() :] if titled else ""
    if rest and rest[:1].isupper() and not re.search(r"\b(?:of|for)\b", rest) and not rest.split()[0].isupper():
        name = rest
    name = re.sub(r"\s+", " ", name).strip(" ,.-")
    if counted := QUANTITIES.match(name):  # "a number of officials"
        name = name[counted.end() :].strip()
        if not name or name.split()[-1].lower() in WEAPONS:
            return None
    if name.lower() in DETERMINERS or name.lower() in NO_NAMES:
        return None
    return SHORT_STATES.get(name, name) or None
