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
from sayso.read.agents.corporate import (
    OWNER,
    is_closed,
    is_companys,
    is_law,
    is_ordinary,
    is_short_for,
    ordinary_short,
    shorts,
)
from sayso.read.agents.directory import CARRIERS, Directory
from sayso.read.agents.headlines import untitled
from sayso.read.agents.people import DAYS, RUN_WORD, Person, cities, fold, opens_with_trade
from sayso.read.agents.words import STARTERS

WORD = r"(?:(?:Inc|Corp|Cos?|Bros|Ltd)\.|U\.[SKN]\.|(?:S\.A|N\.V|L\.P|A\.G|S\.p\.A)\.|[A-ZÀ-Ž][\w’'&-]*)"
AND = r"(?:&|&amp;|amp)"  # "amp": what many an archive has left of "&"
RUN = re.compile(rf"(?<![\w.’'@#-]){WORD}(?:[ \u00a0](?:(?:of|for|{AND})[ \u00a0](?:the[ \u00a0])?)?{WORD}){{0,7}}")
# "Attorney's Office": whose office it is belongs to its name.
OFFICES = re.compile(
    r"(?:Attorney|Prosecutor|Sheriff|Governor|Mayor|President|Minister|Coroner|Examiner|Commissioner|General)['’]s$"
)
NOUNS = "|".join(sorted(words.BODY_NOUNS))
# What stands behind or before a company's name and no person's: its shares, its staff, its maker.
BEHIND = re.compile(
    r"(?:['’]s)?\s+"
    r"(?:(?P<firm>shares?|stock|shareholders|chief executive|CEO|revenues?|profits?|earnings|sales|subsidiary)|"
    r"investors|customers|employees|workers|executives?|co-?founders?|founders?|spokes\w+|board|headquarters|plants?|"
    r"stores?|products?|app|users|players|fighters|militants|activists|officials|editor)\b"
    r"|,\s+(?:the|an?|her|his|its|their)\s+(?:[\w’'-]+\s+){0,5}?(?P<noun>" + NOUNS + r")\b"
    r"|['’]s?\s+(?P<media>sources|interlocutors|journalists?|reporters?|correspondents?|reporting)\b"
    r"|,?\s+which\b|\s+\([A-Z]{2,6}\)|\s+(?:said|says|announced|claims?|claimed)\s+(?:that\s+)?(?:it|they)\b"
    r"|\s+(?:will|would|plans\s+to|agreed\s+to|has|have|had)\s+(?:close|cut|buy|sell|acquire|recall|lay\s+off|launch|"
    r"invest|open|sue|sued|bought|sold|acquired|launched|closed|recalled|invested|opened|laid\s+off|filed)\b"
)
LOCATED = re.compile(r"\b(?:in|near|outside|around)\s$")  # "the plant in Frankfurt will close"
LONGEST_LOCATED = 10  # characters of it
BEFORE = re.compile(
    r"\b(?:(?P<firm>shares\s+(?:of|in))|employees\s+(?:of|at)|workers\s+(?:of|at)|maker\s+of|founder\s+of|CEO\s+of|owner\s+of|"
    r"chief\s+executive\s+of|employed\s+by|works?\s+for|working\s+for|bought|sued|"
    r"(?P<noun>" + NOUNS + r"|PAC)(?:\s+(?:of|that|which|for)\s+[^,.;]{1,40},|,?))\s+$"
)
# The last word of whatever BEFORE finds, or the last but one before a preposition: of ten names it is asked about two.
BEFORE_LAST = (",", "bought", "sued", "PAC", *words.BODY_NOUNS)
BEFORE_OF = tuple("shares employees workers maker founder CEO owner executive employed work works working".split())
OF = frozenset({"of", "in", "at", "by", "for"})
COMPOUND = re.compile(r"[A-Z][a-z]+-[a-z]+$")  # "Long-term Treasury bonds"
# Nouns that go with what a body is for rather than with whose it is: "the Missouri" is no Missouri Senate.
SPECIAL = frozenset("bureau foundation institute agency commission corps".split())
FIRST = re.compile(r"\b(?:[Tt]he|[Aa]n?)\s(?P<first>[A-Z][a-z]+)\sand\s$")
JOINING = frozenset({"of", "for", "&", "&amp;", "amp"})
SEATED = frozenset({"council", "police", "university", "department", "commission", "authority", "court"})
REGIONS = frozenset({"oblast", "region", "city", "municipality", "district"})  # they govern, and are places first
OPENING = re.compile(r"(?:[.!?:”\"]\s+|\n\s*|\A\s*)$")  # "Net sales" names no company
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
    firm: bool = False
    articled: bool = False  # "the Census"


def organisations(
    text: str, persons: Sequence[Person], directory: Directory, acronyms: Mapping[str, str]
) -> tuple[Organisation, ...]:
    """The organisations named in ``text``."""
    people = {m.start for p in persons for m in p.mentions}
    surnames = {p.surname for p in persons}
    found: dict[str, _Found] = {}
    for span in untitled(text, [span for match in RUN.finditer(text) for span in _pieces(match, people)]):
        span = _with_first(text, _whole(text, _without_trade(text, span), acronyms), surnames)
        name = text[span.start : span.end]
        if fold(name.split()[-1]) in surnames and " " not in name:
            continue
        known = found.setdefault(acronyms.get(name, name), _Found([], set(), name in acronyms, set()))
        known.mentions.append(span)
        known.articled |= text[max(0, span.start - 4) : span.start].lower() == "the "
        _look_aside(text, span, known)
    return _joined({name: f for name, f in found.items() if _is_body(name, f, directory)}, found, directory)


def _pieces(match: re.Match[str], people: set[int]) -> list[Span]:
    """The names in a run of capitals: cut at possessives and at persons, without a sentence's first word."""
    out: list[Span] = []
    if " " not in match.group() and (match.group().lower() in STARTERS | {"i"} or match.start() in people):
        return out  # most runs are a sentence's first word or somebody's surname
    tokens = [(match.start() + m.start(), m.group()) for m in RUN_WORD.finditer(match.group())]
    current: list[tuple[int, str]] = []
    for start, word in tokens:
        if start in people:
            break
        current.append((start, word))
        if _ends(word, _next_word(match, start - match.start() + len(word))):
            out += _piece(current)
            current = []
    else:
        return out + _piece(current)
    return out + _piece(current)


def _without_trade(text: str, span: Span) -> Span:
    """A name without what a headline puts before it: "Norvane" of "Chipmaker Norvane"."""
    if not opens_with_trade(text, span):
        return span
    return Span(span.end - len(text[span.start : span.end].split(maxsplit=1)[1]), span.end)


def _whole(text: str, span: Span, acronyms: Mapping[str, str]) -> Span:
    """A name with what "and" joins to it, where an acronym stands for all of it: "Disease Control and Prevention"."""
    if not acronyms:
        return span
    name = text[span.start : span.end]
    full = next((f for f in acronyms.values() if f.startswith(name) and text.startswith(f, span.start)), name)
    return Span(span.start, span.start + len(full))


def _with_first(text: str, span: Span, surnames: set[str]) -> Span:
    """A name with what "and" joins before it: "the Securities and Exchange Commission", but not "the Senate and House
    Committee" or "the Brenner and Kopp Office" of two people."""
    joined = text.startswith("and", span.start - 4) if span.start > 4 else False  # few are
    first = FIRST.search(text, max(0, span.start - ASIDE), span.start) if joined else None
    if first is None or text[span.start : span.end].split()[-1].lower() not in words.NAMED_CLASSES["state"]:
        return span
    word = first.group("first")
    other = word.lower() in words.ORGANISATION or fold(word) in surnames or nations.country_of(word) is not None
    return span if other or word.lower() in STARTERS else Span(first.start("first"), span.end)


def _ends(word: str, following: str) -> bool:
    """Whether a name in a run ends with a word: "Corvex's", "Corvex Corp." before "Chairman"; but "Tessa's Inc."."""
    if is_closed(word) and following in JOINING:
        return True  # "Norton Partners Limited Partnership of Boston"
    if is_law(word) and word.endswith("."):
        return is_closed(word) or not (is_law(following) or following in JOINING)
    owner = OWNER.search(word) is not None and len(word) > 2
    return owner and not (OFFICES.match(word) and following == "Office") and not is_law(following)


def _next_word(match: re.Match[str], at: int) -> str:
    """The next word of a run behind a place in it, or nothing."""
    rest = match.group()[at:].split()
    return rest[0] if rest else ""


def _piece(tokens: list[tuple[int, str]]) -> list[Span]:
    while tokens and (_opens(tokens[0][1].lower(), [w for _, w in tokens[1:2]]) or COMPOUND.match(tokens[0][1])):
        tokens = tokens[1:]
    while tokens and (tokens[-1][1].lower() in JOINING | {"the"} or tokens[-1][1].lower() in DAYS):
        tokens = tokens[:-1]
    low = [w.lower().rstrip(".") for _, w in tokens]
    if not tokens or all(w in words.TITLES or w in STARTERS or w in NOT_NAMES for w in low):
        return []
    start, word = tokens[-1]
    return [Span(tokens[0][0], start + len(OWNER.sub("", word)))]


def _opens(word: str, following: list[str]) -> bool:
    """Whether a run's first word is the sentence's, no name's: "Shares of", "Workers at", "Yet"."""
    noun = word in words.PEOPLE_PLURAL or word in words.PEOPLE_SINGULAR or word in ("shares", "head", "staff", "parts")
    return word in STARTERS or word in JOINING or (noun and following == ["of"])


def _look_aside(text: str, span: Span, known: _Found) -> None:
    """Note what stands beside a name that says it is a body's."""
    located = LOCATED.search(text, max(0, span.start - LONGEST_LOCATED), span.start) is not None
    behind = None if located else BEHIND.match(text, span.end, span.end + ASIDE)
    aside = text[max(0, span.start - ASIDE) : span.start]
    before = BEFORE.search(aside) if _may_tell_of_body(aside) else None
    for match in (behind, before):
        if match is not None:
            known.evidence = True
            sold = match.group("firm") is not None and OPENING.search(text, max(0, span.start - 3), span.start) is None
            known.firm |= sold or match.group("noun") in words.FIRMS
            if match is behind and match.group("media"):
                known.trades.add("outlet")
            if match.group("noun"):
                known.trades.add(match.group("noun").lower())


def _may_tell_of_body(before: str) -> bool:
    """Whether words end as whatever `BEFORE` finds does."""
    last = before.split()[-2:] if before[-1:].isspace() else []
    if not last:
        return False
    return last[-1].endswith(BEFORE_LAST) or (last[-1] in OF and last[0].endswith(BEFORE_OF))


def _is_body(name: str, found: _Found, directory: Directory) -> bool:
    entry = directory.find(name)
    if entry is not None:
        return entry.kind == "organisation"
    low = [w.lower().removesuffix("'s") for w in name.split()]
    seated = low[0] in nations.by_capital() and low[-1] not in SEATED  # "Kyiv Oblast", but "Dublin City Council"
    if nations.country_of(name) is not None or low[-1] in REGIONS or seated or name in cities():
        return False
    named = is_companys(name) or any(w in words.ORGANISATION for w in low)
    return (len(low) > 1 and named) or found.evidence


def _joined(bodies: dict[str, _Found], every: dict[str, _Found], directory: Directory) -> tuple[Organisation, ...]:
    """One value for each organisation, short forms with the full one."""
    full = _full_names(bodies, directory)
    for short, name in _short_forms(bodies).items():
        if " " in short and directory.is_carrier(short):
            continue  # "New York Times Co." is not the newspaper
        if short in every:  # "Sun" after "Sun Microsystems Inc." is no newspaper
            bodies[short] = every[short]
            same = is_short_for(name, min(bodies[name].mentions).start, min(every[short].mentions).start)
            full[short] = full[name] if same else short
    for short, name in _begun(bodies, every, directory).items():
        bodies[short], full[short] = every[short], full[name]
    merged: dict[str, _Found] = {}
    for name, found in bodies.items():
        into = merged.setdefault(full[name], _Found([], set(), True, set()))
        into.mentions += found.mentions
        into.trades |= found.trades
        into.firm |= found.firm
        into.forms.add(name)
    return tuple(_value(name, found, directory) for name, found in merged.items())


def _full_names(bodies: Mapping[str, _Found], directory: Directory) -> dict[str, str]:
    """Each name with that of its body: a known one's, unless the text has it with the law's word, "Corvex Corp."; but
    a desk's own file decides for those it names."""
    lawful: dict[str, str] = {}
    for name in bodies:
        head, _, last = name.rpartition(" ")
        entry = directory.find(head) if head and is_law(last) else None
        shipped = (
            entry is not None and entry.forms and entry.what not in CARRIERS
        )  # "New York Times Co." owns the paper
        if entry is not None and shipped and directory.find(name) is None:
            lawful.setdefault(entry.name, name)
    entries = {name: directory.find(name) for name in bodies}
    return {name: lawful.get(entry.name, entry.name) if entry is not None else name for name, entry in entries.items()}


def _short_forms(bodies: dict[str, _Found]) -> dict[str, str]:
    """Each short form with the name it is cut from: of several the one that it says most of, then the first."""
    out: dict[str, tuple[int, int, str]] = {}
    forms = {name: shorts(name) for name in bodies}
    cut_too = {short for some in forms.values() for short in some}  # "Corvex Airlines" of "Corvex Airlines Co."
    for name in (name for name in forms if name not in cut_too):
        rank = (len(name.split()), min(bodies[name].mentions).start, name)
        for short in forms[name]:
            out[short] = min(out.get(short, rank), rank)
    return {short: name for short, (_, _, name) in out.items()}


def _begun(bodies: Mapping[str, _Found], every: Mapping[str, _Found], directory: Directory) -> dict[str, str]:
    """ "The Census" after "Census Bureau": the one body of two words that begins with a word that bears an article."""
    out: dict[str, list[str]] = {}
    for name in bodies:
        short, _, noun = name.rpartition(" ")
        if short in every and every[short].articled and noun.lower() in SPECIAL:
            out.setdefault(short, []).append(name)
    return {
        short: names[0]
        for short, names in out.items()
        if len(names) == 1 and " " not in short and not is_ordinary(short) and directory.find(short) is None
    }


def _value(name: str, found: _Found, directory: Directory) -> Organisation:
    mentions = tuple(sorted(set(found.mentions)))
    classes = classes_of(name, directory) or frozenset({"company"} if found.firm else ())
    short = ordinary_short(name)
    forms = found.forms | {short} if short is not None else found.forms
    return Organisation(name, tuple(sorted(forms)), classes, frozenset(found.trades), mentions)


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
