"""What the store promises: nothing twice, nothing lost, the same values out as in."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from store_examples import TEXT, make_arrival, make_claim, make_document, make_reading

from sayso.errors import DeskError, InputError
from sayso.model import Assessment, Copy, Dispute, Issue, Line, Linked, Section
from sayso.store import Store, assessments, documents, find, linking, readings, sqlite_address
from sayso.store.documents import Arrival
from sayso.store.migrate import HEAD, version
from sayso.store.schema import metadata


def test_a_document_comes_back_with_its_bytes(store: Store) -> None:
    document = make_document()
    with store.writing() as connection:
        assert documents.put(connection, make_arrival(document, original=b"\xef\xbb\xbfbytes as they came"))
    with store.reading() as connection:
        assert documents.get(connection, "d1") == document
        kept = documents.kept(connection, "d1")
        assert (kept.path, kept.media) == ("a.txt", "text/plain")
        assert documents.original(connection, kept.original) == b"\xef\xbb\xbfbytes as they came"


def test_adding_the_same_thing_twice_changes_nothing(store: Store) -> None:
    before = _put_and_dump(store)
    assert _put_and_dump(store) == before


def _put_and_dump(store: Store) -> list[str]:
    document = make_document(url="https://herald.example/1")
    with store.writing() as connection:
        documents.put(connection, make_arrival(document))
        readings.put(connection, make_reading(document))
    with store.reading() as connection:
        rows = [
            connection.execute(text(f"SELECT * FROM {table} ORDER BY 1, 2"))
            for table in ("documents", "originals", "arrivals", "readings", "carriers")
        ]
        return [repr(row) for table in rows for row in table]


def test_another_version_of_an_address_is_a_revision(store: Store) -> None:
    address = "https://herald.example/bridge"
    with store.writing() as connection:
        documents.put(connection, make_arrival(make_document("d1", url=address)))
        documents.put(connection, make_arrival(make_document("d2", TEXT + " Corrected.", url=address)))
        documents.put(connection, make_arrival(make_document("d3", url=None)))
    with store.reading() as connection:
        assert documents.revisions(connection, "d2") == ("d1", "d2")
        assert documents.revisions(connection, "d3") == ("d3",)


def test_what_cannot_be_read_keeps_its_place_until_it_can(store: Store) -> None:
    issue = Issue("ingest", "no text in it. Give a text file.")
    with store.writing() as connection:
        assert documents.put(connection, Arrival("x.bin", "application/octet-stream", b"\0", None, (issue,)))
        assert not documents.put(connection, Arrival("x.bin", "application/octet-stream", b"\0", None, (issue,)))
    with store.reading() as connection:
        assert [found.path for found in documents.complaints(connection)] == ["x.bin"]
    with store.writing() as connection:
        assert documents.put(connection, make_arrival(make_document(), path="x.bin", original=b"\0"))
    with store.reading() as connection:
        assert documents.complaints(connection) == ()


def test_a_reading_comes_back_whole_and_a_new_one_replaces_it(store: Store) -> None:
    document = make_document()
    with store.writing() as connection:
        documents.put(connection, make_arrival(document))
        readings.put(connection, make_reading(document, "run-1"))
        readings.put(connection, make_reading(document, "run-2"))
    with store.reading() as connection:
        assert readings.get(connection, "d1") == make_reading(document, "run-2")
        assert [reading.run for reading in readings.every(connection)] == ["run-2"]


def test_linking_is_due_when_readings_or_settings_change(store: Store) -> None:
    document = make_document()
    with store.writing() as connection:
        empty = readings.fingerprint(connection, "settings")
        documents.put(connection, make_arrival(document))
        readings.put(connection, make_reading(document))
        once = readings.fingerprint(connection, "settings")
        readings.put(connection, make_reading(document))
        assert readings.fingerprint(connection, "settings") == once != empty
        assert readings.fingerprint(connection, "other settings") != once


def test_a_linking_replaces_the_last(store: Store) -> None:
    document = make_document()
    reading = make_reading(document)
    dispute = Dispute("x1", "denial", "c1", "c2", ("A",), ("B",), "B denies it")
    copy = Copy("d1", "d2", "copy", 1.0, "same text")
    linked = Linked((make_claim(reading, "c2"), make_claim(reading, "c1")), (copy,), (dispute,), (Issue("link", "i"),))
    with store.writing() as connection:
        for name in ("d1", "d2"):
            documents.put(connection, make_arrival(make_document(name)))
        linking.put(connection, Linked(claims=(make_claim(reading, "gone"),)), "old")
        linking.put(connection, linked, "new")
    with store.reading() as connection:
        assert linking.get(connection) == linked
        assert linking.fingerprint(connection) == "new"
        assert linking.claim_of(connection, "d1", "s-d1") in {"c1", "c2"}
        assert linking.claim(connection, "gone") is None


def test_an_assessment_takes_the_place_of_the_one_of_its_day(store: Store) -> None:
    with store.writing() as connection:
        assessments.put(connection, _assessment("2024-11-01", "old line"))
        assessments.put(connection, _assessment("2024-11-01", "new line"))
        assessments.put(connection, _assessment(None, "undated"))
    with store.reading() as connection:
        assert assessments.days(connection) == ("", "2024-11-01")
        line = assessments.line(connection, "l1")
        assert line is not None and line.text == "new line"


def _assessment(day: str | None, words: str) -> Assessment:
    section = Section("takeaways", "Key takeaways", (Line("l1", words, ()),))
    return Assessment("Day", day, "run", (section,), (), (), (), (), ())


def test_an_id_may_be_cut_short_while_it_names_one_thing(store: Store) -> None:
    with store.writing() as connection:
        for name in ("d1", "d2"):
            documents.put(connection, make_arrival(make_document(name)))
            readings.put(connection, make_reading(make_document(name)))
    with store.reading() as connection:
        assert find.named(connection, "s-d1") == find.Named("statement", "s-d1", "d1")
        assert find.named(connection, "d2").kind == "document"
        with pytest.raises(InputError, match="could be any of d1"):
            find.named(connection, "d")
        with pytest.raises(InputError, match="nothing on this desk"):
            find.named(connection, "zz")


@pytest.mark.parametrize("words", ["Куп’янськ", "КУПЯНСЬК", "haidai olena", "brídge rainíng"])
def test_search_is_blind_to_accents_and_apostrophes(store: Store, words: str) -> None:
    from sayso.store import search

    with store.writing() as connection:
        documents.put(connection, make_arrival(make_document()))
        assert search.find(connection, words) == ("d1",)
        assert search.find(connection, "dam") == ()
        assert search.find(connection, '"') == ()


def test_an_error_undoes_the_whole_transaction(store: Store) -> None:
    with pytest.raises(RuntimeError), store.writing() as connection:
        documents.put(connection, make_arrival(make_document()))
        raise RuntimeError("killed half way")
    with store.reading() as connection:
        assert documents.count(connection) == 0


def test_the_migrations_make_the_schema(store: Store) -> None:
    with store.reading() as connection:
        assert version(connection) == HEAD
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    full_text = ("search", "told")  # tables of FTS5, which SQLAlchemy does not describe
    found = [entry for entry in differences if entry[0] == "remove_table" and entry[1].name.startswith(full_text)]
    assert [entry for entry in differences if entry not in found] == []


def test_a_store_of_a_later_sayso_is_refused(tmp_path: Path) -> None:
    address = sqlite_address(tmp_path / "desk.sqlite")
    Store.open(address).close()
    with sqlite3.connect(tmp_path / "desk.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DeskError, match="9999"):
        Store.open(address)


def test_a_file_that_is_no_store_is_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "desk.sqlite").write_bytes(b"this is a letter to my aunt" * 100)
    with pytest.raises(DeskError, match="not a database"):
        Store.open(sqlite_address(tmp_path / "desk.sqlite"))


def test_changed_bytes_are_noticed(store: Store) -> None:
    with store.writing() as connection:
        documents.put(connection, make_arrival(make_document()))
        digest = documents.kept(connection, "d1").original
        connection.execute(text("UPDATE originals SET packed = x'789c030000000001'"))
        with pytest.raises(DeskError, match="were changed"):
            documents.original(connection, digest)
