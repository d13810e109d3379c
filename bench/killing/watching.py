"""`sayso watch --once` on a site of our own on loopback, killed before or after what it tells of."""

from __future__ import annotations

import random
import time
from pathlib import Path

from loopback import Page, Site, feed, item, rss, serving

from killing.running import expect, expect_sound, killed, rows, run_to_end, start, wait_until, written

ARTICLES = 24
LONGEST_WAIT = 0.15  # seconds after a line: a page takes about that long
KEPT = ("SELECT id FROM documents",)
AT_THE_END = (
    "SELECT count(*) FROM documents",
    "SELECT path FROM arrivals GROUP BY path HAVING count(*) > 1",
    "SELECT key FROM sightings WHERE state <> 'kept'",
)


def kill_watches(folder: Path, kills: int, seed: int = 0) -> dict[str, int]:
    """Kill ``kills`` runs on a feed of twenty-four pages. Raises SystemExit on a loss or a double."""
    chance = random.Random(seed)
    with serving() as site:
        serve_articles(site)
        desk, reported, desks = folder / "desk", list[str](), 1
        following_desk(desk, site)
        for _ in range(kills):
            if len(reported) == ARTICLES:
                finish(desk, reported)
                desk, reported, desks = folder / f"desk-{desks}", [], desks + 1
                following_desk(desk, site)
            reported += killed_watch(desk, chance, anything=bool(reported))
            expect_sound(desk)
            (kept,) = rows(desk, KEPT)
            lost = set(reported) - {str(name) for (name,) in kept}
            expect(not lost, f"after a kill: lost {sorted(lost)}")
        finish(desk, reported)
    return {"kills": kills, "articles": ARTICLES, "desks": desks}


def serve_articles(site: Site) -> None:
    """A feed and its pages."""
    named = [item(site.at(f"/{number}"), f"Page {number}") for number in range(ARTICLES)]
    site.paths["/feed"] = Page(rss(*named), headers={"ETag": '"1"'})
    for number in range(ARTICLES):
        site.article(f"/{number}", f"Page {number}", count=40 + number)


def following_desk(desk: Path, site: Site) -> None:
    """A desk that follows the site."""
    run_to_end("init", desk)
    watch = '[watch]\nallow = ["127.0.0.0/8"]\npause = 0.01\n'
    (desk / "desk.toml").write_text(f'name = "Kills"\n{watch}[[feeds]]\n{feed(site.at("/feed"))}\n', encoding="utf-8")


def killed_watch(desk: Path, chance: random.Random, anything: bool) -> list[str]:
    """Kill a run after some lines, or as it first writes; the ids that it reported as new."""
    run = start("watch", desk, "--once")
    assert run.stdout is not None
    lines: list[bytes] = []
    if anything and chance.random() < 0.75:
        lines = [run.stdout.readline() for _ in range(chance.randint(1, 5))]
    else:
        wait_until(lambda: written(desk) > 0, run)
    time.sleep(chance.random() * LONGEST_WAIT)
    return new_of(lines + killed(run))


def new_of(lines: list[bytes]) -> list[str]:
    """The ids in whole lines of what is new."""
    whole = (line.decode().split("\t") for line in lines if line.endswith(b"\n"))
    return [parts[1] for parts in whole if parts[0] == "new"]


def finish(desk: Path, reported: list[str]) -> None:
    """Let a run come to its end; raise when an article is missing, double or reported new twice."""
    last = new_of(run_to_end("watch", desk, "--once").stdout.encode().splitlines(keepends=True))
    expect(len(set(reported + last)) == len(reported + last), "at the end: something was new twice")
    found = rows(desk, AT_THE_END)
    expect(found == (((ARTICLES,),), (), ()), f"at the end: {found}")
