"""Acronyms that a text spells out: "Institute for Frontline Studies (IFS)", "Russian Foreign Ministry (MFA)"; and those
that the initials of one body's name in it make: "the AHN" after "American Harbour Network".
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sayso.read.agents import nations, words
from sayso.read.agents.corporate import is_companys, is_law
from sayso.read.agents.directory import Directory

SHORT = re.compile(r"\s\(([A-Z][A-Za-z]{1,9})\)")
NAME = re.compile(
    r"(?<![\w’'-])(?:[A-Z][\w’'-]*|of|for|the|and|on|in|de|&)(?:\s+(?:[A-Z][\w’'-]*|of|for|the|and|on|in|de|&)){1,12}$"
)
LONGEST = 160  # characters of a name before its acronym
ALONE = re.compile(r"[A-Z](?<!\w[A-Z])[A-Z]{2,5}\b(?![&-]|\.\w)")
_WORD = r"(?:U\.[SKN]\.|[A-Z][\w’'-]*)"
FULL = re.compile(rf"(?<![\w.’'-]){_WORD}(?:\s(?:(?:of|for|on|in|and|&|amp)\s(?:the\s)?)?{_WORD}){{1,8}}\.?")
IN_PLACE = re.compile(r"\s(?:in|on)\s.*$")
TAIL = re.compile(r"\s(?:and|&|amp)\s\S+$")  # what an acronym leaves out: "Disease Control and Prevention"


def acronyms(text: str, directory: Directory) -> dict[str, str]:
    """Acronym to the name it stands for; the first that the text gives counts."""
    found: dict[str, str] = {}
    for match in SHORT.finditer(text):
        named = NAME.search(text[max(0, match.start() - LONGEST) : match.start()])
        short = match.group(1)
        full = (_spelt(named.group(), short) or _translated(named.group(), short)) if named is not None else None
        if full is not None:
            entry = directory.find(full)
            found.setdefault(short, entry.name if entry else full)
    return _by_initials(text, directory, found) | found


def _by_initials(text: str, directory: Directory, spelt: Mapping[str, str]) -> dict[str, str]:
    """Each acronym that no bracket spells out with the one body of the text whose initials it is."""
    shorts = {short for short in set(ALONE.findall(text)) - spelt.keys() if not directory.is_carrier(short)}
    named: dict[str, set[str]] = {}
    for match in FULL.finditer(text) if shorts else ():
        capitals = "".join(word[0] for word in match.group().split() if word[0].isupper())
        if not any(short in capitals for short in shorts):
            continue
        run = _body(match.group())
        for full in {run, IN_PLACE.sub("", run)} - {""}:
            for short in _initials(full) & shorts:
                named.setdefault(short, set()).add(full)
    one = {short: full.pop() for short, full in named.items() if len(full) == 1}
    return {short: full for short, full in one.items() if not _other(short, full, text, directory)}


def _body(run: str) -> str:
    """The name in a run of capitals, where a word of it is a body's: without article and owner; else nothing."""
    tokens = re.sub(r"['’]s$", "", run).split()
    while tokens and tokens[0].lower() in words.STARTERS:
        tokens = tokens[1:]
    if not tokens or any(word.endswith(("'s", "’s")) for word in tokens):
        return ""
    tokens[-1] = tokens[-1] if is_law(tokens[-1]) else tokens[-1].rstrip(".")
    bodys = is_companys(tokens[-1]) or any(word.lower() in words.ORGANISATION for word in tokens)
    return " ".join(tokens) if bodys else ""


def _initials(name: str) -> set[str]:
    """What a name can be cut to: its initials, without the law's word, its nation's, or what "and" adds."""
    out: set[str] = set()
    for form in (name, TAIL.sub("", name)):
        letters = [word[0] for word in form.split() if word[0].isupper()]
        lawful = letters[:-1] if is_law(form.split()[-1]) else letters
        foreign = letters[1:] if nations.country_of(name.split()[0]) is not None else letters
        out |= {"".join(some) for some in (letters, lawful, foreign)}
    return out


def _other(short: str, full: str, text: str, directory: Directory) -> bool:
    """Whether an acronym is a country's, or known for the very body or for one that the text names in full as well."""
    entry, same = directory.find(short), directory.find(full)
    if entry is None:
        return nations.country_of(short) is not None
    return entry == same or any(form in text for form in (entry.name, *entry.forms) if " " in form)


def _spelt(name: str, short: str) -> str | None:
    """The last words of ``name`` whose capitals make the acronym."""
    tokens = name.split()
    letters = [i for i, w in enumerate(tokens) if w[0].isupper()]
    wanted = list(short.upper())
    if [tokens[i][0].upper() for i in letters[-len(wanted) :]] != wanted:
        return None
    return " ".join(tokens[letters[-len(wanted)] :])


def _translated(name: str, short: str) -> str | None:
    """The whole name of a body whose acronym is another language's or leaves letters out."""
    capitals = [w for w in name.split() if w[0].isupper()]
    if sum(c.isupper() for c in short) < 2 or not capitals:
        return None
    tokens = words.ARTICLE.sub("", name).split()
    while tokens and (tokens[0][0].islower() or tokens[0] in ("The", "In", "On", "For", "And", "Of")):
        tokens = tokens[1:]
    body = any(w.lower() in words.ORGANISATION for w in tokens)
    return " ".join(tokens) if body and len(tokens) > 1 else None
