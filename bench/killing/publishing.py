"""`sayso publish` into a folder, killed at any moment or as it writes its files."""

from __future__ import annotations

import random
import time
from pathlib import Path

from killing.running import example_desk, expect, expect_sound, killed, rows, run_to_end, start, timed, wait_until

LONGEST_WRITE = 0.003  # seconds: a dozen files take about that long
FINISHED = 5  # each fifth of the folders that a kill left is published to its end: the others are alike
KEPT = ("SELECT day, packed FROM assessments", "SELECT id, packed FROM claims", "SELECT id FROM documents")


def kill_publications(folder: Path, kills: int, seed: int = 0) -> dict[str, int]:
    """Kill ``kills`` publications; each file is then whole or not there. Raises SystemExit on anything else."""
    chance = random.Random(seed)
    desk, expected = folder / "desk", folder / "expected"
    example_desk(desk)
    run_to_end("brief", desk, "--out", folder / "brief")
    longest = timed("publish", desk, "--out", expected)
    files, kept = folder_of(expected), rows(desk, KEPT)
    partial = 0
    for number in range(kills):
        out = folder / f"out-{number}"
        killed_publication(desk, out, longest, chance)
        expect_sound(desk)
        expect(rows(desk, KEPT) == kept, "after a kill: the desk is another")
        partial += expect_whole(out, files)
        if out.exists() and number % FINISHED == 0:
            finish(desk, out, files)
    finish(desk, folder / f"out-{kills - 1}", files)
    return {"kills": kills, "within the folder": partial}


def finish(desk: Path, out: Path, files: dict[str, bytes]) -> None:
    """Let a publication run to its end; raise where it is not that of a desk on which nobody was killed."""
    run_to_end("publish", desk, "--out", out)
    expect(folder_of(out) == files, "at the end: another publication than without a kill")
    run_to_end("verify", out)


def killed_publication(desk: Path, out: Path, longest: float, chance: random.Random) -> None:
    """Every other time at any moment of the run, else just as files are written."""
    run = start("publish", desk, "--out", out)
    if chance.random() < 0.5:
        until = time.monotonic() + chance.uniform(0.2, 1.0) * longest
        wait_until(lambda: time.monotonic() > until, run)
    else:
        wait_until(out.exists, run)
        time.sleep(chance.random() * LONGEST_WRITE)
    killed(run)


def folder_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path in it."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def expect_whole(out: Path, files: dict[str, bytes]) -> bool:
    """Raise where a file under its own name is not whole; whether some, but not all, are there."""
    names = {name: data for name, data in folder_of(out).items() if not name.rpartition("/")[2].startswith(".")}
    for name, data in names.items():
        expect(files.get(name) == data, f"after a kill: {name} is not whole")
    return 0 < len(names) < len(files)
