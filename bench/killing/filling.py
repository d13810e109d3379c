"""A disk that fills while articles are added: the message, the desk after it, and the next run with room again."""

from __future__ import annotations

import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from killing.adding import expect_all, finish, told, write_articles
from killing.running import SAYSO, expect, run_to_end, store_of

ARTICLES = 40
ROOM = 400_000  # bytes that the disk still has: enough for some of the articles, not for all
WHOLE_DISK = "4m"


def fill_disk(folder: Path, mount: bool = True) -> dict[str, int | str]:
    """Add until a small disk is full, make room and go on. Raises SystemExit on a loss.

    The disk is a tmpfs of four megabytes where one may be mounted, else, or without ``mount``, no file may grow beyond
    a size.
    """
    pile, disk = folder / "pile", folder / "disk"
    write_articles(pile, ARTICLES)
    disk.mkdir()
    with small_disk(disk) if mount else nullcontext(False) as mounted:
        desk = disk / "desk"
        run_to_end("init", desk)
        kept = add_without_room(desk, pile, disk / "ballast" if mounted else None)
        expect(0 < kept < ARTICLES, f"{kept} of {ARTICLES} articles found room: the test tests nothing")
        (disk / "ballast").unlink(missing_ok=True)
        finish(desk, pile, ARTICLES)
    return {"disk": "tmpfs" if mounted else "limit of a file's size", "kept before it was full": kept}


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """Mount a small disk at ``folder`` while the block runs; False where we may not."""
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={WHOLE_DISK}", "tmpfs", str(folder)], capture_output=True
    )
    try:
        yield mounted.returncode == 0
    finally:
        if mounted.returncode == 0:
            subprocess.run(["umount", str(folder)], check=True)


def add_without_room(desk: Path, pile: Path, ballast: Path | None) -> int:
    """Add where there is room for some; how many were reported. Raises when one of them is not there after it."""
    if ballast is not None:
        free = int(subprocess.check_output(["df", "--output=avail", "-B1", str(desk)]).split()[-1])
        ballast.write_bytes(b"\0" * max(0, free - ROOM))
    run = subprocess.run(
        [*SAYSO, "add", str(desk), str(pile)], capture_output=True, preexec_fn=None if ballast else limited(desk)
    )
    said = [line for line in run.stderr.decode().splitlines() if line]
    expect(run.returncode == 1, f"a full disk, and exit code {run.returncode}: {said}")
    expect(len(said) == 2 and said[0].startswith("sayso: "), f"a full disk, and no two lines: {said}")
    reported = told(run.stdout.splitlines(keepends=True))
    expect_all(desk, reported)
    return len(reported)


def limited(desk: Path) -> Callable[[], None]:
    """What keeps every file of a process below a size."""
    most = store_of(desk).stat().st_size + ROOM
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
