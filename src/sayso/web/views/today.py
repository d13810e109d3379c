"""The assessment of a day: its lines with what they rest on, and what changed since the assessment before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from msgspec import Struct
from sqlalchemy import Connection

from sayso.link.traced import traced
from sayso.model import Assessment, Citation, Claim, GroundChange, Issue, Line, SourceNote
from sayso.publish.citations import lines_of
from sayso.publish.markdown import PROMISE
from sayso.publish.page import dots
from sayso.store import about, assessments, documents
from sayso.web.views.phrases import moment_in_words, origins_in_words, short, spelled_day

_TOLD = 6  # tellings shown at a line; the claim's page has them all
_SHORT = 220


class CitedView(Struct, frozen=True):
    """The exact words a line rests on, and where they stand."""

    document: str
    start: int
    end: int
    words: str
    outlet: str
    title: str | None
    when: str


class ToldView(Struct, frozen=True):
    """Another telling of what the line says."""

    document: str
    statement: str
    when: str
    chain: tuple[str, ...]
    words: str


class LineView(Struct, frozen=True):
    """A line: who says it, what is said, what it rests on; ``is_new``: the assessment before had no line of its claim.

    Dots stand for origins: those sure, those possible.
    """

    id: str
    attribution: str
    words: str
    claim: str | None
    sureness: str | None
    sure_dots: int
    possible_dots: int
    chain: tuple[str, ...]
    outlets: tuple[str, ...]
    reasons: tuple[str, ...]
    citations: tuple[CitedView, ...]
    told: tuple[ToldView, ...]
    more: int
    is_new: bool


class SectionView(Struct, frozen=True):
    """A titled run of lines; ``ordered`` for the takeaways, which are numbered."""

    key: str
    title: str
    ordered: bool
    lines: tuple[LineView, ...]


class GrownView(Struct, frozen=True):
    """A line of both days whose count of origins differs."""

    line: str
    text: str
    before: str
    now: str


class ChangesView(Struct, frozen=True):
    """What is new since the assessment of ``since``, what has other origins now, what is told no more."""

    since: str
    since_in_words: str
    new: tuple[tuple[str, str], ...]
    grown: tuple[GrownView, ...]
    gone: tuple[tuple[str | None, str], ...]


class TodayView(Struct, frozen=True):
    """The page of a day. ``days`` are those with an assessment; ``before`` and ``after`` the neighbours among them."""

    title: str
    day: str
    in_words: str
    is_latest: bool
    days: tuple[str, ...]
    before: str | None
    after: str | None
    notes: tuple[str, ...]
    promise: str
    sections: tuple[SectionView, ...]
    changes: ChangesView | None
    ground: tuple[GroundChange, ...]
    sources: tuple[SourceNote, ...]
    left_out: tuple[str, ...]
    run: str


class NoDayView(Struct, frozen=True):
    """A day without an assessment: what to do, and the days that have one."""

    day: str | None
    in_words: str
    days: tuple[str, ...]
    documents: int


def today_view(connection: Connection, day: str | None) -> TodayView | None:
    """The assessment of ``day``, the latest without it; None where there is none."""
    days = assessments.days(connection)
    wanted = day if day is not None else days[-1] if days else None
    assessment = None if wanted is None else assessments.get(connection, wanted or None)
    if assessment is None or wanted not in days:
        return None
    place = days.index(wanted)
    before = days[place - 1] if place else None
    earlier = assessments.get(connection, before or None) if before is not None else None
    changes = _changes(assessment, earlier) if earlier else None
    new = frozenset(line for line, _ in changes.new) if changes else frozenset()
    return TodayView(
        title=assessment.title,
        day=wanted,
        in_words=spelled_day(wanted),
        is_latest=place == len(days) - 1,
        days=days,
        before=before,
        after=days[place + 1] if place + 1 < len(days) else None,
        notes=assessment.notes,
        promise=PROMISE,
        sections=_sections(connection, assessment, new),
        changes=changes,
        ground=assessment.ground,
        sources=assessment.sources,
        left_out=(*assessment.left_out, *_messages(assessment.issues)),
        run=assessment.run,
    )


def _messages(issues: Iterable[Issue]) -> Iterable[str]:
    return (issue.message for issue in issues)


def _sections(connection: Connection, assessment: Assessment, new: Set[str]) -> tuple[SectionView, ...]:
    claims = {claim.id: claim for claim in assessment.claims}
    cited = {citation.document for line in lines_of(assessment) for citation in line.citations}
    sources = _sources(connection, assessment, cited)
    return tuple(
        SectionView(
            section.key,
            section.title,
            section.key == "takeaways",
            tuple(_line(line, claims.get(line.claim or ""), sources, line.id in new) for line in section.lines),
        )
        for section in assessment.sections
    )


def _sources(
    connection: Connection, assessment: Assessment, cited: set[str]
) -> dict[str, tuple[str, str | None, str | None]]:
    """Outlet, title and moment of each cited document: from the assessment where it has them."""
    found = {one.id: (one.outlet or "unknown publisher", one.title, one.published) for one in assessment.documents}
    known = about.titles(connection, sorted(cited - set(found)))
    for name in cited - set(found):
        found[name] = (about.outlet_of(connection, name) or "unknown publisher", known.get(name), None)
    return found


def _line(
    line: Line, claim: Claim | None, sources: Mapping[str, tuple[str, str | None, str | None]], is_new: bool
) -> LineView:
    sure, possible = dots(line.origins)
    told = tuple(_told(claim, line.citations)) if claim else ()
    return LineView(
        id=line.id,
        attribution=line.text[: line.attribution].strip(),
        words=line.text[line.attribution :].strip(),
        claim=line.claim,
        sureness=line.sureness,
        sure_dots=sure,
        possible_dots=possible,
        chain=line.chain,
        outlets=line.outlets,
        reasons=line.reasons,
        citations=tuple(_cited(citation, sources[citation.document]) for citation in line.citations),
        told=told[:_TOLD],
        more=max(0, len(told) - _TOLD),
        is_new=is_new,
    )


def _cited(citation: Citation, source: tuple[str, str | None, str | None]) -> CitedView:
    outlet, title, published = source
    return CitedView(
        citation.document, citation.start, citation.end, citation.words, outlet, title, moment_in_words(published)
    )


def _told(claim: Claim, citations: Sequence[Citation]) -> Iterable[ToldView]:
    """The tellings that the line does not cite, in order of time, copies folded."""
    cited = {citation.document for citation in citations}
    for telling in traced(claim).tellings:
        member = telling.member
        if member.document not in cited:
            when = moment_in_words(member.published)
            words = short(member.said.removeprefix("that "), _SHORT)
            yield ToldView(member.document, member.statement, when, member.chain, words)


def _changes(now: Assessment, before: Assessment) -> ChangesView:
    """Lines compared by the claim they carry."""
    had = {line.claim: line for line in lines_of(before) if line.claim}
    has = {line.claim: line for line in lines_of(now) if line.claim}
    return ChangesView(
        since=before.day or "",
        since_in_words=spelled_day(before.day),
        new=tuple((line.id, short(line.text, _SHORT)) for claim, line in has.items() if claim not in had),
        grown=tuple(
            _grown(line, had[claim]) for claim, line in has.items() if claim in had and _differs(line, had[claim])
        ),
        gone=tuple((line.claim, short(line.text, _SHORT)) for claim, line in had.items() if claim not in has),
    )


def _differs(line: Line, before: Line) -> bool:
    return line.origins is not None and before.origins is not None and line.origins != before.origins


def _grown(line: Line, before: Line) -> GrownView:
    was = origins_in_words(before.origins) if before.origins else ""
    now = origins_in_words(line.origins) if line.origins else ""
    return GrownView(line.id, short(line.text, _SHORT), was, now)


def no_day_view(connection: Connection, day: str | None) -> NoDayView:
    """What to say where there is no assessment of ``day``."""
    return NoDayView(day, spelled_day(day), assessments.days(connection), documents.count(connection))
