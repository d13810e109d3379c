"""What a number counts or measures: the noun behind it, or the quantity named before it."""

from __future__ import annotations

import re

from sayso.read.figures.units import CURRENCIES

PLURALS = frozenset(
    "people men women children troops personnel police aircraft infantry dead wounded staff cattle fatalities "
    "infantrymen servicemen policemen firefighters aid prisoners-of-war crew".split()
)
NO_PLURALS = frozenset("States Nations Paris Brussels always perhaps".split())
STOP = frozenset(
    "in on at by to from for with and or but as than per the a an that which who were was is are had have has "
    "will would since after before into near between including times over during while when where about against "
    "of it he she they not also be been may might could should out up down off across around through under within "
    "killed injured wounded above below steady offshore another those north south east west northeast northwest "
    "southeast southwest long wide deep high away ago dead took said told did do does if so because then there "
    "this these more less fewer other all total addition return exchange".split()
)
EMPTY = frozenset(
    "it he she they there this that which who rate number total level share up down rose fell figure".split()
)
SUFFIX = frozenset("rate rates level levels share".split())
ADJECTIVAL = ("al", "ary", "ic", "ive", "ian", "ed", "ous", "ful", "less", "able", "new", "ign", "ern")
LONGEST = 4  # words of a noun phrase: "North Korean artillery shells"
_WORD = r"[^\W\d_][\w’'-]*"
PHRASE = re.compile(
    r"(?:-strong)?\s+(?P<of>of\s+(?:(?:the|its|their|his|her|all|these|those|this|a|an)\s+)*)?"
    rf"(?P<words>{_WORD}(?:\s+{_WORD}){{0,4}})"
)
IN_AID = re.compile(r"\s+(?:in|worth\s+of)\s+(?P<words>[a-z][\w’'-]*(?:\s+[a-z][\w’'-]*){0,2})")
BEFORE = re.compile(
    r"\b(?P<of>[A-Za-z][\w-]+)(?:\s+rates?|\s+levels?)?\s+"
    r"(?:of|was|is|were|are|stood\s+at|stands\s+at|reached|hit|totall?ed|exceeded|topped|"
    r"(?:rose|fell|grew|rises|climbed|dropped|slowed|increased|decreased|declined|shrank|slipped|jumped|"
    r"(?:was|were)\s+(?:cut|reduced|raised))(?:\s+sharply|\s+slightly)?(?:\s+(?:to|by))?)\s+"
    r"(?:(?:only|just|about|around|over|almost|nearly|more\s+than|less\s+than|at\s+least|up\s+to|an?)\s+)*$"
)
HURT = re.compile(
    r"(?:\s+(?:others?\s+)?|\s+(?:were|was|are)\s+)"
    r"(?P<of>killed|dead|wounded|injured|missing|detained|arrested|hurt)\b"
)
HURTING = re.compile(
    r"\b(?P<of>kill|injur|wound|arrest|detain)(?:ing|ed|led)\s+"
    r"(?:(?:at\s+least|some|about|more\s+than|another|up\s+to)\s+)?$"
)
HURT_NAMES = {"kill": "killed", "injur": "injured", "wound": "wounded", "arrest": "arrested", "detain": "detained"}


def counted(text: str, at: int, unit: str | None) -> str | None:
    """The noun phrase at ``at``, behind a number in ``unit``: what it counts, or what is measured."""
    if unit in CURRENCIES:
        aid = IN_AID.match(text, at)
        if aid:
            return _noun(aid["words"].split(), measured=True)
    match = PHRASE.match(text, at)
    if match is None or "\n\n" in text[at : match.start("words")]:
        return None
    return _noun(match["words"].split(), measured=unit is not None or bool(match["of"]))


def measured_before(text: str, start: int) -> str | None:
    """ "turnout of 50 per cent", "inflation was 9%": the quantity before the number."""
    match = BEFORE.search(text, max(0, start - 60), start)
    return None if match is None or match["of"].lower() in EMPTY | STOP else match["of"].lower()


def _noun(words: list[str], *, measured: bool) -> str | None:
    """Up to the first plural; something measured may be singular ("of territory", "turnout")."""
    taken: list[str] = []
    for word in words[:LONGEST]:
        if word in STOP or (taken and word in SUFFIX):
            break
        taken.append(word)
        if _plural(word):
            return " ".join(taken)
    if not measured or not taken:
        return None
    return " ".join(taken[:2] if taken[0][:1].isupper() or taken[0].endswith(ADJECTIVAL) else taken[:1])


def _plural(word: str) -> bool:
    low = word.lower()
    if low in PLURALS:
        return True
    return (
        low.endswith("s")
        and not low.endswith(("ss", "us", "is", "'s", "’s"))
        and len(low) > 3
        and word not in NO_PLURALS
    )


def hurt(text: str, start: int, at: int) -> str | None:
    """ "14 killed", "injuring 35": what became of people that the text counts without a noun."""
    behind = HURT.match(text, at)
    if behind:
        return behind["of"]
    before = HURTING.search(text, max(0, start - 30), start)
    return HURT_NAMES[before["of"]] if before else None
