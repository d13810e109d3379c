"""The newsroom's short form: headline, lead, Source, Quote, Details, takeaways, all from the document."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sayso.errors import CitationError, InputError
from sayso.model import (
    Agent,
    Assertion,
    Block,
    Citation,
    Claim,
    Document,
    Line,
    Link,
    Member,
    Range,
    Reading,
    Span,
    Statement,
)
from sayso.publish.article import document_article
from sayso.publish.article_files import publish_article
from sayso.publish.claim_article import claim_article
from sayso.read import ReadSettings
from sayso.read import read as read_document

HEADLINE = "Blockade of Cape Lorn is failing – ISS"
LEAD = "Analysts at the Institute for Strait Studies believe that the blockade of Cape Lorn is failing."
LABEL = "Source: Institute for Strait Studies"
QUOTE = "The blockade has not stopped a single tanker since the beginning of April."
DETAIL = "Meridian Wire reported on 2 May that two tankers had reached Port Ellery."
TAKEAWAY = "The fleet of Veria is short of fuel."
TEXT = "\n\n".join((HEADLINE, LEAD, LABEL, f'Quote: "{QUOTE}"', f"Details: {DETAIL}", f"• {TAKEAWAY}"))
INSTITUTE = ("Harbour Courier", "Institute for Strait Studies")


def test_a_document_takes_the_form() -> None:
    article = document_article(_account())
    assert article.headline.text == HEADLINE
    assert article.lead.text == LEAD[:1].upper() + LEAD[1:]
    assert article.dateline == "4 May 2031, 09:30"
    assert article.source == "Institute for Strait Studies, as reported by Harbour Courier"
    assert [(who, line.text) for who, line in article.quotes] == [("Institute for Strait Studies", QUOTE)]
    assert texts(article.details) == [[DETAIL]]
    assert [line.text for line in article.takeaways] == [TAKEAWAY]


def test_the_files_cite_every_sentence() -> None:
    reading = _account()
    files = {f.name: f.data.decode() for f in publish_article(document_article(reading), {"d1": reading.document})}
    assert f"**Quote:** “{QUOTE}”[^d1." in files["article.md"]
    assert f"**Details:** {DETAIL}[^d1." in files["article.md"]
    assert files["article.html"].count('id="n') == 5
    assert "<script" not in files["article.html"]


def test_a_changed_document_is_refused() -> None:
    reading = _account()
    changed = Document("d1", TEXT.replace("single", "simple"), "Harbour Courier")
    with pytest.raises(CitationError):
        publish_article(document_article(reading), {"d1": changed})


def test_a_document_that_says_nothing_is_refused() -> None:
    with pytest.raises(InputError, match="can be retold"):
        document_article(Reading(Document("d1", ""), "by hand"))


def test_a_claim_names_its_origins_and_its_tellings() -> None:
    first, second = _telling("Meridian Wire", "2031-05-03"), _telling("Coast Post", "2031-05-04")
    members = tuple(_member(reading) for reading in (second, first))
    claim = Claim("c1", "x", members, ("Ana Duarte",), Range(1, 1), None, (), None, None)
    article = claim_article(claim, {r.document.id: r for r in (first, second)})
    assert article.headline.text == "The bridge would reopen in June – Ana Duarte"
    assert article.lead.text == "According to Meridian Wire, Ana Duarte said that the bridge would reopen in June."
    assert article.source == "Ana Duarte (one origin, through 2 outlets)"
    assert texts(article.details) == [["The same is told by Coast Post."]]


def test_the_verb_stays_with_whom_the_text_gives_it() -> None:
    article = document_article(_assessment())
    assert article.source == "Strait Review"
    assert article.lead.text == (
        "Meridian Wire reported on 2 May that the strait would be closed for a month, citing two officials."
    )
    assert [line.text for line in article.takeaways] == ["The strait is likely to stay closed."]
    assert article.takeaways_by == "Strait Review"


def test_a_sentence_that_leans_on_another_stays_only_beside_it() -> None:
    story = (
        "The strait was closed on Sunday. Duarte, the harbour master of Port Ellery, said that two tankers had turned "
        "back. She said that these ships carried grain. The pilots went home."
    )
    with_it = texts(document_article(read(story)).details)
    without = texts(document_article(read(story.replace("two tankers had turned back", "it"))).details)
    assert any("these ships" in line for paragraph in with_it for line in paragraph)
    assert with_it != without


def test_the_outlets_own_voice_is_named_once_in_a_row() -> None:
    article = document_article(
        read("The strait was closed on Sunday. The pilots went home at noon. The cranes of the port stood still.")
    )
    assert article.lead.text == "According to Harbour Courier, the strait was closed on Sunday."
    assert texts(article.details) == [["The pilots went home at noon.", "The cranes of the port stood still."]]


def test_a_denial_never_becomes_a_headline_that_says_the_opposite() -> None:
    article = document_article(read("The harbour office denied on Sunday that the strait would be closed for a month."))
    assert "denied" in article.headline.text


def test_names_or_a_date_at_the_top_are_no_headline() -> None:
    top = "Ana Duarte, Ion Marin, and Petra Holm"
    article = document_article(read(f"{top}\n\nThe strait was closed on Sunday by the harbour office."))
    assert top not in article.headline.text


def test_what_a_page_says_of_itself_is_left_out() -> None:
    article = document_article(
        read("The strait was closed on Sunday. This map is updated daily alongside the others. The pilots went home.")
    )
    assert not any("map" in line.text for line in article.lines)


def test_a_telling_with_another_figure_is_printed_in_full() -> None:
    first, second = _telling("Meridian Wire", "2031-05-03"), _telling("Coast Post", "2031-05-04", "July 2040")
    members = tuple(_member(reading) for reading in (first, second))
    claim = Claim("c1", "x", members, ("Ana Duarte",), Range(1, 1), None, (), None, None)
    article = claim_article(claim, {r.document.id: r for r in (first, second)})
    assert texts(article.details) == [
        ["According to Coast Post, Ana Duarte said that the bridge would reopen in July 2040."]
    ]


def _assessment() -> Reading:
    lead = "Meridian Wire reported on 2 May that the strait would be closed for a month, citing two officials."
    text = f"{lead}\n\nThe strait is likely to *stay* closed."
    blocks = (Block("paragraph", 0, len(lead)), Block("takeaway", len(lead) + 2, len(text)))
    names = (("Strait Review", "organisation"), ("Meridian Wire", "organisation"), ("two officials", "unnamed"))
    chain = tuple(Link(name, kind) for name, kind in names)  # type: ignore[arg-type]
    content = Span(text.index("that"), text.index(", citing"))
    said = Statement("s", "indirect", "communication", Span(0, 13), Span(14, 22), (content,), None, chain)
    return Reading(
        Document("d2", text, "Strait Review", published="2031-05-04"),
        "by hand",
        blocks,
        sentences=tuple(Span(block.start, block.end) for block in blocks),
        statements=(said,),
        assertions=(Assertion("a", len(lead) + 2, len(text)),),
        agents=(Agent("wire", "Meridian Wire", "organisation", (Span(0, 13),)),),
    )


def _account() -> Reading:
    document = Document("d1", TEXT, "Harbour Courier", published="2031-05-04T09:30")
    statements = (
        _said(
            "lead",
            LEAD[LEAD.index("that") : -1],
            INSTITUTE,
            "Analysts at the Institute for Strait Studies",
            "believe",
        ),
        _said("quote", QUOTE, INSTITUTE, kind="direct"),
        _said(
            "detail",
            DETAIL[DETAIL.index("that") : -1],
            (*INSTITUTE, "Meridian Wire"),
            "Meridian Wire",
            "reported",
        ),
        _said("takeaway", TAKEAWAY, INSTITUTE, kind="direct", takeaway=True),
    )
    roles = ("headline", "standfirst", "label", "quote", "paragraph", "takeaway")
    blocks = tuple(Block(role, *_at(part)) for role, part in zip(roles, TEXT.split("\n\n"), strict=True))
    return Reading(
        document,
        "by hand",
        blocks,
        sentences=tuple(Span(block.start, block.end) for block in blocks),
        statements=statements,
        assertions=(Assertion("h", 0, len(HEADLINE)),),
    )


def read(text: str, outlet: str = "Harbour Courier") -> Reading:
    """What the reader of the house makes of a text."""
    return read_document(
        Document("d3", text, outlet, published="2031-05-04", language="en"), ReadSettings(tier="grammar")
    )


def texts(paragraphs: Sequence[Sequence[Line]]) -> list[list[str]]:
    return [[line.text for line in paragraph] for paragraph in paragraphs]


def _said(
    name: str,
    content: str,
    chain: Sequence[str],
    source: str | None = None,
    cue: str | None = None,
    kind: str = "indirect",
    takeaway: bool = False,
) -> Statement:
    spans = [Span(*_at(words)) if words else None for words in (source, cue)]
    links = tuple(Link(who, "organisation") for who in chain)
    return Statement(name, kind, "communication", *spans, (Span(*_at(content)),), None, links, takeaway=takeaway)  # type: ignore[arg-type]


def _at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def _telling(outlet: str, published: str, when: str = "June") -> Reading:
    text = f"Ana Duarte said that the bridge would reopen in {when}."
    chain = (Link(outlet, "organisation"), Link("Ana Duarte", "person"))
    content = Span(16, len(text) - 1)
    said = Statement("s", "indirect", "communication", Span(0, 10), Span(11, 15), (content,), None, chain)
    return Reading(Document(outlet, text, outlet, published=published), "by hand", statements=(said,))


def _member(reading: Reading) -> Member:
    document, [said] = reading.document, reading.statements
    [content] = said.content
    citation = Citation(document.id, content.start, content.end, document.text[content.start : content.end])
    chain = tuple(link.name for link in said.chain)
    return Member(document.id, "s", citation, citation.words, chain, chain[0], document.published)
