"""The assessment as Markdown (CommonMark with footnotes and tables, as Pandoc and GitHub read them).

A citation is a footnote whose key names document and offsets, ``[^d-1f3a.120-188]``, so that an editor may
move, merge and cut lines without losing what they rest on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sayso.assess.day import publication_day, spelled, spelled_value
from sayso.model import UNKNOWN_PUBLISHER, Assessment, Document, GroundChange, Line, SourceNote
from sayso.publish.citations import Note, lines_of, notes
from sayso.publish.links import fragment_url

PROMISE = "Every line says who says it. None says what is true."
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_LEDGER = (
    "Place",
    "Change",
    "By",
    "When",
    "Claimed by",
    "Assessed by",
    "Confirmed by",
    "Denied by",
    "Standing",
)
_LINE_START = re.compile(r"^(\s*)(\d+)([.)])(\s)|^(\s*)([-+=:>])")


def markdown(assessment: Assessment, documents: Mapping[str, Document]) -> str:
    """The whole report. Document texts are escaped: nothing in them becomes markup."""
    by_line = _keys(notes(lines_of(assessment)))
    parts = [f"# {plain(assessment.title)}", "", " ".join(map(plain, (*assessment.notes, PROMISE))), ""]
    for section in assessment.sections:
        parts += [f"## {plain(section.title)}", ""]
        parts += [_line(line, by_line) for line in section.lines]
        parts.append("")
    parts += [*_ground(assessment.ground), *_sources(assessment.sources), *_left_out(assessment.left_out)]
    parts += [
        "## Notes",
        "",
        *(footnote(n, documents[n.citation.document]) for n in notes(lines_of(assessment))),
    ]
    return "\n".join(parts).rstrip() + f"\n\n---\n\n{plain(assessment.run)}\n"


def plain(words: str) -> str:
    """``words`` on one line with every character that Markdown would read escaped."""
    flat = _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", words).strip())
    return _LINE_START.sub(_shielded, flat)


def _shielded(match: re.Match[str]) -> str:
    if match.group(2):
        return f"{match.group(1)}{match.group(2)}\\{match.group(3)}{match.group(4)}"
    return f"{match.group(5)}\\{match.group(6)}"


def _keys(found: Sequence[Note]) -> dict[str, str]:
    by_line: dict[str, str] = {}
    for note in found:
        for line in note.lines:
            by_line[line] = by_line.get(line, "") + f"[^{note.key}]"
    return by_line


def _line(line: Line, by_line: Mapping[str, str]) -> str:
    sure = f" *({plain(line.sureness)})*" if line.sureness else ""
    return f"- {plain(line.text)}{by_line[line.id]}{sure}"


def footnote(note: Note, document: Document) -> str:
    """The endnote that a key points to: outlet, title, day, the exact words, the way to the original."""
    outlet = plain(document.outlet or UNKNOWN_PUBLISHER)
    title = f", “{plain(document.title)}”" if document.title else ""
    address = fragment_url(document.url, note.citation.words)
    link = f" [original](<{address}>)" if address else ""
    when = spelled(publication_day(document))
    return f"[^{note.key}]: {outlet}{title}, {when}: “{plain(note.citation.words)}”{link}"


def _ground(changes: Sequence[GroundChange]) -> list[str]:
    if not changes:
        return []
    rows = [
        _LEDGER,
        ("---",) * len(_LEDGER),
        *(
            (c.place, c.type, c.actor or "", spelled_value(c.when), *_who(c), c.standing)
            for c in changes
        ),
    ]  # fmt: skip
    return ["## Ledger of changes on the ground", "", *map(_row, rows), ""]


def _who(change: GroundChange) -> tuple[str, str, str, str]:
    columns = (change.claimed_by, change.assessed_by, change.confirmed_by, change.denied_by)
    claimed, assessed, confirmed, denied = (", ".join(names) for names in columns)
    return claimed, assessed, confirmed, denied


def _sources(sources: Sequence[SourceNote]) -> list[str]:
    if not sources:
        return []
    rows = [("Outlet", "Documents", "Lines", "Cites"), ("---", "--:", "--:", "---")]
    rows += [(s.outlet, str(s.documents), str(s.lines), ", ".join(s.cites)) for s in sources]
    return ["## Sources", "", *map(_row, rows), ""]


def _row(cells: Sequence[str]) -> str:
    rule = all(set(cell) <= set("-:") and cell for cell in cells)
    return "| " + " | ".join(cell if rule else plain(cell) for cell in cells) + " |"


def _left_out(left_out: Sequence[str]) -> list[str]:
    return ["## Left out", "", *(f"- {plain(line)}" for line in left_out), ""] if left_out else []
