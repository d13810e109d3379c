"""Nothing that was reported done is lost, and nothing is there twice, whatever happens meanwhile.

`bench/kills.py` does the same two hundred times.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from killing.adding import finish, kill_adds, write_articles
from killing.filling import fill_disk
from killing.linking import kill_links
from killing.publishing import kill_publications
from killing.running import SAYSO, run_to_end
from killing.watching import kill_watches


def test_kills_during_add_lose_nothing(tmp_path: Path) -> None:
    assert kill_adds(tmp_path, 4, articles=20)["kills"] == 4


def test_kills_during_linking_leave_all_links_or_none(tmp_path: Path) -> None:
    assert kill_links(tmp_path, 3)["kills"] == 3


def test_kills_during_watch_lose_nothing(tmp_path: Path) -> None:
    assert kill_watches(tmp_path, 2)["kills"] == 2


def test_kills_during_publish_leave_whole_files(tmp_path: Path) -> None:
    assert kill_publications(tmp_path, 3)["kills"] == 3


def test_a_full_disk_is_said_in_two_lines_and_costs_nothing_that_was_reported(tmp_path: Path) -> None:
    assert fill_disk(tmp_path, mount=False)["disk"] == "limit of a file's size"


def test_two_who_add_at_once_add_everything_once(tmp_path: Path) -> None:
    pile, desk = tmp_path / "pile", tmp_path / "desk"
    write_articles(pile, 20)
    run_to_end("init", desk)
    add = [*SAYSO, "add", str(desk), str(pile)]
    both = [subprocess.Popen(add, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    lines = [line for one in both for line in one.communicate()[0].splitlines()]
    assert [one.returncode for one in both] == [0, 0]
    assert sum(line.startswith("new\t") for line in lines) == 20
    finish(desk, pile, 20)
