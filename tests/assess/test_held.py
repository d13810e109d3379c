"""A line of our own that its source does not carry is left out and named; the others stay."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from sayso.assess.held import held
from sayso.check import Known, check
from sayso.link import link
from sayso.model import Assessment, Citation, Document, Line, Section
from sayso.publish.markdown import markdown
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


def held_to(document: Document, assessment: Assessment) -> Assessment:
    reading = read(document)
    known = Known.of([reading], link([reading]))
    return held(assessment, partial(markdown, documents={"d1": document}), lambda text: check(text, known))


def test_a_line_that_alters_its_quotation_is_left_out_with_the_reason() -> None:
    right, wrong = line("l1", QUOTED), line("l2", QUOTED.replace("Siversk or", "Siversk, not"))
    kept = held_to(DOCUMENT, assessed(wrong, right))
    assert kept.sections[0].lines == (right,)
    (left_out,) = kept.left_out
    assert left_out.startswith(f"{wrong.text} Left out: quotation altered")


def test_lines_of_every_section_are_held_and_a_section_without_lines_goes() -> None:
    right, wrong = line("l1", QUOTED), line("l2", QUOTED.replace("Siversk or", "Siversk, not"))
    sections = (Section("disputes", "Who disagrees", (wrong,)), Section("topics", "Also reported", (right,)))
    kept = held_to(DOCUMENT, replace(assessed(), sections=sections))
    assert [(section.key, section.lines) for section in kept.sections] == [("topics", (right,))]


def test_an_assessment_that_holds_is_returned_as_it_is() -> None:
    whole = assessed(line("l1", QUOTED))
    assert held_to(DOCUMENT, whole) is whole
