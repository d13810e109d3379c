"""Kinds of event and the wordings of each.

A wording is a template: ``{SLOT}`` is filled, ``{SLOT.adj}`` by a country's adjective, ``[ {SLOT}]`` may be left out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec import Struct

from worlds.cast import HERE

_PART = re.compile(r"\[([^\]]*)\]|\{([A-Z])(?:\.(\w+))?\}")


class Slot(Struct, frozen=True):
    """A gap in a template: which value fills it and in which form."""

    name: str
    form: str = ""


class Template(Struct, frozen=True):
    """One wording. ``parts``: literal text, slots, and tuples of these that may be left out."""

    id: str
    form: str  # clause, noun, denied
    parts: tuple[Any, ...]
    held_back: bool


class Kind(Struct, frozen=True):
    """A kind of event: what it needs to know, how it is put, and what may be disputed about it."""

    name: str
    theatre: str
    event: str
    slots: dict[str, str]
    templates: dict[str, tuple[Template, ...]]
    against: str | None = None
    rival: str | None = None
    only_against: bool = False


@cache
def kinds(templates: str) -> dict[str, Kind]:
    """The kinds by name, with the wordings of *develop* or *test* worlds."""
    more = {}
    if templates == "test":
        held = tomllib.loads((HERE / "held_back" / "kinds.toml").read_text(encoding="utf-8"))
        more = {entry["name"]: entry for entry in held["more"]}
    found = {}
    for path in sorted((HERE / "kinds").glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["kinds"]:
            found[entry["name"]] = _kind(entry, more.get(entry["name"], {}))
    return found


def _kind(entry: dict[str, Any], more: dict[str, Any]) -> Kind:
    templates = {
        form: (*_templates(entry, form, entry["slots"], False), *_templates(more, form, entry["slots"], True))
        for form in ("clause", "noun", "denied")
    }
    return Kind(
        name=entry["name"],
        theatre=entry.get("theatre", "civil"),
        event=entry["event"],
        slots=entry["slots"],
        templates=templates,
        against=entry.get("against"),
        rival=entry.get("rival"),
        only_against=entry.get("only_against", False),
    )


def _templates(entry: dict[str, Any], form: str, slots: dict[str, str], held_back: bool) -> Iterator[Template]:
    for number, words in enumerate(entry.get(form, ())):
        mark = "+" if held_back else ""
        yield Template(f"{entry['name']}/{form}{mark}{number}", form, _acting(_parts(words), slots), held_back)


def _parts(words: str) -> tuple[Any, ...]:
    found: list[Any] = []
    at = 0
    for match in _PART.finditer(words):
        if match.start() > at:
            found.append(words[at : match.start()])
        found.append(_parts(match[1]) if match[1] is not None else Slot(match[2], match[3] or ""))
        at = match.end()
    return (*found, words[at:]) if at < len(words) else tuple(found)


def _acting(parts: tuple[Any, ...], slots: dict[str, str]) -> tuple[Any, ...]:
    """A country that stands first and alone is its government: it may be named by its capital."""
    first = parts[0]
    alone = len(parts) > 1 and isinstance(parts[1], str) and not parts[1].startswith((" and", "'"))
    if isinstance(first, Slot) and not first.form and slots[first.name].startswith("country") and alone:
        return (Slot(first.name, "acting"), *parts[1:])
    return parts
