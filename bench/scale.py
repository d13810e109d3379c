"""Linking at scale, whole process, from stored readings; and trace on a large desk.

    python bench/scale.py --work FOLDER [--sizes 1000 10000 100000] [--more 100] [--seed N] [--json OUT] [--taken LOG]

A large size takes long: what an earlier run printed can be handed on with ``--taken``, and is not measured again.

For each size a desk in FOLDER is filled once with the readings of a world (`bench/worlds`, articles of about ten
statements), which is no part of what is measured. Then, each in a process of its own:

- link: open the desk, link everything, keep it. Wall-clock and processor seconds of the whole process and of the one
  it forks, their highest memory, milliseconds per document, and growth: how much more a document costs than at the
  size before, beside the growth of n log n. On a machine that others use too the processor's seconds say more than the
  clock's: its load stands beside them.
- more: the desk is copied, ``--more`` documents of the world's last days are kept, and the desk is linked again: the
  whole process, and the linking in it. Keeping them is no part of it.
- trace: words of a claim of the desk, in a new process each time (cold), and in one process that stays open.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from msgspec.structs import replace
from runs import stamped
from worlds import WorldSettings, stories

from sayso.desk import Desk
from sayso.model import Reading

BATCH = 500  # documents kept in one transaction
ASIDES = 1.5
TRACED = 20  # claims traced in one open process; five of them cold


def world(documents: int, seed: int) -> WorldSettings:
    """A world of about so many documents, as dense in time as one of 3,000 in forty days, up to two years."""
    days = min(730, max(20, documents // 75))
    return WorldSettings(seed, documents, days=days, side_facts=(3, 8), asides=ASIDES)


def readings(settings: WorldSettings) -> Iterator[Reading]:
    """The readings of a world, one story at a time."""
    from sayso.read import ReadSettings
    from sayso.read.reading import run_id

    run = run_id(ReadSettings())  # what this Sayso would read with on an empty desk, so that nothing is read again
    for story in stories(settings):
        for article in story.articles:
            if not article.hidden:
                yield replace(article.reading, run=run)


def keep(desk: Desk, found: Iterator[Reading]) -> int:
    """Keep documents with their readings, as `sayso add` does; how many statements they hold."""
    from sayso.store import documents
    from sayso.store import readings as stored
    from sayso.store.documents import Arrival

    statements = 0
    while batch := list(islice(found, BATCH)):
        with desk.store.writing() as connection:
            for reading in batch:
                text = reading.document.text.encode()
                document = reading.document
                documents.put(connection, Arrival(f"{document.id}.txt", "text/plain", text, document))
                stored.put(connection, reading)
                statements += len(reading.statements) + len(reading.assertions)
    return statements


def fill(folder: Path, documents: int, seed: int, more: int) -> dict[str, Any]:
    """A desk of so many documents beside one file with the readings of ``more`` later ones."""
    start = time.perf_counter()
    found = readings(world(documents + more + documents // 5, seed))
    with Desk.create(folder / "desk") as desk:
        statements = keep(desk, islice(found, documents))
    (folder / "seed").write_text(str(seed), "utf-8")
    made = {"documents": documents, "statements": statements, "seconds": round(time.perf_counter() - start, 1)}
    (folder / "filled.json").write_text(json.dumps(made), "utf-8")
    return made


def link(folder: Path, name: str) -> dict[str, Any]:
    """Link the desk in this process."""
    from sayso.pipeline import bring_up_to_date

    with Desk.open(folder / name) as desk:
        start, busy = time.perf_counter(), time.process_time()
        bring_up_to_date(desk)
        seconds, busy = time.perf_counter() - start, time.process_time() - busy
        claims, disputes = counted(desk)
    return {
        "linking": round(seconds, 2),
        "linking_processor": round(busy, 2),
        "claims": claims,
        "disputes": disputes,
        "load": load(),
        **used(),
    }


def load() -> list[float]:
    """How many processes of the whole machine wanted a core, over one, five and fifteen minutes."""
    return [round(one, 1) for one in os.getloadavg()]


def counted(desk: Desk) -> tuple[int, ...]:
    """How many claims and disputes are kept."""
    from sqlalchemy import func, select

    from sayso.store.schema import claims, disputes

    with desk.store.reading() as connection:
        return tuple(
            connection.execute(select(func.count()).select_from(one)).scalar_one() for one in (claims, disputes)
        )


def add(folder: Path, documents: int, more: int) -> dict[str, Any]:
    """Keep ``more`` documents that follow those of the desk, on a copy of it."""
    shutil.rmtree(folder / "more", ignore_errors=True)
    shutil.copytree(folder / "desk", folder / "more")
    seed = int((folder / "seed").read_text("utf-8"))
    found = readings(world(documents + more + documents // 5, seed))
    with Desk.open(folder / "more") as desk:
        keep(desk, islice(found, documents, documents + more))
    return {}


def open_traces(folder: Path) -> dict[str, Any]:
    """Milliseconds of tracing claims of the desk in one process, after a first one."""
    from sayso.pipeline.tracing import trace  # type: ignore[import-not-found]

    times, busy = [], []
    with Desk.open(folder / "desk") as desk:
        words = asked(desk)
        trace(desk.store, words[0])
        for one in words:
            start, busy_from = time.perf_counter(), time.process_time()
            trace(desk.store, one)
            times.append(1000 * (time.perf_counter() - start))
            busy.append(1000 * (time.process_time() - busy_from))
    return {
        "words": words[:5],
        "median_ms": round(median(times)),
        "longest_ms": round(max(times)),
        "processor_median_ms": round(median(busy)),
        "processor_longest_ms": round(max(busy)),
        "load": load(),
    }


def asked(desk: Desk) -> list[str]:
    """Words to trace: what some documents of the desk put forward, drawn at random."""
    from sqlalchemy import select

    from sayso.store import readings as stored
    from sayso.store.schema import documents

    with desk.store.reading() as connection:
        ids = Random(1).sample(sorted(connection.execute(select(documents.c.id)).scalars()), TRACED)
        found = [stored.get(connection, ident) for ident in ids]
    return [_content(reading) for reading in found if reading.statements]


def _content(reading: Reading) -> str:
    span = reading.statements[0].content[0]
    return reading.document.text[span.start : span.end].removeprefix("that ")


def used() -> dict[str, float]:
    """Seconds of this process and its children so far, and the most memory it had, and a child had.

    A child's counts what it shares with this process.
    """
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    memory = {name: round(one.ru_maxrss / 1024) for name, one in zip(("mb", "child_mb"), usage, strict=True)}
    return {"processor": round(sum(one.ru_utime + one.ru_stime for one in usage), 2), **memory}


def child(*arguments: object) -> dict[str, Any]:
    """What a step prints when it is run in a process of its own, with that process's wall-clock time."""
    start = time.perf_counter()
    command = [sys.executable, __file__, "--step", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr}")
    return {"process": round(time.perf_counter() - start, 2), **json.loads(done.stdout)}


STEPS: dict[str, Callable[..., dict[str, Any]]] = {
    "fill": lambda folder, size, seed, more: fill(Path(folder), int(size), int(seed), int(more)),
    "link": lambda folder, name: link(Path(folder), name),
    "add": lambda folder, size, more: add(Path(folder), int(size), int(more)),
    "trace": lambda folder: open_traces(Path(folder)),
}


def measured(folder: Path, size: int, seed: int, more: int) -> dict[str, Any]:
    """All figures of one size."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "filled.json").exists():
        shutil.rmtree(folder / "desk", ignore_errors=True)
        child("fill", folder, size, seed, more)
    row = {"filled": json.loads((folder / "filled.json").read_text("utf-8"))}
    unlink(folder / "desk")
    row["link"] = child("link", folder, "desk")
    row["link"]["ms_per_document"] = round(1000 * row["link"]["processor"] / size, 2)
    child("add", folder, size, more)
    row["more"] = child("link", folder, "more")
    if find_spec("sayso.cli.trace"):
        row["trace"] = {"open": child("trace", folder)}
        row["trace"] |= cold(folder, row["trace"]["open"].pop("words"))
    return row


def unlink(desk: Path) -> None:
    """Forget the desk's links, so that they are made anew: the desk as filled is kept beside it."""
    clean = desk.with_name("unlinked")
    if clean.exists():
        shutil.rmtree(desk)
        shutil.copytree(clean, desk)
    else:
        shutil.copytree(desk, clean)


def cold(folder: Path, words: Sequence[str]) -> dict[str, float]:
    """Seconds of `sayso trace` in a new process, and of the processor's, the medians of some."""
    times, busy = [], []
    for one in words:
        start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-m", "sayso", "trace", str(folder / "desk"), one]
        subprocess.run(command, capture_output=True, check=True)
        times.append(time.perf_counter() - start)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        busy.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return {"cold_s": round(median(times), 2), "cold_processor_s": round(median(busy), 2)}


def growth(rows: dict[int, dict[str, Any]]) -> dict[str, dict[str, float]]:
    """How much more a document costs than at the size before, and how much more n log n allows."""
    out = {}
    for small, large in zip(list(rows), list(rows)[1:], strict=False):
        cost = rows[large]["link"]["ms_per_document"] / rows[small]["link"]["ms_per_document"]
        out[f"{small} to {large}"] = {"cost": round(cost, 2), "n log n": round(math.log(large) / math.log(small), 2)}
    return out


def printed(log: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The sizes and their figures in what an earlier run printed."""
    for line in log.read_text("utf-8").splitlines():
        size, _, row = line.partition(" ")
        if size.isdigit():
            yield int(size), json.loads(row)


def main() -> None:
    if sys.argv[1:2] == ["--step"]:
        print(json.dumps(STEPS[sys.argv[2]](*sys.argv[3:])))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--more", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--taken", type=Path, nargs="*", default=[])
    given = parser.parse_args()
    rows = {size: row for log in given.taken for size, row in printed(log)}
    for size in sorted(set(given.sizes) - rows.keys()):
        rows[size] = measured(given.work / str(size), size, given.seed, given.more)
        print(size, json.dumps(rows[size]), flush=True)
    rows = dict(sorted(rows.items()))
    figures = {"sizes": {str(size): row for size, row in rows.items()}, "growth": growth(rows)}
    print("growth", json.dumps(figures["growth"]))
    if given.json:
        given.json.write_text(json.dumps(stamped(figures), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
