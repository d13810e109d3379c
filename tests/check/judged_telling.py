"""What a person judged of one telling of the example articles."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.model import Judgement, Reading, Told


def improbable(readings: Iterable[Reading]) -> Judgement:
    """A person's word that what the nurse says of the burns is improbable."""
    burns = "of the kind that oil makes"
    reading = next(one for one in readings if burns in one.document.text)
    start = reading.document.text.index(burns)
    said = next(s for s in reading.statements if any(p.start <= start < p.end for p in s.content))
    span = said.content[0]
    told = Told(reading.document.id, said.id, span.start, span.end, reading.document.text[span.start : span.end])
    return Judgement("j-1", "information grade", "Vera", "2025-03-06T08:00:00Z", told, value="5", note="no such unit")
