"""Organisations named in a text, whether or not they speak: companies, clubs, ministries, groups.

In: a text, its persons and who is known. Out: each organisation once, with its full name, its class, the nouns the text
calls it by and every place where it is named. A run of capitals is an organisation's by a word of its name, by the
directory, by an acronym, or by what stands beside it ("shares of Corvex", "Corvex employees", "the label, Corvex,").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from sayso.model import Span
from sayso.read.agents import nations, words
from sayso.read.agents.capitals import NOT_NAMES
from sayso.read.agents.directory import Directory
from sayso.read.agents.people import DAYS, Person, fold
from sayso.read.agents.words import STARTERS

WORD = r"(?:(?:Inc|Corp|Co|Ltd)\.|U\.[SKN]\.|[A-ZÀ-Ž][\w’'&-]*)"
RUN = re.compile(rf"(?<![\w.’'@#-]){WORD}(?:[ \u00a0](?:(?:of|for|&)[ \u00a0](?:the[ \u00a0])?)?{WORD}){{0,7}}")
OWNER = re.compile(r"['’]s?$")
# "Attorney's Office": whose office it is belongs to its name.
OFFICES = re.compile(
    r"(?:Attorney|Prosecutor|Sheriff|Governor|Mayor|President|Minister|Coroner|Examiner|Commissioner|General)['’]s$"
)
NOUNS = "|".join(sorted(words.BODY_NOUNS))
# What stands behind or before a company's name and no person's: its shares, its staff, its maker.
BEHIND = re.compile(
    r"(?:['’]s)?\s+(?:shares?|stock|investors|shareholders|customers|employees|workers|executives?|chief executive|CEO|"
    r"co-?founders?|founders?|spokes\w+|board|headquarters|plants?|stores?|products?|app|users|revenues?|profits?|"
    r"earnings|sales|subsidiary|players|fighters|militants|activists|officials|editor)\b"
    r"|,\s+(?:the|an?|her|his|its|their)\s+(?:[\w’'-]+\s+){0,5}?(?P<noun>" + NOUNS + r")\b"
    r"|['’]s?\s+(?P<media>sources|interlocutors|journalists?|reporters?|correspondents?|reporting)\b"
    r"|,?\s+which\b|\s+\([A-Z]{2,6}\)|\s+(?:said|says|announced|claims?|claimed)\s+(?:that\s+)?(?:it|they)\b"
    r"|\s+(?:will|would|plans\s+to|agreed\s+to|has|have|had)\s+(?:close|cut|buy|sell|acquire|recall|lay\s+off|launch|"
    r"invest|open|sue|sued|bought|sold|acquired|launched|closed|recalled|invested|opened|laid\s+off|filed)\b"
)
BEFORE = re.compile(
    r"\b(?:shares\s+(?:of|in)|employees\s+(?:of|at)|workers\s+(?:of|at)|maker\s+of|founder\s+of|CEO\s+of|owner\s+of|"
    r"chief\s+executive\s+of|employed\s+by|works?\s+for|working\s+for|bought|sued|"
    r"(?P<noun>" + NOUNS + r"|PAC)(?:\s+(?:of|that|which|for)\s+[^,.;]{1,40},|,?))\s+$"
)
COMPOUND = re.compile(r"[A-Z][a-z]+-[a-z]+$")  # "Long-term Treasury bonds"
REGIONS = frozenset({"oblast", "region", "city", "municipality", "district"})  # they govern, and are places first
ASIDE = 60  # characters beside a name that say what it is


class Organisation(Struct, frozen=True):
    """An organisation: its fullest name, all its forms, its classes (`words.CLASSES`), the nouns said of it, where it
    is named."""

    name: str
    forms: tuple[str, ...]
    classes: frozenset[str]
    trades: frozenset[str]
    mentions: tuple[Span, ...]


class _Found(Struct):
    mentions: list[Span]
    trades: set[str]
    evidence: bool
    forms: set[str]


def organisations(
    text: str, persons: Sequence[Person], directory: Directory, acronyms: Mapping[str, str]
) -> tuple[Organisation, ...]:
    """The organisations named in ``text``."""
    people = {m.start for p in persons for m in p.mentions}
    surnames = {p.surname for p in persons}
    found: dict[str, _Found] = {}
    for match in RUN.finditer(text):
        for span in _pieces(match, people):
            name = text[span.start : span.end]
            if fold(name.split()[-1]) in surnames and " " not in name:
                continue
            known = found.setdefault(acronyms.get(name, name), _Found([], set(), name in acronyms, set()))
            known.mentions.append(span)
            _look_aside(text, span, known)
    return _joined({name: f for name, f in found.items() if _is_body(name, f, directory)}, found, directory)


def _pieces(match: re.Match[str], people: set[int]) -> list[Span]:
    """The names in a run of capitals: cut at possessives and at persons, without a sentence's first word."""
    out: list[Span] = []
    if " " not in match.group() and (match.group().lower() in STARTERS or match.start() in people):
        return out  # most runs are a sentence's first word or somebody's surname
    tokens = [(match.start() + m.start(), m.group()) for m in re.finditer(r"[^\s\u00a0]+", match.group())]
    current: list[tuple[int, str]] = []
    for start, word in tokens:
        if start in people:
            break
        current.append((start, word))
        following = _next_word(match, start - match.start() + len(word))
        if OWNER.search(word) and len(word) > 2 and not (OFFICES.match(word) and following == "Office"):
            out += _piece(current)
            current = []
    else:
        return out + _piece(current)
    return out + _piece(current)


def _next_word(match: re.Match[str], at: int) -> str:
    """The next word of a run behind a place in it, or nothing."""
    rest = match.group()[at:].split()
    return rest[0] if rest else ""


def _piece(tokens: list[tuple[int, str]]) -> list[Span]:
    while tokens and (_opens(tokens[0][1].lower(), [w for _, w in tokens[1:2]]) or COMPOUND.match(tokens[0][1])):
        tokens = tokens[1:]
    while tokens and (tokens[-1][1].lower() in ("of", "for", "the", "&") or tokens[-1][1].lower() in DAYS):
        tokens = tokens[:-1]
    low = [w.lower().rstrip(".") for _, w in tokens]
    if not tokens or all(w in words.TITLES or w in STARTERS or w in NOT_NAMES for w in low):
        return []
    start, word = tokens[-1]
    return [Span(tokens[0][0], start + len(OWNER.sub("", word)))]


def _opens(word: str, following: list[str]) -> bool:
    """Whether a run's first word is the sentence's, no name's: "Shares of", "Workers at", "Yet"."""
    noun = word in words.PEOPLE_PLURAL or word in words.PEOPLE_SINGULAR or word in ("shares", "head", "staff", "parts")
    return word in STARTERS or word in ("of", "for", "&") or (noun and following == ["of"])


def _look_aside(text: str, span: Span, known: _Found) -> None:
    """Note what stands beside a name that says it is a body's."""
    behind = BEHIND.match(text, span.end, span.end + ASIDE)
    before = BEFORE.search(text[max(0, span.start - ASIDE) : span.start])
    for match in (behind, before):
        if match is not None:
            known.evidence = True
            if match is behind and match.group("media"):
                known.trades.add("outlet")
            if match.group("noun"):
                known.trades.add(match.group("noun").lower())


def _is_body(name: str, found: _Found, directory: Directory) -> bool:
    entry = directory.find(name)
    if entry is not None:
        return entry.kind == "organisation"
    low = [w.lower().removesuffix("'s") for w in name.split()]
    if nations.country_of(name) is not None or low[-1] in REGIONS or low[0] in nations.by_capital():
        return False
    named = low[-1] in words.ORGANISATION | words.COMPANY or any(w in words.ORGANISATION for w in low)
    return (len(low) > 1 and named) or found.evidence


def _joined(bodies: dict[str, _Found], every: dict[str, _Found], directory: Directory) -> tuple[Organisation, ...]:
    """One value for each organisation, short forms with the full one."""
    full: dict[str, str] = {}
    for name in bodies:
        entry = directory.find(name)
        full[name] = entry.name if entry is not None else name
    shorts = {short: name for name in bodies for short in _shorts(name)}
    for short, name in shorts.items():
        if short in every:  # "Sun" after "Sun Microsystems Inc." is no newspaper
            bodies[short] = every[short]
            full[short] = full[name] if _is_short_for(name, every[short], bodies[name]) else short
    merged: dict[str, _Found] = {}
    for name, found in bodies.items():
        into = merged.setdefault(full[name], _Found([], set(), True, set()))
        into.mentions += found.mentions
        into.trades |= found.trades
        into.forms.add(name)
    return tuple(_value(name, found, directory) for name, found in merged.items())


def _shorts(name: str) -> list[str]:
    """What a company's name can be cut to: "Price Stern Sloan Inc." is "Price Stern Sloan" and "Price Stern"; "ROGERS
    COMMUNICATIONS Inc." is "Rogers"."""
    tokens = name.split()
    if tokens[-1].lower().rstrip(".") not in words.COMPANY:
        return []
    cut = [tokens[:count] for count in range(1, len(tokens))]
    cut = [c for c in cut if not _ordinary(c[-1]) and (len(c) > 1 or len(c[0]) > 2)]
    return [form for c in cut for form in dict.fromkeys((" ".join(c), " ".join(w.capitalize() for w in c)))]


def _is_short_for(name: str, short: _Found, long: _Found) -> bool:
    """Whether a text that uses both means one body: the full name comes first, or only "Inc." tells them apart.
    "Amazon" before "Amazon Web Services" is another."""
    legal = name.split()[-1].lower().rstrip(".") in words.LEGAL
    return legal or min(long.mentions) < min(short.mentions)


def _ordinary(word: str) -> bool:
    """Whether a word says nothing of which company it is."""
    low = word.lower()
    return low in words.ORGANISATION or low in words.TITLES or low in NOT_NAMES or nations.country_of(low) is not None


def _value(name: str, found: _Found, directory: Directory) -> Organisation:
    mentions = tuple(sorted(set(found.mentions)))
    classes = classes_of(name, directory)
    return Organisation(name, tuple(sorted(found.forms)), classes, frozenset(found.trades), mentions)


OUTLETS: dict[str, frozenset[str]] = {
    "agency": frozenset({"media"}),
    "newspaper": frozenset({"media"}),
    "broadcaster": frozenset({"media"}),
    "think tank": frozenset({"study"}),
    "ministry": frozenset({"state"}),
    "body": frozenset({"state", "civic"}),
    "company": frozenset({"company"}),
}


def classes_of(name: str, directory: Directory) -> frozenset[str]:
    """The classes of a body by what the directory says or by the words of its name; empty where nothing tells."""
    entry = directory.find(name)
    if entry is not None and entry.what in OUTLETS:
        return OUTLETS[entry.what]
    low = {w.lower().removesuffix("'s").removesuffix("’s") for w in name.split()}
    if name.split()[-1].lower() in words.TITLES:
        return frozenset({"state"})  # "the Attorney General"
    return frozenset(kind for kind, nouns in words.NAMED_CLASSES.items() if low & nouns)
