"""A chain cut at its far end: "the Courier reported that …" of what the Courier has from somebody whom it names.

In: the two sides of a comparison. Out: a finding when the line names somebody of the chain, the publisher included,
and nothing in it stands for the originator. Whatever may stand for somebody ("officials", "he", "the ministry") does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.check.compared import Compared, Side
from sayso.check.draft import Draft
from sayso.check.passages import keys_within, stop_keys
from sayso.check.speakers import in_words, is_named, mentioned
from sayso.model import Link, Statement

STATED = 0.5  # share of a statement's content words that the line must have to rest on it
_STANDS_FOR = re.compile(
    r"\b(?:he|she|they|him|her|officials?|sources?|persons?|people|residents?|analysts?|experts?|diplomats?|witness(?:es)?"
    r"|spokes\w+|negotiators?|ministers?|ministry|institute|think tank|agency|channel|company|operator|hospital"
    r"|mediators?|commissioners?|governors?|mayors?|presidents?|command|commanders?|captains?|doctors?|lawyers?"
    r"|prosecutors?|journalists?|insurers?|traders?|volunteers?|soldiers?|sergeants?|prisoners?|delegations?|council"
    r"|engineers?|farmers?|owners?|authorit(?:y|ies)|government|footage|documents?|drafts?|reports? by|study|survey"
    r"|premiers?|chancellors?|secretar(?:y|ies)|ambassadors?|envoys?|chair(?:man|woman|s)?|senators?|directors?|editors?"
    r"|police|judges?|magistrates?|court|professors?|researchers?|scientists?|nurses?|unions?|party|workers?|staff"
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


def intermediary_missing(both: Compared) -> Draft | None:
    """A finding where the line has it from the publisher, and leaves out from whom the publisher has it."""
    source = _rested_on(both)
    if source is None or len(source.chain) < 3 or not names_publisher(both):
        return None
    first, last = source.chain[1], source.chain[-1]
    if not is_named(first) or named(first, both.left) or _stands_beside(first, both):
        return None
    detail = f"{first.name} says that {last.name} says so ({in_words(source.chain)})"
    return Draft("S004", both.line.start, both.line.end, detail, both.citation)


def _stands_beside(link: Link, both: Compared) -> bool:
    """Whether the line has words by which the document names somebody: "waterways commissioner Matei Corvăneanu"."""
    spans = (one.source for one in both.near.statements if one.source and one.chain[-1].name == link.name)
    words = frozenset(key for span in spans for key in keys_within(both.near.page.text, span.start, span.end))
    return bool(words & both.left.keys - stop_keys() - frozenset(keys_within(link.name)))


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
    if best is None or any(len(own & words) > best[0] for words in _outside(best[2], both.right)):
        return None
    return best[2]


def _outside(statement: Statement, side: Side) -> Iterator[frozenset[str]]:
    """The words of the sentences that a statement has no part in."""
    for span in side.spans:
        if not any(part.start < span.end and span.start < part.end for part in statement.content):
            yield side.page.keys_in(span) - stop_keys()


def _content(statement: Statement, side: Side) -> frozenset[str]:
    parts = (keys_within(side.page.text, span.start, span.end) for span in statement.content)
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
    words = frozenset(keys_within(link.name)) - stop_keys()
    return mentioned(link.name, line.text) or bool(words & line.keys)
