"""Every finding that `check` can make: its code, how grave it is, what it says, what to do.

Documented with an example each in ``docs/reference/findings.md``; a test holds the page to this table.
"""

from __future__ import annotations

from msgspec import Struct

from sayso.model import Severity


class Code(Struct, frozen=True):
    """``what`` is the finding in a few words, ``to_do`` the line under the message."""

    code: str
    severity: Severity
    what: str
    to_do: str


# fmt: off
_TABLE: tuple[tuple[str, Severity, str, str], ...] = (
    ("Q001", "error", "quotation altered", "Restore the words of the source, or take the quotation marks off."),
    ("Q002", "error", "quotation not found on the desk", "Add the article it comes from to the desk, or take it out."),
    ("Q003", "error", "quotation given to another speaker", "Name the speaker that the source names."),
    ("Q004", "error", "quotation marks around what the source paraphrases", "Take the quotation marks off."),
    ("Q005", "error", "quotation moved in time", "Give it the day on which the source says that it was said."),
    ("S001", "error", "no source on the desk", "Add its source to the desk, mark it as your judgement, or drop it."),
    ("S002", "error", "the cited words do not carry the line", "Cite what carries it, or correct the line."),
    ("S003", "error", "given to another speaker", "Name the speaker that the source names."),
    ("S004", "error", "chain shortened", "Say through whom it comes: “Y said that X said”."),
    ("S005", "warning", "attribution dropped", "Say who says so."),
    ("S006", "error", "certainty raised", "Put the hedge of the source back."),
    ("S007", "warning", "certainty lowered", "Take the hedge out, or say that it is your own."),
    ("S008", "error", "denial differs", "State it as the source does: one denies what the other states."),
    ("S009", "error", "the opposite of the source", "State it as the source does."),
    ("S010", "warning", "more than its source says", "Take out what the source does not say, or cite what does."),
    ("F001", "error", "figure differs", "Take the figure of the source, or cite one that gives yours."),
    ("F002", "error", "date differs", "Take the date of the source, or cite one that gives yours."),
    ("F003", "error", "place differs", "Take the place of the source, or cite one that gives yours."),
    ("F004", "error", "name differs", "Take the name of the source, or cite one that gives yours."),
    ("F005", "error", "word differs", "Take the word of the source, or cite one that has yours."),
    ("O001", "error", "several sources, but one independent origin", "Say that it comes from one origin, and name it."),
    ("R001", "error", "rests on what its source has since changed", "Take the words of the latest version."),
    ("R002", "warning", "rests on what is disputed", "Say who disputes it, and what they say."),
    ("R003", "warning", "rests on what was judged doubtful", "Say who doubts it, or rest it on something else."),
    ("T001", "warning", "likelihood and confidence in one sentence", "Make them two sentences: how likely, how sure."),
    ("T002", "warning", "judgement without what it rests on", "Say why: “because …”, “based on …”, or cite it."),
    ("T003", "warning", "judgement and report in one sentence", "Make them two sentences, yours and theirs."),
    ("T004", "warning", "judgement changed without a reason", "Say what changed your mind."),
    ("K001", "error", "line without a citation", "Cite its source, or mark it as your judgement: “We assess …”."),
    ("K002", "error", "citation that leads nowhere", "Correct the key, or add the document to the desk."),
)
# fmt: on

CODES: dict[str, Code] = {row[0]: Code(*row) for row in _TABLE}
