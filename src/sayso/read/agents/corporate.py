"""Companies' names: what the law adds to them, where they end, and what a text may cut them to.

In: the words of a name. Out: whether a word is the law's ("Corp.", "PLC"), and the short forms of a name: "Price Stern"
for "Price Stern Sloan Inc.", "Harlow" for "Harlow-Voss Cos.", "Tessa's" for "Tessa's Inc.".
"""

from __future__ import annotations

import re

from sayso.read.agents import nations, words
from sayso.read.agents.capitals import NOT_NAMES

OWNER = re.compile(r"['’]s?$")
# Behind these a name is at its end: "Norton Partners Limited Partnership of Boston"; "Aluminum Co. of America" goes on.
CLOSED = frozenset("inc ltd plc llc lp sa nv ag partnership limited".split())
TOO = frozenset({"security", "national", "technology", "energy", "health"})  # alone, of "Security Pacific Corp."
THRIFT = re.compile(r"\b(?:Savings|Loans?)\s+(?:Association|Assn\.?)$")


def is_law(word: str) -> bool:
    """Whether a word is what the law adds: "Inc.", "Corp", "S.A."; "Holdings" and "group" may belong to a name."""
    return _plain(word) in words.LAW


def is_closed(word: str) -> bool:
    """Whether nothing of the name follows a word, not even where it sits."""
    return _plain(word) in CLOSED


def is_companys(name: str) -> bool:
    """Whether a name ends as companies' do."""
    last = name.split()[-1].lower()
    return last.rstrip(".") in words.COMPANY or is_law(last) or THRIFT.search(name) is not None


def shorts(name: str) -> list[str]:
    """What a company's name can be cut to: "Price Stern Sloan Inc." is "Price Stern Sloan" and "Price Stern"; "ROGERS
    COMMUNICATIONS Inc." is "Rogers"."""
    tokens = name.split()
    if not is_companys(name):
        return []
    cut = [tokens[:count] for count in range(1, len(tokens))]
    cut = [c for c in cut if not is_ordinary(c[-1]) and (len(c) > 1 or len(c[0]) > 2)]
    if len(tokens) > 2 and tokens[:-1] not in cut and nations.country_of(" ".join(tokens[:-1])) is None:
        cut.append(tokens[:-1])  # "America West Airlines" is America West
    if is_law(tokens[-1]) and "-" in tokens[0]:
        cut.append([tokens[0].partition("-")[0]])
    forms = [form for c in cut for form in (" ".join(c), " ".join(w.capitalize() for w in c), _unowned(c))]
    return list(dict.fromkeys(forms))


def ordinary_short(name: str) -> str | None:
    """The first word of a company's name that alone, as an ordinary word, can stand for it: "Security"."""
    tokens = name.split()
    return tokens[0] if len(tokens) > 2 and is_law(tokens[-1]) and tokens[0].lower() in TOO else None


def is_short_for(name: str, first: int, short_first: int) -> bool:
    """Whether a text that uses both means one body: the full name comes first, or only "Inc." tells them apart.
    "Amazon" before "Amazon Web Services" is another. Both places are characters."""
    legal = name.split()[-1].lower().replace(".", "") in words.LEGAL
    return legal or first < short_first


def _unowned(tokens: list[str]) -> str:
    """A name that looks like an owner's as a text's other names are read: "Tessa" for "Tessa's"."""
    return OWNER.sub("", " ".join(tokens))


def is_ordinary(word: str) -> bool:
    """Whether a word says nothing of which company it is."""
    low = word.lower()
    return low in words.ORGANISATION or low in words.TITLES or low in NOT_NAMES or nations.country_of(low) is not None


def _plain(word: str) -> str:
    return word.lower().replace(".", "")
