"""One claim: who told it when, in what words, from whom; how many origins stand behind it and why; who disagrees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection

from sayso.link.grades import CREDIBILITY, Grades, grades
from sayso.link.moments import order, span_in_words
from sayso.link.traced import Side, Spread, Telling, Trace, graph, spread_of, traced, words_in_conflict
from sayso.link.worddiff import Run
from sayso.model import Certainty, Claim, Drift, Member, Range
from sayso.store import linking
from sayso.web.views.judged import JudgedView, about_tellings, judged_on
from sayso.web.views.origins import Origins, origins
from sayso.web.views.phrases import counted, flat, moment_in_words, origins_in_words
from sayso.web.views.timeline import Timeline, timeline

_MOST = 300  # tellings on a page: comparing their words takes 20 ms, and 2,000 of them a third of a second
_LIGHT = ("dropped", "added", "paraphrased")  # drift that the word diff shows already


class CopyView(Struct, frozen=True):
    """An article that copies the telling."""

    document: str
    outlet: str
    when: str


class TellingView(Struct, frozen=True):
    """One telling, ``number`` in order of time. ``runs``: its words against telling ``against`` (a number).

    ``denied``: the words that deny what its words say, "withdrawn" where it says that they were; else "".
    """

    number: int
    document: str
    statement: str
    start: int
    outlet: str
    moment: str | None
    when: str
    later: str | None
    chain: tuple[str, ...]
    denied: str
    words: str
    quoted: bool
    own_voice: bool
    against: int | None
    same_words: bool
    runs: tuple[Run, ...] | None
    drift: tuple[Drift, ...]
    certainty: Certainty | None
    copies: tuple[CopyView, ...]
    again: int
    superseded_by: str | None
    grade: str | None


class SideView(Struct, frozen=True):
    """A dispute seen from this claim. ``other`` is the claim on the other side, its text in ``against_text``."""

    dispute: str
    kind: str
    reason: str
    here: tuple[str, ...]
    against: tuple[str, ...]
    other: str | None
    against_text: str | None


class SpreadView(Struct, frozen=True):
    """How fast it went round, in words, and how many tellings each day had."""

    sentences: tuple[str, ...]
    days: tuple[tuple[str, int], ...]
    most: int


class ClaimView(Struct, frozen=True):
    """The claim's page.

    ``left_out``: how many later tellings it does not show. ``counted``: origins in words; ``merges``: why some were
    taken as one for the least number.
    """

    id: str
    text: str
    counted: str
    summary: str
    range: Range
    bottleneck: str | None
    origins: tuple[str, ...]
    ways: tuple[tuple[str, ...], ...]
    merges: tuple[str, ...]
    reasons: tuple[str, ...]
    tellings: tuple[TellingView, ...]
    left_out: int
    timeline: Timeline | None
    graph: Origins
    sides: tuple[SideView, ...]
    spread: SpreadView
    grades: tuple[str, ...]
    judged: tuple[JudgedView, ...]


def claim_view(connection: Connection, name: str) -> ClaimView | None:
    """The page of the claim with this id; None where there is none."""
    claim = linking.claim(connection, name)
    if claim is None:
        return None
    disputes = linking.disputes_of(connection, name)
    verdicts = judged_on(connection)
    others = _others(connection, name, (d.left for d in disputes), (d.right for d in disputes))
    shown = _first(claim)
    trace, spread = traced(shown, disputes, others), spread_of(claim.members)
    graded = grades(verdicts)
    keys = {(member.document, member.statement) for member in claim.members}
    return ClaimView(
        id=claim.id,
        text=flat(claim.text),
        counted=origins_in_words(claim.independent_origins),
        summary=_summary(claim, spread),
        range=claim.independent_origins,
        bottleneck=claim.bottleneck,
        origins=claim.origins,
        ways=claim.ways,
        merges=claim.merges,
        reasons=claim.reasons,
        tellings=tellings(trace, graded),
        left_out=len(claim.members) - len(shown.members),
        timeline=timeline(trace.tellings),
        graph=origins(claim, graph(claim)),
        sides=tuple(_side(side) for side in trace.sides),
        spread=_spread(spread),
        grades=graded.of_claim(claim),
        judged=about_tellings(verdicts.standings, keys),
    )


def _first(claim: Claim) -> Claim:
    """The claim with the first of its tellings alone, where it has more than a page shows."""
    if len(claim.members) <= _MOST:
        return claim
    in_time = sorted(claim.members, key=lambda member: (order(member.published), member.document))
    return replace(claim, members=tuple(in_time[:_MOST]))


def tellings(trace: Trace, graded: Grades) -> tuple[TellingView, ...]:
    """The tellings of a claim, in order of time."""
    return tuple(_telling(number, one, graded) for number, one in enumerate(trace.tellings, 1))


def _others(connection: Connection, name: str, left: Iterable[str], right: Iterable[str]) -> Mapping[str, Claim]:
    found = ((other, linking.claim(connection, other)) for other in sorted({*left, *right} - {name}))
    return {other: claim for other, claim in found if claim is not None}


def _summary(claim: Claim, spread: Spread) -> str:
    through = f", all through {claim.bottleneck}" if claim.bottleneck else ""
    return f"{counted(len(claim.members), 'telling')} by {counted(spread.outlets, 'outlet')}{through}"


def _telling(number: int, telling: Telling, graded: Grades) -> TellingView:
    member = telling.member
    grade = graded.tellings.get((member.document, member.statement))
    return TellingView(
        number=number,
        document=member.document,
        statement=member.statement,
        start=member.citation.start,
        outlet=member.outlet,
        moment=member.published,
        when=moment_in_words(member.published),
        later=f"{span_in_words(telling.after)} after the first" if telling.after else None,
        chain=member.chain,
        denied=flat(member.not_so),
        words=flat(member.text).removeprefix("that "),
        quoted=member.kind == "direct",
        own_voice=member.kind is None,
        against=None if telling.against is None else telling.against + 1,
        same_words=telling.diff is not None and all(run.kind == "kept" for run in telling.diff),
        runs=telling.diff,
        drift=tuple(change for change in telling.drift if change.kind not in _LIGHT),
        certainty=member.certainty,
        copies=tuple(_copy(copy) for copy in telling.copies),
        again=len(telling.again),
        superseded_by=member.superseded_by,
        grade=f"{grade.value} ({CREDIBILITY.get(grade.value or '', '')})" if grade else None,
    )


def _copy(member: Member) -> CopyView:
    return CopyView(member.document, member.outlet, moment_in_words(member.published))


def _side(side: Side) -> SideView:
    other = side.other
    text = flat(words_in_conflict(other, side.dispute)) if other else None
    return SideView(
        side.dispute.id,
        side.dispute.kind,
        side.dispute.reason,
        side.here,
        side.against,
        other.id if other else None,
        text,
    )


def _spread(spread: Spread) -> SpreadView:
    most = max((count for _, count in spread.days), default=0)
    if spread.first is None:
        return SpreadView(("No telling is dated.",), (), 0)
    which = " (or another of that day: not all say at what hour)" if spread.first_open else ""
    first, last = moment_in_words(spread.first), moment_in_words(spread.last)
    sentences = [f"First told {first}{which}" + (f", last {last}." if last != first else ".")]
    if spread.half is not None and spread.whole is not None:
        half, whole = _within(spread.half), _within(spread.whole)
        same = half == whole
        sentences.append(
            f"All of its {spread.outlets} outlets told it {whole}."
            if same
            else f"Half of its {spread.outlets} outlets told it {half}, all {whole}."
        )
    if spread.undated:
        sentences.append(f"{counted(spread.undated, 'telling').capitalize()} without a date.")
    return SpreadView(tuple(sentences), spread.days, most)


def _within(seconds: float) -> str:
    words = span_in_words(seconds)
    return f"on {words}" if words == "the same day" else f"within {words}"
