"""Publishing: every citation read again, nothing hostile let through, the same bytes each time."""

from __future__ import annotations

import itertools
import json
import re
from urllib.parse import unquote

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as some
from lxml import html
from markdown_it import MarkdownIt

from sayso.errors import CitationError
from sayso.model import (
    Assessment,
    Citation,
    Document,
    GroundChange,
    Issue,
    Line,
    Range,
    Section,
    SourceNote,
)
from sayso.publish import PublishSettings, publish
from sayso.publish.citations import Note
from sayso.publish.groundmap import ground_map
from sayso.publish.links import fragment_url, safe_url, text_directive
from sayso.publish.marks import marked
from sayso.publish.page import style

TEXT = "The port is open, the harbour master said.\n\nNo ship has left – not one, she added."
WIRE = Document("d1", TEXT, "Meridian Wire", "https://wire.example/port", "Port open", "2031-05-04", "en")
EVIL = '<script>alert(1)</script><img src="https://evil.example" onerror=alert(2)> "\'`*_[x](javascript:y) {{ 7*7 }}'


def cited(document: Document, words: str, name: str = "line-1", **more: object) -> Line:
    start = document.text.index(words)
    citation = Citation(document.id, start, start + len(words), words)
    return Line(name, f"According to Meridian Wire, {words}.", (citation,), chain=("Meridian Wire",), **more)


def report(*lines: Line, documents: tuple[Document, ...] = (WIRE,), **more: object) -> Assessment:
    sections = (Section("takeaways", "Key takeaways", lines),)
    fields = {"title": "A day", "day": "2031-05-04", "run": "sayso test", "sections": sections, "ground": ()}
    rest = {"sources": (), "claims": (), "disputes": (), "documents": documents}
    return Assessment(**{**fields, **rest, **more})  # type: ignore[arg-type]


def files(assessment: Assessment, *documents: Document) -> dict[str, str]:
    found = publish(assessment, {document.id: document for document in documents or (WIRE,)})
    return {file.name: file.data.decode() for file in found}


def test_a_citation_that_does_not_hold_stops_publishing() -> None:
    changed = msgspec.structs.replace(WIRE, text=TEXT.replace("open", "shut"))
    with pytest.raises(CitationError, match="do not stand in d1, characters 0 to 16"):
        publish(report(cited(WIRE, "The port is open")), {"d1": changed})


def test_a_document_that_is_not_here_stops_publishing() -> None:
    with pytest.raises(CitationError, match="d1, which is not here"):
        publish(report(cited(WIRE, "The port is open")), {})


def test_a_line_without_a_citation_stops_publishing() -> None:
    with pytest.raises(CitationError, match="cites nothing"):
        files(report(Line("line-1", "The port is open.", ())))


def test_the_same_input_gives_the_same_bytes() -> None:
    assessment = report(cited(WIRE, "The port is open"))
    assert publish(assessment, {"d1": WIRE}) == publish(assessment, {"d1": WIRE})


def test_only_the_formats_asked_for_are_made() -> None:
    made = publish(report(cited(WIRE, "The port is open")), {"d1": WIRE}, PublishSettings(formats=("md",)))
    assert [file.name for file in made] == ["brief.md"]


def test_each_note_opens_the_exact_words_in_the_document_and_at_the_original() -> None:
    assessment = report(cited(WIRE, "The port is open"), cited(WIRE, "No ship has left – not one", "line-2"))
    tree = html.fromstring(files(assessment)["brief.html"])
    for number, words in enumerate(("The port is open", "No ship has left – not one"), 1):
        [mark] = tree.xpath(f"//mark[@id='w{number}']")
        assert mark.text_content() == words
        assert tree.xpath(f"//li[@id='line-{number}']//a[@href='#n{number}']")
        assert tree.xpath(f"//li[@id='n{number}']//a[@href='#w{number}']")
        [original] = tree.xpath(f"//li[@id='n{number}']//a[starts-with(@href, 'https://wire.example')]/@href")
        assert unquote(original.partition("text=")[2]) == words


def test_every_link_within_the_page_leads_somewhere_and_ids_are_unique() -> None:
    page = files(_full())["brief.html"]
    tree = html.fromstring(page)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")} <= set(ids)


def test_the_page_asks_for_nothing_from_outside() -> None:
    tree = html.fromstring(files(_full())["brief.html"])
    assert tree.xpath("//link | //img | //iframe | //*[@src] | //*[@style] | //@onerror") == []
    assert set(tree.xpath("//script/@type")) == {"application/ld+json"}  # data, which no browser runs
    [policy] = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    assert "url(" not in "".join(tree.xpath("//style/text()"))
    assert "@import" not in "".join(tree.xpath("//style/text()"))


def test_the_page_has_landmarks_and_headings_in_order() -> None:
    tree = html.fromstring(files(_full())["brief.html"])
    assert all(len(tree.xpath(f"//{landmark}")) == 1 for landmark in ("main", "nav", "h1"))
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1 | //h2 | //h3")]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert tree.xpath("/html/@lang") == ["en"]


def test_hostile_text_stays_text() -> None:
    text = f"{EVIL} said the port is open"
    evil = Document("d1", text, EVIL, "javascript:alert(1)", EVIL, "2031-05-04", '"><script>')
    line = cited(evil, text)
    hostile = msgspec.structs.replace(
        line, chain=(EVIL,), sureness=EVIL, outlets=(EVIL, "b"), reasons=(EVIL,), origins=Range(1, 2)
    )
    change = GroundChange(EVIL, 48.5, 37.5, EVIL, EVIL, EVIL, "line-1", (EVIL,), "claimed", (EVIL,))
    made = files(
        report(
            hostile,
            documents=(evil,),
            title=EVIL,
            ground=(change,),
            sources=(SourceNote(EVIL, 1, 1, (EVIL,)),),
            left_out=(EVIL,),
            issues=(Issue("assess", EVIL),),
            notes=(EVIL,),
        ),
        evil,
    )
    tree = html.fromstring(made["brief.html"])
    assert tree.xpath("//img | //*[@onerror] | //*[@src]") == []
    [data] = tree.xpath("//script")
    assert data.get("type") == "application/ld+json"
    assert json.loads(data.text)["@graph"][0]["name"] == EVIL
    assert [href for href in tree.xpath("//a/@href") if not href.startswith("#")] == []
    assert tree.xpath("//mark[@id='w1']")[0].text_content() == text
    assert "{{ 7*7 }}" in made["brief.html"]
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(made["brief.md"])
    assert html.fromstring(rendered).xpath("//script | //img | //*[@onerror] | //a") == []
    assert json.loads(made["brief.json"])["title"] == EVIL


def test_the_markdown_key_of_a_citation_names_document_and_offsets() -> None:
    text = files(report(cited(WIRE, "The port is open")))["brief.md"]
    assert "open.[^d1.0-16]" in text
    assert "[^d1.0-16]: Meridian Wire, “Port open”, 4 May 2031: “The port is open”" in text


def test_json_holds_the_assessment() -> None:
    assessment = _full()
    record = json.loads(files(assessment)["brief.json"])
    assert record.pop("format") == "sayso-assessment/1"
    assert msgspec.convert(record, Assessment) == assessment


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the port is open", "text=the%20port%20is%20open"),
        ("well-known, they said & left", "text=well%2Dknown%2C%20they%20said%20%26%20left"),
        ("• a bullet of five words", "text=a%20bullet%20of%20five%20words"),
        ("first line\n\nsecond line", "text=first%20line,second%20line"),
        ("“Київ” – 100 %", "text=%E2%80%9C%D0%9A%D0%B8%D1%97%D0%B2%E2%80%9D%20%E2%80%93%20100%20%25"),
        (" \n ", ""),
    ],
)
def test_text_fragments_follow_the_draft(words: str, expected: str) -> None:
    assert text_directive(words) == expected


def test_long_words_become_a_range() -> None:
    words = " ".join(f"word{n}" for n in range(40))
    assert text_directive(words).count(",") == 1


def test_a_fragment_joins_one_that_is_there() -> None:
    assert fragment_url("https://a.example/p#top", "open") == "https://a.example/p#top:~:text=open"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://",
        "//a.example",
        'https://a/"x',
        "",
        None,
        "https://[a",
    ],
)
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert safe_url(url) is None


@given(
    some.text(min_size=1, max_size=60),
    some.lists(some.tuples(some.integers(0, 60), some.integers(1, 30)), max_size=6),
)
def test_marks_never_change_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    found = []
    for number, (start, length) in enumerate(spans, 1):
        start, end = min(start, len(text) - 1), min(start + length, len(text))
        if start < end:
            found.append(Note(number, Citation("d1", start, end, text[start:end]), ()))
    page = str(marked(text, found))
    unmarked = _without_marks(page)
    assert unmarked == str(marked(text, ()))
    assert page.count("<mark") == page.count("</mark>")
    assert all(page.count(f'id="w{note.number}"') == 1 for note in found)


def test_the_map_puts_north_up_and_east_right_and_labels_apart() -> None:
    changes = [
        _change("Northwest", 49.0, 36.0),
        _change("Southeast", 48.0, 38.0),
        _change("Beside", 48.01, 38.02),
    ]
    drawing = ground_map(changes)
    assert drawing is not None
    at = {marker.place: marker for marker in drawing.markers}
    assert at["Northwest"].x < at["Southeast"].x
    assert at["Northwest"].y < at["Southeast"].y
    assert (at["Beside"].label_x, at["Beside"].anchor) != (at["Southeast"].label_x, at["Southeast"].anchor)
    assert all(0 <= m.x <= drawing.width and 0 <= m.y <= drawing.height for m in drawing.markers)


def test_a_name_that_would_cover_others_is_left_out_of_the_map() -> None:
    crowd = [_change(f"Long-named village {number}", 48.0 + number / 40, 38.0 + number / 40) for number in range(12)]
    drawing = ground_map([*crowd, _change("Alone", 45.0, 32.0)])
    assert drawing is not None
    crowded = {marker.place: marker.crowded for marker in drawing.markers}
    assert not crowded["Alone"]
    assert 1 <= sum(not crowded[change.place] for change in crowd) < len(crowd)


def test_no_coordinates_no_map() -> None:
    assert ground_map([GroundChange("Ostrell", None, None, "capture", None, None, "l", (), "claimed")]) is None


def _change(place: str, lat: float, lon: float) -> GroundChange:
    return GroundChange(place, lat, lon, "advance", "Verian forces", None, "line-1", ("Wire",), "claimed", ("Wire",))


def _full() -> Assessment:
    return report(
        cited(WIRE, "The port is open", sureness="one origin, through one outlet", origins=Range(1, 2)),
        cited(WIRE, "port is open, the harbour master said", "line-2"),
        ground=(_change("Ostrell", 48.5, 37.5),),
        sources=(SourceNote("Meridian Wire", 1, 2, ("harbour master",)),),
        left_out=("A line. Left out: its words are not there.",),
        notes=("This report rests on 1 document from 1 outlet.",),
    )


def _without_marks(page: str) -> str:
    return re.sub(r"</?mark[^>]*>", "", page)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_reach_the_contrast_of_wcag_aa(scheme: int) -> None:
    roots = re.findall(r":root \{(.*?)\}", str(style("page.css")), re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", roots[scheme]))
    for text in ("ink", "soft", "accent"):
        for ground in ("paper", "sheet"):
            assert _contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    assert _contrast(colours["ink"], colours["mark"]) >= 4.5
    assert _contrast(colours["ink"], colours["mark-now"]) >= 4.5


def _contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, 1.4.3."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
