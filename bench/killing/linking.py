"""`sayso claims` and `sayso brief` on a desk that is not linked yet, killed at any moment or as they write."""

from __future__ import annotations

import random
import shutil
import time
from pathlib import Path

from killing.publishing import expect_whole, folder_of
from killing.running import (
    Rows,
    example_desk,
    expect,
    expect_sound,
    killed,
    rows,
    run_to_end,
    start,
    timed,
    wait_until,
    written,
)

FINISHED = 5  # each fifth of the desks that were linked before the kill is run to its end: the others are alike
LONGEST_WRITE = 0.05  # seconds: keeping the links of twelve articles takes about that long
MADE = (
    "SELECT id, packed FROM claims ORDER BY id",
    "SELECT claim, document, statement FROM members ORDER BY 1, 2, 3",
    "SELECT id, packed FROM disputes ORDER BY id",
    "SELECT claim, dispute FROM dispute_sides ORDER BY 1, 2",
    "SELECT document, original, packed FROM copies ORDER BY 1, 2",
    "SELECT fingerprint, packed FROM linkings",
    "SELECT count(*) FROM told",
)
NONE: tuple[Rows, ...] = ((), (), (), (), (), (), ((0,),))


def kill_links(folder: Path, kills: int, seed: int = 0) -> dict[str, int]:
    """Kill ``kills`` runs that link; links are then whole or not there. Raises SystemExit on anything else."""
    chance = random.Random(seed)
    fresh, whole, out = folder / "fresh", folder / "whole", folder / "out"
    example_desk(fresh)
    shutil.copytree(fresh, whole)
    longest = timed("brief", whole, "--out", folder / "expected")
    made, files = rows(whole, MADE), folder_of(folder / "expected")
    desk, linked = folder / "desk", 0
    shutil.copytree(fresh, desk)
    for number in range(kills):
        command = ("brief", desk, "--out", out) if number % 2 else ("claims", desk)
        said = killed_as_it_links(desk, command, longest, chance)
        expect_sound(desk)
        kept = rows(desk, MADE)
        expect(kept in (NONE, made), "after a kill: links that are neither whole nor missing")
        expect(kept == made or not said, "after a kill: what was told of links is lost")
        expect_whole(out, files)
        if kept == made:
            if linked % FINISHED == 0:
                finish(desk, out, made, files)
            desk, linked = folder / f"desk-{number}", linked + 1
            shutil.copytree(fresh, desk)
    finish(desk, out, made, files)
    return {"kills": kills, "after linking": linked, "desks": linked + 1}


def killed_as_it_links(
    desk: Path, command: tuple[str | Path, ...], longest: float, chance: random.Random
) -> list[bytes]:
    """Every other time at any moment of the run, else just as links are written; what was said until then."""
    run = start(*command)
    if chance.random() < 0.5:
        until = time.monotonic() + chance.uniform(0.2, 1.0) * longest
        wait_until(lambda: time.monotonic() > until, run)
    else:
        wait_until(lambda: written(desk) > 0, run)
        time.sleep(chance.random() * LONGEST_WRITE)
    return killed(run)


def finish(desk: Path, out: Path, made: tuple[Rows, ...], files: dict[str, bytes]) -> None:
    """Let a brief run to its end; raise where it is not that of a desk on which nobody was killed."""
    run_to_end("brief", desk, "--out", out)
    expect(rows(desk, MADE) == made, "at the end: other links than without a kill")
    expect(folder_of(out) == files, "at the end: another brief than without a kill")
