"""Who disagrees: both sides of a dispute in one line, side by side, neither first in rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.assess.candidates import Candidate
from sayso.assess.lines import cite_whole, documents_of, printed_on, side_by_side, unsound, word
from sayso.model import Dispute, Line

_LEAST_FITNESS = 0.45  # as for changes on the ground
_KINDS = {
    "denial": "one side denies it",
    "figure": "the figures differ",
    "outcome": "the outcomes differ",
    "date": "the dates differ",
    "place": "the places differ",
}


def dispute_lines(
    disputes: Sequence[Dispute], told: Mapping[str, Candidate], today: frozenset[str]
) -> tuple[tuple[Line, ...], list[str]]:
    """A line for each dispute of which a side is among ``today``'s claims; those left out with the reason.

    ``told`` holds both sides, of this day and of earlier ones, by claim.
    """
    lines, left_out = [], []
    for dispute in sorted(disputes, key=lambda d: d.id):
        left, right = told.get(dispute.left), told.get(dispute.right)
        if left is None or right is None or not today & {dispute.left, dispute.right}:
            continue
        if min(left.best.fitness, right.best.fitness) < _LEAST_FITNESS:
            continue
        line = _line(dispute, left, right, today)
        reason = unsound(line, documents_of((left.best.reading, right.best.reading)))
        if reason:
            left_out.append(f"{line.text} Left out: {reason}.")
        else:
            lines.append(line)
    return tuple(lines), left_out


def _line(dispute: Dispute, left: Candidate, right: Candidate, today: frozenset[str]) -> Line:
    one, other = word(left.best), word(right.best)
    return Line(
        id=f"line-{dispute.id}",
        text=side_by_side(_dated(one.text, left, today), _dated(other.text, right, today)),
        citations=(*cite_whole(left.best.reading, one.spans), *cite_whole(right.best.reading, other.spans)),
        claim=dispute.left,
        sureness=_why(dispute),
        reasons=(dispute.reason,) if dispute.reason else (),
    )


def _dated(text: str, side: Candidate, today: frozenset[str]) -> str:
    """A side that is told on an earlier day only says when it was printed."""
    if side.claim.id in today:
        return text
    return printed_on(text, side.best.reading.document)


def _why(dispute: Dispute) -> str:
    kind = _KINDS.get(dispute.kind, dispute.kind)
    return f"{kind}: {' and '.join(dispute.left_agents)} against {' and '.join(dispute.right_agents)}"
