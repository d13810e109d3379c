"""Of a long array the pages that are asked for are fetched, and no others; rows that come stand behind them."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.link import paged
from sayso.link.paged import Paged, grown, roomy, rows_of

ROWS = np.sort(np.random.default_rng(1).integers(0, 60, 101)).astype(np.uint64)  # many alike, over pages' ends too


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    monkeypatch.setattr(paged, "PAGE", 64)  # eight rows
    return []


def kept(asked: list[int]) -> Paged[np.uint64]:
    def fetch(page: int) -> bytes:
        asked.append(page)
        return ROWS[page * 8 : page * 8 + 8].tobytes()

    return Paged(ROWS.dtype, ROWS.shape, fetch)


def test_pages_are_fetched_once_and_when_a_row_is_asked_for(asked: list[int]) -> None:
    array = kept(asked)
    some = np.array([100, 9, 15, 16])
    assert array[some].tolist() == ROWS[some].tolist()
    assert sorted(asked) == [1, 2, 12]
    assert array.whole().tolist() == ROWS.tolist()
    assert sorted(asked) == list(range(13))


def test_sorted_rows_are_sought_on_their_pages(asked: list[int]) -> None:
    values = np.array([0, 1, 7, 30, 59, 60, 1_000], np.uint64)
    for side in ("left", "right"):
        found = kept(asked).sought(values, ROWS[::8], side)  # type: ignore[arg-type]
        assert found.tolist() == np.searchsorted(ROWS, values, side).tolist()  # type: ignore[call-overload]
    assert len(asked) < 2 * 8


def test_rows_that_come_are_on_the_pages_that_changed(asked: list[int]) -> None:
    array = kept(asked)
    assert not list(array.changed())
    for more in (np.arange(5, dtype=np.uint64), np.arange(5, 30, dtype=np.uint64)):
        array.grow(more)
    now = np.concatenate((ROWS, np.arange(30, dtype=np.uint64)))
    assert len(array) == len(now)
    assert array[np.arange(90, 131)].tolist() == now[90:].tolist()
    pages = dict(array.changed())
    assert list(pages) == list(range(12, 17))
    assert b"".join(pages.values()) == now[12 * 8 :].tobytes()
    assert array.whole().tolist() == now.tolist()


def test_an_array_grows_where_it_lies_while_there_is_room() -> None:
    array = roomy(np.dtype(np.int32), (32,))
    array[:] = range(32)
    more = grown(array, np.array([7, 8], np.int32))
    assert np.shares_memory(array, more)
    most = grown(more, np.arange(100, dtype=np.int32))
    assert not np.shares_memory(array, most)
    assert most.tolist() == [*range(32), 7, 8, *range(100)]


def test_a_page_has_at_least_one_row() -> None:
    assert rows_of(np.dtype(np.int8), (5, 96)) == 41
    assert rows_of(np.dtype(np.int8), (5, 9_600)) == 1
