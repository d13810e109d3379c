"""Claims to an assessment: chooses, words and arranges. The one place where the parts of a report meet."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.assess.candidates import Candidate, candidates, sides
from sayso.assess.corrections import corrections
from sayso.assess.day import Edition, edition, spelled
from sayso.assess.disagreements import dispute_lines
from sayso.assess.expected import expected_lines
from sayso.assess.ground import CONTROL, Sighting, ledger, sightings
from sayso.assess.lines import Drafted, documents_of, draft
from sayso.assess.moved import moved_lines
from sayso.assess.pairing import companions
from sayso.assess.rank import Ranked, choose, rank
from sayso.assess.settings import AssessSettings, Part, run_name
from sayso.assess.sources import basis, source_notes
from sayso.assess.topics import by_topic, topic_key
from sayso.assess.traits import Centre
from sayso.model import Assessment, Claim, Dispute, Document, Line, Linked, Reading, Section

_LEAST_FITNESS = 0.45  # a change on the ground is told in a poorer sentence than other lines
_GROUND_LINES = 24  # rows of combat beyond this would drown the changes of control


def assess(
    readings: Sequence[Reading],
    linked: Linked,
    settings: AssessSettings = AssessSettings(),  # noqa: B008
) -> Assessment:
    """The report of a day: what is new in ``readings``, who says it and on whose say-so.

    ``linked`` is what `link` made of the same readings. The order of either makes no difference. Lines whose
    citation does not hold are named in ``left_out``. Raises SettingsError where ``settings.day`` is no day.
    """
    day = edition(readings, settings)
    found = candidates(linked, day)
    centre = Centre(day)
    ranked = rank(found, day, centre)
    drafted = Drafted()
    takeaways = choose(ranked, settings.takeaways, centre)
    beside = companions(takeaways, ranked, centre)
    seen = sightings(found)
    made: dict[Part, list[Section]] = {
        "takeaways": [Section("takeaways", "Key takeaways", draft(takeaways, linked.disputes, drafted, beside))],
        "topics": _topics(ranked, (*takeaways, *beside.values()), centre, linked.disputes, drafted, settings),
        "ground": [_ground(ranked, seen, linked.disputes, drafted)],
    }
    disputes, broken = dispute_lines(
        linked.disputes, sides(linked, day) | {c.claim.id: c for c in found}, frozenset(c.claim.id for c in found)
    )
    moved, unmoved = moved_lines(linked, day, settings.issues)
    missing, uncited = expected_lines(linked, day)
    by_id = {reading.document.id: reading for reading in readings}
    made["disputes"] = [Section("disputes", "Who disagrees", disputes)]
    made["moved"] = [Section("moved", "Positions that moved", moved)]
    made["expected"] = [Section("expected", "Expected for this day, and not reported", missing)]
    made["corrections"] = [
        Section("corrections", "Corrections to earlier reports", corrections(day, linked.copies, by_id))
    ]
    kept = tuple(section for part in settings.sections for section in made[part] if section.lines)
    left_out = (*drafted.left_out, *broken, *unmoved, *uncited)
    return _assessment(day, kept, found, linked, readings, settings, left_out, seen, drafted)


def _topics(
    ranked: Sequence[Ranked],
    takeaways: Sequence[Ranked],
    centre: Centre,
    disputes: Sequence[Dispute],
    drafted: Drafted,
    settings: AssessSettings,
) -> list[Section]:
    """What else was said, in sections; nothing that a takeaway says already."""
    chosen = choose(ranked, settings.lines, centre, takeaways)
    sections = []
    for title, group in by_topic(chosen, settings.issues):
        lines = draft(group[: settings.section_lines], disputes, drafted)
        sections.append(Section(topic_key(title), title, lines))
    return sections


def _ground(
    ranked: Sequence[Ranked], seen: Sequence[Sighting], disputes: Sequence[Dispute], drafted: Drafted
) -> Section:
    """A line for each claim that carries a change on the ground and has no line above already."""
    control = {s.claim for s in seen if s.event.type in CONTROL}
    combat = {s.claim for s in seen} - control
    order = [
        r
        for ids in (control, combat)
        for r in ranked
        if r.candidate.claim.id in ids and r.candidate.best.fitness >= _LEAST_FITNESS
    ]
    said = set(drafted.by_claim)
    drafts = draft([r for r in order if r.candidate.claim.id not in said][:_GROUND_LINES], disputes, drafted)
    return Section("ground", "Changes on the ground", drafts)


def _assessment(
    day: Edition,
    sections: tuple[Section, ...],
    found: Sequence[Candidate],
    linked: Linked,
    readings: Sequence[Reading],
    settings: AssessSettings,
    left_out: tuple[str, ...],
    seen: Sequence[Sighting],
    drafted: Drafted,
) -> Assessment:
    lines = [line for section in sections for line in section.lines]
    disputed = frozenset(side for d in linked.disputes for side in (d.left, d.right))
    return Assessment(
        title=settings.title or _title(day),
        day=day.day,
        run=run_name(settings),
        sections=sections,
        ground=ledger(seen, drafted.by_claim, disputed),
        sources=source_notes(day, found, lines),
        claims=_claims(lines, linked),
        disputes=tuple(d for d in linked.disputes if any(line.id == f"line-{d.id}" for line in lines)),
        documents=_documents(lines, day, readings),
        left_out=left_out,
        issues=(*day.issues, *linked.issues),
        notes=basis(day, found, linked.copies),
    )


def _title(day: Edition) -> str:
    return f"Daily assessment, {spelled(day.day)}" if day.day else "Assessment of undated documents"


def _claims(lines: Sequence[Line], linked: Linked) -> tuple[Claim, ...]:
    told = {line.claim for line in lines}
    return tuple(sorted((claim for claim in linked.claims if claim.id in told), key=lambda claim: claim.id))


def _documents(lines: Sequence[Line], day: Edition, readings: Sequence[Reading]) -> tuple[Document, ...]:
    """The day's documents and any earlier one that a line cites, in order of publication."""
    cited = {citation.document for line in lines for citation in line.citations}
    wanted = cited | {reading.document.id for reading in day.today}
    documents = (d for d in documents_of(readings).values() if d.id in wanted)
    return tuple(sorted(documents, key=lambda d: (d.published or "9", d.outlet or "", d.id)))
