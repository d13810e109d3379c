"""What a personal name is within a source's phrase: who speaks, or only part of what is said of somebody else.

In: a phrase without its article, and a name in it. Out: whether the name is a body's, tells more of a noun, or says who
leads; and the persons of a list as one name.
"""

from __future__ import annotations

import re

from sayso.read.agents import words

SOMEBODYS = frozenset(
    "aide adviser advisor spokesman spokeswoman spokesperson lawyer attorney friend ally assistant counsel associate "
    "representative supporter manager son daughter wife husband brother sister colleague".split()
)
# "The rapprochement between Sergey Mironov and …", "the office of Letitia James": the noun heads.
SAID_OF = re.compile(
    r"^(?P<head>(?:[\w’'-]+\s+)*?[\w’'-]+)\s+(?:of|between|about|against|over|with|for|to|on|at|in)\s+(?:[\w.’'-]+\s+){0,5}$"
)
# "A woman who has accused Senator Holt", "scientists using a telescope on Mount Kell", "supporters of Mayor Holt".
_PERSON = "|".join(sorted(words.PEOPLE | {"those", "anyone", "everyone"}))
DOING = re.compile(
    rf"^(?:[\w’'.-]+\s+){{0,4}}?(?i:{_PERSON})\s+(?:who|that|whose|\w+ing)\s[^,;]*$|"
    rf"^(?:[\w’'.-]+\s+){{0,3}}?(?i:supporters|opponents|critics|allies|aides|backers|fans|followers|lawyers|friends|"
    rf"advisers|advisors|associates|relatives)\s+(?:of|to|for)\s[^,;]*$"
)
LED_BY = re.compile(r",?\s(?:which is |that is )?(?:chaired|headed|led|run|founded|owned|presided over) by\b")
# What may stand behind a person in a list, "Sens. Ted Cruz of Texas and …", and before the next.
_ASIDE = r"(?:\s+(?:of|from)\s+[A-Z][\w. ]{1,20}|\s*\([^()]{1,12}\))?"
_TITLES = r"\s+(?:[\w.’'-]+\s+){0,3}"
JOINING = re.compile(rf"{_ASIDE},?\s+and{_TITLES}")
LISTING = re.compile(rf"{_ASIDE},{_TITLES}")


def is_said_of(bare: str, name: str) -> bool:
    """Whether a personal name only tells more of a lower-case noun that is no office's, or of what somebody did."""
    if DOING.match(bare[: max(0, bare.find(name))]):
        return True
    match = SAID_OF.match(bare[: max(0, bare.find(name))])
    if match is None:
        return False
    head = match.group("head").split()[-1].lower()
    office = head in words.TITLES or head in words.PEOPLE_SINGULAR or bool(words.PERSON_NOUN.fullmatch(head))
    before = bare[: bare.find(name)].split()
    direct = before[-1].lower() in ("of", "for", "to", "with", "between", "against", "about", "on")
    titled = before[-1].lower().rstrip(".") in words.TITLES or words.PERSON_NOUN.fullmatch(before[-1].lower())
    somebodys = head in SOMEBODYS and bool(titled)  # "an aide to Senator …", "for presidential candidate …"
    direct = direct or somebodys
    return match.group("head").split()[-1].islower() and (not office or direct)


def leads(bare: str, name: str) -> bool:
    """Whether a personal name only tells who leads a body: "the National Security Committee, chaired by …"."""
    match = LED_BY.search(bare[: max(0, bare.find(name))])
    return match is not None and bare[: match.start()].split()[-1].lower() in words.ORGANISATION


def is_body(bare: str, name: str) -> bool:
    """Whether a personal name is only part of a body's ("the Jacques Delors Institute", "sources in …")."""
    after = bare[bare.find(name) + len(name) :].split(",")[0].strip()
    first = after.split()[0].lower() if after.split() else ""
    return first in words.ORGANISATION or bool(re.match(r"['’]s\s", bare[bare.find(name) + len(name) :]))


def all_listed(bare: str, names: list[str]) -> str | None:
    """ "Ted Cruz and Marco Rubio": all the persons of a list, where the phrase is nothing else, or calls them so."""
    places = [bare.find(name) for name in names]
    if len(names) < 2 or sorted(places) != places:
        return None
    between = [bare[at + len(name) : later] for at, name, later in zip(places, names, places[1:], strict=False)]
    if not all(JOINING.fullmatch(words) for words in between[-1:]) or not all(
        LISTING.fullmatch(w) for w in between[:-1]
    ):
        return None
    return f"{', '.join(names[:-1])} and {names[-1]}"
