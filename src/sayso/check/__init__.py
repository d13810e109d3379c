"""Check: a text against what is known, so that nothing in it outruns its sources.

    text -> prepared (markup blank, lines, citations) -> quotations -> drafts
                                                      -> lines      -> drafts -> findings

In: plain text or Markdown, and `Known`, what a desk knows. Out: findings in text order, each with its place, the words
at the source and what to do. A pure function of the two. The codes are in `sayso.check.codes`; HTML and Word files
become Markdown in `sayso.check.manuscripts`; what may be mended without a person in `sayso.check.fixing`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from sayso.check.codes import CODES, Code
from sayso.check.draft import Draft
from sayso.check.fixing import fixed
from sayso.check.known import Known
from sayso.check.lines import line_drafts, lines_against_sources
from sayso.check.manuscripts import Manuscript, manuscript
from sayso.check.prepared import TextLine, passed_over, prepare
from sayso.check.quoted import quotation_drafts
from sayso.check.readwhole import Checked
from sayso.check.report import Form, format_findings
from sayso.check.settings import CheckSettings
from sayso.model import Finding

__all__ = [
    "CODES",
    "CheckSettings",
    "Code",
    "Form",
    "Known",
    "Manuscript",
    "check",
    "fixed",
    "format_findings",
    "manuscript",
    "passed_over",
]

_DEFAULTS = CheckSettings()


def check(text: str, known: Known, settings: CheckSettings = _DEFAULTS) -> tuple[Finding, ...]:
    """What is wrong with a text, measured by what is known; nothing for a text that its sources carry."""
    prepared = prepare(text, known, settings)
    checked = lines_against_sources(prepared, known)
    quoted = [draft for draft in quotation_drafts(prepared, known) if not _answered(draft, checked)]
    lined = [*line_drafts(prepared), *(draft for one in checked for draft in one.drafts)]
    drafts = [*quoted, *_without_repetition(lined, quoted, prepared.lines)]
    starts = [0, *(index + 1 for index, mark in enumerate(text) if mark == "\n")]
    return tuple(_finding(draft, starts) for draft in sorted(drafts, key=lambda d: (d.start, d.end, d.code)))


def _answered(quoted: Draft, checked: Iterable[Checked]) -> bool:
    """Whether a quotation seems another's by who is named around it, and the line surely follows when it is read."""
    return quoted.code == "Q003" and any(one.surely for one in checked if one.line.start <= quoted.start < one.line.end)


def _without_repetition(drafts: Iterable[Draft], quoted: Sequence[Draft], lines: Sequence[TextLine]) -> Iterable[Draft]:
    """A quotation's finding says what one about its line's words or speaker would say again; citations are apart."""
    told = [line for line in lines if any(one.start < line.end and line.start < one.end for one in quoted)]
    for draft in drafts:
        in_told = any(line.start <= draft.start < line.end for line in told)
        if not in_told or draft.code[0] in "KORT":
            yield draft


def _finding(draft: Draft, starts: Sequence[int]) -> Finding:
    code = CODES[draft.code]
    line = bisect_right(starts, draft.start)
    return Finding(
        code=code.code,
        severity=code.severity,
        message=f"{code.what}: {draft.detail}\n{code.to_do}",
        start=draft.start,
        end=draft.end,
        line=line,
        column=draft.start - starts[line - 1] + 1,
        source=draft.source,
        diff=draft.diff,
        fixes=draft.fixes,
    )
