"""Puts damaged and mixed-up inputs through every parser, and looks for a crash, a hang or a lack of memory.

    python bench/fuzz.py --seconds 600 --to docs/figures/fuzz.json
    python bench/fuzz.py --parser mail --number 123

The first goes on where the last run stopped, the parsers in proportion, until each has had its part of a million
inputs. The second makes one input again, puts it through and says what became of it. An input fails where anything
is raised, where 100 kB or less take more than two seconds of processor time, or where the process comes to hold
more than 1 GB. What failed once is tried again at the beginning of each run.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import sys
import time
import traceback
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from fuzzing.parsers import BY_NAME, PARSERS, Parser, made
from runs import stamped

GOAL = 1_000_000
SLOWEST = 2.0  # seconds of processor time
MOST_MEMORY = 1_000_000  # kB
SLICE = 15.0  # seconds of processor time that a parser has before the next one's turn
HANGS = 60.0  # seconds of processor time without a word after which a process is ended
LOOKED = 20.0  # seconds between looks at one that is silent


def main() -> int:
    given = _arguments()
    if given.number is not None:
        data = made(BY_NAME[given.parser], given.number)
        sys.stdout.buffer.write(data + b"\n")
        sys.stdout.flush()
        print(_failure(BY_NAME[given.parser], given.number) or "fine", file=sys.stderr)
        return 0
    state = _state(given.to)
    _try_again(state)
    ends = time.monotonic() + given.seconds
    while time.monotonic() < ends and (parser := _least_done(state, given.parser)):
        run_slice(parser, state, min(SLICE, ends - time.monotonic()))
        _write(state, given.to)
    print(json.dumps(_summary(state), indent=1))
    return 1 if any(one["failures"] for one in state.values()) else 0


def run_slice(parser: Parser, state: dict[str, Any], seconds: float) -> None:
    """Put inputs through a parser in a process of its own, which may die of them."""
    done = state[parser.name]
    ours, theirs = multiprocessing.Pipe(duplex=False)
    started = multiprocessing.Process(target=_work, args=(parser.name, done["inputs"], seconds, theirs))
    started.start()
    theirs.close()
    failure, heard = None, 0.0
    while failure is None:
        if not ours.poll(LOOKED):
            if _used(started.pid) - heard > HANGS:
                failure = f"hang: no end within {HANGS:.0f} s"
                started.kill()
            continue
        try:
            _take_in(done, ours.recv())
            heard = _used(started.pid)
        except EOFError:
            break
    started.join()
    if started.exitcode:
        failure = failure or f"the process ended with {started.exitcode}"
    if failure:  # of the input at hand, within a second's worth behind the last that was told
        done["failures"][str(done["inputs"])] = failure
        done["inputs"] += 1


def _used(process: int | None) -> float:
    """The processor time that a process took, in seconds; 0 once it is gone."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _take_in(done: dict[str, Any], message: tuple[int, float, int, str | None]) -> None:
    number, slowest, memory, failure = message
    done["inputs"] = number + 1
    done["slowest ms"] = max(done["slowest ms"], round(1000 * slowest))
    done["most memory MB"] = max(done["most memory MB"], memory // 1000)
    if failure:
        done["failures"][str(number)] = failure


def _work(name: str, number: int, seconds: float, told: Connection) -> None:
    """Inputs from a number on. Each failure is told, and every second how far it came."""
    parser = BY_NAME[name]
    ends, next_told, slowest = time.process_time() + seconds, 0.0, 0.0
    while time.process_time() < ends:
        before = time.process_time()
        failure = _failure(parser, number)
        slowest = max(slowest, time.process_time() - before)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        if memory > MOST_MEMORY:
            failure = failure or f"memory: {memory // 1000} MB"
        if failure or time.process_time() > next_told:
            told.send((number, slowest, memory, failure))
            next_told = time.process_time() + 1
        if memory > MOST_MEMORY:
            return
        number += 1
    told.send((number - 1, slowest, memory, None))


def _failure(parser: Parser, number: int) -> str | None:
    """What went wrong with an input; None where nothing did."""
    data = made(parser, number)
    before = time.process_time()
    try:
        parser.takes(data)
    except BaseException as fault:  # noqa: BLE001 - any is what is looked for, the panics of extensions too
        place = traceback.extract_tb(fault.__traceback__)[-1]
        return f"{type(fault).__name__} in {Path(place.filename).name}, line {place.lineno}: {fault}"[:300]
    took = time.process_time() - before
    return f"slow: {took:.1f} s for {len(data)} bytes" if took > SLOWEST else None


def _least_done(state: dict[str, Any], only: str | None) -> Parser | None:
    """The parser that is furthest from its part; None where all have had theirs."""
    wanted = [parser for parser in PARSERS if only in (None, parser.name)]
    behind = {parser: state[parser.name]["inputs"] / (parser.share * GOAL) for parser in wanted}
    parser = min(wanted, key=lambda one: behind[one])
    return parser if behind[parser] < 1 or only else None


def _try_again(state: dict[str, Any]) -> None:
    for name, done in state.items():
        again = {number: _failure(BY_NAME[name], int(number)) for number in done["failures"]}
        done["mended"] += sum(failure is None for failure in again.values())
        done["failures"] = {number: failure for number, failure in again.items() if failure}


def _state(path: Path) -> dict[str, Any]:
    kept = json.loads(path.read_text(encoding="utf-8"))["parsers"] if path.exists() else {}
    empty = {"inputs": 0, "slowest ms": 0, "most memory MB": 0, "mended": 0, "failures": {}}
    return {parser.name: json.loads(json.dumps(empty)) | kept.get(parser.name, {}) for parser in PARSERS}


def _write(state: dict[str, Any], path: Path) -> None:
    unfinished = path.with_suffix(".part")
    unfinished.write_text(json.dumps(stamped(_summary(state)), indent=1) + "\n", encoding="utf-8")
    unfinished.replace(path)


def _summary(state: dict[str, Any]) -> dict[str, Any]:
    return {
        "inputs": sum(one["inputs"] for one in state.values()),
        "failures": sum(len(one["failures"]) for one in state.values()),
        "mended": sum(one["mended"] for one in state.values()),
        "parsers": state,
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--to", type=Path, default=Path("docs/figures/fuzz.json"))
    parser.add_argument("--parser", choices=sorted(BY_NAME))
    parser.add_argument("--number", type=int, help="make this input of --parser again and put it through")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
