"""The runs that made the readings: version, settings, model."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import Connection, select

from sayso.store.schema import runs


class RunRow(Struct, frozen=True):
    """A run by its id, with its stage, the version of Sayso behind it, and when it was first used (UTC)."""

    id: str
    stage: str
    version: str
    first_used: str


def every(connection: Connection) -> tuple[RunRow, ...]:
    """All runs, in the order in which they were first used."""
    return tuple(RunRow(*row) for row in connection.execute(select(runs).order_by(runs.c.first_used, runs.c.id)))
