"""Publishing with a desk: an edited text, kept assessments, feeds of days, tables, annotations of a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from sqlalchemy import Connection

from sayso.desk import Desk
from sayso.errors import InputError, NothingToRead
from sayso.model import Assessment, Citation, Document, Finding
from sayso.pipeline import Watch, check_texts, from_bytes, relink, with_borders
from sayso.store import assessments, documents, find, readings

if TYPE_CHECKING:
    from sayso.publish import DeskFormat, File, PublishSettings
    from sayso.publish.manuscript import Manuscript


class Edited(Struct, frozen=True):
    """What became of an edited text. ``files`` is empty where an error among ``findings`` stopped it."""

    findings: tuple[Finding, ...]
    files: tuple[File, ...]

    @property
    def errors(self) -> int:
        """How many of the findings are errors."""
        return sum(finding.severity == "error" for finding in self.findings)


def publish_text(desk: Desk, text: str, settings: PublishSettings, force: bool = False, watch: Watch = iter) -> Edited:
    """Check an edited Markdown against the desk and, where it holds, make its files; each citation from the bytes kept.

    With ``force`` it is made all the same, and says in itself what does not hold. ``watch`` is as for `relink`.
    Raises CitationError when the bytes kept of a cited document no longer give its text.
    """
    from sayso.publish.edited import publish_report
    from sayso.publish.folder import enclose
    from sayso.publish.manuscript import manuscript
    from sayso.publish.report import cited_in, report

    (findings,) = check_texts(desk, (text,), watch)
    refused = any(finding.severity == "error" for finding in findings)
    if refused and not force:
        return Edited(findings, ())
    written = manuscript(text)
    with desk.store.reading() as connection:
        sources = _sources(connection, cited_in(written))
        arrived = {name: documents.get(connection, name) for name in sources}
        draft = _draft(connection, written)
    lines = [line for section in draft.sections for line in section.lines] if draft else ()
    made = report(written, sources, lines, draft.ground if draft else (), findings if force else ())
    files = publish_report(made, text, with_borders(desk, settings))
    cited = [note.citation for note in made.notes if note.citation]
    return Edited(findings, enclose(made.title, files, cited, sources, arrived))


def enclosed(desk: Desk, assessment: Assessment, files: Sequence[File]) -> tuple[File, ...]:
    """An assessment's files with the sources that it cites, the manifest and the sums."""
    from sayso.publish.folder import enclose

    cited = _cited(assessment)
    with desk.store.reading() as connection:
        sources = _sources(connection, dict.fromkeys(citation.document for citation in cited))
        arrived = {name: documents.get(connection, name) for name in sources}
    return enclose(assessment.title, files, cited, sources, arrived)


def desk_files(desk: Desk, formats: Iterable[DeskFormat], watch: Watch = iter) -> tuple[File, ...]:
    """Feeds of the desk's days, and tables of its statements and claims.

    Raises NothingToRead for a feed of a desk without an assessment, MissingExtra for Parquet without pyarrow.
    """
    found: list[File] = []
    for name in formats:
        found += _feed(desk, name) if name in ("atom", "jsonfeed") else _tables(desk, name, watch)
    return tuple(found)


def annotated(desk: Desk, name: str, watch: Watch = iter) -> File:
    """The document with this id, or its beginning, as W3C Web Annotations. Raises InputError for another thing."""
    from sayso.publish.settings import File
    from sayso.publish.webannotations import web_annotations

    relink(desk, watch)
    with desk.store.reading() as connection:
        thing = find.named(connection, name)
        if thing.kind != "document":
            raise InputError(f"{thing.id} is a {thing.kind}", "give the id of a document: only documents are annotated")
        from_bytes(connection, thing.id)
        return File("annotations.jsonld", web_annotations(readings.get(connection, thing.id)))


def _feed(desk: Desk, name: DeskFormat) -> list[File]:
    from sayso.publish.feeds import atom, json_feed
    from sayso.publish.settings import File

    with desk.store.reading() as connection:
        kept = [assessments.get(connection, day) for day in assessments.days(connection)]
    days = [day for day in kept if day is not None]
    if not days:
        raise NothingToRead("there is no assessment on this desk", "make one with `sayso brief`")
    if name == "atom":
        return [File("days.atom", atom(desk.settings.name, days))]
    return [File("days.json", json_feed(desk.settings.name, days))]


def _tables(desk: Desk, name: DeskFormat, watch: Watch) -> list[File]:
    from sayso.publish import tables
    from sayso.publish.settings import File

    linked = relink(desk, watch)
    with desk.store.reading() as connection:
        statements = tables.statement_rows(readings.every(connection))
    written = tables.to_csv if name == "csv" else tables.to_parquet
    return [
        File(f"statements.{name}", written(tables.STATEMENTS, statements)),
        File(f"claims.{name}", written(tables.CLAIMS, tables.claim_rows(linked.claims))),
    ]


def _sources(connection: Connection, names: Iterable[str]) -> Mapping[str, Document]:
    """The documents of these ids that are on the desk, each read again from its bytes."""
    here = documents.paths(connection)
    return {name: from_bytes(connection, name) for name in names if name in here}


def _draft(connection: Connection, written: Manuscript) -> Assessment | None:
    """The desk's assessment that most of the text's citations come from, the latest of equals."""
    from sayso.publish.citations import key_of
    from sayso.publish.manuscript import walked

    keys = {key for block in walked(written.blocks) for key in block.keys}
    best, most = None, 0
    for day in assessments.days(connection):
        kept = assessments.get(connection, day)
        shared = len(keys & {key_of(citation) for citation in _cited(kept)}) if kept else 0
        if shared and shared >= most:
            best, most = kept, shared
    return best


def _cited(assessment: Assessment) -> list[Citation]:
    lines = (line for section in assessment.sections for line in section.lines)
    return [citation for line in lines for citation in line.citations]
