"""Runs of Sayso, killed or not, and whether a desk is sound and holds what it should."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

SAYSO = (sys.executable, "-m", "sayso")
EXAMPLES = Path(__file__).parent.parent.parent / "examples"
STORIES = ("*burshtyn*", "*stepnohirsk*")  # twelve articles, linked in a second
POLL = 0.002  # seconds between two looks at what a run does
LONGEST = 300.0  # seconds for one run, on a machine that has much else to do

Rows = tuple[tuple[object, ...], ...]


def start(*arguments: str | Path) -> subprocess.Popen[bytes]:
    """A run of ours whose output can be read."""
    command = [*SAYSO, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def killed(run: subprocess.Popen[bytes]) -> list[bytes]:
    """Kill a run and return the rest of what it said."""
    assert run.stdout is not None
    run.kill()
    lines = run.stdout.readlines()
    run.wait()
    return lines


def wait_until(happened: Callable[[], bool], run: subprocess.Popen[bytes]) -> None:
    """Wait until something happened, or the run ended by itself."""
    until = time.monotonic() + LONGEST
    while not happened() and run.poll() is None and time.monotonic() < until:
        time.sleep(POLL)


def run_to_end(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """A run of ours that nobody kills; raises with what it said when it fails."""
    run = subprocess.run([*SAYSO, *map(str, arguments)], capture_output=True, text=True, timeout=LONGEST)
    if run.returncode:
        raise SystemExit(f"sayso {' '.join(map(str, arguments))} failed: {run.stderr}")
    return run


def timed(*arguments: str | Path) -> float:
    """How many seconds a run takes that nobody kills."""
    before = time.monotonic()
    run_to_end(*arguments)
    return time.monotonic() - before


def store_of(desk: Path) -> Path:
    """The file of a desk's store."""
    return next(desk.rglob("*.sqlite"))


def written(desk: Path) -> int:
    """How large the journal of a desk's store is: it grows with each write."""
    journal = store_of(desk).with_name(store_of(desk).name + "-wal")
    return journal.stat().st_size if journal.exists() else 0


def rows(desk: Path, queries: Iterable[str]) -> tuple[Rows, ...]:
    """What a desk's store answers to each query."""
    with sqlite3.connect(store_of(desk)) as connection:
        found = tuple(tuple(connection.execute(query).fetchall()) for query in queries)
    connection.close()
    return found


def expect(holds: bool, what: str) -> None:
    """Raise SystemExit with ``what`` was lost or is double, unless all ``holds``."""
    if not holds:
        raise SystemExit(what)


def expect_sound(desk: Path) -> None:
    """Raise when the store is damaged."""
    sound, strays = rows(desk, ("PRAGMA integrity_check", "PRAGMA foreign_key_check"))
    expect(sound == (("ok",),) and not strays, f"after a kill: {sound}, strays {strays}")


def example_desk(desk: Path) -> None:
    """A desk of two of the stories of the examples, not linked yet."""
    run_to_end("init", desk)
    (desk / "desk.toml").write_bytes((EXAMPLES / "desk.toml").read_bytes())
    articles = sorted(str(path) for glob in STORIES for path in (EXAMPLES / "articles").glob(glob))
    run_to_end("add", desk, *articles)
