"""Positions that moved: who says on the day what parts from what the same agent said before on an issue of the desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.assess.candidates import Tellings
from sayso.assess.day import Edition
from sayso.assess.lines import cite_whole, documents_of, printed_on, side_by_side, unsound, word
from sayso.assess.settings import Topic
from sayso.link.positions import Change, Issue, Position, Saying, on_issues, positions
from sayso.model import Line, Linked


def moved_lines(linked: Linked, edition: Edition, issues: Sequence[Topic]) -> tuple[tuple[Line, ...], list[str]]:
    """A line for each change of position told on the day, the earlier saying first; those left out with the reason."""
    asked = [Issue(topic.name, topic.words) for topic in issues]
    if not asked or edition.day is None:
        return (), []
    claims = on_issues(linked.claims, asked)
    told_in = {member.document for claim in claims for member in claim.members}
    readings = tuple(r for r in (*edition.today, *edition.earlier) if r.document.id in told_in)
    found = positions(claims, readings, asked)
    tellings, known = Tellings(readings), documents_of(readings)
    lines: dict[str, Line] = {}
    left_out: list[str] = []
    for position, saying, change in _changes(found, edition.day):
        line = _line(position, saying, change, tellings)
        if line is None or line.id in lines:
            continue
        reason = unsound(line, known)
        if reason:
            left_out.append(f"{line.text} Left out: {reason}.")
        else:
            lines[line.id] = line
    return tuple(lines.values()), left_out


def _changes(found: Sequence[Position], day: str) -> Iterator[tuple[Position, Saying, Change]]:
    """The sayings printed on ``day`` that part from an earlier one."""
    for position in found:
        for saying in position.sayings:
            if saying.change is not None and (saying.member.published or "")[:10] == day:
                yield position, saying, saying.change


def _line(position: Position, saying: Saying, change: Change, tellings: Tellings) -> Line | None:
    before = position.sayings[change.since]
    then, now = tellings.one(before.member), tellings.one(saying.member)
    if then is None or now is None:
        return None
    earlier, later = word(then), word(now)
    return Line(
        id=f"line-moved-{saying.claim}-{before.claim}",
        text=side_by_side(printed_on(earlier.text, then.reading.document), later.text),
        citations=(*cite_whole(then.reading, earlier.spans), *cite_whole(now.reading, later.spans)),
        claim=saying.claim,
        sureness=f"{position.agent} on {position.issue}: {change.reason}",
        chain=saying.member.chain,
        reasons=(change.unclear,) if change.unclear else (),
    )
