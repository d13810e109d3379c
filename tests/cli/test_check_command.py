"""``sayso check`` from the command line: what it mends, what it reads, what it refuses."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from running import Run

ALTERED = '"There are few Russian troops in the centre of Stepnohirsk," Verbynskyi told Lantern.\r\n'
TWELVE = "At least 21 workers were injured in a fire at the Burshtyn plant, the Carpathian Emergency Service said.\r\n"


def test_fix_mends_the_quotation_and_leaves_the_figure(run: Run, example_desk: Path, tmp_path: Path) -> None:
    text = tmp_path / "today.md"
    text.write_bytes((ALTERED + "\r\n" + TWELVE).encode())
    mended = run("check", text, "--desk", example_desk, "--fix")
    assert text.read_bytes() == (ALTERED.replace("few", "no") + "\r\n" + TWELVE).encode()
    assert "F001" in mended.out and "Q001" not in mended.out
    assert mended.err.splitlines()[-1] == "1 found, 1 of them errors, 1 mended"
    assert mended.code == 1


def test_without_fix_no_file_is_touched(run: Run, example_desk: Path, tmp_path: Path) -> None:
    text = tmp_path / "today.md"
    text.write_text(ALTERED, encoding="utf-8")
    before = text.read_bytes()
    assert run("check", text, "--desk", example_desk).code == 1
    assert text.read_bytes() == before


def test_a_page_is_checked_at_its_own_lines_and_never_mended(run: Run, example_desk: Path, tmp_path: Path) -> None:
    page = tmp_path / "today.html"
    source = f"<html><body>\n<p>A day.</p>\n<p>{ALTERED.strip()}</p></body></html>"
    page.write_text(source, encoding="utf-8")
    checked = run("check", page, "--desk", example_desk, "--fix")
    assert f"{page}:3:5: error Q001" in checked.out
    assert page.read_text(encoding="utf-8") == source


def test_a_word_file_is_checked_by_paragraph(run: Run, example_desk: Path, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        words = ALTERED.strip().replace('"', "&quot;")
        package.writestr(
            "word/document.xml",
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
            f"<w:p/><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>",
        )
    text = tmp_path / "today.docx"
    text.write_bytes(packed.getvalue())
    assert f"{text}:2:2: error Q001" in run("check", text, "--desk", example_desk).out


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02" * 100, b"PK\x03\x04 no archive", b"A line. " * 1_300_000])
def test_what_cannot_be_checked_costs_no_other_text(data: bytes, run: Run, example_desk: Path, tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.md", tmp_path / "good.md"
    bad.write_bytes(data)
    good.write_text(ALTERED, encoding="utf-8")
    checked = run("check", bad, good, "--desk", example_desk)
    assert checked.code == 1
    assert f"{good}:1:2: error Q001" in checked.out
    complaint, to_do, _ = checked.err.splitlines()
    assert str(bad) in complaint and to_do


def test_a_day_that_is_none_is_said(run: Run, example_desk: Path, tmp_path: Path) -> None:
    text = tmp_path / "today.md"
    text.write_text("A line.", encoding="utf-8")
    checked = run("check", text, "--desk", example_desk, "--published", "soon")
    assert checked.code == 1
    assert checked.err.splitlines() == ["sayso: --published soon is no day", "give it as 2025-03-05"]


def test_rows_of_tables_and_headings_are_said_to_be_held_to_nothing(
    run: Run, example_desk: Path, tmp_path: Path
) -> None:
    text = tmp_path / "today.md"
    text.write_text("# Today\n\n| Place | By |\n| --- | --- |\n| Reni | nobody |\n", encoding="utf-8")
    checked = run("check", text, "--desk", example_desk)
    assert checked.err.splitlines()[0] == "held to nothing: 2 table rows and 1 heading"
