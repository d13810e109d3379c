"""From an assessment to files, each citation read again first."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.model import Assessment, Document
from sayso.publish.citations import lines_of, verify
from sayso.publish.markdown import markdown
from sayso.publish.settings import File, PublishSettings
from sayso.publish.structured import structured

__all__ = ["File", "PublishSettings", "publish"]


def publish(
    assessment: Assessment,
    documents: Mapping[str, Document],
    settings: PublishSettings = PublishSettings(),  # noqa: B008
) -> tuple[File, ...]:
    """The files of ``settings.formats``. The same assessment gives the same bytes.

    Raises CitationError where a line's cited words do not stand in ``documents``.
    """
    verify(lines_of(assessment), documents)
    return tuple(File(f"assessment.{name}", _made(name, assessment, documents)) for name in settings.formats)


def _made(name: str, assessment: Assessment, documents: Mapping[str, Document]) -> bytes:
    if name == "json":
        return structured(assessment)
    if name == "md":
        return markdown(assessment, documents).encode()
    from sayso.publish.page import page  # jinja2 costs 60 ms and only HTML needs it

    return page(assessment, documents).encode()
