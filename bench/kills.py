"""Kills `sayso add` at random moments and looks whether anything was lost.

    python bench/kills.py --kills 200

After each SIGKILL the desk must open, its file be sound and hold every document that was reported; at the end
one undisturbed run must finish what is left, and nothing may be there twice.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAYSO = (sys.executable, "-m", "sayso")
LONGEST_WAIT = 0.02  # seconds after a report: a document takes about that long, so the kill falls anywhere in it


def kill_adds(folder: Path, kills: int, seed: int = 0, articles: int = 60) -> dict[str, int]:
    """Kill ``kills`` runs over ``articles`` invented articles and count them. Raises SystemExit on a loss."""
    chance = random.Random(seed)
    pile, desk = folder / "pile", folder / "desk"
    write_articles(pile, articles)
    reported: set[str] = set()
    restarts = 0
    run_to_end("init", str(desk))
    for _ in range(kills):
        if len(reported) == articles:  # all done: begin again with an empty desk
            desk, reported, restarts = folder / f"desk-{restarts}", set(), restarts + 1
            run_to_end("init", str(desk))
        reported |= killed_add(desk, pile, chance)
        expect_all(desk, reported)
    finish(desk, pile, articles)
    return {"kills": kills, "articles": articles, "desks": restarts + 1}


def write_articles(pile: Path, count: int) -> None:
    """Short invented articles, no two alike."""
    pile.mkdir()
    for number in range(count):
        said = f'Harbour master Olena Haidai said on 3 March that "ferry {number} is late".'
        (pile / f"{number:04}.txt").write_text(f"Ferry {number} delayed\n\n{said}\n", encoding="utf-8")


def killed_add(desk: Path, pile: Path, chance: random.Random) -> set[str]:
    """Start an add, kill it after some new documents; the ids that it reported new."""
    run = subprocess.Popen([*SAYSO, "add", str(desk), str(pile)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert run.stdout is not None
    new, lines = chance.randrange(12), []
    while new >= 0 and (line := run.stdout.readline()):
        lines.append(line)
        new -= line.startswith(b"new")
    time.sleep(chance.random() * LONGEST_WAIT)
    run.kill()
    lines += run.stdout.readlines()
    run.wait()
    return {line.split(b"\t")[1].decode() for line in lines if not line.startswith(b"unread") and line.endswith(b"\n")}


def expect_all(desk: Path, reported: set[str]) -> None:
    """Raise when the store is damaged or lacks a reported document."""
    with sqlite3.connect(next(desk.rglob("*.sqlite"))) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
        read = {name for (name,) in connection.execute("SELECT document FROM readings")}
        strays = connection.execute("PRAGMA foreign_key_check").fetchall()
    if sound != "ok" or strays or not reported <= read:
        raise SystemExit(f"after a kill: {sound}, strays {strays}, lost {sorted(reported - read)}")


def run_to_end(*arguments: str) -> subprocess.CompletedProcess[str]:
    """A run of ours that nobody kills; raises with what it said when it fails."""
    run = subprocess.run([*SAYSO, *arguments], capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(f"sayso {' '.join(arguments)} failed: {run.stderr}")
    return run


def finish(desk: Path, pile: Path, articles: int) -> None:
    """Let an add run to its end; raise when a document is missing or double, or a further run adds any."""
    for _ in range(2):
        run = run_to_end("add", str(desk), str(pile))
    states = [line.split("\t")[0] for line in run.stdout.splitlines()]
    with sqlite3.connect(next(desk.rglob("*.sqlite"))) as connection:
        counts = [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("documents", "arrivals", "originals", "readings", "search")
        ]
    if states != ["known"] * articles or counts != [articles] * 5:
        raise SystemExit(f"at the end: {states.count('known')} of {articles} known, counts {counts}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Kill `sayso add` at random moments; nothing may be lost.")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        print(json.dumps(kill_adds(Path(made), options.kills, options.seed)))
