"""A chain cut at its far end: "the Courier reported that …" of what the Courier has from somebody whom it names.

In: the two sides of a comparison. Out: a finding when the line names somebody of the chain, the publisher included,
and nothing in it stands for the originator. Whatever may stand for somebody ("officials", "he", "the ministry") does.
"""

from __future__ import annotations

import re

from sayso.check.compared import Compared, Side
from sayso.check.draft import Draft
from sayso.check.passages import keys, keys_of, stop_keys
from sayso.check.speakers import in_words, mentioned
from sayso.check.verbatim import exact_words
from sayso.model import Link, Statement

STATED = 0.5  # share of a statement's content words that the line must have to rest on it
_STANDS_FOR = re.compile(
    r"\b(?:he|she|they|him|her|officials?|sources?|persons?|people|residents?|analysts?|experts?|diplomats?|witness(?:es)?"
    r"|spokes\w+|negotiators?|ministers?|ministry|institute|think tank|agency|channel|company|operator|hospital"
    r"|mediators?|commissioners?|governors?|mayors?|presidents?|command|commanders?|captains?|doctors?|lawyers?"
    r"|prosecutors?|journalists?|insurers?|traders?|volunteers?|soldiers?|sergeants?|prisoners?|delegations?|council"
    r"|engineers?|farmers?|owners?|authorit(?:y|ies)|government|footage|documents?|drafts?|reports? by|study|survey"
    r"|teachers?|bloggers?|crews?|trader|administration|service|members?|colonel|major|general|lieutenant|officers?|deputy|pilots?|latter|former|leaders?|heads?|chief|man|woman|men|women)\b",
    re.I,
)

_AFTER_NAME = re.compile(r"[A-Z][\w’'-]+ \Z")
_OF_NAMES = frozenset(
    "agency service command institute ministry company channel council hospital administration government "
    "general".split()
)


def originator_missing(both: Compared) -> Draft | None:
    """A finding for the statement that the line rests on and that nobody in the line makes."""
    source = _rested_on(both)
    if source is None or len(source.chain) < 2 or source.chain[-1].kind == "document":
        return None
    if _stands(source.chain[-1], both.left):
        return None
    between = [link for link in source.chain[1:-1] if named(link, both.left)]
    if not between and not names_publisher(both):
        return None
    detail = f"{source.chain[-1].name} says so at the source ({in_words(source.chain)})"
    return Draft("S004", both.line.start, both.line.end, detail, both.citation)


def names_publisher(both: Compared) -> bool:
    """Whether the line names the outlet of the passage, under any of its names that the reader knows."""
    outlet = both.right.page.reading.document.outlet
    told = {link.name for one in both.left.statements for link in one.chain}
    whole = both.right.page.outlet_keys
    return outlet is not None and (outlet in told or (bool(whole) and whole <= both.left.keys))


def _rested_on(both: Compared) -> Statement | None:
    """The statement of the passage of which the line has most, the innermost of several."""
    own = both.left.keys - stop_keys()
    best: tuple[int, int, Statement] | None = None
    for one in both.right.statements:
        there = _content(one, both.right)
        shared = len(own & there)
        if shared >= STATED * len(there) > 0 and (best is None or (shared, len(one.chain)) > best[:2]):
            best = shared, len(one.chain), one
    return best[2] if best else None


def _content(statement: Statement, side: Side) -> frozenset[str]:
    parts = (keys(exact_words(side.page.text, span.start, span.end)) for span in statement.content)
    return frozenset(key for part in parts for key in part) - stop_keys()


def _stands(link: Link, line: Side) -> bool:
    """Whether anything in the line may stand for somebody: a word for it, the "agency" of "Lantern agency" apart."""
    text = line.text
    words = (match for match in _STANDS_FOR.finditer(text) if not _in_name(text, match))
    return named(link, line) or next(words, None) is not None


def _in_name(text: str, match: re.Match[str]) -> bool:
    return match.group().lower() in _OF_NAMES and _AFTER_NAME.search(text[: match.start()]) is not None


def named(link: Link, line: Side) -> bool:
    """By its whole name, or any word of it that is no function word."""
    words = frozenset(keys_of(exact_words(link.name).plain)) - stop_keys()
    return mentioned(link.name, line.text) or bool(words & line.keys)
