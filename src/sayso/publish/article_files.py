"""The short form as files: ``article.html`` and ``article.md``. Its citations are read again first."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from sayso.model import Document, Line
from sayso.publish.article import Article
from sayso.publish.citations import Note, notes, verify
from sayso.publish.links import fragment_url, safe_url
from sayso.publish.markdown import footnote, plain
from sayso.publish.settings import File


class Noted(Struct, frozen=True):
    """An endnote with its document and the way to the exact words at the original."""

    note: Note
    document: Document
    original: str | None


def publish_article(article: Article, documents: Mapping[str, Document]) -> tuple[File, ...]:
    """Both files. Raises CitationError where a line's words do not stand in ``documents``."""
    verify(article.lines, documents)
    found = notes(article.lines)
    markdown = _markdown(article, found, documents)
    return (
        File("article.html", _page(article, found, documents).encode()),
        File("article.md", markdown.encode()),
    )


def _page(article: Article, found: tuple[Note, ...], documents: Mapping[str, Document]) -> str:
    from sayso.publish.page import environment, style  # jinja2 costs 60 ms and only HTML needs it

    noted = tuple(_noted(note, documents[note.citation.document]) for note in found)
    numbers = {line: [n.number for n in found if line in n.lines] for n in found for line in n.lines}
    return (
        environment()
        .get_template("article.html.j2")
        .render(
            article=article,
            quotes=quotes(article),
            takeaways_label=takeaways_label(article),
            notes=noted,
            numbers=numbers,
            url=safe_url(article.url),
            style=style("page.css"),
        )
    )


def _noted(note: Note, document: Document) -> Noted:
    return Noted(note, document, fragment_url(document.url, note.citation.words))


def _markdown(article: Article, found: tuple[Note, ...], documents: Mapping[str, Document]) -> str:
    keys = {line: "".join(f"[^{n.key}]" for n in found if line in n.lines) for n in found for line in n.lines}
    parts = [
        f"# {plain(article.headline.text)}{keys['headline']}",
        f"{plain(article.lead.text)}{keys['lead']}",
        article.dateline,
    ]
    parts.append(f"**Source:** {plain(article.source)}")
    parts += [f"**{plain(label)}:** “{plain(line.text)}”{keys[line.id]}" for label, line in quotes(article)]
    if article.details:
        first, *rest = (" ".join(f"{plain(x.text)}{keys[x.id]}" for x in lines) for lines in article.details)
        parts += [f"**Details:** {first}", *rest]
    if article.takeaways:
        parts.append(f"**{plain(takeaways_label(article))}:**")
        parts.append("\n".join(f"- {plain(line.text)}{keys[line.id]}" for line in article.takeaways))
    parts += ["---", "\n".join(footnote(note, documents[note.citation.document]) for note in found)]
    return "\n\n".join(parts) + "\n"


def quotes(article: Article) -> tuple[tuple[str, Line], ...]:
    """Each quotation with its label: "Quote" where the source said it, else "Quote from" whoever did."""
    return tuple(
        ("Quote" if article.source.startswith(who) else f"Quote from {who}", line) for who, line in article.quotes
    )


def takeaways_label(article: Article) -> str:
    """The words before the list of takeaways."""
    return f"Key takeaways, in the words of {article.takeaways_by}"
