"""`sayso doctor`, `backup` and `restore` as a person calls them."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from running import Run


def harm(desk: Path) -> None:
    with sqlite3.connect(next(desk.rglob("*.sqlite"))) as connection:
        connection.execute("DELETE FROM search_docsize WHERE id = 1")
        connection.execute("UPDATE originals SET packed = x'00' WHERE rowid = 1")
    connection.close()


def test_a_sound_desk_is_said_to_be(run: Run, small_desk: Path) -> None:
    done = run("doctor", small_desk)
    assert done.code == 0
    assert "is sound: " in done.out


def test_a_line_for_each_damage_and_an_exit_code(run: Run, small_desk: Path) -> None:
    harm(small_desk)
    done = run("doctor", small_desk)
    assert done.code == 1
    assert [line.partition(":")[0] for line in done.out.splitlines()] == ["index", "original"]
    assert "sayso restore" in done.out
    assert done.err == "2 found\n"


def test_json_lines(run: Run, small_desk: Path) -> None:
    harm(small_desk)
    found = [json.loads(line) for line in run("doctor", small_desk, "--json").out.splitlines()]
    assert [(one["part"], set(one)) for one in found] == [
        ("index", {"part", "what", "to_do"}),
        ("original", {"part", "what", "to_do"}),
    ]


def test_what_can_be_made_again_is(run: Run, small_desk: Path) -> None:
    harm(small_desk)
    done = run("doctor", small_desk, "--mend")
    assert done.code == 1
    assert [line.partition(":")[0] for line in done.out.splitlines()] == ["original"]


def test_back_and_forth(run: Run, small_desk: Path, tmp_path: Path) -> None:
    assert run("backup", small_desk, tmp_path / "kept.zip").code == 0
    assert run("restore", tmp_path / "kept.zip", tmp_path / "again").code == 0
    assert run("claims", tmp_path / "again").out == run("claims", small_desk).out
    refused = run("restore", tmp_path / "kept.zip", small_desk)
    assert refused.code == 1
    assert len(refused.err.splitlines()) == 2
