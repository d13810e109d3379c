"""A line with one thing wrong in it, in each of the ways that `bench/check.py` counts.

In: a line with the places of its parts (`Parts`), read by the reader for a true sentence, given by hand for a
paraphrase. Out: corrupted lines, each with the codes of which one must be found. Nothing here is random but by a seed
made of the line, so that the cases stay the same while the checker changes.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

MOST = 3  # cases of one kind made from one line
WORDS = ("harbour", "measured", "early", "quietly", "larger", "people", "winter", "promised")
PEOPLE = ("Arkady Polozkov", "Bohdan Zalizniuk", "Ostap Verbynskyi", "Gleb Ryabokonov", "Stefaniia Mokrynska")
BODIES = (
    "the Carpathian Emergency Service",
    "the Steppe Group of Forces",
    "Halych Energy",
    "the Eastern Defence Command",
)
PLACES = ("Kupiansk", "Odesa", "Kherson", "Lviv", "Dnipro", "Izmail", "Orikhiv", "Halych")
COUNTRIES = ("Ukraine", "Russia", "Romania", "Moldova", "Hungary", "Bulgaria")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
           "fourteen", "fifteen", "sixteen", "nineteen", "thirty", "forty", "ninety")  # fmt: skip
_NUMBER = re.compile(rf"\d+(?:[.,]\d+)*|\b(?:{'|'.join(NUMBERS)})\b(?!-)", re.I)
_DAY = re.compile(rf"\b(?:{'|'.join(DAYS)})\b")
_DAY_OF_MONTH = re.compile(rf"\b(\d{{1,2}})(?= (?:{'|'.join(MONTHS)})\b)")
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")
_NAME = re.compile(r"(?:[Tt]he |Colonel |Major )?(?:[A-Z][\w'’-]+(?: of| for)? ?)+")
_QUOTED = re.compile(r"[\"“]([^\"”]{12,}?)[,.]?[\"”]")
_SAID_THAT = re.compile(
    r"\b(?:said|says|reported|wrote|noted|stated|claimed|assessed|believes|told [A-Z]\w+(?: [A-Z]\w+)?)(?: that)? "
    r"(?=[a-z])(?!to )(.{30,}?)(?=\.?$|, according|; )"
)
_SAID_LAST = re.compile(r"^([A-Z].{30,}?), (?=(?:[\w'’-]+ ){1,7}(?:said|says|reported|wrote|believes)\b|according to )")

# (pattern, replacement): what takes the hedge out, and the negation
_HEDGES = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"\b(?:is|are|was|were) (?:un)?likely to\b", "will"),
        (r"\b(?:is|are|was|were) expected to\b", "will"),
        (r"\b(?:may|might|could) (?!not\b|neither\b|no\b)(?=[a-z])", "will "),
        (r"\b(?:almost certainly|probably|perhaps|reportedly|possibly|likely|unconfirmed) (?=\w)", ""),
        (r"\bprobable\b", "certain"),
        (r"\bpossible\b", "certain"),
        (r"\balmost certain\b", "certain"),
    )
)
_NEGATIONS = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"\b(?:did|does|do|had|has|have|is|are|was|were|would|will|could|can|should) (not )(?=\w)", ""),
        (r"\b(cannot)\b", "can"),
        (r"\b(no longer) (?=\w)", "still "),
        (r"(?<=\w )(no )(?!longer|fewer|more|less|one\b)(?=[a-z])", ""),
        (r"\b(refused|declined) to\b", "agreed"),
        (r"\b(denied)\b", "confirmed"),
        (r"\b(rejected|dismissed)\b", "accepted"),
        (r"\b(rejecting)\b", "accepting"),
        (r"\b(unable)\b", "able"),
        (r"\b(nothing)\b", "something"),
        (r"\b(None) of\b", "All"),
        (r"\b(none) of\b", "all"),
        (r"\b(Neither) (?=side|party|account)", "Either "),
        (r"\b(unanswered)\b", "answered"),
        (r"(?<=\w )(without )(?=[a-z])", "with "),
        (r"\b(never )(?=[a-z])", ""),
    )
)
_AUXILIARY = re.compile(r"\b(is|are|was|were|will|would|had|has|have) (?=[a-z]{3,})(?!not\b|no\b|never\b)")
_FEW_SPEAK = re.compile(r"[\"“”]")


class Parts(NamedTuple):
    """A line and where its parts lie in it; ``others`` is the whole article, whose names are no swaps."""

    text: str
    spans: Mapping[str, Sequence[tuple[int, int]]]
    article: str
    shortened: tuple[str, ...] = ()  # the line with an agent of its chain cut
    put_in_quotes: tuple[str, ...] = ()  # the line with its reported speech in quotation marks


class Case(NamedTuple):
    """A corrupted line and the codes of which one must be found."""

    kind: str
    text: str
    codes: frozenset[str]


Corrupt = Callable[[Parts, random.Random], Iterator[str]]


def cases(parts: Parts) -> Iterator[Case]:
    """Every case that can be made of a line, at most `MOST` of a kind."""
    for kind, (corrupt, codes) in KINDS.items():
        chance = random.Random(f"{parts.text}{kind}")
        made = dict.fromkeys(text for text in corrupt(parts, chance) if text != parts.text)
        for text in list(made)[:MOST]:
            yield Case(kind, text, frozenset(codes.split()))


def quote_word(parts: Parts, chance: random.Random) -> Iterator[str]:
    for match in _QUOTED.finditer(parts.text):
        words = list(re.finditer(r"\b[a-z]{4,}\b", match.group(1)))
        for word in chance.sample(words, min(2, len(words))):
            start, end = match.start(1) + word.start(), match.start(1) + word.end()
            yield _spliced(parts, start, end, chance.choice([w for w in WORDS if w != word.group()]))
        if len(words) > 2:  # a word gone; the first or last gone leaves a shorter quotation, and a true one
            word = chance.choice(words[1:-1])
            yield _spliced(parts, match.start(1) + word.start(), match.start(1) + word.end(), "").replace("  ", " ")


def speaker(parts: Parts, chance: random.Random) -> Iterator[str]:
    for start, end in parts.spans.get("speaker", ()):
        words = parts.text[start:end]
        if _NAME.fullmatch(words):
            new = chance.choice(_swaps((*PEOPLE, *BODIES), parts, chance))
            yield _spliced(parts, start, end, new[0].upper() + new[1:] if start == 0 else new)


def figure(parts: Parts, chance: random.Random) -> Iterator[str]:
    for start, end in parts.spans.get("figure", ()):
        match = _NUMBER.search(parts.text, start, end)
        if match:
            yield _spliced(parts, match.start(), match.end(), other_number(match.group(), chance))


def other_number(words: str, chance: random.Random) -> str:
    """Another number in the same form: by a quarter or more away."""
    if words[0].isdigit():
        whole, mark, part = words.partition("." if "." in words else "\0")
        value = int(whole.replace(",", ""))
        new = chance.choice([value * 2 + 1, value * 3, value + max(3, value // 3)])
        return (f"{new:,}" if "," in whole else str(new)) + (mark + part if part else "")
    place = [number.lower() for number in NUMBERS].index(words.lower())
    new_word = NUMBERS[(place + chance.choice([4, 5, 7])) % len(NUMBERS)]
    return new_word.capitalize() if words[0].isupper() else new_word


def date(parts: Parts, chance: random.Random) -> Iterator[str]:
    for start, end in parts.spans.get("date", ()):
        for pattern, new in ((_DAY_OF_MONTH, _other_day), (_DAY, _other_weekday), (_MONTH, _other_month)):
            match = pattern.search(parts.text, start, min(len(parts.text), end + 12))
            if match and match.start() < end:
                yield _spliced(parts, match.start(), match.end(), new(match.group(), chance))
                break


def _other_day(words: str, chance: random.Random) -> str:
    return str((int(words) + chance.choice([4, 9, 13]) - 1) % 28 + 1)


def _other_weekday(words: str, chance: random.Random) -> str:
    return DAYS[(DAYS.index(words) + chance.choice([2, 3, 4])) % 7]


def _other_month(words: str, chance: random.Random) -> str:
    return MONTHS[(MONTHS.index(words) + chance.choice([3, 5, 7])) % 12]


def place(parts: Parts, chance: random.Random) -> Iterator[str]:
    for start, end in parts.spans.get("place", ()):
        pool = COUNTRIES if parts.text[start:end] in COUNTRIES else PLACES
        yield _spliced(parts, start, end, chance.choice(_swaps(pool, parts, chance)))


def _swaps(pool: Sequence[str], parts: Parts, chance: random.Random) -> list[str]:
    """Names that the line has not: for every second case of the article, where it has any, else of elsewhere."""
    other = [name for name in pool if name.split()[-1] not in parts.text]
    near = [name for name in other if name.split()[-1] in parts.article]
    far = [name for name in other if name not in near]
    return near if near and (chance.random() < 0.5 or not far) else far


def hedge_lost(parts: Parts, chance: random.Random) -> Iterator[str]:
    for pattern, new in _HEDGES:
        for match in pattern.finditer(parts.text):
            unlikely = "unlikely" in match.group()
            yield _spliced(parts, match.start(), match.end(), "will not" if unlikely else new)


def hedge_added(parts: Parts, chance: random.Random) -> Iterator[str]:
    hedged = any(pattern.search(parts.text) for pattern, _ in _HEDGES) or _FEW_SPEAK.search(parts.text)
    found = [] if hedged else list(_AUXILIARY.finditer(parts.text))
    for match in found[:1]:
        yield _spliced(parts, match.end(), match.end(), chance.choice(["probably ", "perhaps ", "possibly "]))


def negation_lost(parts: Parts, chance: random.Random) -> Iterator[str]:
    for pattern, new in _NEGATIONS:
        for match in pattern.finditer(parts.text):
            yield _spliced(parts, match.start(1), match.end(1), new)


def negation_added(parts: Parts, chance: random.Random) -> Iterator[str]:
    for match in list(_AUXILIARY.finditer(parts.text))[:1]:
        yield _spliced(parts, match.end(), match.end(), "not ")


def chain(parts: Parts, chance: random.Random) -> Iterator[str]:
    yield from parts.shortened
    for start, end in parts.spans.get("chain", ()):
        yield _spliced(parts, start, end, "")


def quote_marks(parts: Parts, chance: random.Random) -> Iterator[str]:
    yield from parts.put_in_quotes
    for pattern in (_SAID_THAT, _SAID_LAST) if not _FEW_SPEAK.search(parts.text) else ():
        match = pattern.search(parts.text)
        if match and "chain" not in parts.spans:
            words = match.group(1)
            yield _spliced(parts, match.start(1), match.end(1), f"“{words}”")


def _spliced(parts: Parts, start: int, end: int, new: str) -> str:
    return parts.text[:start] + new + parts.text[end:]


KINDS: Mapping[str, tuple[Corrupt, str]] = {
    "quotation, a word changed": (quote_word, "Q001 Q002 Q004"),
    "speaker swapped": (speaker, "Q001 Q003 S003 F004"),
    "figure changed": (figure, "F001 Q001"),
    "date changed": (date, "F002 Q001 Q005"),
    "place changed": (place, "F003 F004 S003 Q001"),
    "hedge taken out": (hedge_lost, "S006 S008 Q001"),
    "hedge put in": (hedge_added, "S007 Q001"),
    "negation taken out": (negation_lost, "S008 S009 Q001"),
    "negation put in": (negation_added, "S008 S009 Q001"),
    "chain shortened": (chain, "S004 S005"),
    "quotation marks put around a paraphrase": (quote_marks, "Q001 Q002 Q004"),
}
