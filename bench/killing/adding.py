"""`sayso add`, killed after some document that it reported."""

from __future__ import annotations

import random
import time
from pathlib import Path

from killing.running import expect, expect_sound, killed, rows, run_to_end, start

LONGEST_WAIT = 0.02  # seconds after a report: a document takes about that long, so the kill falls anywhere in it
TABLES = ("documents", "arrivals", "originals", "readings", "search")


def kill_adds(folder: Path, kills: int, seed: int = 0, articles: int = 60) -> dict[str, int]:
    """Kill ``kills`` runs over ``articles`` invented articles and count them. Raises SystemExit on a loss."""
    chance = random.Random(seed)
    pile, desk = folder / "pile", folder / "desk"
    write_articles(pile, articles)
    reported: set[str] = set()
    desks = 1
    run_to_end("init", desk)
    for _ in range(kills):
        if len(reported) == articles:  # all done: begin again with an empty desk
            finish(desk, pile, articles)
            desk, reported, desks = folder / f"desk-{desks}", set(), desks + 1
            run_to_end("init", desk)
        reported |= killed_add(desk, pile, chance)
        expect_all(desk, reported)
    finish(desk, pile, articles)
    return {"kills": kills, "articles": articles, "desks": desks}


def write_articles(pile: Path, count: int) -> None:
    """Short invented articles, no two alike."""
    pile.mkdir()
    for number in range(count):
        said = f'Harbour master Olena Haidai said on 3 March that "ferry {number} is late".'
        (pile / f"{number:04}.txt").write_text(f"Ferry {number} delayed\n\n{said}\n", encoding="utf-8")


def killed_add(desk: Path, pile: Path, chance: random.Random) -> set[str]:
    """Start an add, kill it after some new documents; the ids that it reported new or known."""
    run = start("add", desk, pile)
    assert run.stdout is not None
    new, lines = chance.randrange(12), []
    while new >= 0 and (line := run.stdout.readline()):
        lines.append(line)
        new -= line.startswith(b"new")
    time.sleep(chance.random() * LONGEST_WAIT)
    return told(lines + killed(run))


def told(lines: list[bytes]) -> set[str]:
    """The ids of the documents in whole lines of what `add` prints."""
    whole = (line.split(b"\t") for line in lines if line.endswith(b"\n"))
    return {parts[1].decode() for parts in whole if parts[0] in (b"new", b"known")}


def expect_all(desk: Path, reported: set[str]) -> None:
    """Raise when the store is damaged or lacks a reported document."""
    expect_sound(desk)
    (read,) = rows(desk, ("SELECT document FROM readings",))
    lost = reported - {str(name) for (name,) in read}
    expect(not lost, f"after a kill: lost {sorted(lost)}")


def finish(desk: Path, pile: Path, articles: int) -> None:
    """Let an add run to its end; raise when a document is missing or double, or a further run adds any."""
    for _ in range(2):
        run = run_to_end("add", desk, pile)
    states = [line.split("\t")[0] for line in run.stdout.splitlines()]
    counts = rows(desk, (f"SELECT count(*) FROM {table}" for table in TABLES))
    right = states == ["known"] * articles and counts == (((articles,),),) * len(TABLES)
    expect(right, f"at the end: {states.count('known')} of {articles} known, counts {counts}")
