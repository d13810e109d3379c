"""What a description is a description of: its head noun, and the body that those described belong to.

In: a noun phrase without article. Out: "maker" of "maker of Western boots", "concern" of "British paper, packaging and
publishing concern"; the "Harlow Institute" of "researchers at the Harlow Institute".
"""

from __future__ import annotations

import re

from sayso.read.agents import words

BODY = re.compile(
    r"\b(?:in|at|from|of|for|within|with)\s+(?:the\s+)?(?P<body>[A-Z][\w’'-]*(?:\s+(?:of|for|the|and|[A-Z][\w’'-]*))*)"
    r"(?P<more>\s+[a-z])?"
)
# What is made, not who makes it: "the maker of Western boots".
MAKERS = frozenset("maker manufacturer producer distributor supplier seller retailer importer exporter".split())
MODIFYING = re.compile(
    r",|\s(?:of|in|at|from|with|for|on|who|which|that|to|by|near|close|familiar|briefed|involved|"
    r"aware|present|within|among|under|about|linked|speaking|whose|working|based|loyal|"
    r"filed|issued|released|published|obtained|written|submitted|interviewed|reached|surveyed|polled|posted|attributed)\b"
)
# "Paper, packaging and publishing concern": trades in a row, before the company.
TRADES = re.compile(
    r"(?:[\w’'-]+\s+)*[a-z][\w-]*,\s+(?:[a-z][\w-]*,\s+)*[a-z][\w-]*,?\s+and\s+[a-z][\w-]*\s+(?P<head>[a-z]+)"
)


def head_of(name: str) -> str:
    """The head noun, lower case: the last word before the first preposition, participle or relative clause."""
    trades = TRADES.fullmatch(name)
    if trades is not None and trades.group("head") in words.CLASSES["company"]:
        return trades.group("head")
    tokens = re.findall(r"[\w’'-]+", MODIFYING.split(name, maxsplit=1)[0])
    return tokens[-1].lower() if tokens else ""


def body_of(name: str, head: str) -> str | None:
    """The named body that a description says its people belong to; None where it says none."""
    found = BODY.search(name)
    if found is None or (head in MAKERS and found.group("more")):
        return None
    return found.group("body")
