"""A text with what the check found in it, in place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from sayso.link.worddiff import Run
from sayso.model import Block, Finding
from sayso.web.views.layers import Mark, Paragraph, paragraphs

_DIFF = re.compile(r"\[-(?P<gone>.*?)-\]|\{\+(?P<new>.*?)\+\}", re.DOTALL)


class FindingView(Struct, frozen=True):
    """One finding, numbered in text order: what happened, what to do. ``runs``: its words against the source's."""

    number: int
    code: str
    severity: str
    happened: str
    to_do: str | None
    words: str
    line: int
    runs: tuple[Run, ...]
    document: str | None
    start: int
    end: int
    source: str | None
    fix: str | None


class CheckView(Struct, frozen=True):
    """The page of the check. ``checked`` is None before anything was; ``summary`` counts the findings."""

    text: str
    published: str
    checked: tuple[Paragraph, ...] | None
    findings: tuple[FindingView, ...]
    summary: str


def check_view(text: str = "", published: str = "", found: Sequence[Finding] | None = None) -> CheckView:
    """The form, and, once a text was checked, the text with its findings."""
    if found is None:
        return CheckView(text, published, None, (), "")
    ordered = sorted(found, key=lambda finding: (finding.start, finding.end, finding.code))
    marks = [
        Mark(one.start, max(one.end, one.start + 1), one.severity, f"finding-{number}", f"{one.severity} {one.code}")
        for number, one in enumerate(ordered, 1)
    ]
    views = tuple(_finding(number, one, text) for number, one in enumerate(ordered, 1))
    return CheckView(text, published, paragraphs(text, _lines(text), marks), views, _summary(ordered))


def _lines(text: str) -> list[Block]:
    """Each line as a block of its own: Markdown is shown as it was written."""
    blocks, at = [], 0
    for line in text.splitlines(keepends=True):
        blocks.append(Block("paragraph", at, at + len(line)))
        at += len(line)
    return blocks


def _finding(number: int, one: Finding, text: str) -> FindingView:
    happened, _, to_do = one.message.partition("\n")
    if one.diff and one.diff in happened:  # it stands below, word by word
        happened = happened.replace(one.diff, "").strip().rstrip(":")
    return FindingView(
        number=number,
        code=one.code,
        severity=one.severity,
        happened=happened,
        to_do=to_do.strip() or None,
        words=text[one.start : one.end],
        line=one.line,
        runs=tuple(_runs(one.diff or "")),
        document=one.source.document if one.source else None,
        start=one.source.start if one.source else 0,
        end=one.source.end if one.source else 0,
        source=one.source.words if one.source else None,
        fix=" … ".join(fix.words for fix in one.fixes) or None,
    )


def _runs(diff: str) -> Iterator[Run]:
    """``[-gone-] {+new+}`` as runs."""
    at = 0
    for match in _DIFF.finditer(diff):
        if kept := diff[at : match.start()].strip():
            yield Run("kept", kept)
        yield Run("gone", match["gone"]) if match["gone"] is not None else Run("new", match["new"])
        at = match.end()
    if kept := diff[at:].strip():
        yield Run("kept", kept)


def _summary(found: Sequence[Finding]) -> str:
    if not found:
        return "Nothing in it stands against what this desk knows."
    counts = [(kind, sum(one.severity == kind for one in found)) for kind in ("error", "warning", "note")]
    return ", ".join(f"{count} {kind}{'s' if count != 1 else ''}" for kind, count in counts if count)
