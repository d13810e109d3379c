"""Our own lines held to the check that others' texts are held to: what does not pass is left out and named.

What leaves a line out is what would stop `sayso publish`: every error about what a line says. Warnings leave it in.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from sayso.check import CODES, CheckSettings, Known, check
from sayso.model import Assessment, Line, Section

LEAVES_OUT = frozenset(code for code, one in CODES.items() if one.severity == "error" and code[0] in "QSFO")
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
