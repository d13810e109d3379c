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
# "The death toll has risen to 31", "put the number of wounded at 14", "losses at 41": what is tallied, the nearest.
TALLY = re.compile(
    r".*\b(?:(?P<death>death\s+toll)|(?P<toll>(?<!death\s)toll)|"
    r"number\s+of\s+(?:(?:the|new|confirmed|known|reported)\s+){0,2}(?P<of>[a-z][\w-]*)|"
    r"(?P<what>losses|deaths|casualties|fatalities|injuries|cases|arrests))\b(?P<between>[^.;:!?\n]{0,70}?)"
    r"\b(?:at|to|from|reached|hit|passed|topped|exceeded|was|is|stood|stands)\s+"
    r"(?:(?:only|just|about|around|over|almost|nearly|some|more\s+than|less\s+than|fewer\s+than|at\s+least)\s+)?$",
    re.S,
)
TALLIES = ("toll", "number of", "losses", "deaths", "casualties", "fatalities", "injuries", "cases", "arrests")
DIGIT = re.compile(r"\d")
TALLIED = 120  # code points before the number in which it stands
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


def tallied(text: str, start: int) -> str | None:
    """ "The toll rose to 31", "put the number of wounded at 14": what is counted, named before the number."""
    at = max(0, start - TALLIED)
    before = TALLY.match(text, at, start) if any(text.find(word, at, start) >= 0 for word in TALLIES) else None
    if before is None or (DIGIT.search(before["between"]) and "from" not in before["between"]):
        return None  # "the number of cases in 14 towns of 120"
    return "dead" if before["death"] else before["of"] or before["what"] or before["toll"]
