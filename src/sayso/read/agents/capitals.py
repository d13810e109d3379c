"""The words of a run of capitals: which open a sentence, are titles or say what a body is, and which may be a name's.

In: a run of capitalised words, or one of them, and the text around it. Out: how many of the first belong to the
sentence ("Said Holt: “…"), whether a word that mostly opens sentences is a given name ("Will Hart, a baker"), and
whether one is stepped over, ends a body's name or is an ordinary one. A verb of saying before its speaker is told from
a name (Said is one) by the quotation that follows.
"""

from __future__ import annotations

import re

from sayso.read.agents import nations
from sayso.read.agents.given import gender_of, is_given
from sayso.read.agents.words import AFFILIATIONS, ORGANISATION, STARTERS, TITLES, TITLES_OF_SEVERAL

NOT_NAMES = frozenset(
    (
        "red north south east west northern southern eastern western central day war euro euros hryvnia covid key "
        "takeaways daily sea river mount lake street avenue square county township "
        "gorge creek canyon valley peninsula delta reservoir dam plateau basin strait gulf estuary lagoon airport "
        "telegram facebook twitter youtube instagram tiktok whatsapp signal zoom internet "
        "christmas easter ramadan olympic olympics cup games day eve "
        "team ave blvd constitution treaty accord accords prospects economic regional protocol agreement studies study "
        "convention act bill law plan oblasts regions districts "
        "death plague memorandum declaration resolution operation summit conference"
    ).split()
)
# "Latvian-based", "Russian-language": an adjective, where "Hau-yip" and "Jong-un" are names.
COMPOUND = re.compile(
    r"-(?:based|language|speaking|backed|led|affiliated|born|appointed|controlled|occupied|installed|sponsored|linked|owned|"
    r"run|made|style|aligned|era|friendly|supported|funded|trained|held|wide|registered|educated|imposed|brokered|raised)$"
)
LAST_WORD = re.compile(r"([\w-]+)\s+$")
INITIAL = re.compile(r"[A-Z]\.")
SAYING = frozenset(
    (
        "said says added adds continued continues stated states wrote writes explained explains noted notes replied "
        "replies recalled recalls concluded concludes tweeted tweets declared declares insisted insists argued argues"
    ).split()
)
OPENS = re.compile(r"(?:^|[\n.!?:;”\"'’)\]])\s*[“\"'‘]?$")  # what may stand before a sentence's first word
# After what "April" and "June" are months.
TIME = re.compile(
    r"\b(?:in|by|since|during|last|this|until|till|from|of|for|next|early|late|after|before|to|mid)\s+$", re.I
)
GOES_ON = re.compile(r",\s|['’]s\s|\s+(?:said|says|told|tells|added|wrote|writes|asked|explained|noted|argued|who)\b")
SPEECH = re.compile(r"[^.;!?\n]{0,80}?[,:]\s*(?:[“\"]|``)")


def no_name(text: str, start: int, run: list[str]) -> int:
    """How many of a run's first words are none of a name that the run ends in."""
    first = run[0]
    if not OPENS.search(text[max(0, start - 4) : start]):
        return 0
    quotes = SPEECH.match(text, start + len(first)) is not None
    return int(first.lower() in SAYING and (quotes or not is_given(first)))


def given_opens(text: str, start: int, end: int, words: list[str]) -> bool:
    """Whether the first of the words from ``start`` to ``end`` is a given name that mostly is none: Will, April."""
    if len(words) < 2 or not gender_of(words[0]) or is_given(words[1]):
        return False
    before = text[max(0, start - 12) : start]
    if words[0] == "Will" and not OPENS.search(before[-4:]):
        return True
    return TIME.search(before) is None and GOES_ON.match(text, end) is not None


def steps_over(word: str) -> bool:
    """Whether a word before a name is none of it: a title, a nation, what somebody belongs to, a sentence's first."""
    low = word.lower().replace(".", "").removesuffix("'s").removesuffix("’s")
    if gender_of(low) and low not in STARTERS:
        return False  # "Finn Dahl" is no Finn
    return (
        low.removeprefix("co-") in TITLES | TITLES_OF_SEVERAL | AFFILIATIONS
        or low in STARTERS
        or low.endswith(("n't", "n’t"))
        or nations.country_of(low) is not None
        or low in ("ex", "gen", "lt", "col", "sister", "cllr", "cpl", "insp")
    )


def organisational(word: str) -> bool:
    """Whether a word says that the name it stands in is a body's."""
    low = word.lower().removesuffix("'s").removesuffix("’s")
    if gender_of(low):
        return False
    return (
        low in ORGANISATION
        or (word.isupper() and len(word) > 2 and "." not in word and word != "III")
        or nations.country_of(low) is not None
    )


def ordinary(word: str) -> bool:
    """Whether a word, capitalised or not, is hardly part of a personal name."""
    if INITIAL.fullmatch(word):
        return False
    low = word.lower().strip(".")
    return bool(COMPOUND.search(word)) or low in STARTERS - {"may"} or low in NOT_NAMES or low in nations.by_demonym()


def office_before(text: str, at: int) -> bool:
    """Whether the word before a place is a title."""
    word = LAST_WORD.search(text[max(0, at - 30) : at])
    return word is not None and word.group(1).lower() in TITLES
