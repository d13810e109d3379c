"""From an assessment to files, each citation read again first."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sayso.model import Assessment, Document
from sayso.publish.citations import lines_of, verify
from sayso.publish.geojson import geojson
from sayso.publish.markdown import markdown
from sayso.publish.settings import DeskFormat, File, Format, PublishSettings
from sayso.publish.structured import structured

__all__ = ["DeskFormat", "File", "Format", "PublishSettings", "publish"]
_Maker = Callable[[Assessment, Mapping[str, Document], PublishSettings], bytes]


def publish(
    assessment: Assessment,
    documents: Mapping[str, Document],
    settings: PublishSettings = PublishSettings(),  # noqa: B008
) -> tuple[File, ...]:
    """The files of ``settings.formats``. The same assessment gives the same bytes.

    Raises CitationError where a line's cited words do not stand in ``documents``, MissingExtra where a format
    needs what is not installed.
    """
    verify(lines_of(assessment), documents)
    return tuple(
        File(f"{settings.name}.{name}", _MADE[name](assessment, documents, settings)) for name in settings.formats
    )


def _html(assessment: Assessment, documents: Mapping[str, Document], settings: PublishSettings) -> bytes:
    from sayso.publish.page import page  # jinja2 costs 60 ms and only HTML needs it

    return page(assessment, documents, settings.borders).encode()


def _docx(assessment: Assessment, documents: Mapping[str, Document], settings: PublishSettings) -> bytes:
    """By way of its Markdown, so that an edited text and one that nobody touched look alike."""
    from sayso.publish.docx import docx
    from sayso.publish.manuscript import manuscript
    from sayso.publish.report import report

    draft = manuscript(markdown(assessment, documents))
    return docx(report(draft, documents, lines_of(assessment), assessment.ground))


def _pdf(assessment: Assessment, documents: Mapping[str, Document], settings: PublishSettings) -> bytes:
    from sayso.publish.pdf import pdf

    return pdf(_html(assessment, documents, settings).decode())


_MADE: dict[Format, _Maker] = {
    "html": _html,
    "md": lambda assessment, documents, settings: markdown(assessment, documents).encode(),
    "json": lambda assessment, documents, settings: structured(assessment),
    "docx": _docx,
    "pdf": _pdf,
    "geojson": lambda assessment, documents, settings: geojson(
        assessment.title, assessment.ground, lines_of(assessment)
    ),
}
