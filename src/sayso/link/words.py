"""Words as the comparison of two contents sees them.

In: a text. Out: its words, folded (case, diacritics, apostrophes), stemmed lightly and joined with their
like (``wording.toml``). Nothing here depends on which other documents are on the desk, so that a decision
about two contents is the same today and tomorrow.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct

_WORD = re.compile(r"\d+(?:[.,]\d+)*|(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_SURVIVES_NFKD = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss"})
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "‘": "'"})
MOODS = ("future", "obligation", "conditional", "possible")
_REPEATED_I = re.compile(r"i{2,}")
_NUMBER_WORDS = {
    word: str(value)
    for value, word in enumerate(
        [
            "zero",
            "-",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
}


class Word(Struct, frozen=True):
    """One word: ``plain`` is folded and lower-case, ``stem`` the form compared, offsets those of the text."""

    plain: str
    stem: str
    start: int
    end: int
    capital: bool


class Wording(Struct, frozen=True):
    """``wording.toml``, compiled."""

    stop: frozenset[str]
    weak: frozenset[str]
    alike: dict[str, str]
    countries: frozenset[str]
    codes: dict[str, str]
    opposite: dict[str, frozenset[str]]
    distinct: dict[str, frozenset[str]]
    converse: frozenset[str]
    negators: frozenset[str]
    nots: frozenset[str]
    privative: frozenset[str]
    denials: frozenset[str]
    withheld: frozenset[str]
    past: frozenset[str]
    mood: dict[str, str]
    finite: frozenset[str]
    subordinators: frozenset[str]
    hedges: frozenset[str]


def fold(text: str) -> str:
    """Lower case without diacritics; every apostrophe the ASCII one."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_SURVIVES_NFKD).translate(_APOSTROPHES))
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark)).lower()


def fold_name_part(part: str) -> str:
    """One part of a name, its transliterations made one: Zelensky, Zelenskyy, Zelenskiy; Sergei, Sergey."""
    return _REPEATED_I.sub("i", fold(part).replace("y", "i").replace("j", "i"))


@lru_cache(maxsize=20_000)  # a sentence is looked at as a page's, as a statement's and beside each of its like
def words(text: str) -> tuple[Word, ...]:
    """Every word and number of a text, in order."""
    found = []
    for match in _WORD.finditer(text):
        plain, stemmed, capital = _known(match.group())
        found.append(Word(plain, stemmed, *match.span(), capital))
    return tuple(found)


def as_written(text: str, run: Sequence[Word]) -> str:
    """A run of words as the text writes it, what stands between them too."""
    return text[run[0].start : run[-1].end] if run else ""


def without_that(found: Sequence[Word]) -> Sequence[Word]:
    """The words of a clause without the "that" that opens it."""
    return found[1:] if found and found[0].plain == "that" else found


@lru_cache(maxsize=200_000)
def _known(raw: str) -> tuple[str, str, bool]:
    """A word folded, its stem, and whether it has a capital."""
    plain = _plain(raw)
    return plain, stem(plain), raw[0].isupper()


def _plain(raw: str) -> str:
    if raw in ("US", "U.S.", "U.S"):
        return "usa"
    plain = fold(raw).removesuffix("'s").removesuffix("'").replace(".", "" if raw[0].isalpha() else ".")
    if plain[0].isdigit():
        return plain.replace(",", "")
    return _NUMBER_WORDS.get(plain, plain)


@lru_cache(maxsize=200_000)
def stem(plain: str) -> str:
    """The form under which a folded word is compared: its group's first word, else its light stem."""
    alike = wording().alike
    return alike.get(plain) or alike.get(light_stem(plain)) or light_stem(plain)


@lru_cache(maxsize=200_000)
def light_stem(plain: str) -> str:
    """Inflection off (plural, -ed, -ing, -ly), in the spirit of Harman's S-stemmer; derivation stays.

    A light stemmer joins fewer words that mean different things than Porter's does; ``wording.toml`` joins
    what it misses.
    """
    if len(plain) < 4 or plain[0].isdigit():
        return plain
    return _REPEATED_I.sub("i", _trim(_without_suffix(_singular(plain))).replace("y", "i"))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _without_suffix(word: str) -> str:
    for suffix in ("ing", "ed", "ly"):
        rest = word.removesuffix(suffix)
        if rest != word and len(rest) >= (4 if suffix == "ly" else 3) and any(vowel in rest for vowel in "aeiouy"):
            return rest
    return word


def _trim(word: str) -> str:
    word = word.removesuffix("e") if len(word) > 3 else word
    doubled = len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouy"
    return word[:-1] if doubled else word


@lru_cache(maxsize=1)
def wording() -> Wording:
    """The tables of ``wording.toml``."""
    raw = tomllib.loads(files(__package__).joinpath("wording.toml").read_text(encoding="utf-8"))
    countries = _groups(raw["countries"])
    alike = _groups(raw["alike"]) | countries
    return Wording(
        stop=frozenset(raw["stop"].split()),
        weak=frozenset(alike.get(light_stem(word), light_stem(word)) for word in raw["weak"].split()),
        alike=alike,
        countries=frozenset(countries.values()),
        codes=dict(zip(raw["codes"].split()[::2], raw["codes"].split()[1::2], strict=True)),
        opposite=_opposites(raw["opposite"], alike),
        distinct=_opposites(raw["distinct"], alike),
        converse=frozenset(alike.get(light_stem(word), light_stem(word)) for word in raw["converse"].split()),
        negators=frozenset(raw["negators"].split()),
        nots=frozenset(raw["nots"].split()),
        privative=frozenset(alike.get(light_stem(word), light_stem(word)) for word in raw["privative"].split()),
        denials=frozenset(raw["denials"].split()),
        withheld=frozenset(raw["withheld"].split()),
        past=frozenset(raw["past"].split()),
        mood={word: mood for mood in MOODS for word in raw["mood"][mood].split()},
        finite=frozenset(raw["mood"]["finite"].split()),
        subordinators=frozenset(raw["mood"]["subordinators"].split()),
        hedges=frozenset(raw["hedges"]["words"].split()),
    )


def _groups(lines: str) -> dict[str, str]:
    alike: dict[str, str] = {}
    for line in lines.strip().splitlines():
        group = line.split()
        for word in group:
            alike[word] = group[0]
            alike.setdefault(light_stem(word), group[0])
    return alike


def _opposites(lines: str, alike: dict[str, str]) -> dict[str, frozenset[str]]:
    opposite: dict[str, set[str]] = {}
    for line in lines.strip().splitlines():
        left, right = (alike.get(light_stem(word), light_stem(word)) for word in line.split())
        opposite.setdefault(left, set()).add(right)
        opposite.setdefault(right, set()).add(left)
    return {word: frozenset(others) for word, others in opposite.items()}
