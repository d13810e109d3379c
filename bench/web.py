"""The served desk under load: how long claim, document and search pages take, and whether memory grows.

    python bench/web.py --work FOLDER [--documents 100000] [--seconds 60] [--users 20] [--requests 20000] [--json OUT]

A desk is filled once in FOLDER (`web_desk`). `sayso serve` serves it in a process of its own; the users are threads of
another. Each asks for a page, the HTML as a browser gets it, chosen at random: a claim, a document, a search of one to
three words of some document, every fourth with a filter.

- paced: each user looks at a page for half a second to one and a half before asking for the next.
- unpaced: each asks again at once; how much the server does when it is all there is to do.
- memory: ``--requests`` more, unpaced; the resident memory of the server and its processes before, at each tenth, and
  after.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import median
from typing import Any
from urllib.parse import quote

from runs import stamped
from web_desk import fill, settle

HTML = {"Accept": "text/html"}
WARM = 300  # requests before anything is measured
SAMPLE = 400  # documents and claims that addresses are drawn from
_WORD = re.compile(r"[A-Za-z]{4,}")


class Addresses:
    """Addresses of pages of a desk, drawn at random."""

    def __init__(self, desk: Path) -> None:
        from sqlalchemy import text

        from sayso.desk import Desk
        from sayso.store import documents

        with Desk.open(desk) as opened, opened.store.reading() as connection:
            self.size = documents.count(connection)
            self.documents = _drawn(
                connection.execute(text("SELECT id FROM documents ORDER BY number")).scalars().all()
            )
            self.claims = _drawn(connection.execute(text("SELECT id FROM claims ORDER BY number")).scalars().all())
            much_told = "SELECT id FROM claims JOIN claim_heads USING (number) ORDER BY told DESC LIMIT 40"
            self.claims += connection.execute(text(much_told)).scalars().all()
            outlets = connection.execute(text("SELECT name FROM names WHERE number IN (SELECT outlet FROM listed)"))
            self.outlets = sorted(outlets.scalars())
            self.words = [_WORD.findall(documents.get(connection, name).text) for name in self.documents]

    def claim(self, rng: Random) -> str:
        return f"/claim/{rng.choice(self.claims)}"

    def document(self, rng: Random) -> str:
        return f"/document/{rng.choice(self.documents)}"

    def search(self, rng: Random) -> str:
        words = rng.choice(self.words)
        asked = " ".join(rng.sample(words, min(len(words), rng.randint(1, 3))))
        outlet = f"&outlet={quote(rng.choice(self.outlets))}" if rng.random() < 0.25 else ""
        return f"/search?words={quote(asked)}{outlet}"


class User(threading.Thread):
    """Somebody who asks for page after page until told to stop, on one connection."""

    def __init__(self, port: int, addresses: Addresses, seed: int, until: Callable[[], bool], pause: bool) -> None:
        super().__init__(daemon=True)
        self._port, self._addresses, self._until, self._pause = port, addresses, until, pause
        self._rng = Random(seed)
        self.took: dict[str, list[float]] = {"claim": [], "document": [], "search": []}
        self.slow: list[tuple[float, str]] = []
        self.failed: list[str] = []

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        if self._pause:
            time.sleep(self._rng.random())
        while not self._until():
            kind = self._rng.choice(list(self.took))
            path = getattr(self._addresses, kind)(self._rng)
            start = time.perf_counter()
            try:
                connection.request("GET", path, headers=HTML)
                answer = connection.getresponse()
                answer.read()
            except (OSError, http.client.HTTPException) as fault:
                self.failed.append(f"{path}: {fault!r}")
                connection.close()
                continue
            took = time.perf_counter() - start
            self.took[kind].append(took)
            self.slow = sorted([*self.slow, (took, path)])[-2:]
            if answer.status != 200:
                self.failed.append(f"{path}: {answer.status}")
            if self._pause:
                time.sleep(self._rng.uniform(0.5, 1.5))
        connection.close()


def load(
    port: int, addresses: Addresses, users: int, until: Callable[[], bool], pause: bool, seed: int
) -> dict[str, Any]:
    """What users saw: milliseconds by kind of page, requests a second, failures."""
    start = time.perf_counter()
    crowd = [User(port, addresses, 1000 * seed + number, until, pause) for number in range(users)]
    for user in crowd:
        user.start()
    for user in crowd:
        user.join()
    seconds = time.perf_counter() - start
    took = {kind: sorted(one for user in crowd for one in user.took[kind]) for kind in crowd[0].took}
    failed = [one for user in crowd for one in user.failed]
    slow = max(one for user in crowd for one in user.slow)
    return {
        **{kind: spread(times) for kind, times in took.items()},
        "requests": sum(map(len, took.values())),
        "a_second": round(sum(map(len, took.values())) / seconds, 1),
        "failed": len(failed),
        "failures": failed[:5],
        "slowest": [round(1000 * slow[0]), slow[1]],
    }


def spread(times: Sequence[float]) -> dict[str, float]:
    """Milliseconds: the median, the 95th and 99th in a hundred."""
    if not times:
        return {}
    at = {f"p{part}": times[min(len(times) - 1, len(times) * part // 100)] for part in (95, 99)}
    return {name: round(1000 * value, 1) for name, value in {"median": median(times), **at}.items()}


def resident(pid: int) -> float:
    """Megabytes of memory that a process and those it started have now."""
    pages = sum(int(Path(f"/proc/{one}/statm").read_text().split()[1]) for one in (pid, *started_by(pid)))
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)


def started_by(pid: int) -> list[int]:
    """The processes that a process started and that still run."""
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(one) for file in lists for one in file.read_text().split()]


def memory(port: int, pid: int, addresses: Addresses, users: int, requests: int) -> dict[str, Any]:
    """The memory of the server and its processes over so many requests."""
    sizes = [resident(pid)]
    for tenth in range(10):
        left = iter(range(requests // 10))
        lock = threading.Lock()
        load(port, addresses, users, lambda left=left, lock=lock: _taken(left, lock), False, 100 + tenth)
        sizes.append(resident(pid))
    return {"requests": requests, "mb": sizes, "growth": round(sizes[-1] / sizes[1] - 1, 3)}


def _taken(left: Iterator[int], lock: threading.Lock) -> bool:
    with lock:
        return next(left, None) is None


def _drawn(names: Sequence[str]) -> list[str]:
    return Random(1).sample(list(names), min(SAMPLE, len(names)))


class Server:
    """`sayso serve` in a process of its own."""

    def __init__(self, desk: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "sayso", "serve", str(desk), "--port", str(self.port)]
        self.process = subprocess.Popen(command)

    def __enter__(self) -> Server:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", "/api/v1/health")
                if connection.getresponse().status == 200:
                    return self
            except OSError:
                time.sleep(0.1)
        raise SystemExit("the server does not start")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()


def priority() -> str:
    """What the system lets this process have before others: its group's niceness on Linux, below 0 for more."""
    group = Path("/proc/self/autogroup")
    return group.read_text().split()[-1] if group.exists() else str(os.nice(0))


def beside() -> list[str]:
    """What else used the processor while this ran: commands with the share of it that they took in the last second."""
    listed = subprocess.run(["ps", "-eo", "pcpu,comm", "--sort=-pcpu"], capture_output=True, text=True, check=False)
    rows = [line.split(None, 1) for line in listed.stdout.splitlines()[1:6]]
    return [f"{name} {share}%" for share, name in rows if float(share) >= 5]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    desk = given.work / f"served-{given.documents}"
    if (desk / "filled").exists():
        settle(desk)
    else:
        fill(desk, given.documents, given.seed)
        (desk / "filled").touch()
    addresses = Addresses(desk)
    figures: dict[str, Any] = {"documents": addresses.size, "users": given.users, "seconds": given.seconds}
    with Server(desk) as server:
        warm = iter(range(WARM))
        load(server.port, addresses, 4, lambda: next(warm, None) is None, False, 0)
        figures["load_before"] = os.getloadavg()[0]
        figures["priority"] = priority()
        figures["beside"] = beside()
        for name, pause in (("paced", True), ("unpaced", False)):
            figures["processes"] = 1 + len(started_by(server.process.pid))
            end = time.monotonic() + given.seconds
            figures[name] = load(server.port, addresses, given.users, lambda end=end: time.monotonic() > end, pause, 1)
            print(name, json.dumps(figures[name]), flush=True)
        figures["memory"] = memory(server.port, server.process.pid, addresses, given.users, given.requests)
        print("memory", json.dumps(figures["memory"]), flush=True)
    if given.json:
        given.json.write_text(json.dumps(stamped(figures), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
