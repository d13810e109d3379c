"""Two days by hand, the reading that they cite, and a claim."""

from __future__ import annotations

from msgspec.structs import replace

from sayso.model import (
    Assessment,
    Citation,
    Claim,
    Document,
    GroundChange,
    Line,
    Link,
    Member,
    Range,
    Reading,
    Section,
    Span,
    Statement,
)

_TEXT = "The port is open, the harbour master said.\n\nNo ship has left, she added."
_DOCUMENT = Document("d1", _TEXT, "Meridian Wire", "https://wire.example/port", "Port open", "2031-05-04", "en")
_CHAIN = (Link("Meridian Wire", "organisation"), Link("the harbour master", "person"))
READING = Reading(
    _DOCUMENT,
    "by hand",
    statements=(
        Statement("s1", "indirect", "communication", Span(18, 36), Span(37, 41), (Span(0, 16),), None, _CHAIN),
        Statement("s2", "indirect", "communication", Span(62, 65), Span(66, 71), (Span(44, 60),), None, _CHAIN),
    ),
)
_CITATION = Citation("d1", 0, 16, "The port is open")
_LINE = Line(
    "line-1",
    "According to Meridian Wire, <script>the port is open</script>.",
    (_CITATION,),
    claim="c1",
    sureness="one origin, through one outlet",
    origins=Range(1, 1),
)
_GROUND = tuple(
    GroundChange(place, lat, lon, "capture", None, None, "line-1", ("Coast Post",), "claimed", ("Coast Post",))
    for place, lat, lon in (("Ostrell", 48.5, 37.5), ("Nowhere", None, None))
)
CLAIMS = (
    Claim(
        "c1",
        "The port is open",
        (Member("d1", "s1", _CITATION, "The port is open", ("Meridian Wire", "harbour master"), "Meridian Wire"),),
        ("harbour master",),
        Range(1, 1),
        None,
        (("Meridian Wire", "harbour master"),),
        "2031-05-04",
        "2031-05-04",
    ),
)
_DAY = Assessment(
    "Daily assessment, 4 May 2031",
    "2031-05-04",
    "sayso test",
    (Section("takeaways", "Key takeaways", (_LINE,)),),
    _GROUND,
    (),
    CLAIMS,
    (),
    (_DOCUMENT,),
    notes=("This report rests on 1 document from 1 outlet.",),
)
DAYS = (_DAY, replace(_DAY, title="Daily assessment, 5 May 2031", day="2031-05-05"))
