"""Delayed identification: whom the lead only describes and the paragraphs below name.

In: statements in text order. Out: the person introduced by name below who is the lead's "A Leeds man", "the head of
the union". Leads of news often keep the name back (Bell 1991, The Language of News Media, ch. 9); what the text calls
the two must not speak against it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.model import Block, Span
from sayso.read.agents import words
from sayso.read.agents.registry import Registry
from sayso.read.statements.assembly import Body

PARAGRAPHS = 2  # below the lead, in which the name comes
PROSE = ("paragraph", "quote", "standfirst")
PRINTED = re.compile(
    r"(?:(?:an?|the)\s+)?(?:new\s+)?(?:(?:news|newspaper|media|press)\s+(?:report|article|story|investigation)|newspaper|paper|"
    r"magazine|tabloid|broadcaster|news\s+agency|report)(?:\s+published\s+.*)?",
    re.I,
)
REPORTS = re.compile(r"\b(?:report|publish|wrote|writ)", re.I)
# Who speaks without a name at all as often as not.
NAMELESS = frozenset(
    "official source diplomat spokesman spokeswoman spokesperson expert analyst witness aide adviser advisor insider "
    "person someone anyone lawyer attorney judge neighbour neighbor".split()
)
# What a holder of any office may be called as well.
ANYBODY = frozenset(
    words.FEMALE
    | words.MALE
    | words.RELATIVES
    | set("resident local native head leader boss politician lawmaker".split())
)


def named_below(
    source: Span, block: int, bodies: Sequence[Body], blocks: Sequence[Block], lead: int, registry: Registry
) -> int | None:
    """The person that a description in the headline or in the first paragraph (``lead``) stands for."""
    if block > lead:
        return None
    head = registry.only_described(source)
    if head is None or head in NAMELESS:
        return None
    below = _below(blocks, block, lead)
    if not below:
        return None
    for body in bodies:
        speaker = body.draft.source
        if speaker is None or speaker.start < below[0].start or speaker.start >= below[-1].end:
            continue
        person = registry.named_first_in(speaker)
        if person is not None:
            return person if _may_be(head, person, registry) else None
    return None


def _below(blocks: Sequence[Block], block: int, lead: int) -> list[Block]:
    """The paragraphs in which the name can come: below the lead, and the lead itself below a headline."""
    prose = [i for i, b in enumerate(blocks) if b.role in PROSE and i > block]
    return [blocks[i] for i in prose[: PARAGRAPHS + sum(i <= lead for i in prose)]]


def outlet_below(
    text: str, source: Span, block: int, bodies: Sequence[Body], blocks: Sequence[Block], lead: int, registry: Registry
) -> int | None:
    """The outlet whose "news report" or "newspaper" the headline or the lead cites before it is named."""
    if block > lead or PRINTED.fullmatch(text, source.start, source.end) is None:
        return None
    below = _below(blocks, block, lead)
    for body in bodies:
        speaker, cue = body.draft.source, body.draft.cue
        if speaker is None or cue is None or not below or not below[0].start <= speaker.start < below[-1].end:
            continue
        outlet = registry.known_outlet(speaker)
        if outlet is not None and REPORTS.search(text, cue.start, cue.end):
            return outlet
    return None


def _may_be(head: str, person: int, registry: Registry) -> bool:
    """Whether what the text says of a person goes with the noun: no spokesman is the lead's doctor."""
    offices, gender = registry.offices(person), registry.gender(person)
    gendered = "f" if head in words.FEMALE else "m" if head in words.MALE else ""
    if gendered and (offices or gender not in ("", gendered)):
        return False
    return not offices or head in offices or (head in ANYBODY and head not in words.TITLES)
