"""Where the stages meet the store. With a desk, what they make is kept; without one, it stays in memory.

Each function runs stages in the order of the house: ingest, read, link, check, assess, publish. A stage is
imported by the function that runs it, so that a command loads no more than it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection

from sayso import __version__
from sayso.desk import Desk
from sayso.errors import CitationError, InputError, NothingToRead
from sayso.ingest import Given, Ingested, ingest, ingest_bytes
from sayso.model import Assessment, Claim, Document, Finding, Issue, Linked, Reading
from sayso.reader import read_one
from sayso.store import Store, assessments, documents, find, judgements, linking, readings
from sayso.store.documents import Arrival

if TYPE_CHECKING:
    from sayso.assess import AssessSettings
    from sayso.check import Known, Manuscript
    from sayso.link import LinkSettings
    from sayso.publish import File, PublishSettings
    from sayso.read import ReadSettings

State = Literal["new", "known", "unread"]
Watch = Callable[[Sequence[str]], Iterable[str]]
_Check = Callable[[str], tuple[Finding, ...]]


class Outcome(Struct, frozen=True):
    """What became of one thing found, ``size`` bytes long. ``document`` is None when it could not be read."""

    path: str
    state: State
    document: str | None
    size: int
    issues: tuple[Issue, ...]


class Tally(Struct, frozen=True):
    """How many documents were new, known already, or could not be read."""

    new: int = 0
    known: int = 0
    unread: int = 0


class Brief(Struct, frozen=True):
    """The assessment of a day and its files."""

    assessment: Assessment
    files: tuple[File, ...]


def add(
    desk: Desk, paths: Iterable[str], given: Given, told: Callable[[Outcome], None] = lambda outcome: None
) -> Tally:
    """Ingest and read what lies at ``paths`` and keep it, a transaction a document.

    ``told`` hears of each document once it is durable. What is known already is read again only when another
    version of Sayso or other settings would read it now.
    """
    return add_found(desk, (found for path in paths for found in ingest(path, given)), told)


def add_found(
    desk: Desk, documents: Iterable[Ingested], told: Callable[[Outcome], None] = lambda outcome: None
) -> Tally:
    """Read what was ingested and keep it, as `add` does."""
    settings = _read_settings(desk)
    counts: dict[State, int] = {"new": 0, "known": 0, "unread": 0}
    for found in documents:
        outcome = _add_one(desk.store, found, settings)
        counts[outcome.state] += 1
        told(outcome)
    return Tally(**counts)


def relink(desk: Desk, watch: Watch = iter) -> Linked:
    """The links of everything on the desk: those kept, or new ones where readings, settings or judgements changed.

    What another version of Sayso or other settings read is read again first, from the stored documents;
    ``watch`` hands on their ids as that goes on, and may count them.
    """
    made = _link_again(desk, watch)
    if made is not None:
        return made()
    with desk.store.reading() as connection:
        linked = linking.get(connection)
    return replace(linked, claims=_in_order(linked.claims))


def _in_order(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Claims by time of their first telling, as linking gives them: they are kept in the order in which they came."""
    from sayso.link.moments import order

    firsts = ((claim.members[0], claim) for claim in claims)
    timed = [((order(one.published), one.document, one.citation.start), claim) for one, claim in firsts]
    return tuple(claim for _, claim in sorted(timed, key=lambda one: one[0]))


def bring_up_to_date(desk: Desk, watch: Watch = iter) -> None:
    """See that the links kept are those of everything on the desk. ``watch`` is as for `relink`."""
    _link_again(desk, watch)


def is_outdated(desk: Desk) -> bool:
    """Whether the links kept are of other readings, settings or judgements than the desk's of now."""
    with desk.store.reading() as connection:
        return linking.fingerprint(connection) != readings.fingerprint(connection, made_by(desk, connection))


def made_by(desk: Desk, connection: Connection) -> str:
    """What links depend on beside the readings."""
    from sayso.read.settings import run_id

    settings = msgspec.json.encode(_link_settings(desk), order="deterministic").decode()
    return __version__ + run_id(_read_settings(desk)) + settings + judgements.digest(connection)


def _link_again(desk: Desk, watch: Watch) -> Callable[[], Linked] | None:
    """See that the links kept are those of now; what gives them where they lie in memory."""
    from sayso.pipeline.links import link_again
    from sayso.read.settings import run_id

    reader = _read_settings(desk)
    read_again = partial(_read_again, desk.store, reader, watch)
    return link_again(desk.store, _link_settings(desk), run_id(reader), read_again)


def brief(desk: Desk, day: str | None = None, watch: Watch = iter) -> Brief:
    """Assess a day of the desk (the latest without ``day``) and keep the assessment.

    ``watch`` is as for `relink`. Raises NothingToRead for an empty desk, CitationError when a line is not
    carried by the stored bytes.
    """
    from sayso.assess import assess

    linked = relink(desk, watch)
    with desk.store.reading() as connection:
        found = tuple(readings.every(connection))
    if not found:
        raise NothingToRead("there is no article on this desk", "add some with `sayso add`")
    assessment = assess(found, linked, _assess_settings(desk, day))
    assessment = _held(assessment, found, _against(desk, found, linked))
    files = _published(desk, assessment)
    with desk.store.writing() as connection:
        assessments.put(connection, assessment)
    return Brief(assessment, files)


def brief_readings(found: Sequence[Reading], day: str | None = None) -> Brief:
    """Link, assess and publish readings in memory. Raises NothingToRead when there are none."""
    from sayso.assess import AssessSettings, assess
    from sayso.check import Known
    from sayso.link import LinkSettings, link
    from sayso.publish import publish
    from sayso.read import ReadSettings
    from sayso.read.agents.directory import spoken_for

    if not found:
        raise NothingToRead("none of this could be read", "see above what to do about each file")
    ordered = tuple(sorted(found, key=lambda reading: reading.document.id))
    linked = link(ordered, LinkSettings(speaks_for=spoken_for(())))
    assessment = assess(ordered, linked, AssessSettings(day=day))
    assessment = _held(assessment, ordered, _check(Known.of(ordered, linked), ReadSettings()))
    return Brief(assessment, publish(assessment, {reading.document.id: reading.document for reading in ordered}))


def published(desk: Desk, day: str | None = None, settings: PublishSettings | None = None) -> Brief:
    """The files of an assessment kept before (the latest without ``day``), checked against the stored bytes.

    Those of ``settings``; without them the files of `brief`.

    Raises NothingToRead when there is no assessment of that day.
    """
    with desk.store.reading() as connection:
        days = assessments.days(connection)
        assessment = assessments.get(connection, day if day is not None else days[-1] if days else None)
    if assessment is None:
        raise NothingToRead(f"there is no assessment of {day or 'any day'} on this desk", "make it with `sayso brief`")
    return Brief(assessment, _published(desk, assessment, settings))


def checker(
    desk: Desk, watch: Watch = iter, published: str | None = None
) -> Callable[[Manuscript], tuple[Finding, ...]]:
    """What says of a text what does not hold in it against everything on the desk, each at its place in its file.

    ``published`` is the day of the texts, ISO 8601, which anchors their "on Monday".
    """
    linked = relink(desk, watch)
    with desk.store.reading() as connection:
        found = tuple(readings.every(connection))
    found_in = _against(desk, found, linked, published)
    return lambda text: text.placed(found_in(text.text))


def _against(desk: Desk, found: Iterable[Reading], linked: Linked, published: str | None = None) -> _Check:
    """The check of a text against everything on the desk."""
    from sayso.check import Known
    from sayso.link.grades import grades
    from sayso.pipeline.judging import judging

    with desk.store.reading() as connection:
        graded = grades(judging(connection))
    return _check(Known.of(found, linked, graded), _read_settings(desk), published)


def _check(known: Known, reader: ReadSettings, published: str | None = None) -> _Check:
    from sayso.check import CheckSettings, check

    settings = CheckSettings(reader=replace(reader, tier="grammar"), published=published)
    return lambda text: check(text, known, settings)


def check_texts(desk: Desk, texts: Iterable[str], watch: Watch = iter) -> Iterator[tuple[Finding, ...]]:
    """What does not hold in each of ``texts``, Markdown or plain, against everything on the desk."""
    from sayso.check.manuscripts import of_lines

    check = checker(desk, watch)
    yield from (check(of_lines(text)) for text in texts)


def article(desk: Desk, name: str, watch: Watch = iter) -> tuple[File, ...]:
    """The document or the claim with this id, or its beginning, in the form of a news article.

    ``watch`` is as for `relink`. Raises InputError when it names neither, CitationError when the stored bytes
    do not carry it.
    """
    from sayso.publish.article import document_article
    from sayso.publish.article_files import publish_article
    from sayso.publish.claim_article import claim_article

    relink(desk, watch)
    with desk.store.reading() as connection:
        thing = find.named(connection, name)
        claim = linking.claim(connection, thing.id)
        if claim is None and thing.kind != "document":
            raise InputError(f"{thing.id} is a {thing.kind}", "give the id of a document or a claim")
        told_in = {member.document for member in claim.members} if claim else {thing.id}
        found = {document: readings.get(connection, document) for document in sorted(told_in)}
        sources = {document: from_bytes(connection, document) for document in found}
    made = claim_article(claim, found) if claim else document_article(found[thing.id])
    return publish_article(made, sources)


def from_bytes(connection: Connection, document: str) -> Document:
    """A document of the desk, its text read anew from the original bytes.

    Raises CitationError when they no longer give the text that the reading rests on.
    """
    known = documents.get(connection, document)
    kept = documents.kept(connection, document)
    data = documents.original(connection, kept.original)
    texts = {found.document.text for found in ingest_bytes(data, kept.media, kept.path) if found.document}
    if known.text not in texts:
        raise CitationError(
            f"the bytes kept of {kept.path} no longer give the text of document {document}",
            "an older Sayso read them; add the article again and make the brief anew",
        )
    return readings.get(connection, document).document


def _held(assessment: Assessment, found: Iterable[Reading], check: _Check) -> Assessment:
    """The assessment without the lines that would not pass `sayso check` as they are written."""
    from sayso.assess.held import held
    from sayso.publish.markdown import markdown

    sources = {reading.document.id: reading.document for reading in found}
    return held(assessment, lambda one: markdown(one, sources), check)


def _cited(assessment: Assessment) -> frozenset[str]:
    lines = (line for section in assessment.sections for line in section.lines)
    return frozenset(citation.document for line in lines for citation in line.citations)


def _published(desk: Desk, assessment: Assessment, settings: PublishSettings | None = None) -> tuple[File, ...]:
    from sayso.publish import PublishSettings, publish

    cited = _cited(assessment) | {document.id for document in assessment.documents}
    with desk.store.reading() as connection:
        sources = {document: from_bytes(connection, document) for document in sorted(cited)}
    return publish(assessment, sources, with_borders(desk, settings or PublishSettings()))


def with_borders(desk: Desk, settings: PublishSettings) -> PublishSettings:
    """With the desk's own borders, where it has some. Raises SettingsError where they cannot be read."""
    own = desk.settings.map
    if own is None:
        return settings
    from sayso.publish.borders import read_borders

    return replace(settings, borders=read_borders(Path(own.borders), own.credit))


def _read_settings(desk: Desk) -> ReadSettings:
    from sayso.read import ReadSettings

    own = desk.settings
    return ReadSettings(outlets=own.outlets, agents=own.agents, countries=own.region)


def _link_settings(desk: Desk) -> LinkSettings:
    from sayso.link.settings import LinkSettings
    from sayso.read.agents.directory import spoken_for

    return LinkSettings(speaks_for=spoken_for(desk.settings.agents))


def _assess_settings(desk: Desk, day: str | None) -> AssessSettings:
    from sayso.assess import AssessSettings, Topic

    topics = tuple(Topic(name, words) for name, words in desk.settings.issues.items())
    asked = desk.settings.brief
    given = {name: value for name in asked.__struct_fields__ if (value := getattr(asked, name)) not in (None, ())}
    return replace(AssessSettings(day=day, issues=topics), **given)


def keep(desk: Desk, found: Ingested, also: Callable[[Connection, Outcome], None]) -> Outcome:
    """Read one thing that was found and keep it; ``also`` writes in the same transaction what belongs to it.

    What the desk has already, from whatever bytes, is not kept again: only ``also`` happens.
    """
    if found.document is not None:
        with desk.store.writing() as connection:
            if readings.run(connection, found.document.id) is not None:
                outcome = Outcome(found.path, "known", found.document.id, len(found.original), ())
                also(connection, outcome)
                return outcome
    return _kept(desk.store, found, _read_settings(desk), also)


def _add_one(store: Store, found: Ingested, settings: ReadSettings) -> Outcome:
    from sayso.read.settings import run_id

    arrival = Arrival(found.path, found.media, found.original, found.document, found.issues)
    if found.document is not None:
        with store.reading() as connection:
            read_by = readings.run(connection, found.document.id)
            if read_by == run_id(settings) and documents.has(connection, arrival):
                return _outcome(arrival, "known")
    return _kept(store, found, settings, lambda connection, outcome: None)


def _kept(
    store: Store, found: Ingested, settings: ReadSettings, also: Callable[[Connection, Outcome], None]
) -> Outcome:
    reading, faults = read_one(found.document, settings)
    arrival = Arrival(found.path, found.media, found.original, found.document, found.issues + faults)
    with store.writing() as connection:
        new = documents.put(connection, arrival)
        if reading is not None:
            readings.put(connection, reading)
        outcome = _outcome(arrival, "unread" if reading is None else "new" if new else "known")
        also(connection, outcome)
    return outcome


def _read_again(store: Store, settings: ReadSettings, watch: Watch) -> None:
    """Read what other settings or another version read, a transaction a document.

    What the reader fails on keeps the reading it has.
    """
    from sayso.read.settings import run_id

    with store.reading() as connection:
        outdated = readings.not_by(connection, run_id(settings))
    for name in watch(outdated) if outdated else ():
        with store.reading() as connection:
            document = documents.get(connection, name)
        reading, _ = read_one(document, settings)
        if reading is not None:
            with store.writing() as connection:
                readings.put(connection, reading)


def _outcome(arrival: Arrival, state: State) -> Outcome:
    document = arrival.document.id if arrival.document else None
    return Outcome(arrival.path, state, document, len(arrival.original), arrival.issues)
