"""Archives and exports through the command line: each document once, and where it came from."""

from __future__ import annotations

import json
from pathlib import Path

from fuzzing.archived import Archive, page
from running import Run


def test_a_web_archive_is_added_once_and_says_when_it_was_fetched(run: Run, tmp_path: Path) -> None:
    archive = Archive(packed=True).info().response("https://courier.example/a", page("Orlivka"))
    (tmp_path / "news.warc.gz").write_bytes(archive.response("https://courier.example/b", b"", status="404 No").data())
    desk = tmp_path / "desk"
    run("init", desk)
    first, again = (run("add", desk, tmp_path / "news.warc.gz") for _ in range(2))
    assert [line.split("\t")[0] for line in first.out.splitlines()] == ["new", "unread"]
    assert [line.split("\t")[0] for line in again.out.splitlines()] == ["known", "unread"]
    assert "answered 404" in first.err
    document = first.out.split("\t")[1]
    assert "fetched 2024-11-02T06:00:00Z" in run("show", document, "--desk", desk).out
    assert run("brief", desk, "--out", tmp_path / "out").code == 0


def test_lines_of_a_telegram_channel_are_cited_to_their_message(run: Run, tmp_path: Path) -> None:
    words = "The governor said on Friday that Russian forces had shelled Orlivka and that two people were hurt."
    messages = [{"id": 7, "type": "message", "date_unixtime": "1730444400", "text": words}]
    chat = {"name": "Courier Now", "type": "public_channel", "id": 1234, "messages": messages}
    (tmp_path / "result.json").write_text(json.dumps(chat))
    desk = tmp_path / "desk"
    run("init", desk)
    assert run("add", desk, tmp_path / "result.json").code == 0
    made = run("brief", desk, "--out", tmp_path / "out")
    assert made.code == 0
    cited = json.loads((tmp_path / "out" / "brief.json").read_text())
    assert cited["documents"][0]["url"] == "https://t.me/c/1234/7"
