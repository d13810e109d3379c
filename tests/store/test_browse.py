"""Lists of a desk: each filter finds what it should and nothing else, and pages follow one another without a gap."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from store_examples import make_arrival, make_document
from store_small_desk import DOCUMENTS, fill

from sayso.errors import InputError
from sayso.store import Store, browse, documents, linking, readings, sqlite_address
from sayso.store.browse import Happened, Sought


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store.open(sqlite_address(tmp_path_factory.mktemp("browse") / "desk.sqlite"))
    with store.writing() as connection:
        fill(connection)
    yield store
    store.close()


@pytest.mark.parametrize(
    ("sought", "expected"),
    [
        (Sought(), ["d5", "d4", "d3", "d2", "d1"]),
        (Sought("bridge"), ["d1", "d2", "d3"]),
        (Sought("BRIDGE flooded"), ["d2"]),
        (Sought('"'), []),
        (Sought("nowhere"), []),
        (Sought(outlet="The Example Herald"), ["d3", "d1"]),
        (Sought(outlet="No such outlet"), []),
        (Sought(first="2025-03-02"), ["d5", "d4", "d3", "d2"]),
        (Sought(first="2025-03-02", last="2025-03-02"), ["d3", "d2"]),
        (Sought(last="2025-03-01"), ["d1"]),
        (Sought(agent="Olena Haidai"), ["d2", "d1"]),
        (Sought(agent="Olena Haidai", certainty="PR+"), ["d2"]),
        (Sought(agent="Olena Haidai", kind="direct"), []),
        (Sought(kind="direct"), ["d3"]),
        (Sought(certainty="PR+"), ["d2"]),
        (Sought("bridge", outlet="The Example Herald"), ["d1", "d3"]),
        (Sought("bridge", agent="Olena Haidai", first="2025-03-02"), ["d2"]),
    ],
)
def test_documents_that_fit(desk: Store, sought: Sought, expected: list[str]) -> None:
    with desk.reading() as connection:
        found = browse.documents(connection, sought)
    ids = [row.id for row in found.rows]
    assert (sorted(ids), found.next) == (sorted(expected), None)
    if not sought.words:
        assert ids == expected


@pytest.mark.parametrize("words", ["", "bridge"])
@pytest.mark.parametrize("ranked", [5_000, 0])
def test_pages_of_documents_follow_one_another(
    desk: Store, words: str, ranked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    import importlib

    monkeypatch.setattr(importlib.import_module("sayso.store.browse.documents"), "MOST_RANKED", ranked)
    with desk.reading() as connection:
        whole = browse.documents(connection, Sought(words), limit=50).rows
        found, after = [], None
        while True:
            page = browse.documents(connection, Sought(words), after, limit=1)
            found += page.rows
            after = page.next
            if after is None:
                break
    assert tuple(found) == whole
    assert len(whole) == (3 if words else 5)


def test_a_found_document_shows_where(desk: Store) -> None:
    with desk.reading() as connection:
        (row,) = browse.documents(connection, Sought("FLOODED brídge")).rows
    assert row.passage is not None
    assert [row.passage[hit.start : hit.end].lower() for hit in row.hits] == ["bridge", "flooded"]


def test_a_passage_begins_and_ends_between_words() -> None:
    from sayso.store.browse.documents import passage

    text = " ".join(f"word{number}" for number in range(200))
    found = passage(f"{text} bridge {text}", ["bridge"])
    assert found is not None
    assert set(found[0].split()) <= {*text.split(), "bridge"}
    assert found[0] == found[0].strip()
    unbroken = passage("bridge" + " " + "x" * 1000, ["bridge"])
    assert unbroken is not None
    assert unbroken[0].startswith("bridge")


def test_claims_by_who_tells_them(desk: Store) -> None:
    with desk.reading() as connection:
        assert [row.id for row in browse.claims(connection).rows] == ["c1", "c2", "c3"]
        assert [row.tellings for row in browse.claims(connection).rows] == [2, 1, 1]
        assert [row.id for row in browse.claims(connection, order="latest").rows] == ["c3", "c2", "c1"]
        assert [row.id for row in browse.claims(connection, agent="Olena Haidai").rows] == ["c1"]
        assert [row.id for row in browse.claims(connection, outlet="The Example Herald").rows] == ["c1", "c2"]
        assert [row.id for row in browse.claims(connection, first_by="Dnipro Courier").rows] == ["c3"]
        assert [row.id for row in browse.claims(connection, day="2025-03-02").rows] == ["c1", "c2"]
        first = browse.claims(connection, limit=2)
        assert [row.id for row in browse.claims(connection, after=first.next, limit=2).rows] == ["c3"]


def test_tellings_with_filters(desk: Store) -> None:
    with desk.reading() as connection:
        every = browse.tellings(connection, Sought()).rows
        assert [(row.claim, row.document) for row in every] == [("c3", "d4"), ("c2", "d3"), ("c1", "d1"), ("c1", "d2")]
        assert [row.document for row in browse.tellings(connection, Sought(kind="own")).rows] == ["d4"]
        assert [row.document for row in browse.tellings(connection, Sought(last="2025-03-01")).rows] == ["d1"]
        page = browse.tellings(connection, Sought(), limit=3)
        assert browse.tellings(connection, Sought(), page.next, limit=3).rows == every[3:]


def test_names_and_how_often(desk: Store) -> None:
    with desk.reading() as connection:
        most = browse.agents(connection).rows[0]
        assert (most.name, most.count) == ("Olena Haidai", 2)
        assert [row.name for row in browse.agents(connection, "olé").rows] == ["Olena Haidai"]
        counted = {row.name: row.count for row in browse.outlets(connection).rows}
        assert counted == {"The Example Herald": 2, "Dnipro Courier": 2, "unknown publisher": 1}
        assert [(row.name, row.count) for row in browse.cited_by(connection, "Dnipro Courier")] == [("Lantern Wire", 1)]
        assert [(row.name, row.count) for row in browse.copied_by(connection, "Dnipro Courier")] == [
            ("The Example Herald", 1)
        ]


def test_events_by_day_and_place(desk: Store) -> None:
    with desk.reading() as connection:
        (event,) = browse.events(connection, Happened(first="2025-02-27", last="2025-02-28", mapped=True)).rows
        assert (event.document, event.place, event.lat, event.agent) == ("d1", "Kupiansk", 49.7, "Olena Haidai")
        assert [row.document for row in browse.events(connection, Happened()).rows] == ["d3", "d1"]
        assert browse.events(connection, Happened(type="attack", place="Nowhere")).rows == ()
        page = browse.events(connection, Happened(), limit=1)
        assert [row.document for row in browse.events(connection, Happened(), page.next).rows] == ["d1"]
        assert [row.count for row in browse.days(connection)] == [1, 2, 1, 1]


@pytest.mark.parametrize("after", ["", "x", "%%%", "WzFd", "bnVsbA", "WyJhIiwiYiJd", "Wy0xLDFlOTldIA", "é"])
def test_a_place_that_no_list_gave_out_is_refused(desk: Store, after: str) -> None:
    with desk.reading() as connection, pytest.raises(InputError, match="no place in this list"):
        browse.claims(connection, after=after)


def test_a_claim_taken_away_leaves_no_trace(tmp_path: Path) -> None:
    store = Store.open(sqlite_address(tmp_path / "desk.sqlite"))
    with store.writing() as connection:
        fill(connection)
        browse.remove(connection, ["c1", "c2"])
        assert [row.claim for row in browse.tellings(connection, Sought()).rows] == ["c3"]
        assert [row.name for row in browse.agents(connection).rows] == ["Dnipro Courier"]
        browse.clear(connection)
        assert browse.claims(connection).rows == ()
    store.close()


def test_a_desk_made_before_there_were_lists_gets_them(tmp_path: Path) -> None:
    from alembic import command
    from alembic.config import Config

    from sayso.store import migrate

    store = Store.open(sqlite_address(tmp_path / "desk.sqlite"))
    with store.writing() as connection:
        fill(connection)
        made = _tables(connection)
        config = Config()
        config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        for table in ("tellings", "claim_heads", "happenings", "listed", "names", "changes"):
            connection.execute(text(f"DROP TABLE {table}"))
        command.stamp(config, _before("0005", config))
        command.upgrade(config, "0005")
        assert _tables(connection) == made
        assert linking.fingerprint(connection) is None
    store.close()


def _before(revision: str, config: object) -> str:
    from alembic.script import ScriptDirectory

    return str(ScriptDirectory.from_config(config).get_revision(revision).down_revision)  # type: ignore[arg-type]


def _tables(connection: object) -> list[str]:
    queries = (
        "SELECT l.number, names.name, l.published, l.title FROM listed AS l JOIN names ON names.number = l.outlet",
        "SELECT h.document, h.at, h.day, h.type, h.actor, h.place, h.time, h.lat, h.lon, h.statement, names.name"
        " FROM happenings AS h JOIN names ON names.number = h.agent",
    )
    return [repr(row) for query in queries for row in connection.execute(text(query))]  # type: ignore[attr-defined]


def test_a_reading_anew_changes_no_count(tmp_path: Path) -> None:
    store = Store.open(sqlite_address(tmp_path / "desk.sqlite"))
    document = make_document()
    with store.writing() as connection:
        documents.put(connection, make_arrival(document))
        for run in ("run-1", "run-2"):
            readings.put(connection, DOCUMENTS["d1"][1](document, run))
        assert len(browse.events(connection, Happened()).rows) == 1
        assert [row.count for row in browse.outlets(connection).rows] == [1]
    store.close()
