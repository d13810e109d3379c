"""Pages that are bombs for a parser: markup nested without end.

A browser's parser must keep what is open: lexbor takes 0.5 s for 20,000 nested ``<div>`` and 197 s for
200,000 (it is quadratic), and each paragraph begun while 500 ``<b>`` with different attributes are open
holds 500 elements of its own. Of the 218 pages of `bench/pages.py` the deepest counts 631, and 71,836 are
the most repeated; looking takes 0.8 ms a page.
"""

from __future__ import annotations

import re

_DEEPEST = 5_000
_MOST_REPEATED = 3_000_000  # elements, some 100 bytes each
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_CLOSES_ITSELF = {"p", "li", "dt", "dd", "option", "tr", "td", "th", "tbody", "thead", "tfoot", "html", "head", "body"}
_CARRIED_ON = {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}


def is_bomb(html: str) -> bool:
    """Whether a parser would need minutes or gigabytes for the page; one pass over its tags."""
    deep = carried = repeated = 0
    for match in _TAG.finditer(html):
        name = match[2].lower()
        step = -1 if match[1] else 1
        if name in _CARRIED_ON:
            carried = max(0, carried + step)
        elif step > 0:
            repeated += carried
        if name not in _EMPTY and name not in _CLOSES_ITSELF:
            deep = max(0, deep + step)
        if deep > _DEEPEST or repeated > _MOST_REPEATED:
            return True
    return False
