"""How many names stand in a row: "four states" of "Michigan, Mississippi, Idaho, and Hawaii".

In: a text. Out: the lengths of its lists of names.
"""

from __future__ import annotations

import re

_NAME = r"[^\W\d_a-zß-öø-ÿ][\w’'.-]*(?: (?:(?:of|the|de|al) )?[^\W\d_a-zß-öø-ÿ][\w’'-]*){0,4}"
_LIST = re.compile(rf"{_NAME}(?:, {_NAME})+,? (?:and|or) {_NAME}")
_BETWEEN = re.compile(r",? (?:and|or) |, ")


def lists(text: str) -> frozenset[int]:
    """How many names each list has that ends in "and" or "or"."""
    return frozenset(len(_BETWEEN.split(match.group())) for match in _LIST.finditer(text))
