"""An article that its page keeps in several containers, put back into one.

Some publishers break a long article around advertisements: ``<div class="body">``, an advertisement, another
``<div class="body">``. trafilatura takes the first of them. So the containers that hold most of the page's
paragraphs, all of one element and class, are joined. On `bench/pages.py` that finds the other half of three
articles and changes no other page for the worse.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONG = 80  # characters: a paragraph, not a teaser's line
_SEVERAL = 2  # paragraphs: a container with one is a card in a list of other articles


def join_containers(tree: _Element) -> None:
    """Move the later parts of a divided article to the end of its first part, in place."""
    held = Counter(parent for paragraph in tree.iter("p") if (parent := _named_parent(paragraph)) is not None)
    parts = [(element, count) for element, count in held.items() if count >= _SEVERAL]
    sizes: Counter[tuple[str, str]] = Counter()
    for element, count in parts:
        sizes[_kind(element)] += count
    if not sizes:
        return
    kind = sizes.most_common(1)[0][0]
    first, *others = [element for element, _ in parts if _kind(element) == kind]
    for other in others:
        if first not in other.iterancestors() and other not in first.iterancestors():
            first.extend(list(other))


def _named_parent(paragraph: _Element) -> _Element | None:
    parent = paragraph.getparent()
    if parent is None or not parent.get("class"):
        return None
    length = sum(len(part) for part in paragraph.itertext())
    return parent if length >= _LONG else None


def _kind(element: _Element) -> tuple[str, str]:
    return str(element.tag), str(element.get("class"))
