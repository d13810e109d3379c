"""Findings for a person, a program or a code host.

In: findings and the name of the file. Out: text as a compiler prints it, JSON lines, or GitHub's workflow commands.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from sayso.model import Finding

Form = Literal["text", "json", "github"]
_LEVEL = {"error": "error", "warning": "warning", "note": "notice"}


def format_findings(findings: Iterable[Finding], path: str, form: Form = "text") -> str:
    """The findings in one of three forms, each ending in a line end; nothing for no findings."""
    made = {"text": _text, "json": _json, "github": _github}[form]
    return "".join(f"{made(finding, path)}\n" for finding in findings)


def _text(finding: Finding, path: str) -> str:
    what, _, to_do = finding.message.partition("\n")
    lines = [f"{path}:{finding.line}:{finding.column}: {finding.severity} {finding.code}: {what}"]
    lines += [f"    {finding.diff}"] if _has_own_diff(finding) else []
    if finding.source:
        place = f"{finding.source.document}, characters {finding.source.start} to {finding.source.end}"
        lines.append(f"    at the source ({place}): “{' '.join(finding.source.words.split())}”")
    return "\n".join([*lines, *([f"    {to_do}"] if to_do else [])])


def _has_own_diff(finding: Finding) -> bool:
    """Whether the diff is more than the message, which for a quotation is the diff itself."""
    return finding.diff is not None and finding.diff not in finding.message


def _json(finding: Finding, path: str) -> str:
    return msgspec.json.encode({"path": path, **msgspec.to_builtins(finding)}).decode()


def _github(finding: Finding, path: str) -> str:
    """https://docs.github.com/actions/reference/workflow-commands-for-github-actions, as of 2024."""
    where = f"file={_property(path)},line={finding.line},col={finding.column},title={finding.code}"
    source = f"\nAt the source: {finding.source.words}" if finding.source else ""
    diff = f"\n{finding.diff}" if _has_own_diff(finding) else ""
    return f"::{_LEVEL[finding.severity]} {where}::{_data(finding.message + diff + source)}"


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
