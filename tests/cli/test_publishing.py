"""The person's path: brief, edit, check, publish, verify; and what else a desk publishes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from running import Run

OWN = "\n## Our view\n\nWe assess that freight rates will keep falling.\n"


@pytest.fixture
def brief(run: Run, desk: Path, tmp_path: Path) -> Path:
    """The brief of the examples' latest day, as Sayso wrote it."""
    assert run("brief", desk, "--out", tmp_path / "draft").code == 0
    return tmp_path / "draft" / "brief.md"


def test_what_is_published_is_the_edited_text(run: Run, desk: Path, brief: Path, tmp_path: Path) -> None:
    text = brief.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("- ")]
    edited = text.replace(f"{lines[0]}\n", "").replace("\n## ", f"{OWN}\n## ", 1)
    brief.write_text(edited, encoding="utf-8")
    made = run("publish", brief, "--desk", desk, "--out", tmp_path / "out")
    assert made.code == 0, made.err
    page = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "freight rates will keep falling" in page
    assert lines[0].partition("[^")[0].removeprefix("- ") not in page
    assert run("verify", tmp_path / "out").code == 0


@pytest.mark.parametrize("day", ["2025-03-03", "2025-03-05"])
def test_a_brief_as_sayso_wrote_it_can_be_published(run: Run, desk: Path, tmp_path: Path, day: str) -> None:
    run("brief", desk, "--day", day, "--out", tmp_path / "draft")
    made = run("publish", tmp_path / "draft" / "brief.md", "--desk", desk, "--out", tmp_path / "out")
    assert (made.code, made.err) == (0, "")


@pytest.mark.parametrize("day", ["2025-03-03", "2025-03-04", "2025-03-05", "2025-03-06"])
def test_the_brief_of_every_day_can_be_published_as_it_is(run: Run, desk: Path, tmp_path: Path, day: str) -> None:
    """The fourth has a correction, which cites both versions; of the sixth there is no article."""
    run("brief", desk, "--day", day, "--out", tmp_path / "draft")
    brief = tmp_path / "draft" / "brief.md"
    checked = run("check", brief, "--desk", desk)
    assert (checked.code, checked.out) == (0, "")
    made = run("publish", brief, "--desk", desk, "--out", tmp_path / "out")
    assert (made.code, made.err) == (0, "")


def test_what_does_not_hold_is_refused_and_nothing_is_written(
    run: Run, desk: Path, brief: Path, tmp_path: Path
) -> None:
    brief.write_text(brief.read_text(encoding="utf-8") + "\nThe mayor of Reni resigned.\n", encoding="utf-8")
    made = run("publish", brief, "--desk", desk, "--out", tmp_path / "out")
    assert made.code == 1
    assert f"{brief}:" in made.err
    assert "K001: line without a citation: The mayor of Reni resigned." in made.err
    assert made.err.endswith("mend the lines, or --force them out as they are\n")
    assert not (tmp_path / "out").exists()


def test_with_force_what_does_not_hold_is_printed_into_every_form(
    run: Run, desk: Path, brief: Path, tmp_path: Path
) -> None:
    brief.write_text(brief.read_text(encoding="utf-8") + "\nThe mayor of Reni resigned.\n", encoding="utf-8")
    assert run("publish", brief, "--desk", desk, "--out", tmp_path / "out", "--force").code == 0
    for name in ("report.html", "report.md", "report.json"):
        assert "line without a citation" in (tmp_path / "out" / name).read_text(encoding="utf-8"), name


def test_an_edited_key_leads_nowhere_and_is_refused(run: Run, desk: Path, brief: Path) -> None:
    text = brief.read_text(encoding="utf-8")
    brief.write_text(re.sub(r"\[\^[0-9a-f]+\.", "[^0123456789abcdef.", text, count=1), encoding="utf-8")
    made = run("publish", brief, "--desk", desk)
    assert made.code == 1
    assert "K002" in made.err


def test_without_a_folder_the_markdown_is_printed(run: Run, desk: Path, brief: Path) -> None:
    made = run("publish", brief, "--desk", desk)
    assert made.out.startswith("# Daily assessment")
    assert "## Notes" in made.out


def test_the_edited_text_is_never_written_over(run: Run, desk: Path, brief: Path) -> None:
    text = brief.rename(brief.with_name("report.md"))
    made = run("publish", text, "--desk", desk, "--out", text.parent)
    assert made.code == 2
    assert "write over" in made.err


def test_a_text_that_is_no_utf_8_is_refused_in_two_lines(run: Run, desk: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"caf\xe9")
    made = run("publish", tmp_path / "a.md", "--desk", desk)
    assert (made.code, made.err.count("\n")) == (1, 2)
    assert "no UTF-8 text" in made.err


def test_a_changed_byte_is_named_by_verify(run: Run, desk: Path, tmp_path: Path) -> None:
    run("publish", desk, "--out", tmp_path / "out")
    page = tmp_path / "out" / "brief.html"
    page.write_bytes(page.read_bytes().replace(b"Sayso", b"Saysa", 1))
    made = run("verify", tmp_path / "out")
    assert made.code == 1
    assert made.out.startswith("brief.html: was changed")


def test_a_desk_publishes_feeds_of_its_days_and_tables(run: Run, desk: Path, tmp_path: Path) -> None:
    wanted = [part for name in ("atom", "jsonfeed", "csv", "parquet") for part in ("--format", name)]
    assert run("publish", desk, *wanted, "--out", tmp_path / "out").code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "claims.csv",
        "claims.parquet",
        "days.atom",
        "days.json",
        "statements.csv",
        "statements.parquet",
    ]


def test_a_document_is_annotated(run: Run, desk: Path) -> None:
    made = run("publish", "e8fff57f", "--desk", desk, "--format", "annotations")
    assert '"type": "AnnotationPage"' in made.out


def test_a_claim_is_not_annotated(run: Run, desk: Path) -> None:
    claim = run("claims", desk).out.split()[0]
    made = run("publish", claim, "--desk", desk, "--format", "annotations")
    assert (made.code, "only documents are annotated" in made.err) == (1, True)


@pytest.mark.parametrize(
    ("wanted", "says"),
    [(("pdf", "csv"), "A text has no csv"), (("atom",), "Give --out"), (("pdf",), "Only Markdown is printed")],
)
def test_a_format_that_does_not_fit_is_refused(run: Run, desk: Path, wanted: tuple[str, ...], says: str) -> None:
    made = run("publish", desk, *[part for name in wanted for part in ("--format", name)])
    assert made.code == 2
    assert says in made.err


def test_pdf_without_its_extra_says_how_to_get_it(
    run: Run, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)
    made = run("publish", desk, "--format", "pdf", "--out", tmp_path / "out")
    assert made.code == 1
    assert "pip install 'sayso[pdf]'" in made.err


def test_parquet_without_its_extra_says_how_to_get_it(
    run: Run, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    made = run("publish", desk, "--format", "parquet", "--out", tmp_path / "out")
    assert made.code == 1
    assert "pip install 'sayso[batch]'" in made.err
