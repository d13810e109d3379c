"""A line of our own that its source does not carry is left out and named; the others stay."""

from __future__ import annotations

from sayso.assess.held import held
from sayso.check import CheckSettings, Known
from sayso.link import link
from sayso.model import Assessment, Citation, Document, Line, Section
from sayso.read import read

QUOTED = "It is roughly even whether they come back at Siversk or at Orikhiv"
TEXT = f'Attacks repelled\n\n"{QUOTED}," a Western official told Lantern Wire on Wednesday.\n'
DOCUMENT = Document("d1", TEXT, outlet="Lantern Wire", published="2025-03-05", language="en")


def line(name: str, said: str) -> Line:
    start = TEXT.index(QUOTED)
    cited = Citation("d1", start, start + len(QUOTED), QUOTED)
    return Line(name, f"According to Lantern Wire, a Western official said: “{said}”.", (cited,))


def assessed(*lines: Line) -> Assessment:
    return Assessment("Day", "2025-03-05", "run", (Section("takeaways", "Key takeaways", lines),), (), (), (), (), ())


def test_a_line_that_alters_its_quotation_is_left_out_with_the_reason() -> None:
    reading = read(DOCUMENT)
    known = Known.of([reading], link([reading]))
    right, wrong = line("l1", QUOTED), line("l2", QUOTED.replace("Siversk or", "Siversk, not"))
    kept = held(assessed(right, wrong), known, CheckSettings())
    assert kept.sections[0].lines == (right,)
    (left_out,) = kept.left_out
    assert left_out.startswith(f"{wrong.text} Left out: quotation altered")


def test_an_assessment_that_holds_is_returned_as_it_is() -> None:
    reading = read(DOCUMENT)
    whole = assessed(line("l1", QUOTED))
    assert held(whole, Known.of([reading], link([reading])), CheckSettings()) is whole
