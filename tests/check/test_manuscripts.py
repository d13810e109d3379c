"""What can be handed in to be checked, and where in its file each word stands."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.check import Manuscript, manuscript
from sayso.errors import InputError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PAGE = """<!doctype html>
<html><head><title>Not words</title><style>p {}</style></head>
<body><script>"No words," he said.</script>
<!-- nor these -->
<h1>A day</h1>
<p>Kos said &ldquo;solid&rdquo;
on <a href="https://a.example/b">Monday</a>.</p><ul><li>Caf&eacute;</ul>
</body></html>"""


def word(body: str, **parts: str) -> bytes:
    """A Word file with this body, as little as one may hold."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'
        )
        for name, words in parts.items():
            package.writestr(f"word/{name}.xml", words)
    return packed.getvalue()


def paragraph(words: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}<w:r><w:t>{words}</w:t></w:r></w:p>"


def where(made: Manuscript, words: str) -> tuple[int, int]:
    return made.place(made.text.index(words))


def test_markdown_and_plain_text_are_what_stands_in_the_file() -> None:
    made = manuscript(b"# Day\r\n\r\n- A line.\r\n", "brief.md")
    assert made.text == "# Day\r\n\r\n- A line.\r\n"
    assert where(made, "A line") == (3, 3)


def test_a_page_gives_its_words_with_their_lines_and_columns() -> None:
    made = manuscript(PAGE.encode(), "page.html")
    assert "Not words" not in made.text and "he said" not in made.text and "nor these" not in made.text
    assert "# A day" in made.text and "- Café" in made.text
    assert "“solid” on [Monday](https://a.example/b)." in made.text
    for words, line in (("A day", 5), ("solid", 6), ("Monday", 7)):
        place = where(made, words)
        assert place[0] == line
        assert PAGE.split("\n")[line - 1][place[1] - 1 :].startswith(words)


def test_a_word_file_gives_paragraph_and_character() -> None:
    body = paragraph("A day", "Heading1") + paragraph("") + paragraph("Kos said “solid”.")
    made = manuscript(word(body), "brief.docx")
    assert "# A day" in made.text
    assert where(made, "solid") == (3, 11)


def test_notes_and_links_of_a_word_file_are_citations() -> None:
    body = (
        '<w:p><w:hyperlink r:id="l1"><w:r><w:t>A line</w:t></w:r></w:hyperlink>'
        '<w:r><w:endnoteReference w:id="2"/></w:r><w:r><w:footnoteReference w:id="3"/></w:r></w:p>'
    )
    packed = io.BytesIO(word(body))
    with zipfile.ZipFile(packed, "a") as package:
        package.writestr("word/_rels/document.xml.rels", '<R><r Id="l1" Target="https://a.example/b"/></R>')
        notes = '<w:{0}notes xmlns:w="{1}"><w:{0}note w:id="{2}"><w:t>{3}</w:t></w:{0}note></w:{0}notes>'
        package.writestr("word/endnotes.xml", notes.format("end", W, 2, "See 9002cef8cf2f5925.104-185, p. 1"))
        package.writestr("word/footnotes.xml", notes.format("foot", W, 3, "A book."))
    text = manuscript(packed.getvalue(), "brief.docx").text
    assert "[A line](https://a.example/b)[^9002cef8cf2f5925.104-185][^foot3]" in text
    assert text.endswith("[^foot3]: A book.")


def test_deleted_words_of_a_word_file_are_gone_and_inserted_ones_are_there() -> None:
    body = "<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>"
    assert manuscript(word(body), "a.docx").text.strip() == "new"


def bomb() -> bytes:
    return word(paragraph("a" * 40_000_000))


def many_entities() -> bytes:
    packed = io.BytesIO()
    lines = "".join(
        f'<!ENTITY e{n} "{"&e" + str(n - 1) + ";" if n else "ha"}{"&e" + str(n - 1) + ";" if n else ""}">'
        for n in range(30)
    )
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr(
            "word/document.xml",
            f'<!DOCTYPE d [{lines}]><w:document xmlns:w="{W}"><w:p><w:r><w:t>&e29;</w:t></w:r></w:p></w:document>',
        )
    return packed.getvalue()


def no_word_file() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("a.txt", "a")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("empty.md", lambda: b""),
        ("blank.txt", lambda: b" \n\n\t"),
        ("binary.md", lambda: bytes(range(256)) * 40),
        ("picture.md", lambda: b"\x89PNG\r\n\x1a\n" + b"\x00" * 50),
        ("report.pdf", lambda: b"%PDF-1.7\n"),
        ("long.txt", lambda: b"A line, he said. " * 600_000),
        ("bomb.docx", bomb),
        ("entities.docx", many_entities),
        ("archive.docx", no_word_file),
        ("cut.docx", lambda: word(paragraph("words"))[:100]),
        ("broken.docx", lambda: word("<w:p>")),
        ("scripts.html", lambda: b"<html><script>alert('words')</script></html>"),
        ("open.html", lambda: b"<html><!-- never closed, he said"),
    ],
)
def test_what_cannot_be_checked_is_said_in_two_lines(name: str, make: Callable[[], bytes]) -> None:
    with pytest.raises(InputError) as fault:
        manuscript(make(), name)
    assert len(str(fault.value).splitlines()) == 2
    assert name in fault.value.what


@pytest.mark.parametrize("piece", ["<", "<!--", "<a ", "<script>", "</", "&", "<!", "<p", "<a href='http://x"])
def test_no_page_takes_longer_than_its_length_allows(piece: str) -> None:
    start = time.process_time()
    made = manuscript(f"<html><p>words {piece * 150_000}".encode(), "page.html") if len(piece) < 7 else None
    assert time.process_time() - start < 20
    assert made is None or "words" in made.text


@given(st.text(alphabet="<>/!-&;#ap\n \"'=1xé", max_size=60))
def test_every_character_of_any_page_has_a_place_in_it(source: str) -> None:
    page = f"<html><p>w {source}"
    made = manuscript(page.encode(), "page.html")
    lines = page.split("\n")
    for offset in range(len(made.text)):
        line, column = made.place(offset)
        assert 1 <= line <= len(lines) and column >= 1
