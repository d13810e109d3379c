"""What is known of outlets and institutions: one small TOML file each, in this folder.

A file gives its name in common English, the names and hosts it is found under, what it is, where, in
which languages it publishes, who owns it, and how its articles look in plain text: label words,
boilerplate lines, bylines, dateline marks. Nothing says how far an outlet is to be believed. A new outlet
is a new file; its keys are the fields of `Outlet`.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

Kind = Literal["agency", "newspaper", "broadcaster", "think tank", "ministry", "body"]

_LONGEST_BOILERPLATE = 400  # characters; a longer line is somebody's paragraph
# What outlets everywhere set between paragraphs; measured on the pages of `bench/pages.py`.
_EVERYWHERE = re.compile(
    r"(?:(?:read|see|watch|find out) (?:more|also|next)|more|recommended|related) ?:.{0,200}"
    r"|read more|related(?: articles?| stories| topics)?|share(?: this(?: article| story)?)?|comments?"
    r"|advertisement|(?:story|article) continues below.{0,40}|copy link|print"
    r"|join (?:our|the) .{0,40}(?:forum|conversation|newsletter)|(?:click here to )?subscribe(?: now| here)?\.?"
    r"|sign up (?:here|now|for .{0,60}(?:newsletter|alerts?)\b.{0,80}|to .{0,60}newsletter.{0,60})\.?"
    r"|get in touch with (?:us|our news team) by .{0,120}|for more stories like this, check .{0,60}"
    r"|follow .{2,60} on (?:twitter|facebook|telegram|google news|instagram|x|whatsapp)\b.{0,160}"
    r"|all rights reserved\.?|copyright ©? ?\d{4}.{0,120}|© ?\d{4}.{0,120}"
)


class Outlet(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One outlet or institution.

    ``country`` is ISO 3166 alpha-2 (``XX``: international), ``languages`` ISO 639-1. ``labels`` are words
    that open a block before a colon. ``boilerplate`` are lines as they stand, ``boilerplate_patterns``
    and ``byline`` regular expressions for a whole line; ``byline`` names its groups ``authors``,
    ``date``. ``datelines`` are the marks that an agency sets into its first line.
    """

    name: str
    kind: Kind
    country: str
    languages: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    group: str | None = None
    labels: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()
    boilerplate_patterns: tuple[str, ...] = ()
    byline: str | None = None
    datelines: tuple[str, ...] = ()


@cache
def known() -> tuple[Outlet, ...]:
    """Every known outlet, by file name."""
    files = sorted(resources.files(__name__).iterdir(), key=lambda file: file.name)
    return tuple(msgspec.toml.decode(file.read_bytes(), type=Outlet) for file in files if file.name.endswith(".toml"))


def by_name(name: str) -> Outlet | None:
    """The outlet of that name or alias; a leading "the" and spacing do not matter.

    Nor does case, but a name without a capital letter must be written so in the file: "who" is not the WHO.
    """
    outlet = _names().get(_folded(name))
    if outlet is None or name != name.lower() or name in (outlet.name, *outlet.aliases):
        return outlet
    return None


def by_host(address: str) -> Outlet | None:
    """The outlet at a host or URL; ``www.`` and other subdomains lead to the host above them."""
    labels = host_of(address).split(".")
    parents = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return next((_hosts()[host] for host in parents if host in _hosts()), None)


def by_boilerplate(line: str) -> Outlet | None:
    """The one outlet whose boilerplate this line is; None if it is nobody's or several outlets share it."""
    if len(line) > _LONGEST_BOILERPLATE:
        return None
    folded = _folded(line)
    owners = set(_boilerplate_lines().get(folded, ()))
    owners |= {outlet for pattern, outlet in _boilerplate_patterns() if pattern.fullmatch(folded)}
    return owners.pop() if len(owners) == 1 else None


def is_boilerplate(line: str) -> bool:
    """Whether the line stands below or between articles rather than in them, whoever the outlet is."""
    if len(line) > _LONGEST_BOILERPLATE:
        return False
    folded = _folded(line)
    if folded in _boilerplate_lines() or _EVERYWHERE.fullmatch(folded):
        return True
    return any(pattern.fullmatch(folded) for pattern, _ in _boilerplate_patterns())


def by_dateline(mark: str) -> Outlet | None:
    """The agency behind a dateline mark such as ``(Reuters)`` or ``/TASS/``."""
    return _datelines().get(_folded(mark))


def is_agency(name: str) -> bool:
    """Whether a name or alias is a news agency's: one whose reports others print."""
    outlet = by_name(name)
    return outlet is not None and outlet.kind == "agency"


def canonical_name(name: str) -> str:
    """The common English name of a known outlet; any other name as it is."""
    outlet = by_name(name) or (by_host(name) if "." in name and " " not in name else None)
    return outlet.name if outlet else name.strip()


def outlet_at(address: str | None) -> str | None:
    """Who publishes at a URL: the known outlet's name, else the bare host; None without a host."""
    if not address:
        return None
    outlet = by_host(address)
    return outlet.name if outlet else host_of(address).removeprefix("www.") or None


def host_of(address: str) -> str:
    """The host of a URL or of a bare host name, in lower case; empty if there is none."""
    try:
        return urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:  # a bracket that opens no IPv6 address
        return ""


def _folded(line: str) -> str:
    folded = " ".join(line.replace("’", "'").casefold().split())
    return folded.removeprefix("the ")


@cache
def _names() -> dict[str, Outlet]:
    names = {_folded(alias): outlet for outlet in known() for alias in outlet.aliases}
    return names | {_folded(outlet.name): outlet for outlet in known()}


@cache
def _hosts() -> dict[str, Outlet]:
    return {host: outlet for outlet in known() for host in outlet.hosts}


@cache
def _datelines() -> dict[str, Outlet]:
    return {_folded(mark): outlet for outlet in known() for mark in outlet.datelines}


@cache
def _boilerplate_lines() -> dict[str, tuple[Outlet, ...]]:
    lines: dict[str, tuple[Outlet, ...]] = {}
    for outlet in known():
        for line in outlet.boilerplate:
            lines[_folded(line)] = (*lines.get(_folded(line), ()), outlet)
    return lines


@cache
def _boilerplate_patterns() -> tuple[tuple[re.Pattern[str], Outlet], ...]:
    return tuple(
        (re.compile(pattern, re.IGNORECASE), outlet) for outlet in known() for pattern in outlet.boilerplate_patterns
    )
