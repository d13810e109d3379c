"""Names within what says their trade: "the RIA state news agency", "Russia's Sputnik news service", "AP analysis".

In: a phrase without its article. Out: the name alone, or None where there is none: "the Israeli newspaper" names none.
"""

from __future__ import annotations

import re

from sayso.read.agents import nations

PROPER = re.compile(r"[A-ZÀ-Ž][\w’'&-]*(?:\s+(?:of\s+|the\s+)?[A-ZÀ-Ž][\w’'&-]*){0,4}")
# "The RIA state news agency", "the Kommersant newspaper": the name without the trade.
TRADE = re.compile(
    r"\s+(?:(?:state|private|public|independent|daily|weekly|online|state-run)\s+)*(?:news\s+)?"
    r"(?:agency|newspaper|outlet|broadcaster|channel|website|magazine|portal|daily|service)$"
)
# "The Islamic State terrorist network"
FIGHTERS = re.compile(
    r"\s+(?:(?:terrorist|terror|militant|extremist|rebel|insurgent|guerrilla|jihadist|jihadi|Islamist|separatist|"
    r"armed)\s+)+(?:network|group|movement|organi[sz]ation|faction|militia)$"
)
NATIONS = re.compile(r"^(?P<owner>[\w-]+(?:\s[\w-]+)?)['’]s?\s+(?=\S)")
# "North's official Korean Central News Agency", "the pro-government Sabah newspaper": what stands before the name.
OF_WHOM = re.compile(
    r"^(?:[A-Z][\w-]+(?:\s[A-Z][\w-]+)?['’]s?\s+)?"
    r"(?:(?:[Ss]emi-?official|official|independent|opposition|conservative|liberal|left-wing|right-wing|centrist|"
    r"influential|(?:[Ss]tate|[Gg]overnment|[Pp]rivately|[Pp]ublicly|[Mm]ilitary|[Ff]oreign)-(?:run|owned|controlled|backed|"
    r"linked|affiliated|funded|aligned|supported)|(?:[Pp]ro|[Aa]nti)-[a-z]+)\s+(?:and\s+)?)+(?=[A-Z])"
)
ACRONYM = re.compile(r"\s*\([^()]{2,20}\)$")
# "A White House statement", "the WHO report"
ISSUED = re.compile(r"\s+(?:(?:news|press)\s+)?(?:statement|release|announcement|communique|communiqué)$")
LATEST = re.compile(r"^(?:new|recent|latest|earlier|separate|subsequent|exclusive|detailed)\s+")
_NATIONAL = frozenset({"arab", "hebrew", "english", "western", "european", "catholic", "jewish", "islamist"})


def masthead(bare: str) -> str | None:
    """The name before "newspaper" or "terrorist network"."""
    found = TRADE.search(bare) or FIGHTERS.search(bare)
    return bare[: found.start()] if found is not None and _is_name(bare[: found.start()]) else None


def nations_own(bare: str) -> str | None:
    """The phrase without whose outlet it is, and without what sort: "Sputnik news service"."""
    rest = OF_WHOM.sub("", bare)
    if rest != bare and PROPER.fullmatch(TRADE.sub("", ACRONYM.sub("", rest))) is not None:
        return rest
    owner = NATIONS.match(bare)
    if owner is None or TRADE.search(bare) is None or nations.country_of(owner.group("owner")) is None:
        return None
    rest = bare[owner.end() :]
    return rest if masthead(rest) is not None else None


def issuer(bare: str) -> str | None:
    """The body whose statement it is, "the WHO statement"; None where only a day or a person stands before it."""
    found = ISSUED.search(bare)
    name = LATEST.sub("", bare[: found.start()]) if found is not None else ""
    return name if name and is_bodys(name) else None


def is_bodys(name: str) -> bool:
    """Whether the name before "report" is a body's: of two words and more, or in capitals, and no nation's."""
    several = " " in name or (name.isupper() and len(name) > 2)
    return several and PROPER.fullmatch(name) is not None and nations.country_of(name.split()[0]) is None


def _is_name(name: str) -> bool:
    """Whether what stands before "newspaper" is its name: "the Maariv newspaper", not "the Israeli newspaper"."""
    return PROPER.fullmatch(name) is not None and nations.country_of(name) is None and name.lower() not in _NATIONAL
