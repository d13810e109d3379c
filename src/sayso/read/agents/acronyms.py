"""Acronyms that a text spells out: "Institute for Frontline Studies (IFS)", "Russian Foreign Ministry (MFA)"."""

from __future__ import annotations

import re

from sayso.read.agents import words
from sayso.read.agents.directory import Directory

SHORT = re.compile(r"\s\(([A-Z][A-Za-z]{1,9})\)")
NAME = re.compile(
    r"(?<![\w’'-])(?:[A-Z][\w’'-]*|of|for|the|and|on|in|de|&)(?:\s+(?:[A-Z][\w’'-]*|of|for|the|and|on|in|de|&)){1,12}$"
)
LONGEST = 160  # characters of a name before its acronym


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
    return found


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
