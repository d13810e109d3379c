"""Killed at any moment (SIGKILL), following goes on where it was: nothing lost, nothing double."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from loopback import Page, Site, feed, item, rss
from sqlalchemy import text

from sayso.desk import Desk
from sayso.store import documents, following

ARTICLES = 12
WHOLE = 4
KILLS = 4
ALLOWED = 120  # seconds for one run; it takes three


@pytest.fixture
def full_site(site: Site) -> Site:
    """A feed of sixteen entries: twelve name a page, four are whole articles."""
    named = [item(site.at(f"/{number}"), f"Page {number}") for number in range(ARTICLES)]
    sentence = "<p>Mayor Olena Haidai said that pier {} would be mended before the winter comes to Burshtyn.</p>"
    whole = [
        item(
            site.at(f"/whole/{number}"),
            f"Whole {number}",
            more=f"<content:encoded><![CDATA[{sentence.format(number) * 8}]]></content:encoded>",
        )
        for number in range(WHOLE)
    ]
    site.paths["/feed"] = Page(rss(*named, *whole), headers={"ETag": '"1"'})
    for number in range(ARTICLES):
        site.article(f"/{number}", f"Page {number}", count=40 + number)
    return site


def start(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "sayso", "watch", str(folder), "--once"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def told_before_the_kill(run: subprocess.Popen[str], lines: int, wait: float) -> list[str]:
    """The ids that a run reported as new until it was killed: ``wait`` seconds after so many lines."""
    assert run.stdout is not None
    found = [run.stdout.readline() for _ in range(lines)]
    time.sleep(wait)
    os.kill(run.pid, signal.SIGKILL)
    found += run.stdout.readlines()
    run.wait(ALLOWED)
    whole = (line.split("\t") for line in found if line.endswith("\n"))
    return [parts[1] for parts in whole if parts[0] == "new"]


def test_killed_and_killed_again_it_ends_with_all(
    full_site: Site, make_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    desk = make_desk(feed(full_site.at("/feed")), watch="pause = 0.01")
    dice = random.Random(8)
    reported: list[str] = []
    for kill in range(KILLS):
        # The first before anything is told (while the feed is asked for), the others ever later.
        lines, wait = (0, dice.uniform(1.0, 2.0)) if kill == 0 else (dice.randint(1, 3), dice.uniform(0.0, 0.15))
        reported += told_before_the_kill(start(tmp_path / "desk0"), lines, wait)
    last, _ = start(tmp_path / "desk0").communicate(timeout=ALLOWED)  # and this one to its end
    reported += [line.split("\t")[1] for line in last.splitlines() if line.startswith("new\t")]
    with desk.store.reading() as connection:
        kept = list(documents.every(connection))
        doubles = connection.execute(text("SELECT path FROM arrivals GROUP BY path HAVING count(*) > 1")).all()
        due = following.due_hosts(connection, "9999", (full_site.at("/feed"),))
    assert sorted(one.title or "" for one in kept) == sorted(
        [f"Page {number}" for number in range(ARTICLES)] + [f"Whole {number}" for number in range(WHOLE)]
    )
    assert len(set(reported)) == len(reported), "something was new twice"
    assert set(reported) <= {one.id for one in kept}, "something that was reported is lost"
    assert doubles == []
    assert due == ()
