"""Our own lines held to the check that others' texts are held to: what does not pass is left out and named.

The brief is checked as it is written, in Markdown, by the very check that a person runs on the file (`sayso check`):
each line among its neighbours, with all its citations. What leaves a line out is what would stop `sayso publish`: every
error. Warnings leave it in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from sayso.model import Assessment, Finding, Line, Section

_ITEM = "- "  # how a line begins in Markdown; those left out are listed so too, behind all of these


def held(
    assessment: Assessment, written: Callable[[Assessment], str], check: Callable[[str], Iterable[Finding]]
) -> Assessment:
    """The assessment without the lines that its sources do not carry; each is named in ``left_out``, with why.

    ``written`` makes the Markdown of an assessment, ``check`` says what is wrong with that. A line taken out changes
    what stands beside others ("he", of the line before), so that the rest is checked again until nothing is wrong.
    """
    while wrong := _wrong(assessment, written(assessment), check):
        sections = (_without(section, wrong) for section in assessment.sections)
        assessment = replace(
            assessment,
            sections=tuple(section for section in sections if section.lines),
            ground=tuple(change for change in assessment.ground if change.line not in wrong),
            left_out=(*assessment.left_out, *wrong.values()),
        )
    return assessment


def _wrong(assessment: Assessment, text: str, check: Callable[[str], Iterable[Finding]]) -> dict[str, str]:
    """The lines that do not pass, by id, each with its words and the first reason."""
    at = _rows(assessment, text)
    wrong: dict[str, str] = {}
    for finding in check(text):
        line = at.get(finding.line)
        if finding.severity == "error" and line is not None:
            wrong.setdefault(line.id, f"{line.text} Left out: {finding.message.partition(chr(10))[0]}.")
    return wrong


def _rows(assessment: Assessment, text: str) -> dict[int, Line]:
    """The lines by the number of the row that holds them: they are its first list items, in their order."""
    lines = [line for section in assessment.sections for line in section.lines]
    items = (number for number, row in enumerate(text.split("\n"), 1) if row.startswith(_ITEM))
    return dict(zip(items, lines, strict=False))


def _without(section: Section, wrong: dict[str, str]) -> Section:
    return replace(section, lines=tuple(line for line in section.lines if line.id not in wrong))
