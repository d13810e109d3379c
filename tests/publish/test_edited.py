"""The edited text is what is printed: everything the person wrote, moved or struck, and nothing else.

The page and the Word file are read by programs that we did not write: html5lib, lxml, python-docx.
"""

from __future__ import annotations

import io
import json
import zipfile
from ctypes.util import find_library

import docx as word
import html5lib
import jsonschema
import msgspec
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from lxml import etree, html
from markdown_it import MarkdownIt
from printed import DOCUMENTS, FINDING, OPEN, POST, SHIP, TEXT, TOOK, WIRE, printed

from sayso.publish.docx import docx
from sayso.publish.edited import publish_report, report_json, report_markdown
from sayso.publish.geojson import geojson
from sayso.publish.manuscript import manuscript, walked
from sayso.publish.pdf import pdf
from sayso.publish.report import Report, report, split_sureness
from sayso.publish.report_page import report_page
from sayso.publish.schemas import schemas
from sayso.publish.settings import PublishSettings

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def page(text: str = TEXT, **more: tuple) -> html.HtmlElement:
    return html.fromstring(report_page(printed(text, **more)))


def words_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


# --- The text as a tree


def test_the_first_heading_is_the_title_and_the_last_line_the_run() -> None:
    made = manuscript(TEXT)
    assert made.title == "A quiet day"
    assert made.run == "sayso 0.1.0 assess 0123456789ab"
    assert made.notes["mine"] == "A note of the editor's own."


def test_blocks_keep_their_lines_in_the_text() -> None:
    lines = TEXT.splitlines()
    for block in walked(manuscript(TEXT).blocks):
        if block.kind == "paragraph":
            first = block.text.split()[0].strip("“”")
            assert first in lines[block.line - 1]


def test_a_text_without_a_heading_has_a_title_all_the_same() -> None:
    assert printed("Nothing but words.").title == "Report"


def test_the_remark_on_sureness_stands_apart_from_the_line() -> None:
    line = next(block for block in walked(manuscript(TEXT).blocks) if OPEN in block.keys)
    runs, sureness = split_sureness(line.runs)
    assert sureness == "one origin, through one outlet"
    assert [run.key for run in runs if run.key] == [OPEN, SHIP]


@settings(deadline=None)  # jinja2 compiles its templates in the first example
@given(some.text(alphabet=some.sampled_from("a#*_[]^:()<>|-`\n \t.1&"), max_size=120))
def test_any_text_can_be_printed(text: str) -> None:
    made = report(manuscript(text), DOCUMENTS)
    html5lib.HTMLParser(strict=True).parse(report_page(made))
    word.Document(io.BytesIO(docx(made)))
    report_markdown(made, text)


# --- The page


def test_the_page_is_what_the_person_wrote() -> None:
    tree = page()
    assert tree.xpath("//h1")[0].text_content() == "A quiet day"
    assert [h.text_content() for h in tree.xpath("//h2")] == ["Key takeaways", "Our view", "Notes", "Documents"]
    assert tree.xpath("//strong/text()") == ["again"]
    assert tree.xpath("//a[@href='https://ministry.example/a']/text()") == ["the ministry"]
    assert tree.xpath("//ol[@class='marked']/li/p/text()")[0] == "First"
    assert tree.xpath("//td[@data-label='Claimed by']//text()") == ["Coast Post"]


def test_a_note_gives_the_words_of_the_document_whatever_the_text_says_they_are() -> None:
    notes = page().xpath("//ol[@class='notes']/li")
    assert "The port is open" in words_of(notes[0])
    assert "SHUT" not in html.tostring(page(), encoding="unicode")
    assert [note.get("value") for note in notes] == ["1", "2", "3", "4"]
    assert "A note of the editor's own." in words_of(notes[2])


def test_a_note_used_twice_has_one_number_and_leads_back_to_both_lines() -> None:
    tree = page()
    assert len(tree.xpath("//sup/a[@href='#n1']")) == 2
    assert tree.xpath("//li[@id='n1']//a[starts-with(@href, '#line-')]/@href") == ["#line-1", "#line-2"]


def test_every_link_leads_somewhere_and_ids_are_unique() -> None:
    tree = page(findings=(FINDING,))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")} <= set(ids)


def test_the_page_is_valid_to_an_html5_parser() -> None:
    html5lib.HTMLParser(strict=True).parse(report_page(printed(findings=(FINDING,))))


def test_a_line_left_as_it_was_still_tells_its_chain() -> None:
    [chain] = page().xpath("//ol[@class='chain']")
    assert chain.xpath("./li/text()") == ["Meridian Wire", "harbour master"]


def test_the_map_shows_only_places_that_the_person_left_in_the_ledger() -> None:
    assert page().xpath("//figure//*[@class='place']/text()") == ["Ostrell"]
    assert page(TEXT.replace("| Ostrell | capture | Coast Post |\n", "")).xpath("//figure") == []


def test_what_does_not_hold_is_printed_where_it_stands() -> None:
    tree = page(findings=(FINDING,))
    [summary] = tree.xpath("//section[@id='findings']//li//a")
    [line] = tree.xpath(f"//*[@id='{summary.get('href')[1:]}']")
    assert line.text_content().startswith("We assess")
    assert "We <assess>" in words_of(tree.xpath("//p[@class='finding error']")[0])
    assert page().xpath("//section[@id='findings']") == []


def test_hostile_text_stays_text() -> None:
    evil = "# <script>alert(1)</script>\n\n<img src=x onerror=alert(2)> [a](javascript:alert(3)) ![b](https://evil.example/b)\n"
    tree = page(evil)
    assert tree.xpath("//img | //*[@onerror]") == []
    assert tree.xpath("//script/@type") == ["application/ld+json"]
    assert all(href.startswith("#") for href in tree.xpath("//a/@href"))
    assert "<img src=x" in tree.text_content()


def test_each_note_is_a_quotation_of_schema_org() -> None:
    [data] = page().xpath("//script[@type='application/ld+json']/text()")
    graph = json.loads(data)["@graph"]
    assert [node["@type"] for node in graph] == ["Report", "Quotation", "Quotation", "Quotation"]
    assert graph[1]["text"] == "The port is open"
    assert graph[1]["isPartOf"]["publisher"] == {"@type": "Organization", "name": "Meridian Wire"}
    assert {node["@id"] for node in graph[1:]} <= {f"#{name}" for name in page().xpath("//@id")}


# --- Markdown and JSON


def test_the_markdown_is_the_persons_with_notes_printed_anew() -> None:
    made = report_markdown(printed(), TEXT)
    assert made.partition("\n## Notes")[0].rstrip() == TEXT.partition("\n## Notes")[0].rstrip()
    assert f"[^{OPEN}]: Meridian Wire, “Port open”, 4 May 2031: “The port is open”" in made
    assert "SHUT" not in made
    assert made.endswith("---\n\nsayso 0.1.0 assess 0123456789ab\n")


def test_published_markdown_published_again_is_the_same() -> None:
    once = report_markdown(printed(), TEXT)
    assert report_markdown(printed(once), once) == once


def test_what_does_not_hold_stands_under_the_title_of_the_markdown() -> None:
    made = report_markdown(printed(findings=(FINDING,)), TEXT)
    assert made.splitlines()[4] == "> - error K001, line 12: line without a citation: We \\<assess\\>"
    assert "assess" in MarkdownIt().render(made)


def test_the_json_follows_its_schema_and_gives_the_report_back() -> None:
    record = json.loads(report_json(printed(findings=(FINDING,))))
    jsonschema.validate(record, schemas()["report.schema.json"])
    assert record.pop("format") == "sayso-report/1"
    assert msgspec.convert(record, Report) == printed(findings=(FINDING,))


# --- Word and PDF


def test_the_word_file_has_the_text_in_words_own_styles() -> None:
    made = word.Document(io.BytesIO(docx(printed())))
    styled = [(p.style.name, p.text) for p in made.paragraphs]
    assert made.core_properties.title == "A quiet day"
    assert styled[0] == ("Title", "A quiet day")
    assert ("Heading 2", "Our view") in styled
    assert ("List Paragraph", "According to Meridian Wire, the port is open., ") in styled
    assert ("Quote", "Set off.") in styled
    assert [cell.text for cell in made.tables[0].rows[1].cells] == ["Ostrell", "capture", "Coast Post"]


def test_the_word_file_has_an_endnote_for_each_citation() -> None:
    archive = zipfile.ZipFile(io.BytesIO(docx(printed())))
    notes = etree.fromstring(archive.read("word/endnotes.xml"))
    texts = {note.get(f"{W}id"): "".join(note.itertext()) for note in notes}
    referred = etree.fromstring(archive.read("word/document.xml")).iter(f"{W}endnoteReference")
    assert [reference.get(f"{W}id") for reference in referred] == ["1", "2", "3", "4"]
    assert "“The port is open”" in texts["1"]
    assert texts["3"] == " A note of the editor's own."
    assert "“took Ostrell”" in texts["4"]


def test_numbered_lists_each_begin_at_one() -> None:
    twice = docx(printed("1. One\n\nBetween.\n\n1. Again\n"))
    document = etree.fromstring(zipfile.ZipFile(io.BytesIO(twice)).read("word/document.xml"))
    used = [number.get(f"{W}val") for number in document.iter(f"{W}numId")]
    assert len(set(used)) == 2


def test_a_second_paragraph_of_an_item_has_no_bullet_of_its_own_and_a_nested_list_goes_in() -> None:
    made = docx(printed("- One\n\n  more of it\n\n  - nested\n"))
    document = etree.fromstring(zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml"))
    levels = {"".join(p.itertext()): [x.get(f"{W}val") for x in p.iter(f"{W}ilvl")] for p in document.iter(f"{W}p")}
    assert (levels["One"], levels["more of it"], levels["nested"]) == (["0"], [], ["1"])


DRAWN = pytest.mark.skipif(find_library("pangoft2-1.0") is None, reason="the Pango library is not installed here")


@DRAWN
def test_the_same_text_gives_the_same_bytes() -> None:
    wanted = PublishSettings(("html", "md", "json", "docx", "pdf", "geojson"), "report")
    once, again = (publish_report(printed(), TEXT, wanted) for _ in range(2))
    assert [file.name.partition(".")[2] for file in once] == ["html", "md", "json", "docx", "pdf", "geojson"]
    assert once == again


@DRAWN
def test_the_pdf_is_read_by_another_program() -> None:
    made = pypdfium2.PdfDocument(pdf(report_page(printed())))
    text = "\n".join(made[number].get_textpage().get_text_range() for number in range(len(made)))
    assert "A quiet day" in text
    assert "The port is open" in text
    assert made.get_metadata_dict()["Title"] == "A quiet day"


def test_the_ledger_that_is_left_is_the_geojson() -> None:
    made = printed()
    features = json.loads(geojson(made.title, made.ground, ()))["features"]
    assert [feature["properties"]["place"] for feature in features] == ["Ostrell"]


# --- What does not lead anywhere


@pytest.mark.parametrize("broken", ["0000000000000000.1-5", f"{WIRE.id}.5-5", f"{WIRE.id}.0-9999", "nobody"])
def test_a_key_that_leads_nowhere_says_so(broken: str) -> None:
    made = printed(f"Words.[^{broken}]")
    [note] = made.notes
    assert (note.citation, note.own) == (None, "This citation leads nowhere.")
    assert "leads nowhere" in report_page(made)


def test_only_cited_documents_are_enclosed_in_the_page() -> None:
    assert [document.id for document in printed().documents] == [WIRE.id, POST.id]
    assert [document.id for document in printed(f"Words.[^{TOOK}]").documents] == [POST.id]
