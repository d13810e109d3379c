"""When two names stand for one agent, judged by the names alone.

In: names as readings give them. Out: keys that are equal for one agent's names, and answers to "could the
short one stand for the long one". Strict: two first names that differ are two people, whatever the
surname (but ``Sergei`` and ``Serhii`` are one name, see ``names.toml``).
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct

from sayso.link.words import fold, fold_name_part, stem, wording
from sayso.read.agents.directory import Directory

_PART = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*\.?|\d+")
_DOUBLED = re.compile(r"(.)\1+")
_BELARUSIAN = re.compile(r"enka$")
_SOFT_ENDING = re.compile(r"(?<=[aeou])iev$")
_UKRAINIAN_H = re.compile(r"^h(?=r|\w+(?:sk|ck)i$|\w+(?:enko|chuk|uk|iuk)$)")
_USA = re.compile(r"\bU\.S\.(?:A\.)?|\bUS\b")
_AMERICAN = {"isation": "ization", "centre": "center", "labour": "labor", "programme": "program"}
_BRITISH = re.compile("|".join(_AMERICAN))
_ACRONYM = re.compile(r"[A-Z]{2,7}")
_LINKING = frozenset(["a", "an", "the", "of", "for", "and", "in", "to", "at", "on", "by"])


class Lists(Struct, frozen=True):
    """``names.toml``, compiled; every word folded."""

    titles: frozenset[str]
    particles: frozenset[str]
    given: dict[str, str]
    state: frozenset[str]
    offices: frozenset[str]
    heads: frozenset[str]
    members: frozenset[str]
    apart: frozenset[str]  # words of which two forms make two bodies' names
    trades: dict[str, str]  # the stem of "newswire" to its kind, "agenc"; of "news" to ""


@lru_cache(maxsize=1)
def lists() -> Lists:
    """The tables of ``names.toml``."""
    raw = tomllib.loads(files(__package__).joinpath("names.toml").read_text(encoding="utf-8"))
    groups = [[fold_name_part(name) for name in line.split()] for line in raw["given"].strip().splitlines()]
    return Lists(
        titles=frozenset(raw["titles"].split()),
        particles=frozenset(raw["particles"].split()),
        given={name: group[0] for group in groups for name in group},
        state=frozenset(stem(word) for word in raw["state"].split()),
        offices=frozenset(raw["offices"].split()),
        heads=frozenset(raw["heads"].split()),
        members=frozenset(raw["members"].split()),
        apart=frozenset(raw["apart"].split()),
        trades=_trades(raw["trades"], raw["any_trade"]),
    )


def _trades(kinds: str, of_any: str) -> dict[str, str]:
    lines = [[stem(word) for word in line.split()] for line in kinds.strip().splitlines()]
    return dict.fromkeys(map(stem, of_any.split()), "") | {word: line[0] for line in lines for word in line}


class PersonName(Struct, frozen=True):
    """A person's name without titles: ``given`` is None for a surname alone, one letter for an initial.

    ``middle``: the names between; some go by one of them (Tayyip for Recep Tayyip Erdoğan).
    """

    given: str | None
    surname: str
    middle: tuple[str, ...] = ()


_OPENING = re.compile(r"^ie(?=[^\W\d_]{3})")
_FEMININE = re.compile(r"aia$")


@lru_cache(maxsize=100_000)
def person_name(name: str) -> PersonName:
    """First and last part of a person's name, titles off, transliterations folded."""
    parts = bare_person_parts(name)
    surname = _surname(parts[-1])
    given = [_given(part) for part in parts[:-1] if not (part[0].islower() and _is_particle(part))]
    return PersonName(given[0], surname, tuple(given[1:])) if given else PersonName(None, surname)


def _given(part: str) -> str:
    folded = fold_name_part(part.rstrip("."))
    return lists().given.get(folded) or _spelt_alike(folded)


def _spelt_alike(folded: str) -> str:
    """Yerlan is Erlan, Dzhanuzak Zhanuzak."""
    return _OPENING.sub("e", folded).replace("dzh", "zh")


def _surname(part: str) -> str:
    """A surname with what its transliterations differ in taken off.

    Tokayev is Tokaev, Tchikhradze Chikhradze, Lukashenka Lukashenko, Hussein Husein, al-Assad Assad,
    Kernitskaya Kernitska.

    Strict enough, for a key has the given name too: none of 30 pairs of namesakes is one (tests/link/test_agents.py).
    """
    folded = _FEMININE.sub("a", _spelt_alike(fold_name_part(part)).replace("tch", "ch"))
    folded = _UKRAINIAN_H.sub("g", folded)  # Hrynko, Grynko; Horodyskyi, Gorodisky
    for article in ("al-", "el-"):
        folded = folded.removeprefix(article) or folded
    return _DOUBLED.sub(r"\1", _BELARUSIAN.sub("enko", _SOFT_ENDING.sub("ev", folded)))


@lru_cache(maxsize=100_000)
def bare_person_parts(name: str) -> tuple[str, ...]:
    """The parts of a person's name after the last title before it."""
    parts = _PART.findall(name)
    after_title = 0
    for index, part in enumerate(parts[:-1]):
        if fold(part).rstrip(".") in lists().titles or (part[0].islower() and not _is_particle(part)):
            after_title = index + 1
    return tuple(parts[after_title:]) or (name,)


def _is_particle(part: str) -> bool:
    return fold(part) in lists().particles


@lru_cache(maxsize=1)
def _known() -> Directory:
    """The names that Sayso ships: "State Department" in one text is another's "U.S. Department of State"."""
    return Directory()


@lru_cache(maxsize=100_000)
def organisation_key(name: str) -> tuple[str, ...]:
    """The words of an organisation's name, sorted: "Russian Ministry X" is "Ministry X of Russia".

    A country's bare name, as an agent, is its government; a known body goes by one name, whatever a text calls it.
    """
    known = _known().find(name)
    name = known.name if known is not None and known.kind == "organisation" else name
    stems = {_name_stem(part) for part in _PART.findall(_USA.sub("USA", name.replace("-", " ")))} - _LINKING
    if "ministri" in stems:  # the Foreign Ministry is the Ministry of Foreign Affairs
        stems -= {"affair"}
    if len(stems) == 1 and stems <= wording().countries:
        stems.add("government")
    return tuple(sorted(stems)) or (fold(name),)


def _name_stem(part: str) -> str:
    """The stem of a word in an organisation's name, its British spelling the American one."""
    plain = fold(part).removesuffix("'s")
    if plain in lists().apart:
        return plain
    return stem(_BRITISH.sub(lambda found: _AMERICAN[found.group()], plain))


def without_trade(key: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    """An organisation's key without the words for a kind of news outlet, and the kinds that they said.

    "Russian news agency" and "Defence Intelligence Agency" keep theirs: the rest is no outlet's name.
    """
    trades = lists().trades
    bare = tuple(word for word in key if word not in trades)
    if not bare or set(bare) <= wording().countries or lists().state & set(bare):
        return key, frozenset()
    return bare, frozenset(trades[word] for word in key if trades.get(word))


@lru_cache(maxsize=100_000)
def agent_key(name: str) -> tuple[str, ...]:
    """What two spellings of one name have in common, whoever bears it: for names as people write them."""
    parts = [fold_name_part(part.removesuffix("’s").removesuffix("'s")) for part in _PART.findall(name)]
    return tuple(part for part in parts if part not in ("the", "a", "an")) or (fold(name),)


def acronym(name: str) -> str | None:
    """The name itself if it is an acronym ("ISW")."""
    return name if _ACRONYM.fullmatch(name) else None


@lru_cache(maxsize=100_000)
def initials(name: str) -> str:
    """The initials that an acronym of the name would have: ISW for Institute for the Study of War."""
    parts = _PART.findall(name.replace("-", " "))
    return "".join(part[0] for part in parts if part[0].isupper() and fold(part) not in _LINKING)


def could_be_person(short: PersonName, full: PersonName) -> bool:
    """Whether a surname alone, or with an initial or a middle name, may stand for the full name."""
    if short.surname != full.surname or full.given is None:
        return False
    if short.given is None or short.given in full.middle:
        return True
    return len(short.given) == 1 and full.given.startswith(short.given)
