"""The way through linking, step by step; `sayso.link` is its door."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sayso.link.affiliation import affiliations
from sayso.link.agents import agents
from sayso.link.claims import claim
from sayso.link.copies import copies
from sayso.link.disputes import disputes
from sayso.link.grouping import group
from sayso.link.judgements import verdicts
from sayso.link.respected import respected
from sayso.link.settings import LinkSettings
from sayso.link.tellings import as_original, tellings
from sayso.link.wordings import wordings
from sayso.model import UNKNOWN_PUBLISHER, Event, Judgement, Link, Linked, Reading


def linked(readings: Sequence[Reading], settings: LinkSettings, judgements: Sequence[Judgement]) -> Linked:
    """The claims that the readings tell, by time of their first telling, with copies, disputes and issues.

    Every statement that is not control and every assertion is a member of exactly one claim. A document given
    twice counts once. What people judged is respected; judgements against one another are among the issues.
    """
    desk = [reading for _, reading in sorted({reading.document.id: reading for reading in readings}.items())]
    judged = verdicts(judgements, desk)
    known = agents(desk, judged.aliases)
    found_copies = copies(desk, known)
    speakers = affiliations(desk, known, (*settings.speaks_for, *judged.speaks_for))
    publisher_of = {
        reading.document.id: known.vertex(
            reading.document.id, Link(reading.document.outlet or UNKNOWN_PUBLISHER, "organisation")
        )
        for reading in desk
    }
    told = as_original(tellings(desk, known), found_copies.original_of)
    grouping = respected(group(wordings(told, settings), settings), judged, settings)
    made = [claim(found, found_copies, speakers, publisher_of) for found in grouping.groups]
    claims = [one.claim for one in made]
    by_key = {(telling.document, telling.statement): telling for telling in told}
    return Linked(
        claims=tuple(claims),
        copies=found_copies.found,
        disputes=disputes(claims, grouping.clashes, _events(desk), by_key),
        issues=(*judged.issues, *(issue for one in made for issue in one.issues)),
    )


def _events(readings: Sequence[Reading]) -> dict[tuple[str, str], list[Event]]:
    """The events of the readings by the statement or assertion that carries them."""
    events: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for reading in readings:
        for event in reading.events:
            events[reading.document.id, event.statement].append(event)
    return events
