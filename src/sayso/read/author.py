"""The author: who writes an article, where its text says so.

In: a text, its blocks and the persons named in it. Out: the person of the byline, of a note at the end ("Ada Holt is a
professor of law"), or of a column's headline ("Ada Holt: The Last Word"); nobody of whom the article itself tells. What
"I" and "we" say outside of quotation marks is the author's; all that a column under its author's name reports is told
on his word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from sayso.model import Block, Span
from sayso.read.agents.registry import Registry

NOTES = 3  # paragraphs at the end, one of which may say who writes
OPENS = 40  # characters at a note's beginning in which the name stands
NOTE = re.compile(
    r"(?:[A-Z][a-z]+\.\s)?[A-Z][\w’'-]+(?:\s[A-Z][\w.’'-]*){1,3}(?:,[^.]{2,120}(?:\.,)?,?)?\s+"
    r"(?:is|was|teaches|writes|serves|covers)\s+[a-zA-Z]"
)
COLUMN = re.compile(r"(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w.’'-]*){1,2}):\s")
FIRST_PERSON = re.compile(r"I(?<![“\"‘'\w]I)(?:['’]\w+)?\s")
PROSE = ("paragraph", "quote", "note")


class Author(Struct, frozen=True):
    """Who writes, an agent's number; ``column``: under his name, so that all of it is on his word."""

    agent: int
    column: bool


def author(text: str, blocks: Sequence[Block], registry: Registry) -> Author | None:
    """The author of an article in which somebody says "I"."""
    prose = [block for block in blocks if block.role in PROSE]
    if not any(not registry.quoted(match.start()) for match in FIRST_PERSON.finditer(text)):
        return None
    head = next((block for block in blocks if block.role == "headline"), prose[0] if prose else None)
    column = COLUMN.match(text, head.start) if head is not None else None
    if head is not None and column is not None:
        person = _alone(registry, Span(*column.span("name")))
        if person is not None and person not in registry.persons_in((Span(head.end, len(text)),)):
            return Author(person, column=True)
    for block in (*(block for block in blocks if block.role == "byline"), *prose[-NOTES:]):
        if block.role == "byline" or NOTE.match(text, block.start, block.end):
            person = _alone(registry, Span(block.start, min(block.start + OPENS, block.end)))
            if person is not None and person not in registry.persons_in((Span(0, block.start),)):
                return Author(person, column=False)
    return None


def _alone(registry: Registry, span: Span) -> int | None:
    """The one person who is named in full in some words."""
    named = [person for person in registry.persons_in((span,)) if " " in registry.name(person)]
    return named[0] if len(named) == 1 else None
