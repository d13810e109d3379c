"""Persons named in a text: full names with the office and nation said beside them.

In: a text. Out: each person once, with every place where the full name or surname stands. A personal name is a run of
two to four capitalised words that is no organisation's, place's or title's; what precedes it ("Serbian President")
says who it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from importlib.resources import files

from msgspec import Struct

from sayso.model import Span
from sayso.read.agents import nations
from sayso.read.agents.capitals import given_opens, no_name, office_before, ordinary, organisational, steps_over
from sayso.read.agents.given import Gender, gender_of, is_given
from sayso.read.agents.headlines import title_case_lines
from sayso.read.agents.roles import behind_name, roles
from sayso.read.agents.sightings import CAPITAL, Sighting, nicknamed, relatives, royal, said_nation, said_offices
from sayso.read.agents.words import (
    AFFILIATIONS,
    BODY_NOUNS,
    COMPANY,
    COMPANY_NAMED,
    FIRM_NAMED,
    LAWFUL,
    LEGAL,
    ORGANISATION,
    PARTICLES,
    TITLES,
    TITLES_OF_SEVERAL,
)

RUN = re.compile(
    rf"(?<![\w./])(?:{CAPITAL})"
    rf"(?:[ \u00a0](?:(?:{'|'.join(sorted(PARTICLES))})[ \u00a0])?(?:al-|el-)?(?:{CAPITAL})){{1,9}}"
)
# "Office for Grain Agreements", "Institute for Frontline Studies": what follows is a body's name.
IN_A_NAME = re.compile(r"(?P<body>[\w']+)\s+(?:for|of|on|and)\s+(?:the\s+)?$")
JOINING = frozenset({"for", "of", "on", "and", "the"})
OFFICE_FOR = re.compile(r"(?i:minister|secretary|commissioner|envoy|head|director)\s+(?:for|of)\s+(?:the\s+)?$")
# What follows a name as the day of what is told, and ends none.
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march july september october november "
    "december".split()
)
AGE = frozenset({"age", "aged"})  # "Ana Holt Age 41"
# "Ms Persson", "Mr. Assange": what a text calls somebody tells the pronoun.
CALLED = re.compile(
    rf"\b(?P<f>Mrs|Ms|Miss|Lady|Dame|Queen|Princess|Madam|Madame|Baroness|Congresswoman|Councilwoman)\b\.?\s+"
    rf"(?P<her>{CAPITAL})|\b(?P<m>Mr|Sir|Lord|King|Prince|Pope|Congressman)\b\.?\s+(?P<his>{CAPITAL})"
)
# The beginnings of those words.
ADDRESSES = "Mr Ms Miss Lady Dame Queen Prince Madam Baroness Cong Counc Sir Lord King Pope".split()
CAPITALISED = re.compile(r"[^\W\d_a-zа-яёіїєґà-öø-ÿ](?<![\w’'ʼ-].)[\w’'ʼ-]*")
TITLE_MARKS = frozenset({"“", '"', "‘"})
TITLE_ENDS = re.compile(r",?[”\"’]")
OWNER = re.compile(r"(?:['’]s|s['’])$")
RUN_WORD = re.compile(r"[^\s\u00a0]+")
OWNING = re.compile(r"['’]s$")  # "London's Muslim mayor" names nobody
SOON = 2_000  # code points below a headline in which its subject is named again
THEIRS = re.compile(r"s['’]\s(?P<body>[A-Z]\w+)")
ENDING = re.compile(r"(?:iyi|iy|yy|yi|yj|ij|ii)$")
LETTERED = frozenset({"CEO", "COO", "CFO", "CTO", "CIO", "MP", "MEP"})  # offices that no name has in it
# Titles behind which two capitals that end a run are a name, whatever the first: "Dublin Mayor Marilee Brandt-Holt".
PERSONS = frozenset(
    "mayor governor senator congressman congresswoman councilman councilwoman alderman sheriff ambassador chancellor "
    "spokesman spokeswoman chairman chairwoman superintendent professor detective sergeant lieutenant captain coach "
    "bishop archbishop rabbi pastor imam".split()
)
FEMALE_OFFICES = frozenset({"spokeswoman", "chairwoman", "queen"})
MALE_OFFICES = frozenset({"spokesman", "chairman", "king", "pope"})
NEVER_LAST = LEGAL | TITLES_OF_SEVERAL | AFFILIATIONS  # of a name: "the Ohio Republican"
MOST_NAMES = 4  # words of a name without particles


class Person(Struct, frozen=True):
    """A person: the fullest name in the text, offices and nations said of them, where they are named, and the
    gender of their pronoun ("" where the text does not tell)."""

    name: str
    offices: tuple[str, ...]
    nation: str | None
    mentions: tuple[Span, ...]
    gender: Gender = ""

    @property
    def surname(self) -> str:
        """The folded last word of the name, "Jr." left out."""
        return fold(surname_of(self.name))


SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def surname_of(name: str) -> str:
    """The last word of a name that is not "Jr." or "III"."""
    words = name.split()
    while len(words) > 1 and words[-1].lower() in SUFFIXES:
        words.pop()
    return words[-1]


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """A word without case, accents and the spelling of transliterated endings (Zelenskyy, Zelenskiy, Zelensky)."""
    if word.isascii():
        return ENDING.sub("y", word.casefold().replace("'", ""))
    plain = unicodedata.normalize("NFKD", word.replace("’", "'").replace("ʼ", "'"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold().replace("'", "")
    plain = plain.replace("ł", "l").replace("đ", "d").replace("ø", "o").replace("ß", "ss")
    return ENDING.sub("y", plain)


def people(text: str, is_organisation: Callable[[str], bool]) -> tuple[Person, ...]:
    """The persons named in ``text`` by first and last name."""
    found: dict[tuple[str, str], Sighting] = {}
    headlines = title_case_lines(text) if "\n" in text else []
    runs = (
        _person_in(text, match, is_organisation)
        for match in RUN.finditer(text)
        if not any(line.start <= match.start() < line.end for line in headlines)
    )
    often = cache(text.count)
    companies = {m.group("name") for m in COMPANY_NAMED.finditer(text)} if LAWFUL.search(text) else set()
    companies |= {m.group("name") for m in FIRM_NAMED.finditer(text) if not is_given(m.group("name").split()[0])}
    for sighting in (*runs, *nicknamed(text), *royal(text)):
        if sighting is None or sighting.name in companies:
            continue
        words = sighting.name.split()
        key = (fold(words[0])[:3], fold(surname_of(sighting.name)))
        known = found.get(key)
        found[key] = sighting if known is None else _merged(known, sighting, often)
    given = {sighting.name.split()[0] for sighting in found.values()}
    for sighting in relatives(text):
        if sighting.name not in given:
            found.setdefault((fold(sighting.name)[:3], fold(sighting.name)), sighting)
    return tuple(_with_mentions(text, _with_parts(found.values())))


def _with_parts(sightings: Iterable[Sighting]) -> list[Sighting]:
    """A double given name with the surname that it has elsewhere: "Juan Carlos" is "Juan Carlos Vega"."""
    out = list(sightings)
    for short in [one for one in out if len(one.name.split()) == 2 and all(map(is_given, one.name.split()))]:
        whole = [i for i, one in enumerate(out) if one.name.startswith(f"{short.name} ")]
        if len(whole) == 1:
            out[whole[0]] = _merged(out[whole[0]], short)
            out.remove(short)
    return out


def _merged(a: Sighting, b: Sighting, often: Callable[[str], int] = len) -> Sighting:
    """Two sightings as one, under the longer name, of two as long the one that is there more often, then the first."""
    name = max(a.name, b.name, key=lambda n: (len(n.split()), often(n), n == a.name))
    return Sighting(name, (*a.offices, *b.offices), a.nation or b.nation, (*a.spans, *b.spans))


def _person_in(text: str, match: re.Match[str], is_organisation: Callable[[str], bool]) -> Sighting | None:
    """The personal name at the end of a capitalised run, after titles and nations are stepped over."""
    words = _after_owner([(m.start(), m.group()) for m in RUN_WORD.finditer(match.group())])
    words = words[no_name(text, match.start(), [word for _, word in words]) :]
    while len(words) > 1 and (words[-1][1].lower() in DAYS | AGE or behind_name(words[-1][1])):
        words.pop()  # "President Bill Clinton Saturday vowed"
    anchor = _given_behind_title(words)
    before = text[max(0, match.start() - 40) : match.start()]
    named_for = not JOINING.isdisjoint(before.split()[-1:])  # most names have something else before them
    if named_for and not anchor and _goes_on_bodys(before):
        return None
    words = words[anchor:]
    if not anchor and (not words or _is_bodys(before, words[0][1])):
        return None
    begin = 0
    while begin < len(words) and steps_over(words[begin][1]):
        if given_opens(text, match.start() + words[begin][0], match.end(), [word for _, word in words[begin:]]):
            break
        begin += 1
    begin += roles([word for _, word in words[begin:]], words[begin - 1][1] if begin else "")
    rest = words[begin:]
    rest = rest[_given_first(rest) :]
    demonym = len(rest) == 2 and gender_of(rest[0][1]) and rest[1][1].lower() in nations.by_demonym()  # "Mark Cuban"
    cut = next((i + 1 for i in range(len(rest) - 1, -1, -1) if organisational(rest[i][1]) and not demonym), 0)
    titled = begin > 0 or office_before(text, match.start())
    if cut:
        titled = titled or (cut < len(rest) and rest[cut][1].lower() in TITLES)
        rest = rest[cut:] if titled else []
        while rest and steps_over(rest[0][1]):
            rest = rest[1:]
    if titled or (named_for and OFFICE_FOR.search(before)):
        rest = _after_ordinary(rest)
    longest = 6 if any(w.lower() in PARTICLES for _, w in rest) else 4
    if not 2 <= len(rest) <= longest:
        return None
    if not demonym and any(ordinary(w) for _, w in rest[is_given(rest[0][1]) :]):
        return None
    span = Span(match.start() + rest[0][0], match.start() + rest[-1][0] + len(_bare(rest[-1][1])))
    name = text[span.start : span.end]
    if any(OWNING.search(word) for _, word in rest[:-1]) or not _can_be(name, [w for _, w in words[:begin]]):
        return None
    if is_organisation(name) or is_organisation(match.group()) or _is_title(text, span):
        return None
    if opens_with_trade(text, span) or _begins_body(text, span):
        return None
    before = text[max(0, span.start - 60) : span.start]
    return Sighting(name, said_offices(before, text[span.end : span.end + 60]), said_nation(before), (span,))


def opens_with_trade(text: str, span: Span) -> bool:
    """Whether a headline puts before a name what its bearer is, told below in small letters: "Chipmaker Norvane"."""
    trade, *name = text[span.start : span.end].split()
    if not name or not trade.istitle() or not name[0][0].isupper():
        return False
    return text.find(" ".join(["", trade.lower(), *name]), span.end, span.end + SOON) >= 0


def _begins_body(text: str, span: Span) -> bool:
    """Whether it begins a body's name, whose the many are: "the Maritime Workers' Union", but not "Mary Jones'"."""
    theirs = THEIRS.match(text, span.end - 1)
    first = text[span.start : span.end].split()[0]
    return theirs is not None and organisational(theirs["body"]) and not is_given(first)


def _goes_on_bodys(before: str) -> bool:
    """Whether what follows these words goes on with a body's name."""
    found = IN_A_NAME.search(before)
    body = found["body"].lower() if found is not None else ""
    return body in ORGANISATION or body.rpartition("'")[2] in ORGANISATION


def _can_be(name: str, before: list[str]) -> bool:
    """Whether a name can be a person's, by its words and the titles before it."""
    words = name.split()
    if words[-1].lower().replace(".", "") in NEVER_LAST or "I" in words:
        return False
    if not is_given(words[0]) and any(w.lower() in COMPANY or w.lower() in TITLES for w in words):
        return False
    titled = any(w.lower().rstrip(".") in TITLES - {"the", "of"} for w in before)
    return (titled or name not in cities()) and not nations.country_of(name)


def _is_title(text: str, span: Span) -> bool:
    """Whether a name is a programme's or a work's, “Morning Line,”, or a thing's: "the Hola Bridge project"."""
    marked = text[max(0, span.start - 1) : span.start] in TITLE_MARKS and TITLE_ENDS.match(text, span.end)
    thing = text[max(0, span.start - 4) : span.start].lower() == "the "
    return bool(marked or thing) and not is_given(text[span.start : span.end].split()[0])


def _is_bodys(before: str, first: str) -> bool:
    """Whether what stands before a name says that it is a body's: "the consulting firm North Key"."""
    noun = before.split()[-1:] and before.split()[-1] in BODY_NOUNS
    return bool(noun) and not is_given(first) and not steps_over(first)


def _bare(word: str) -> str:
    """The last word of a name without its possessive and its sentence's full stop; "Jr." keeps its own."""
    bare = word.removesuffix("'s").removesuffix("’s")
    return bare if bare.lower() in ("jr.", "sr.") else bare.rstrip(".")


@cache
def cities() -> frozenset[str]:
    """Names of places that have the shape of a person's: Los Angeles, Palo Alto."""
    rows = files("sayso.read.agents").joinpath("cities.txt").read_text("utf-8").splitlines()
    return frozenset(row for row in rows if not row.startswith("#"))


def _after_owner(run: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """ "The Atlantic's Dana Whitfield": the name behind whom the person belongs to."""
    last = max((i for i, (_, word) in enumerate(run[:-1]) if OWNER.search(word)), default=-1)
    return run[last + 1 :] if len(run) - last - 1 >= 2 else run


def _given_behind_title(run: list[tuple[int, str]]) -> int:
    """Where a name begins that a title in the run's middle announces: "Forces Spokesperson Viktor Tregubov"."""
    for i in range(1, len(run) - 1):
        title = run[i - 1][1].lower() in TITLES
        short = run[i - 1][1] in LETTERED or run[i - 1][1].endswith(".")  # "SoftBank CEO Masayoshi Son", "Gov."
        announced = is_given(run[i][1]) or short or _is_pair(run, i)
        if title and announced and not any(w.lower() in TITLES for _, w in run[i + 1 :]):
            return i
    return 0


def _is_pair(run: list[tuple[int, str]], at: int) -> bool:
    """Whether two words behind a person's title end a run, and neither is a body's."""
    person = len(run) == at + 2 and run[at - 1][1].lower() in PERSONS
    return person and not any(ordinary(word) or organisational(word) for _, word in run[at:])


def _given_first(rest: list[tuple[int, str]]) -> int:
    """Where the given name stands, if words that are none precede it: "Public Prosecution Eva-Marie Persson"."""
    names = [word for _, word in rest if word.lower() not in SUFFIXES]
    if not rest or is_given(rest[0][1]) or len(names) < MOST_NAMES:
        return 0
    given = (i for i, (_, word) in enumerate(rest[:-1]) if gender_of(word))
    return next(given, 0)


def _after_ordinary(rest: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """ "Minister for River Transport Bohdan Zalizniuk": the name behind the office's words."""
    last = max((i for i, (_, w) in enumerate(rest) if ordinary(w)), default=-1)
    while len(rest) - last - 1 > 2 and last >= 0:
        last += 1
    return rest[last + 1 :] if len(rest) - last - 1 >= 2 else rest


def _with_mentions(text: str, sightings: Iterable[Sighting]) -> list[Person]:
    """Add the places where the surname stands alone, unless two persons share it."""
    ordered = list(sightings)
    if not ordered:
        return []
    counts: dict[str, int] = {}
    for sighting in ordered:
        surname = fold(surname_of(sighting.name))
        counts[surname] = counts.get(surname, 0) + 1
    alone = _capitalised_words(text)
    called = _called(text)
    out = []
    for sighting in ordered:
        spans = set(sighting.spans)
        surname = surname_of(sighting.name)
        if counts[fold(surname)] == 1:
            covered = {at for s in spans for at in range(s.start, s.end)}
            spans.update(span for span in alone.get(fold(surname), []) if span.start not in covered)
        mentions = tuple(sorted(spans))
        offices = tuple(dict.fromkeys(sighting.offices))
        calling = called.get(fold(surname), "") if counts[fold(surname)] == 1 else ""
        gender = calling or gender_of(sighting.name.split()[0]) or _by_office(offices)
        out.append(Person(sighting.name, offices, sighting.nation, mentions, gender))
    return out


def _called(text: str) -> dict[str, Gender]:
    """The gender of surnames by how the text addresses them; "" where it does both ways."""
    out: dict[str, Gender] = {}
    for match in CALLED.finditer(text) if any(word in text for word in ADDRESSES) else ():
        gender: Gender = "f" if match.group("f") else "m"
        surname = fold(re.sub(r"['’]s$", "", match.group("her") or match.group("his")))
        out[surname] = gender if out.get(surname, gender) == gender else ""
    return out


def _by_office(offices: Iterable[str]) -> Gender:
    held = {word for office in offices for word in office.split()}
    if held & FEMALE_OFFICES:
        return "f"
    return "m" if held & MALE_OFFICES else ""


def _capitalised_words(text: str) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for match in CAPITALISED.finditer(text):
        word = match.group()
        bare = OWNING.sub("", word)
        found.setdefault(fold(bare), []).append(Span(match.start(), match.start() + len(bare)))
    return found
