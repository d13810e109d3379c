"""Findings as text, JSON lines and GitHub's workflow commands."""

from __future__ import annotations

import json

from sayso.check import format_findings
from sayso.model import Citation, Finding

FOUND = Finding(
    code="Q001",
    severity="error",
    message="quotation altered: we [-will-] {+may+} win 5%\nRestore it.",
    start=10,
    end=20,
    line=3,
    column=5,
    source=Citation("ab12", 4, 15, "we will\nwin"),
    diff="we [-will-] {+may+} win",
)


def test_text_reads_as_a_compiler_prints() -> None:
    first, *others = format_findings([FOUND], "brief.md").splitlines()
    assert first == "brief.md:3:5: error Q001: quotation altered: we [-will-] {+may+} win 5%"
    assert others == ["    at the source (ab12, characters 4 to 15): “we will win”", "    Restore it."]


def test_json_is_one_object_a_line() -> None:
    read = [json.loads(line) for line in format_findings([FOUND, FOUND], "brief.md", "json").splitlines()]
    assert [(one["path"], one["code"], one["source"]["words"]) for one in read] == [
        ("brief.md", "Q001", "we will\nwin")
    ] * 2


def test_github_commands_are_one_line_each_and_escaped() -> None:
    (line,) = format_findings([FOUND], "a,b:c.md", "github").splitlines()
    assert line.startswith("::error file=a%2Cb%3Ac.md,line=3,col=5,title=Q001::quotation altered")
    assert "5%25%0ARestore it." in line


def test_nothing_found_prints_nothing() -> None:
    assert format_findings([], "brief.md") == ""
