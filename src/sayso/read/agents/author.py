"""Who writes "I" in an article: the columnist whom its last lines or its headline name.

In: a text and the persons it names. Out: the writer's name, or None. A note tells of one at the end ("Ana Holt is a
historian at …"); a headline has the name and a colon before the title, where nothing of it is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.read.agents.people import Person

LAST = 4  # paragraphs at the end in which the note stands
NOTE = re.compile(
    r"(?:(?:Rep|Sen|Gov|Dr|Mr|Ms|Mrs)\.\s)?(?P<name>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){1,3}),?\s"
    r"(?:[^.\n]{2,80},\s)?(?:is|was)\s(?:an?|the|[A-Z]|author|co-author|chief|senior|professor|president|director|editor)"
)
TITLED = re.compile(r"(?P<name>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){1,3}):\s[^“\"'‘]*$")


def author(text: str, persons: Sequence[Person]) -> str | None:
    """The full name of who wrote a text, where it says so."""
    paragraphs = [line.strip() for line in text.split("\n") if line.strip()]
    named = {person.name for person in persons}
    notes = [NOTE.match(line) for line in paragraphs[1:][-LAST:]]
    for match in (*reversed(notes), TITLED.match(paragraphs[0]) if paragraphs else None):
        if match is not None and match.group("name") in named:
            return match.group("name")
    return None
