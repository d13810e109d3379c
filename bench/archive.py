"""A whole archive in one desk: the daily assessments, every page, and a WARC made of the pages.

    python bench/archive.py DATA --to docs/figures/archive.json
    python bench/archive.py DATA --warc-only 300

The first adds a third of it at a time and makes a brief after each, and says what each took: processor time, memory,
the desk's size, and what a document costs. It stops if a traceback is printed or anything handed in is neither a
document nor a place with an issue. The second only reads a WARC of so many MB, and says the memory that took.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fuzzing.archived import Archive
from runs import stamped

SAYSO = (sys.executable, "-m", "sayso")
PARTS = 3


def main() -> int:
    given = _arguments()
    pages = sorted(given.data.glob("pages/**/*.html.gz"))
    with tempfile.TemporaryDirectory(dir=given.scratch) as scratch:
        made = _warc_only(Path(scratch), pages, given.warc_only) if given.warc_only else None
        figures = made or _archive(Path(scratch), given.data, pages)
    print(json.dumps(figures, indent=1))
    if given.to:
        given.to.write_text(json.dumps(stamped(figures), indent=1) + "\n", encoding="utf-8")
    return 0


def _archive(scratch: Path, data: Path, pages: Sequence[Path]) -> dict[str, Any]:
    days = (data / "isw" / "assessments.jsonl").read_text("utf-8").splitlines()
    desk = scratch / "desk"
    _run("init", str(desk))
    rounds, handed_in = [], 0
    for part in range(PARTS):
        folder = scratch / f"part-{part}"
        handed_in += _lay_out(folder, days[part::PARTS], pages[part::PARTS])
        rounds.append(_round(desk, folder, scratch / "brief"))
        print(rounds[-1], file=sys.stderr)
    again = _run("add", str(desk), str(scratch / "part-0"))
    outcomes = sum(one["new"] + one["known"] + one["unread"] for one in rounds)
    if outcomes != handed_in:
        raise SystemExit(f"{handed_in} handed in, {outcomes} accounted for")
    if any(line.startswith(b"new") for line in again["out"].splitlines()):
        raise SystemExit("the same input twice was new")
    return {"handed in": handed_in, "lost": handed_in - outcomes, "tracebacks": 0, "rounds": rounds}


def _lay_out(folder: Path, days: Sequence[str], pages: Sequence[Path]) -> int:
    """A folder of assessments, pages and a WARC of the same pages; how many documents lie in it."""
    folder.mkdir()
    (folder / "assessments.jsonl").write_text("".join(f"{day}\n" for day in days), encoding="utf-8")
    for page in pages:
        (folder / page.name).write_bytes(page.read_bytes())
    archive = Archive(packed=True).info()
    for page in pages:
        archive.response(f"https://pages.example/{page.name}", gzip.decompress(page.read_bytes()))
    (folder / "pages.warc.gz").write_bytes(archive.data())
    return len(days) + 2 * len(pages)


def _round(desk: Path, folder: Path, out: Path) -> dict[str, Any]:
    added = _run("add", str(desk), str(folder))
    states = [line.split(b"\t")[0].decode() for line in added["out"].splitlines()]
    brief = _run("brief", str(desk), "--out", str(out))
    size = sum(file.stat().st_size for file in desk.rglob("*") if file.is_file())
    documents = _documents(desk)
    return {
        **{state: states.count(state) for state in ("new", "known", "unread")},
        "documents": documents,
        "add, seconds": round(added["seconds"], 1),
        "add, ms a document": round(1000 * added["seconds"] / max(1, len(states))),
        "add, MB": added["MB"],
        "brief, seconds": round(brief["seconds"], 1),
        "brief, MB": brief["MB"],
        "desk, MB": round(size / 1e6, 1),
        "desk, kB a document": round(size / 1e3 / documents),
    }


def _documents(desk: Path) -> int:
    from sayso.desk import Desk
    from sayso.store import documents

    with Desk.open(desk) as opened, opened.store.reading() as connection:
        return documents.count(connection)


def _run(*command: str) -> dict[str, Any]:
    """Run a command: what it printed, its processor time in seconds, its most memory. Stops on a traceback."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        started = subprocess.Popen((*SAYSO, *command), stdout=out, stderr=err)
        _, status, used = os.wait4(started.pid, 0)
        out.seek(0)
        err.seek(0)
        said = err.read()
        if status or b"Traceback" in said:
            raise SystemExit(f"{' '.join(command)} ended with {status}:\n{said.decode(errors='replace')[-3000:]}")
        return {"out": out.read(), "seconds": used.ru_utime + used.ru_stime, "MB": used.ru_maxrss // 1000}


def _warc_only(scratch: Path, pages: Sequence[Path], size: int) -> dict[str, Any]:
    """What reading the documents of a WARC takes, of so many MB and of a tenth of that."""
    contents = [gzip.decompress(page.read_bytes()) for page in pages]
    measured = {}
    for name, megabytes in (("a tenth", size // 10), ("whole", size)):
        path = scratch / f"{megabytes}.warc"
        _write(path, contents, megabytes)
        code = (
            "import resource, sys; from sayso.ingest import ingest\n"
            "n = sum(one.document is not None for one in ingest(sys.argv[1]))\n"
            "print(n, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000)"
        )
        began = time.process_time()
        told = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
        documents, memory = told.stdout.split()
        written = round(path.stat().st_size / 1e6)
        measured[name] = {"MB": written, "documents": int(documents), "most memory, MB": int(memory)}
        path.unlink()
        print(measured, round(time.process_time() - began), file=sys.stderr)
    return {"WARC": measured}


def _write(path: Path, contents: Sequence[bytes], megabytes: int) -> None:
    """An archive of so many MB, mostly of what no page is in (films, pictures), as crawls are."""
    film = b"\0" * 400_000
    with path.open("wb") as file:
        number = 0
        while file.tell() < megabytes * 1_000_000:
            archive = Archive()
            archive.response(f"https://pages.example/{number}", contents[number % len(contents)])
            archive.response(f"https://pages.example/{number}.mp4", film, media="video/mp4")
            file.write(archive.data())
            number += 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder that holds isw/ and pages/")
    parser.add_argument("--to", type=Path, help="the JSON file to write")
    parser.add_argument("--warc-only", type=int, metavar="MB")
    parser.add_argument("--scratch", type=Path, help="where to put what is made on the way")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
