"""An edited text to files: ``report.html``, ``report.md``, ``report.json`` and what else is asked for."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from sayso.publish.geojson import geojson
from sayso.publish.manuscript import without_notes
from sayso.publish.markdown import footnote, plain
from sayso.publish.report import Endnote, Report
from sayso.publish.settings import File, Format, PublishSettings

FORMAT = "sayso-report/1"
_SPITE = "Published in spite of what the check found:"


def publish_report(report: Report, text: str, settings: PublishSettings) -> tuple[File, ...]:
    """The files of ``settings.formats``. ``text`` is the Markdown that ``report`` was made from.

    Raises MissingExtra where a format needs what is not installed.
    """
    return tuple(File(f"{settings.name}.{name}", _MADE[name](report, text, settings)) for name in settings.formats)


def report_markdown(report: Report, text: str) -> str:
    """The author's Markdown as it is, its endnotes printed anew from the documents."""
    body = without_notes(text)
    if report.findings:
        body = _with_objections(body, report)
    notes = [_defined(note, report) for note in report.notes]
    parts = [body.rstrip(), *(["## Notes", "\n".join(notes)] if notes else []), "---", plain(report.run or "")]
    return "\n\n".join(part for part in parts if part) + "\n"


def report_json(report: Report) -> bytes:
    """The report as JSON: the keys of `Report`, after ``format``. Indented by two, with a newline at its end."""
    record = {"format": FORMAT, **msgspec.to_builtins(report)}
    return msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n"


def _defined(note: Endnote, report: Report) -> str:
    if note.note is None:
        return f"[^{note.key}]: {note.own}"
    documents = {document.id: document for document in report.documents}
    return footnote(note.note, documents[note.note.citation.document])


def _with_objections(body: str, report: Report) -> str:
    """The findings behind the title, else before everything."""
    rows = [f"> - {f.severity} {f.code}, line {f.line}: {plain(f.message.splitlines()[0])}" for f in report.findings]
    said = "\n".join((f"> **{_SPITE}**", ">", *rows))
    title = re.match(r"\s*# .*\n", body)
    return f"{body[: title.end()] if title else ''}\n{said}\n\n{body[title.end() if title else 0 :].lstrip()}"


def _html(report: Report, text: str, settings: PublishSettings) -> bytes:
    from sayso.publish.report_page import report_page  # jinja2 costs 60 ms and only HTML needs it

    return report_page(report, settings.borders).encode()


def _docx(report: Report, text: str, settings: PublishSettings) -> bytes:
    from sayso.publish.docx import docx

    return docx(report)


def _pdf(report: Report, text: str, settings: PublishSettings) -> bytes:
    from sayso.publish.pdf import pdf

    return pdf(_html(report, text, settings).decode())


_MADE: dict[Format, Callable[[Report, str, PublishSettings], bytes]] = {
    "html": _html,
    "md": lambda report, text, settings: report_markdown(report, text).encode(),
    "json": lambda report, text, settings: report_json(report),
    "docx": _docx,
    "pdf": _pdf,
    "geojson": lambda report, text, settings: geojson(report.title, report.ground, [told.line for told in report.told]),
}
