"""Two processes make what one would have made, in the same order, whatever becomes of the second."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from sayso.link import spread as spreading
from sayso.link.spread import spread

HERE = os.getpid()
NUMBERS = list(range(7))


def squares(portion: int) -> tuple[int, int]:
    return portion * portion, os.getpid()


def stops_at_three(portion: int) -> int:
    if portion == 3 and os.getpid() != HERE:
        os._exit(9)
    return portion + 1


def fails_at_three(portion: int) -> int:
    if portion == 3:
        raise ValueError("three")
    return portion


@pytest.fixture(autouse=True)
def forks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "can_fork", lambda: hasattr(os, "fork"))


@pytest.mark.parametrize("size", [0, 1, 2, 3, 6, 7])
def test_every_other_portion_is_done_by_another_process(size: int) -> None:
    found = list(spread(NUMBERS[:size], squares, int, tuple[int, int]))
    assert [square for square, _ in found] == [number * number for number in NUMBERS[:size]]
    by = [process == HERE for _, process in found]
    assert by == [place % 2 == 0 for place in range(size)]


def test_what_a_process_leaves_undone_is_done_here() -> None:
    assert list(spread(NUMBERS, stops_at_three, int, int)) == [number + 1 for number in NUMBERS]


def test_what_goes_wrong_there_goes_wrong_here() -> None:
    with pytest.raises(ValueError, match="three"):
        list(spread(NUMBERS, fails_at_three, int, int))


def test_one_process_does_it_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "can_fork", lambda: False)
    assert {process for _, process in spread(NUMBERS, squares, int, tuple[int, int])} == {HERE}


def test_a_process_that_is_not_needed_any_more_ends() -> None:
    found = spread(NUMBERS, squares, int, tuple[int, int])
    processes = {next(found)[1], next(found)[1]} - {HERE}
    found.close()
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


TWICE = """
from sayso.link.agents import agents
from sayso.link.copying import copies_of
from sayso.model import Document, Reading

text = "The council of Orlivka approved {0} ferry lines and {0} bridges on Monday, the mayor said. " * 6
readings = [Reading(Document(f"d{n}", text.format(n), outlet="Ledger"), "run") for n in range(2000)]
for _ in range(2):
    copies_of(readings, agents(readings))
print("found twice")
"""


def test_copies_sought_again_in_one_process_do_not_wait_for_threads_that_a_child_lacks() -> None:
    """rensa's threads are not forked: who watches feeds links again and again in one process."""
    done = subprocess.run([sys.executable, "-c", TWICE], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "found twice\n", done.stderr
