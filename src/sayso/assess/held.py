"""Our own lines held to the check that others' texts are held to: what does not pass is left out and named.

Only the codes below leave a line out. The others compare a line with what stands around the cited words too;
in the first form of the check they spoke up at 8 of 60 of our lines, all of them right.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from sayso.check import CheckSettings, Known, check
from sayso.model import Assessment, Line, Section

LEAVES_OUT = frozenset({"Q001", "Q002", "Q003", "F001", "S008", "S009"})
_TWO_SIDED = frozenset({"disputes", "corrections"})  # a line of these holds two sources against each other


def held(assessment: Assessment, known: Known, settings: CheckSettings) -> Assessment:
    """The assessment without the lines that its sources do not carry; each is named in ``left_out``, with why.

    ``known`` must hold at least the documents that the lines cite.
    """
    lines = [line for section in assessment.sections if section.key not in _TWO_SIDED for line in section.lines]
    wrong = _wrong(lines, known, settings)
    if not wrong:
        return assessment
    sections = (_without(section, wrong) for section in assessment.sections)
    return replace(
        assessment,
        sections=tuple(section for section in sections if section.lines),
        ground=tuple(change for change in assessment.ground if change.line not in wrong),
        left_out=(*assessment.left_out, *wrong.values()),
    )


def _wrong(lines: Iterable[Line], known: Known, settings: CheckSettings) -> dict[str, str]:
    """The lines that do not pass, by id, each with its words and the first reason."""
    ordered = list(lines)
    text = "".join(f"- {_cited(line)}\n" for line in ordered)
    wrong: dict[str, str] = {}
    for finding in check(text, known, settings):
        if finding.code in LEAVES_OUT:
            line = ordered[finding.line - 1]
            wrong.setdefault(line.id, f"{line.text} Left out: {finding.message.partition(chr(10))[0]}.")
    return wrong


def _cited(line: Line) -> str:
    keys = "".join(f"[^{cited.document}.{cited.start}-{cited.end}]" for cited in line.citations)
    return f"{' '.join(line.text.split())}{keys}"


def _without(section: Section, wrong: dict[str, str]) -> Section:
    return replace(section, lines=tuple(line for line in section.lines if line.id not in wrong))
