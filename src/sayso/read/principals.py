"""Whom somebody speaks for: "the prime minister's spokesman said she had full confidence in Lund".

In: a statement within a spokesman's words, and the registry. Out: the person for whom he speaks, if the statement's
source is "she" or "he" and nobody whom that can mean was named in between.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Span
from sayso.read.agents import words
from sayso.read.agents.pronouns import GENDERS
from sayso.read.agents.registry import Registry
from sayso.read.statements.assembly import Body

_FOR = r"(?:spokes(?:man|woman|person)|lawyer|attorney|solicitor|barrister|agent|publicist|representative|secretary)"
OWNER = re.compile(
    rf"(?P<whose>(?:[\w.’'-]+\s){{0,5}}?[\w.-]+)['’]s\s(?:(?:official|press|chief|defence|defense)\s)?{_FOR}$"
)
FOR = re.compile(rf"(?:the\s|an?\s)?(?:[a-z]+\s)?{_FOR}\s(?:for|of)\s(?P<whose>(?:[\w.’'-]+\s){{0,5}}[\w.-]+)$", re.I)


def principal(text: str, body: Body, bodies: Sequence[Body], registry: Registry) -> int | None:
    """Whom "she" means within the words of a spokesman, where they name nobody before her."""
    source = body.draft.source
    outer = bodies[body.parent] if body.parent is not None else None
    if source is None or outer is None or outer.draft.source is None:
        return None
    gender = GENDERS.get(text[source.start : source.end].lower())
    whose = _spoken_for(text, outer.draft.source) if gender is not None else None
    named = registry.persons_in((Span(outer.content[0].start, source.start),))
    if whose is None or any(registry.gender(one) in ("", gender) for one in named):
        return None
    index = registry.resolve(whose)
    person = registry.kind(index) in ("person", "unnamed") and registry.gender(index) in ("", gender)
    return registry.stands_for(source, index) if person else None


def _spoken_for(text: str, source: Span) -> Span | None:
    """The place of whom the source at a place speaks for, where that is one person by an office."""
    found = OWNER.match(text, source.start, source.end) or FOR.match(text, source.start, source.end)
    if found is None:
        return None
    noun = found.group("whose").split()[-1].lower()
    office = noun in words.OFFICES | words.FEMALE | words.MALE or words.PERSON_NOUN.fullmatch(noun) is not None
    return Span(found.start("whose"), found.end("whose")) if office else None
