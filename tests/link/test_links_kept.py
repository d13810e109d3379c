"""A desk that is linked after every few documents and judgements keeps what one linking of everything gives."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from link_builder import Row, desk
from sqlalchemy import text
from test_going_on import DESKS, LONG, MORE_TEXTS
from test_judgements import told

from sayso.link import LinkSettings, archive, assembly, copying, paged, shelf, spread, tying
from sayso.link.archive import BLOCK
from sayso.model import Judgement, Reading
from sayso.pipeline import links
from sayso.store import Store, documents, judgements, linkpages, readings, sqlite_address
from sayso.store import told as index
from sayso.store.documents import Arrival

TABLES = {
    "claims": "SELECT id, packed FROM claims ORDER BY id",
    "members": "SELECT claim, document, statement FROM members ORDER BY 1, 2, 3",
    "disputes": "SELECT id, packed FROM disputes ORDER BY id",
    "sides": "SELECT claim, dispute FROM dispute_sides ORDER BY 1, 2",
    "copies": "SELECT document, original, packed FROM copies ORDER BY 1, 2",
    "linkings": "SELECT fingerprint, packed FROM linkings",
    "told": "SELECT claims.id, words, agents FROM told JOIN claims ON claims.number = told.rowid ORDER BY 1",
}


@contextmanager
def opened(folder: str | Path) -> Iterator[Store]:
    store = Store.open(sqlite_address(Path(folder) / "desk.sqlite"))
    try:
        yield store
    finally:
        store.close()


def keep(store: Store, found: Sequence[Reading]) -> None:
    with store.writing() as connection:
        for reading in found:
            data = reading.document.text.encode()
            documents.put(connection, Arrival(reading.document.id, "text/plain", data, reading.document))
            readings.put(connection, reading)


def link(store: Store) -> bool:
    """Bring the links up to date. Out: whether that went on from those kept, where there were any."""
    return links.link_again(store, LinkSettings(), "run", lambda: None) is None


def rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.reading() as connection:
        return {name: [tuple(row) for row in connection.execute(text(query))] for name, query in TABLES.items()}


def judged(kind: str, subject: object, other: object, number: int) -> Judgement:
    return Judgement(f"j-{number:06}", kind, "Ada", f"2024-12-01T12:00:{number:02}Z", subject, other)  # type: ignore[arg-type]


def judgement(known: Sequence[Reading], chance: random.Random, number: int, before: Sequence[Judgement]) -> Judgement:
    if before and chance.random() < 0.3:
        return judged("retraction", chance.choice(before).id, None, number)
    left, right = chance.choice(known), chance.choice(known)
    return judged(chance.choice(["same", "different"]), told(left), told(right), number)


def judge(store: Store, made: Sequence[Judgement]) -> None:
    with store.writing() as connection:
        for one in made:
            judgements.put(connection, one)


@settings(max_examples=25, deadline=None, phases=[Phase.generate])
@given(DESKS, st.randoms(use_true_random=False), st.integers(1, 3), st.sampled_from([(96, 100), (paged.PAGE, BLOCK)]))
def test_step_by_step_is_at_once(
    found: list[Reading], chance: random.Random, size: int, pages: tuple[int, int]
) -> None:
    chance.shuffle(found)
    made: list[Judgement] = []
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder, opened(folder) as store:
        patch.setattr(paged, "PAGE", pages[0])
        patch.setattr(archive, "BLOCK", pages[1])
        for start in range(0, len(found), size):
            keep(store, found[start : start + size])
            if chance.random() < 0.4:
                made.append(judgement(found[: start + size], chance, len(made), made))
                judge(store, made[-1:])
            link(store)
        step_by_step = rows(store)
    with TemporaryDirectory() as folder, opened(folder) as store:
        keep(store, found)
        judge(store, made)
        link(store)
        assert rows(store) == step_by_step


@pytest.fixture
def five() -> list[Reading]:
    moments = [f"2024-10-{day}T08:00" for day in range(20, 25)]
    return desk(*(Row(f"Outlet {day}", moment, "Pavlo Hrin (person)", LONG) for day, moment in enumerate(moments)))


def test_documents_and_judgements_of_pairs_are_gone_on_with(tmp_path: Path, five: list[Reading]) -> None:
    with opened(tmp_path) as store:
        keep(store, five[:3])
        assert not link(store)
        keep(store, five[3:4])
        assert link(store)
        judge(store, [judged("different", told(five[0]), told(five[1]), 1)])
        assert link(store)
        assert len(rows(store)["claims"]) == 2
        judge(store, [judged("retraction", "j-000001", None, 2)])
        keep(store, five[4:])
        assert link(store)
        assert len(rows(store)["claims"]) == 1


def test_who_is_who_and_what_is_read_anew_link_from_scratch(tmp_path: Path, five: list[Reading]) -> None:
    with opened(tmp_path) as store:
        keep(store, five)
        link(store)
        judge(store, [judged("agent", "Pavlo Hrin", "Olena Haidai", 1)])
        assert not link(store)
        keep(store, [Reading(document=five[0].document, run="another")])
        assert not link(store)
        assert link(store)


def test_a_stop_in_the_middle_leaves_the_links_as_they_were(
    tmp_path: Path, five: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as store:
        keep(store, five[:3])
        link(store)
        before = rows(store)
        keep(store, five[3:])
        monkeypatch.setattr(linkpages, "put", stop)
        with pytest.raises(KeyboardInterrupt):
            link(store)
        assert rows(store) == before
        monkeypatch.undo()
        assert link(store)
        assert len(rows(store)["members"]) == 5


def stop(*_: object) -> None:
    raise KeyboardInterrupt


def test_two_processes_keep_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moments = [f"2024-10-{day}T08:00" for day in range(10, 30)]
    outlets = ("Harbour Post", "River Wire", "Delta Herald")
    found = desk(
        *(
            Row(outlets[place % 3], moment, ("Pavlo Hrin (person)", "")[place % 2], MORE_TEXTS[place % len(MORE_TEXTS)])
            for place, moment in enumerate(moments)
        )
    )
    for sizes in ((readings, "_PORTION"), (tying, "FILED"), (tying, "DECIDED"), (assembly, "PARTS"), (shelf, "BAGS")):
        monkeypatch.setattr(*sizes, 2)
    monkeypatch.setattr(copying, "_AT_ONCE", 2)
    kept, forked = [], []
    fork = os.fork
    for two in (False, True):
        monkeypatch.setattr(spread, "can_fork", lambda two=two: two)
        monkeypatch.setattr(os, "fork", lambda two=two: forked.append(two) or fork())
        (tmp_path / str(two)).mkdir()
        with opened(tmp_path / str(two)) as store:
            keep(store, found[:14])
            assert not link(store)
            keep(store, found[14:])
            assert link(store)
            kept.append(rows(store))
    assert kept[0] == kept[1]
    assert len(forked) >= 6
    assert all(forked)


def test_claims_that_are_gone_are_found_no_more(tmp_path: Path, five: list[Reading]) -> None:
    with opened(tmp_path) as store:
        keep(store, five[1:4])
        link(store)
        keep(store, five[:1])
        link(store)
        with store.reading() as connection:
            assert len(index.find(connection, "lamps of the yard")) == 1
