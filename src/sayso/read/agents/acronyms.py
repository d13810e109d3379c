"""Acronyms that a text spells out: "Institute for Frontline Studies (IFS)", "Russian Foreign Ministry (MFA)"."""

from __future__ import annotations

import re

from sayso.read.agents import words
from sayso.read.agents.directory import Directory

ACRONYM = re.compile(
    r"(?<![\w’'-])"
    r"((?:[A-Z][\w’'-]*|of|for|the|and|on|in|de|&)(?:\s+(?:[A-Z][\w’'-]*|of|for|the|and|on|in|de|&)){1,12})\s+\(([A-Z][A-Za-z]{1,9})\)"
)


def acronyms(text: str, directory: Directory) -> dict[str, str]:
    """Acronym to the name it stands for; the first that the text gives counts."""
    found: dict[str, str] = {}
    for match in ACRONYM.finditer(text):
        full = _spelt(match.group(1), match.group(2)) or _translated(match.group(1), match.group(2))
        if full is not None:
            entry = directory.find(full)
            found.setdefault(match.group(2), entry.name if entry else full)
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
