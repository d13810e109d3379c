"""Brings a store's schema to the version of this Sayso, in the caller's transaction.

The version is kept in the store itself (``alembic_version``), written in the transaction that changes the
schema: a kill leaves the old schema or the new one. Alembic is loaded only when there is something to do;
it costs 0.3 s and most openings need none of it.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from sayso.errors import DeskError

HEAD = "0006"
_STEPS = Path(__file__).parent / "migrations"


def migrate(connection: Connection) -> None:
    """Apply the missing steps. Raises DeskError when a later Sayso made the store."""
    found = version(connection)
    if found == HEAD:
        return
    if found is not None and found > HEAD:
        raise DeskError(
            f"the desk's store has version {found}, this Sayso knows versions up to {HEAD}",
            "use the Sayso that made the desk, or a later one",
        )
    _upgrade(connection)


def version(connection: Connection) -> str | None:
    """The schema's version, None for a store without tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
