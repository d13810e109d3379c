"""Where the stages meet the store: what is read when, what is kept, what is made anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

import sayso.read
from sayso import pipeline
from sayso.desk import Desk
from sayso.errors import CitationError, NothingToRead
from sayso.ingest import Given
from sayso.model import Document, Linked, Reading
from sayso.pipeline import Outcome, Tally, add, brief, brief_readings, published, relink
from sayso.read import ReadSettings
from sayso.read.agents.directory import KnownAgent
from sayso.reader import read_paths
from sayso.store import documents, readings

FERRY = """Ferry to resume

Harbour master Olena Haidai said on 3 March that the ferry to Izmail would resume within a week.
"""
GIVEN = Given(outlet="Danube Observer", published="2025-03-04")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.create(tmp_path / "desk") as opened:
        yield opened


@pytest.fixture
def ferry(tmp_path: Path) -> str:
    path = tmp_path / "ferry.txt"
    path.write_text(FERRY, encoding="utf-8")
    return str(path)


def test_a_known_document_is_not_read_again(desk: Desk, ferry: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert add(desk, [ferry], GIVEN) == Tally(new=1)
    monkeypatch.setattr(sayso.read, "read", _fail)
    assert add(desk, [ferry], GIVEN) == Tally(known=1)


def test_it_is_read_again_when_the_desk_s_settings_change(desk: Desk, ferry: str) -> None:
    add(desk, [ferry], GIVEN)
    desk.settings = msgspec.structs.replace(desk.settings, region=("UA",))
    assert add(desk, [ferry], GIVEN) == Tally(known=1)
    with desk.store.reading() as connection:
        (reading,) = readings.every(connection)
    assert reading.run != sayso.read.read(reading.document, ReadSettings()).run


def test_a_fault_in_the_reader_costs_one_document(desk: Desk, ferry: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Outcome] = []
    with monkeypatch.context() as broken:
        broken.setattr(sayso.read, "read", _fail)
        assert add(desk, [ferry], GIVEN, told.append) == Tally(unread=1)
    assert "KeyError" in told[0].issues[0].message
    with desk.store.reading() as connection:
        assert [complaint.path for complaint in documents.complaints(connection)] == [ferry]
    assert add(desk, [ferry], GIVEN).unread == 0  # mended, it is read
    with desk.store.reading() as connection:
        assert documents.complaints(connection) == ()


def _fail(document: Document, settings: ReadSettings) -> Reading:
    raise KeyError("a mistake of ours")


def test_another_version_of_an_address_is_kept_beside_the_first(desk: Desk, tmp_path: Path) -> None:
    for version in ("within a week", "within two weeks"):
        (tmp_path / "page.txt").write_text(FERRY.replace("within a week", version), encoding="utf-8")
        given = msgspec.structs.replace(GIVEN, url="https://observer.example/ferry")
        assert add(desk, [str(tmp_path / "page.txt")], given) == Tally(new=1)
    with desk.store.reading() as connection:
        first, second = documents.every(connection)
        assert documents.revisions(connection, second.id) == (first.id, second.id)


def test_links_are_made_anew_only_when_readings_changed(
    desk: Desk, ferry: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(desk, [ferry], GIVEN)
    linked = relink(desk)
    assert linked.claims
    with monkeypatch.context() as unused:
        unused.setattr("sayso.link.link", _fail)
        assert relink(desk) == linked
    add(desk, [ferry], Given(outlet="Baltic Ledger", published="2025-03-05"))
    assert _tellings(relink(desk)) == 2 * _tellings(linked)


def test_what_other_settings_read_is_read_again_before_it_is_linked(desk: Desk, ferry: str) -> None:
    watched: list[str] = []

    def watch(due: Sequence[str]) -> Sequence[str]:
        watched.extend(due)
        return due

    add(desk, [ferry], GIVEN)
    relink(desk, watch)
    assert watched == []
    desk.settings = msgspec.structs.replace(
        desk.settings, agents=(KnownAgent(name="Olena Haidai-Kos", aliases=("Olena Haidai",)),)
    )
    assert any("Olena Haidai-Kos" in claim.origins for claim in relink(desk, watch).claims)
    assert len(watched) == 1
    relink(desk, watch)
    assert len(watched) == 1


def test_a_fault_in_reading_again_keeps_the_reading_there_is(
    desk: Desk, ferry: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(desk, [ferry], GIVEN)
    linked = relink(desk)
    desk.settings = msgspec.structs.replace(desk.settings, region=("UA",))
    monkeypatch.setattr(sayso.read, "read", _fail)
    assert relink(desk) == linked


def _tellings(linked: Linked) -> int:
    return sum(len(claim.members) for claim in linked.claims)


def test_a_desk_and_bare_readings_give_the_same_assessment(desk: Desk, ferry: str) -> None:
    add(desk, [ferry], GIVEN)
    found = [reading for _, reading in read_paths([ferry], GIVEN, ReadSettings()) if reading]
    on_desk, in_memory = brief(desk), brief_readings(found)
    assert on_desk.files == in_memory.files
    assert published(desk) == on_desk


def test_an_assessment_of_other_words_than_the_bytes_hold_is_not_published(
    desk: Desk, ferry: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(desk, [ferry], GIVEN)
    monkeypatch.setattr(pipeline, "ingest_bytes", lambda *_: iter(()))
    with pytest.raises(CitationError, match="no longer give the text"):
        brief(desk)


def test_nothing_makes_no_assessment(desk: Desk) -> None:
    for attempt in (lambda: brief(desk), lambda: published(desk), lambda: brief_readings([])):
        with pytest.raises(NothingToRead):
            attempt()
