"""Tables for lists with filters: names, documents, events, claims and tellings by who tells them; who changed what."""

from __future__ import annotations

import json
import unicodedata
import zlib
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables. Documents and events are filled from the readings, claims by the next linking."""
    _names()
    _documents()
    _claims()
    number = sa.Column("number", sa.Integer, primary_key=True)
    op.create_table("changes", number, *(_text(name) for name in ("made_at", "person", "action", "about")))
    for table in ("linkings", "link_pages"):  # what is gone on with would leave the claims there are out
        op.execute(f"DELETE FROM {table}")
    _fill()


def _int(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=nullable)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)


def _key(name: str, target: str, *, cascade: bool = False) -> sa.Column[int]:
    rule = "CASCADE" if cascade else None
    return sa.Column(name, sa.Integer, sa.ForeignKey(target, ondelete=rule), nullable=False)


def _names() -> None:
    number = sa.Column("number", sa.Integer, primary_key=True)
    name = sa.Column("name", sa.Text, nullable=False, unique=True)
    op.create_table("names", number, name, _text("folded"), _int("told"), _int("printed"))
    op.create_index("names_folded", "names", ["folded"])
    op.create_index("names_told", "names", ["told", "number"])
    op.create_index("names_printed", "names", ["name"], sqlite_where=sa.text("printed > 0"))


def _documents() -> None:
    columns = (_key("number", "documents.number"), _int("outlet"), _text("published"), _text("title", nullable=True))
    op.create_table("listed", *columns, sa.PrimaryKeyConstraint("number"))
    op.create_index("listed_published", "listed", ["published", "number"])
    op.create_index("listed_outlet", "listed", ["outlet", "published", "number"])
    op.create_table(
        "happenings",
        *(_key("document", "documents.number"), _int("at"), _text("day"), _text("type")),
        *(_text(name, nullable=True) for name in ("actor", "place", "time")),
        *(sa.Column(name, sa.Float) for name in ("lat", "lon")),
        *(_text("statement"), _int("agent")),
        sa.PrimaryKeyConstraint("document", "at"),
    )
    op.create_index("happenings_day", "happenings", ["day", "document", "at"])
    for column in ("place", "agent", "type"):
        op.create_index(f"happenings_{column}", "happenings", [column, "day", "document", "at"])


def _claims() -> None:
    op.create_table(
        "claim_heads",
        *(_key("number", "claims.number", cascade=True), _int("told"), _text("first"), _text("last"), _int("outlet")),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("claim_heads_told", "claim_heads", ["told", "number"])
    op.create_index("claim_heads_last", "claim_heads", ["last", "number"])
    op.create_index("claim_heads_outlet", "claim_heads", ["outlet", "last", "number"])
    op.create_table(
        "tellings",
        *(_key("claim", "claims.number", cascade=True), _int("document"), _text("statement")),
        *(_int("agent"), _int("outlet"), _int("cites", nullable=True), _text("published")),
        *(_text("kind"), _text("certainty", nullable=True)),
        sa.PrimaryKeyConstraint("claim", "document", "statement"),
        sqlite_with_rowid=False,
    )
    for column in ("agent", "outlet", "certainty"):
        op.create_index(f"tellings_{column}", "tellings", [column, "claim", "document", "statement"])
    op.create_index("tellings_cites", "tellings", ["outlet", "cites"])
    op.create_index("tellings_document", "tellings", ["document", "agent"])
    op.create_index("tellings_kind", "tellings", ["kind", "document"])
    op.create_index("tellings_published", "tellings", ["published", "claim"])


def _fill() -> None:
    """From the JSON of the readings as it is today; what it lacks is left out."""
    bind = op.get_bind()
    query = "SELECT documents.number, readings.packed FROM readings JOIN documents ON documents.id = readings.document"
    numbers: dict[str, int] = {}
    for number, packed in bind.exec_driver_sql(query).yield_per(500):
        reading = json.loads(zlib.decompress(packed))
        document = reading["document"]
        outlet = _number(bind, numbers, document.get("outlet") or "unknown publisher")
        row = (number, outlet, document.get("published") or "", document.get("title"))
        bind.exec_driver_sql("INSERT INTO listed(number, outlet, published, title) VALUES (?, ?, ?, ?)", row)
        for *values, agent in _happenings(reading):
            row = (number, *values, _number(bind, numbers, agent))
            bind.exec_driver_sql(f"INSERT INTO happenings VALUES ({', '.join('?' * len(row))})", row)
    op.execute("UPDATE names SET printed = (SELECT count(*) FROM listed WHERE listed.outlet = names.number)")


def _number(bind: sa.Connection, numbers: dict[str, int], name: str) -> int:
    if name not in numbers:
        numbers[name] = len(numbers) + 1
        row = (numbers[name], name, _folded(name), 0)
        bind.exec_driver_sql("INSERT INTO names(number, name, folded, told, printed) VALUES (?, ?, ?, ?, 0)", row)
    return numbers[name]


def _happenings(reading: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    places = {place["name"]: place for place in reversed(reading["places"]) if place.get("lat") is not None}
    ends = {one["id"]: one["chain"][-1]["name"] for one in reading["statements"] if one["chain"]}
    document = reading["document"]
    for at, event in enumerate(reading["events"]):
        time = event.get("when") or ""
        day = time[:10] if len(time) >= 10 and "X" not in time else (document.get("published") or "")[:10]
        place = places.get(event.get("place") or "", {})
        about = (event["type"], event.get("actor"), event.get("place"), event.get("when"))
        agent = ends.get(event["statement"]) or document.get("outlet") or "unknown publisher"
        yield (at, day, *about, place.get("lat"), place.get("lon"), event["statement"], agent)


_LETTERS = str.maketrans({"ё": "е", "ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})


def _folded(name: str) -> str:
    """As `store.search` folds words in this version."""
    plain = unicodedata.normalize("NFC", name).casefold().translate(dict.fromkeys(map(ord, "'’‘ʼ`´ʹ′")))
    plain = plain.translate(_LETTERS)
    return "".join(letter if letter in "йїґў" else _bare(letter) for letter in plain)


def _bare(letter: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", letter) if not unicodedata.combining(part))
