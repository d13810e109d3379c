"""Accounts: a story told on somebody's word, as long as it lasts.

In: statements in text order with their sources. Out: the agents on whose word a statement is told, behind the publisher
and before its own sources. An account ends with another voice of the same level, a heading or a label, and one that an
agency's story only mentions with its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

# The first letters of words that any news has, so that they show no topic.
ANY_NEWS = frozenset(
    "yeste today monda tuesd wedne thurs frida satur sunda janua febru march april augus septe octob novem decem morni "
    "eveni after the and for possi repor accor appar alleg proba".split()
)
BLOCKS_APART = 1  # an account lives on into the next block when it is not taken up again

REACH = 400  # characters behind "…, Interfax reported" within which its paragraph still tells on its word


class Account(Struct):
    """Its agents, the last block that took it up, and its words so far."""

    agents: list[int]
    block: int
    words: str
    leads: bool = True  # the source stands before what it reports; "…, Interfax reported" ends with its paragraph
    interrupted: bool = False  # the publisher spoke in its own name since
    at: int = 0  # where it was told last


class Told(Struct, frozen=True):
    """What of a statement decides whether it belongs to an account."""

    source: int
    kind: str
    surname: str
    block: int
    to_us: bool
    words: str
    at: int = 0


def belongs(account: Account, told: Told, *, apart: int, news: bool) -> bool:
    """Whether a source speaks within the account: when named in it or unnamed, in its paragraph or up to ``apart``
    blocks after it (unnamed ones there where ``news``: an outlet's account has sources, a think tank's seldom)."""
    unnamed = told.kind in ("unnamed", "document")
    distance = told.block - account.block
    if not account.leads and told.at - account.at > REACH:
        return False
    if distance == 0:
        if unnamed:
            return not topic(told.words).isdisjoint(topic(account.words))
        return told.surname in account.words and not account.interrupted
    if distance > apart or not account.leads or told.to_us or account.interrupted:
        return False
    return (unnamed and news) or told.surname in account.words


def joined(prefix: Sequence[int], sources: Sequence[int]) -> list[int]:
    """Prefix and sources in one chain; an agent that stands in the prefix already ends the chain there."""
    out = list(prefix)
    for source in sources:
        if source in out:
            out = out[: out.index(source) + 1]
        else:
            out.append(source)
    return out


def topic(words: str) -> frozenset[str]:
    """What it is about: names, and long words cut to their stems; "yesterday" is in any news."""
    found = re.findall(r"[A-Z]\w{2,}|\w{6,}", words)
    return frozenset(w.casefold()[:5] for w in found) - ANY_NEWS
