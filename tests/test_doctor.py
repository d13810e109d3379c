"""Each kind of damage done to a desk, and what `examine` says of it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest
from fuzzing import seeds
from msgspec.structs import replace

from sayso.desk import Desk
from sayso.errors import NotADesk
from sayso.ingest import Given
from sayso.model import Assessment, Claim, Document, Reading
from sayso.pipeline import add, brief, relink
from sayso.pipeline.examining import examine, extent, mended
from sayso.store.damage import Damage
from sayso.store.packing import pack, unpack

ARTICLES = (
    'Harbour master Olena Haidai said on Tuesday that "the ferry to Izmail will resume within a week".',
    "The ferry to Izmail will resume within a week, harbour master Olena Haidai said on Tuesday.",
    "Mayor Petro Koval denied that the ferry to Izmail will resume within a week.",
)
Value = TypeVar("Value")
Harm = Callable[[sqlite3.Connection], object]


@pytest.fixture(scope="module")
def sound_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("doctor")
    for number, words in enumerate(ARTICLES):
        (folder / f"{number}.txt").write_text(f"Ferries on the Danube, report {number}\n\n{words}\n", encoding="utf-8")
    Desk.create(folder / "desk").close()
    with Desk.open(folder / "desk") as desk:
        for number in range(len(ARTICLES)):
            given = Given(outlet=f"Herald {number}", published=f"2025-03-0{number + 4}")
            add(desk, [str(folder / f"{number}.txt")], given)
        brief(desk)
    return folder / "desk"


@pytest.fixture
def desk(sound_desk: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sound_desk, tmp_path / "desk"))


@contextmanager
def store(desk: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(next(desk.rglob("*.sqlite")))
    with connection:
        yield connection
    connection.close()


def harmed(desk: Path, harm: Harm) -> list[Damage]:
    with store(desk) as connection:
        harm(connection)
    return list(examine(desk))


def sql(statement: str) -> Harm:
    return lambda connection: connection.executescript(statement)


def changed(table: str, kind: type[Value], change: Callable[[Value], Value]) -> Harm:
    """What packs another value in place of the first one that it is."""

    def harm(connection: sqlite3.Connection) -> None:
        rows = connection.execute(f"SELECT rowid, packed FROM {table}").fetchall()
        for row, packed in rows:
            value = unpack(packed, kind)
            if (other := change(value)) != value:
                connection.execute(f"UPDATE {table} SET packed = ? WHERE rowid = ?", (pack(other), row))
                return
        raise AssertionError(f"nothing to harm in {table}")

    return harm


def flipped(table: str, place: int) -> Harm:
    """What flips a bit of the packed bytes of a table's first row."""

    def harm(connection: sqlite3.Connection) -> None:
        row, packed = connection.execute(f"SELECT rowid, packed FROM {table} ORDER BY rowid").fetchone()
        data = bytearray(packed)
        data[place] ^= 1
        connection.execute(f"UPDATE {table} SET packed = ? WHERE rowid = ?", (bytes(data), row))

    return harm


def other_words(claim: Claim) -> Claim:
    first = claim.members[0]
    return replace(claim, members=(replace(first, citation=replace(first.citation, words="x")), *claim.members[1:]))


def other_lines(report: Assessment) -> Assessment:
    text = msgspec.json.encode(report).decode()
    cited = [citation for section in report.sections for line in section.lines for citation in line.citations]
    return msgspec.json.decode(text.replace(f'"words":"{cited[0].words[:8]}', '"words":"XXXXXXXX'), type=Assessment)


def beyond(reading: Reading) -> Reading:
    return replace(reading, blocks=(*reading.blocks, replace(reading.blocks[0], start=5, end=5_000)))


DAMAGES: dict[str, tuple[Harm, str, str]] = {
    "a flipped byte": (flipped("originals", 20), "original", "its bytes were changed"),
    "a flipped byte of a checksum": (flipped("originals", -1), "original", "its bytes were changed"),
    "other bytes": (
        sql("UPDATE originals SET packed = (SELECT packed FROM originals ORDER BY rowid DESC LIMIT 1)"),
        "original",
        "its bytes were changed",
    ),
    "a missing original": (sql("DELETE FROM originals WHERE rowid = 1"), "original", "its bytes are missing"),
    "a text of other bytes": (
        changed("documents", Document, lambda one: replace(one, text=one.text.replace("week", "year"))),
        "document",
        "its text is not what its original gives",
    ),
    "a text of another name": (
        changed("documents", Document, lambda one: replace(one, outlet="Another")),
        "document",
        "was changed since it was added",
    ),
    "a damaged document": (flipped("documents", 30), "document", "damaged"),
    "a damaged reading": (flipped("readings", 30), "reading", "damaged"),
    "a reading beyond its text": (changed("readings", Reading, beyond), "reading", "beyond the end"),
    "a reading that is not found": (sql("DELETE FROM carriers"), "reading", "not found by all"),
    "a damaged claim": (flipped("claims", 30), "claim", "damaged"),
    "a broken citation of a claim": (changed("claims", Claim, other_words), "claim", "a broken citation"),
    "a broken citation of a brief": (
        changed("assessments", Assessment, other_lines),
        "assessment",
        "a broken citation",
    ),
    "a claim that nobody tells": (sql("DELETE FROM members"), "claim", "no telling of it is kept"),
    "tellings of no document": (
        sql("UPDATE members SET document = 'ffffffffffffffff' WHERE rowid = 1"),
        "store",
        "of members names a row of documents that is not there",
    ),
    "tellings of no claim": (sql("DELETE FROM claims WHERE number = 1"), "store", "names a row of claims"),
    "a document that never arrived": (sql("DELETE FROM arrivals WHERE number = 1"), "document", "how it arrived"),
    "a side that is not there": (
        sql("INSERT INTO disputes VALUES (99, 'd', x'00'); INSERT INTO dispute_sides VALUES ('gone', 'd')"),
        "dispute",
        "one of its sides",
    ),
    "a document not in the index": (
        sql("DELETE FROM search_docsize WHERE id = 1"),
        "index",
        "the search index lacks this document",
    ),
    "a claim not in the index": (sql("DELETE FROM told WHERE rowid = 1"), "index", "the index of claims lacks"),
    "other words in the index": (sql("UPDATE told SET words = 'x' WHERE rowid = 1"), "index", "other words of it"),
    "a document in no list": (sql("DELETE FROM listed WHERE number = 1"), "index", "no list of documents"),
    "a claim in no list": (sql("DELETE FROM claim_heads WHERE number = 1"), "index", "no list of claims"),
    "a damaged index": (sql("UPDATE told_data SET block = x'0102' WHERE id > 10"), "index", "told is damaged"),
    "a change of the schema without its tables": (sql("DROP TABLE robots"), "store", "robots is missing"),
    "tables without a version": (sql("DELETE FROM alembic_version"), "store", "already exists"),
}


@pytest.mark.parametrize("harm", DAMAGES.values(), ids=DAMAGES)
def test_damage_is_found_and_named(desk: Path, harm: tuple[Harm, str, str]) -> None:
    do, part, words = harm
    found = harmed(desk, do)
    assert any(damage.part == part and words in damage.what for damage in found), found
    assert all(damage.to_do and "\n" not in damage.what + damage.to_do for damage in found)


def test_a_sound_desk_has_none(desk: Path) -> None:
    assert list(examine(desk)) == []
    with Desk.open(desk) as opened:
        held = extent(opened)
    assert held.documents == len(ARTICLES)
    assert held.claims > 0
    assert held.size > 10_000


def test_pages_of_the_file_that_were_overwritten(desk: Path) -> None:
    file = next(desk.rglob("*.sqlite"))
    data = bytearray(file.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 8192] = b"\xa5" * 8192
    file.write_bytes(data)
    assert any(damage.part == "store" for damage in examine(desk))


def test_a_file_that_is_no_store(desk: Path) -> None:
    next(desk.rglob("*.sqlite")).write_bytes(b"no store" * 1000)
    (found,) = examine(desk)
    assert found.part == "store"
    assert "not a database" in found.what


def test_a_store_that_is_missing(desk: Path) -> None:
    next(desk.rglob("*.sqlite")).unlink()
    (found,) = examine(desk)
    assert "is missing" in found.what


def test_what_is_no_desk_is_no_damage(tmp_path: Path) -> None:
    with pytest.raises(NotADesk):
        list(examine(tmp_path))


def test_indexes_and_links_are_made_again(desk: Path) -> None:
    with Desk.open(desk) as opened:
        before = relink(opened)
    damage = "DELETE FROM told; DELETE FROM search_docsize; DELETE FROM members WHERE rowid < 3; DELETE FROM listed"
    assert harmed(desk, sql(damage))
    with Desk.open(desk) as opened:
        mended(opened)
        assert relink(opened) == before
    assert list(examine(desk)) == []


def test_progress_counts_every_row(desk: Path) -> None:
    seen: dict[str, int] = {}

    def watch(what: str, total: int, rows: Any) -> Iterator[Any]:
        seen[what] = 0
        for row in rows:
            seen[what] += 1
            yield row
        assert seen[what] == total

    assert list(examine(desk, watch)) == []
    assert set(seen) == {"Original bytes", "Texts of originals", "Documents", "Readings", "Claims"}


def test_what_every_format_gave_is_sound(tmp_path: Path) -> None:
    kinds = (seeds.archives, seeds.feeds, seeds.mails, seeds.pages, seeds.pdfs, seeds.records, seeds.telegrams)
    pile = tmp_path / "pile"
    pile.mkdir()
    for kind in (*kinds, seeds.zips):
        for number, data in enumerate(kind()):
            (pile / f"{kind.__name__}{number}").write_bytes(data)
    with Desk.create(tmp_path / "desk") as desk:
        assert add(desk, [str(pile)], Given()).new == 20
    assert list(examine(tmp_path / "desk")) == []
