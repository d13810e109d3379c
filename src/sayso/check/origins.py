"""“Several sources confirm”: held to the number of independent origins that the claim has on the desk."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from sayso.check.draft import Draft
from sayso.check.known import Known
from sayso.check.prepared import Prepared, TextLine
from sayso.check.sources import Candidate
from sayso.model import Claim, Span

SEVERAL = re.compile(
    r"\b(?:several|multiple|numerous|many|various|independent|different|two|three|four|five|a number of|a range of)"
    r"\s+(?:other\s+|independent\s+|separate\s+|different\s+|news\s+|media\s+)*"
    r"(?:sources|outlets|reports|media|agencies|newspapers|accounts|organi[sz]ations|publications)\b"
    r"(?:\s+(?:have|has|had|also|now|all|independently))*"
    r"\s+(?:confirm|corroborat|report|say|said|agree|verif|indicat|carr|tell|told|claim|state)\w*"
    r"|\b(?:confirmed|corroborated|verified|reported)\s+by\s+(?:several|multiple|numerous|many|various|independent|two|three|four|five)\s+"
    r"(?:other\s+|independent\s+|separate\s+|different\s+|news\s+|media\s+)*(?:sources|outlets|reports|media|agencies|newspapers|organi[sz]ations)\b"
    r"|\bindependently\s+(?:confirmed|corroborated|verified)\b",
    re.I,
)

_DENIED = re.compile(r"\b(?:not|neither|cannot|unable|never|no|none|yet to)\b", re.I)


def several(text: str, line: TextLine) -> re.Match[str] | None:
    """Where a line says that several confirm it; "neither account could be independently verified" does not."""
    match = SEVERAL.search(text, line.start, line.end)
    return None if match and _DENIED.search(text, line.start, match.start()) else match


def origin_drafts(prepared: Prepared, line: TextLine, found: Iterable[Candidate], known: Known) -> Iterable[Draft]:
    """A finding when every claim that the line can mean has one independent origin at most."""
    match = several(prepared.reading.document.text, line)
    alone = [replace(one, start=one.passage.start, end=one.passage.end) for one in found]  # not what stands beside it
    claims = claims_of(alone, known) if match else []
    if match is None or not claims or any(claim.independent_origins.at_most > 1 for claim in claims):
        return
    claim = max(claims, key=lambda claim: (len(claim.members), claim.id))
    outlets = len({member.outlet for member in claim.members})
    printed = f"{outlets} outlets, all" if outlets > 1 else "one outlet,"
    detail = f"{printed} from {', '.join(claim.origins[:2])}"
    yield Draft("O001", match.start(), match.end(), detail, claim.members[0].citation)


def claims_of(found: Iterable[Candidate], known: Known) -> list[Claim]:
    """The claims that passages tell."""
    claims: dict[str, Claim] = {}
    for candidate in found:
        reading = known.readings[candidate.passage.document]
        for name, spans in _carriers(candidate.passage.document, known):
            claim = known.claim_of.get((reading.document.id, name))
            if claim and any(candidate.start < span.end and span.start < candidate.end for span in spans):
                claims[claim.id] = claim
    return list(claims.values())


def _carriers(document: str, known: Known) -> Iterable[tuple[str, tuple[Span, ...]]]:
    reading = known.readings[document]
    yield from ((one.id, one.content) for one in reading.statements)
    yield from ((one.id, (Span(one.start, one.end),)) for one in reading.assertions)
