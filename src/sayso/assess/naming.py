"""Names of agents as they stand in an English sentence, with or without an article, and chains of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import UNKNOWN_PUBLISHER, AgentKind, Link

_UNNAMED_PUBLISHER = "an unnamed publisher"

# Heads of organisations' names that take an article in running English ("the Ministry of Defence").
_WITH_ARTICLE = re.compile(
    r"\b(?:Academy|Administration|Agency|Alliance|Assembly|Army|Assault|Association|Authority|Bank|Board|"
    r"Bureau|Cabinet|Center|Centre|Chamber|Coalition|Command|Commission|Committee|Commonwealth|Company|"
    r"Congress|Corps|Council|Court|Department|Directorate|Embassy|Federation|Fleet|Force|Forces|Foundation|"
    r"Front|Fund|Government|Group|Guard|House|Institute|Institution|Kremlin|League|Ministry|Mission|Movement|"
    r"Navy|Office|Organi[sz]ation|Parliament|Party|Police|Programme|Republic|Secretariat|Senate|Service|"
    r"Society|Staff|Treasury|Tribunal|Union|University|White House)\b"
)
# A name with a possessive or a country's adjective before the head still takes one; an outlet's never does.
_NO_ARTICLE = re.compile(
    r"^(?:the|a|an|my|our|his|her|its|their|this|that|these|those|some|several|many|most|all|no|unnamed|one|both|another|two|"
    r"three|four|five|six|seven|eight|nine|ten|dozens|hundreds|\d+)\b|^\S+['’]s?\s",
    re.IGNORECASE,
)
_AFTER_HEAD = re.compile(
    r"[\s,]+(?:of|at|in|on|from|with|within|close|near|who|that|which|familiar|for|to|inside|briefed|involved|"
    r"involving|seen|reviewed|obtained|directly|by)\b.*|,.*",
    re.IGNORECASE | re.DOTALL,
)
_PLURAL = re.compile(r"(?:[^s\W]s|people|men|women|media|police|personnel|troops)$", re.IGNORECASE)
_AN = re.compile(r"^(?:[aeio]|u(?!n[ia]|s[aeiu]|k\b)|hono|hour|[AEFHILMNORSX](?:[A-Z]|\b))")


def spoken(name: str, kind: AgentKind) -> str:
    """``name`` as the subject of a sentence, not capitalised: "the Institute for the Study of War"."""
    if name == UNKNOWN_PUBLISHER or not name.strip():
        return _UNNAMED_PUBLISHER
    if kind == "person" or _NO_ARTICLE.match(name):
        return _lower_article(name)
    if kind in ("unnamed", "document"):
        return name if _has_plural_head(name) else f"{_article(name)} {name}"
    if kind == "group":
        return name
    return f"the {name}" if kind == "organisation" and _WITH_ARTICLE.search(name) else name


def is_plural(name: str, kind: AgentKind) -> bool:
    """Whether a verb after ``name`` stands in the plural."""
    return kind in ("group", "unnamed") and _has_plural_head(name)


def joined(names: Sequence[str]) -> str:
    """A list in a sentence: "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def citing(chain: Sequence[Link]) -> str:
    """The reader's side of a chain: "According to A, citing B, which cited C,"; "" for an empty one."""
    if not chain:
        return ""
    first, *rest = chain
    words = f"According to {spoken(first.name, first.kind)},"
    for place, link in enumerate(rest):
        if place == 0:
            words += f" citing {spoken(link.name, link.kind)},"
        else:
            words += f" {_relative(rest[place - 1])} cited {spoken(link.name, link.kind)},"
    return words


def without_repeats(chain: Sequence[Link]) -> tuple[Link, ...]:
    """The chain with an agent who follows himself named once: an outlet reporting its own interview."""
    kept: list[Link] = []
    for link in chain:
        if not kept or kept[-1].name != link.name:
            kept.append(link)
    return tuple(kept)


def _has_plural_head(name: str) -> bool:
    """Whether the noun before the first preposition is plural: "officials close to the talk"."""
    head = _AFTER_HEAD.sub("", name)
    return bool(_PLURAL.search(head)) or " and " in head


def _relative(link: Link) -> str:
    return "who" if link.kind in ("person", "group", "unnamed") else "which"


def _article(name: str) -> str:
    return "an" if _AN.match(name) else "a"


def _lower_article(name: str) -> str:
    head, _, tail = name.partition(" ")
    return f"{head.lower()} {tail}" if head in ("A", "An") and tail else name
