"""Judgements are kept for good; claims are found by words; what is due is known without a look at everything."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from msgspec.structs import replace
from sqlalchemy import create_engine
from store_examples import make_arrival, make_claim, make_document, make_reading

from sayso.errors import InputError
from sayso.model import Claim, Dispute, Judgement, Linked, Told
from sayso.store import Store, documents, judgements, linking, migrate, readings, sqlite_address, told


def judgement(name: str, day: int = 1) -> Judgement:
    end = Told("d1", "s-d1", 24, 58, "that the bridge was open")
    return Judgement(name, "information grade", "Ada", f"2024-12-{day:02}T12:00:00.000000Z", end, value="2")


def linked(store: Store, *texts: str) -> list[Claim]:
    """Claims of these texts, one a document, kept in the store."""
    claims = []
    with store.writing() as connection:
        for number, words in enumerate(texts):
            document = make_document(f"d{number}")
            documents.put(connection, make_arrival(document, path=f"{number}.txt", original=words.encode()))
            readings.put(connection, make_reading(document))
            claim = make_claim(make_reading(document), f"c{number}")
            claims.append(_telling(claim, words))
        linking.put(connection, Linked(claims=tuple(claims)), "now")
    return claims


def _telling(claim: Claim, words: str) -> Claim:
    return replace(claim, text=words, members=(replace(claim.members[0], text=words),))


def found(store: Store, words: str) -> list[str]:
    with store.reading() as connection:
        return [claim.id for claim in told.find(connection, words)]


def test_judgements_come_back_by_time_and_the_same_one_twice_changes_nothing(store: Store) -> None:
    later, earlier = judgement("j-2", day=2), judgement("j-1", day=1)
    with store.writing() as connection:
        for one in (later, earlier, later):
            judgements.put(connection, one)
        assert judgements.every(connection) == (earlier, later)


def test_linking_is_due_for_what_it_looks_at_and_not_for_grades(store: Store) -> None:
    same = replace(judgement("j-1"), kind="same", object=Told("d1", "t-d1", 60, 75, "It was raining."), value=None)
    back = Judgement("j-9", "retraction", "Ben", "2024-12-09T12:00:00.000000Z", "j-1")
    with store.writing() as connection:
        judgements.put(connection, judgement("j-0"))
        assert judgements.digest(connection) == ""
        judgements.put(connection, same)
        assert judgements.digest(connection) != ""
        judgements.put(connection, back)
        assert judgements.digest(connection) == ""


def test_another_linking_and_another_reading_leave_judgements_alone(store: Store) -> None:
    linked(store, "the bridge is open")
    with store.writing() as connection:
        judgements.put(connection, judgement("j-1"))
        readings.put(connection, make_reading(make_document("d0"), "run-2"))
        linking.put(connection, Linked(), "later")
        assert judgements.every(connection) == (judgement("j-1"),)


def test_a_telling_is_named_by_its_id_or_its_claim_s(store: Store) -> None:
    linked(store, "the bridge is open")
    with store.reading() as connection:
        assert judgements.telling(connection, "s-d0").words == make_document().text[24:58]
        assert judgements.telling(connection, "t-d0").statement == "t-d0"
        assert judgements.telling(connection, "c0").statement == "s-d0"
        with pytest.raises(InputError, match="is a document"):
            judgements.telling(connection, "d0")
        with pytest.raises(InputError, match="nothing on this desk"):
            judgements.telling(connection, "zz")


def test_claims_are_found_by_words_in_any_inflection_case_and_accent(store: Store) -> None:
    linked(store, "Inspectors boarded two ships near Galați", "The bridge at Reni was closed")
    assert found(store, "inspector boards SHIP") == ["c0"]
    assert found(store, "galati") == ["c0"]
    assert found(store, "closing bridges") == ["c1"]
    assert found(store, "Haidai")[0] in {"c0", "c1"}  # who says it
    assert found(store, "nothing like it, xyzzy") == []
    assert found(store, '" OR (') == []


def test_a_question_is_answered_by_its_rarest_words(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told, "MOST_ROWS", 2)
    linked(store, *["the port is open"] * 4, "the port is open to Kestrel ferries")
    assert found(store, "open port Kestrel") == ["c4"]
    assert "c4" in found(store, "open port")


def test_a_claim_that_is_gone_is_found_no_more(store: Store) -> None:
    linked(store, "the bridge is open", "the ferry sank")
    with store.writing() as connection:
        told.remove(connection, ["c0"])
    assert found(store, "bridge") == []
    assert found(store, "ferry") == ["c1"]
    linked(store, "the dam holds")
    assert found(store, "ferry") == []
    assert found(store, "dam") == ["c0"]


def test_names_are_found_by_their_parts(store: Store) -> None:
    linked(store, "the bridge is open")
    with store.reading() as connection:
        assert told.names(connection, "haidai") == ("Olena Haidai",)
        assert told.names(connection, "Nobody") == ()


def test_a_claim_knows_its_disputes(store: Store) -> None:
    first, second = linked(store, "the bridge is open", "the bridge is closed")
    dispute = Dispute("x1", "outcome", first.id, second.id, ("A",), ("B",), "open against closed")
    with store.writing() as connection:
        linking.put(connection, Linked(claims=(first, second), disputes=(dispute,)), "now")
        assert linking.disputes_of(connection, first.id) == linking.disputes_of(connection, second.id) == (dispute,)
        assert linking.disputes_of(connection, "c9") == ()


def test_the_order_of_readings_does_not_change_what_is_due(tmp_path: Path) -> None:
    fingerprints = []
    for order in (("d1", "d2", "d3"), ("d3", "d1", "d2", "d1")):
        store = Store.open(sqlite_address(tmp_path / f"{len(order)}.sqlite"))
        with store.writing() as connection:
            for name in order:
                documents.put(connection, make_arrival(make_document(name), original=name.encode()))
                readings.put(connection, make_reading(make_document(name)))
            fingerprints.append(readings.fingerprint(connection, "settings"))
        store.close()
    assert fingerprints[0] == fingerprints[1]


def test_a_desk_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    new = Store.open(sqlite_address(tmp_path / "new.sqlite"))
    linked(new, "the bridge is open", "the ferry sank")
    old = _of_the_first_version(tmp_path, "new.sqlite")
    with old.reading() as connection, new.reading() as other:
        assert migrate.version(connection) == migrate.HEAD
        assert readings.fingerprint(connection, "s") == readings.fingerprint(other, "s")
        assert linking.fingerprint(connection) is None  # so that the next command fills the new tables
        assert judgements.every(connection) == ()


def _of_the_first_version(folder: Path, filled_from: str) -> Store:
    """A store as version 0001 made it, with the documents and readings of another, opened by this version."""
    address = sqlite_address(folder / "old.sqlite")
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    with create_engine(address).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    with closing(sqlite3.connect(folder / "old.sqlite", isolation_level=None)) as raw:
        raw.execute(f"ATTACH '{folder / filled_from}' AS filled")
        for table in ("runs", "originals", "documents", "readings", "linkings"):
            raw.execute(f"INSERT INTO {table} SELECT * FROM filled.{table}")
    return Store.open(address)
