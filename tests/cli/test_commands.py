"""The job of a day on the command line, and what happens when something is wrong with it."""

from __future__ import annotations

import gzip
import json
import os
import pty
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from running import EXAMPLES, Run

ARTICLE = """Ferry to resume

Harbour master Olena Haidai said on 3 March that the ferry to Izmail would resume within a week.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_from_a_pile_of_articles_to_a_cited_assessment(run: Run, tmp_path: Path) -> None:
    desk, out = tmp_path / "desk", tmp_path / "out"
    assert run("init", desk).code == 0
    added = run("add", desk, EXAMPLES / "articles" / "2025-03-lantern-wire.jsonl")
    assert [line.split("\t")[0] for line in added.out.splitlines()] == ["new"] * 5
    made = run("brief", desk, "--out", out)
    assert made.code == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "brief.html",
        "brief.json",
        "brief.md",
    ]
    assert str(out / "brief.html") in made.out


def test_adding_again_reads_nothing_again(run: Run, desk: Path) -> None:
    before = run("claims", desk, "--json").out
    again = run("add", desk, EXAMPLES / "articles")
    assert {line.split("\t")[0] for line in again.out.splitlines()} == {"known"}
    assert run("claims", desk, "--json").out == before


def test_every_line_cites_words_that_stand_in_its_article(run: Run, desk: Path, tmp_path: Path) -> None:
    run("publish", desk, "--out", tmp_path / "out")
    assessment = json.loads((tmp_path / "out" / "brief.json").read_text(encoding="utf-8"))
    readings = map(json.loads, run("read", "--json", EXAMPLES / "articles").out.splitlines())
    texts = {reading["document"]["id"]: reading["document"]["text"] for reading in readings}
    lines = [line for section in assessment["sections"] for line in section["lines"]]
    assert lines
    for line in lines:
        assert line["citations"]
        for cited in line["citations"]:
            assert texts[cited["document"]][cited["start"] : cited["end"]] == cited["words"]


def test_changed_bytes_stop_a_publication(run: Run, desk: Path) -> None:
    with sqlite3.connect(next(desk.rglob("*.sqlite"))) as connection:
        connection.execute("UPDATE originals SET packed = (SELECT packed FROM originals LIMIT 1)")
    refused = run("publish", desk)
    assert refused.code == 1
    assert refused.out == ""
    assert "were changed" in refused.err


def test_without_a_desk_a_brief_is_printed(run: Run, article: Path) -> None:
    made = run("brief", article, "--outlet", "Danube Observer", "--published", "2025-03-04")
    assert made.code == 0
    assert "Olena Haidai" in made.out
    assert "Danube Observer" in made.out


def test_what_somebody_never_said_is_shown_as_denied(run: Run, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Mayor Petra Novak insisted on Monday that she never said she wanted to close the school.\n")
    assert 'denied ("never said")' in run("read", article).out


def test_read_shows_statements_and_chains(run: Run, article: Path) -> None:
    shown = run("read", article, "--outlet", "Danube Observer").out
    assert "[1: that the ferry to Izmail would resume within a week]" in shown
    assert "[1] Danube Observer < Olena Haidai" in shown


def test_read_prints_a_line_of_json_for_each_document_in_order(run: Run) -> None:
    records = EXAMPLES / "articles" / "2025-03-lantern-wire.jsonl"
    found = [json.loads(line) for line in run("read", "--json", records).out.splitlines()]
    assert [reading["path"] for reading in found] == [f"{records}:{number}" for number in range(1, 6)]
    assert [reading["document"]["text"] for reading in found] == [
        json.loads(line)["text"] for line in records.read_text(encoding="utf-8").splitlines()
    ]


def test_a_change_of_the_desk_s_settings_is_heeded_and_said(run: Run, desk: Path) -> None:
    with (desk / "desk.toml").open("a", encoding="utf-8") as settings:
        settings.write('[[agents]]\nname = "Ostap Verbynskyi-Koval"\naliases = ["Ostap Verbynskyi"]\n')
    listed = run("claims", desk, "--json")
    assert listed.err == "read 41 articles again: desk.toml or Sayso changed since\n"
    assert "Ostap Verbynskyi-Koval" in listed.out
    assert run("claims", desk).err == ""


def test_many_texts_are_checked_at_once(run: Run, desk: Path, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.md", tmp_path / "bad.md"
    good.write_text("Freight rates fell again on Wednesday, Steppe Dispatch reported.\n", encoding="utf-8")
    bad.write_text('"There are few Russian troops in the centre of Stepnohirsk," Verbynskyi told Lantern.\n')
    checked = run("check", bad, good, "--desk", desk)
    assert checked.code == 1
    assert f"{bad}:1:2: error Q001" in checked.out
    assert run("check", good, "--desk", desk).code == 0


def test_show_walks_from_a_line_to_the_bytes(run: Run, desk: Path) -> None:
    claim = json.loads(run("claims", desk, "--json").out.splitlines()[0])
    shown = run("show", claim["id"][:8], "--desk", desk).out
    member = claim["members"][0]
    for step in (claim["id"], member["statement"], member["document"], member["path"], "unchanged"):
        assert step in shown
    assert run("show", member["statement"], "--desk", desk).out
    assert run("show", "nothing", "--desk", desk).code == 1


def test_show_follows_the_key_of_an_endnote(run: Run, desk: Path) -> None:
    key = re.search(r"\[\^([0-9a-f]+\.\d+-\d+)\]", run("publish", desk).out)
    assert key
    shown = run("show", key[1], "--desk", desk).out
    document, start, end = re.split(r"[.-]", key[1])
    assert f"characters {start} to {end} of document {document}" in shown


def test_an_article_is_made_of_a_document_and_of_a_claim(run: Run, desk: Path) -> None:
    claim = json.loads(run("claims", desk, "--json").out.splitlines()[0])
    for name in (claim["id"], claim["members"][0]["document"]):
        made = run("publish", "--form", "article", name, "--desk", desk)
        assert made.code == 0
        assert "**Source:**" in made.out


BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\n",
    "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    "broken.jsonl": b'{"text": "unfinished\n',
    "cut.txt.gz": gzip.compress(ARTICLE.encode() * 100)[:60],
    "nothing.html": b"<html><body><nav>Home</nav></body></html>",
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_named_and_keeps_its_place(run: Run, tmp_path: Path, name: str) -> None:
    desk, bad = tmp_path / "desk", tmp_path / name
    bad.write_bytes(BAD[name])
    run("init", desk)
    added = run("add", desk, bad)
    assert added.code == 1
    assert added.err.startswith(str(bad.with_suffix("") if name.endswith(".gz") else bad))
    assert "Traceback" not in added.err
    with sqlite3.connect(next(desk.rglob("*.sqlite"))) as connection:
        assert connection.execute("SELECT count(*) FROM issues").fetchone()[0] >= 1


def test_one_bad_document_costs_no_other(run: Run, tmp_path: Path, article: Path) -> None:
    desk, bad = tmp_path / "desk", tmp_path / "bad.txt"
    bad.write_bytes(b"")
    run("init", desk)
    added = run("add", desk, bad, tmp_path / "missing.txt", article)
    assert added.code == 0
    assert added.err.endswith("1 new, 0 known, 2 could not be read\n")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["frob"], 2, "No such command"),
        (["add", "desk"], 2, "Missing argument"),
        (["brief", "desk", "--day", "2025-02-30"], 2, "is no day"),
        (["brief", "{desk}", "{desk}"], 2, "A desk stands alone"),
        (["claims", "/nowhere"], 1, "is no desk"),
        (["read", "/nowhere.txt"], 1, "no such file"),
        (["brief", "/nowhere.txt"], 1, "none of this could be read"),
    ],
)
def test_a_mistake_is_answered_in_words(
    run: Run, example_desk: Path, arguments: list[str], code: int, says: str
) -> None:
    ended = run(*(argument.replace("{desk}", str(example_desk)) for argument in arguments))
    assert ended.code == code
    assert says in ended.err
    assert "Traceback" not in ended.err


def test_a_reader_that_leaves_early_is_no_error(desk: Path) -> None:
    ran = subprocess.run(
        f"{sys.executable} -m sayso claims {desk} --json | head -c 1",
        shell=True,
        capture_output=True,
        check=False,
    )
    assert ran.stdout == b"{"
    assert ran.stderr == b""


def test_help_loads_nothing_heavy() -> None:
    script = "import sys, sayso.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    heavy = {
        "sqlalchemy",
        "rich",
        "msgspec",
        "lxml",
        "numpy",
        "networkx",
        "alembic",
        "sayso.read",
        "sayso.ingest",
    }
    assert not heavy & set(loaded)


def test_the_same_articles_give_the_same_bytes(run: Run) -> None:
    folder = EXAMPLES / "articles"
    first, second = (run("brief", folder).out for _ in range(2))
    assert first == second
    assert msgspec.json.decode(run("read", "--json", folder).out.splitlines()[0])


def test_a_bar_goes_to_the_terminal_and_the_output_where_it_was_sent(article: Path) -> None:
    terminal, its_end = pty.openpty()
    ran = subprocess.run(
        [sys.executable, "-m", "sayso", "read", "--json", article], stdout=subprocess.PIPE, stderr=its_end, check=True
    )
    os.close(its_end)
    assert b"Reading" in os.read(terminal, 10_000)
    assert json.loads(ran.stdout)["document"]["text"] == ARTICLE


def test_each_place_is_explained_and_unknown_and_ambiguous_ones_are_said_to_be_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("KYIV - Drones hit the village of Nevidome and Springfield, the ministry said.\n", encoding="utf-8")
    told = run("places", "explain", path)
    assert told.code == 0
    assert "Kyiv: settlement, literal, UA" in told.out
    assert "population" in told.out
    assert "Nevidome: settlement, literal, in no list" in told.out
    assert "Springfield: settlement, literal, ambiguous" in told.out


def test_explaining_a_file_that_is_not_there_says_so(run: Run, tmp_path: Path) -> None:
    told = run("places", "explain", tmp_path / "none.txt")
    assert told.code == 1
    assert "Traceback" not in told.err
    assert len(told.err.strip().splitlines()) <= 2
