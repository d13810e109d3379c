"""Judgements as a log, claims findable by words, disputes by claim, a digest of the readings."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make what judging and tracing need; the next command links again and fills it."""
    op.drop_table("judgements")  # no version wrote to it
    op.create_table(
        "judgements",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("made_at", sa.Text, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "dispute_sides",
        sa.Column("claim", sa.Text, nullable=False),
        sa.Column("dispute", sa.Text, sa.ForeignKey("disputes.id", ondelete="CASCADE"), nullable=False),
        sa.PrimaryKeyConstraint("claim", "dispute"),
    )
    op.create_table(
        "digests",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.execute("DELETE FROM linkings")
    _digest_of_readings()
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE told USING fts5(words, agents, tokenize='porter unicode61')")


def _digest_of_readings() -> None:
    """The sum of what `store.readings` adds for each reading, as that of a desk made anew."""
    rows = op.get_bind().execute(sa.text("SELECT document, run FROM readings"))
    total = sum(int.from_bytes(hashlib.sha256("\0".join(row).encode()).digest()) for row in rows)
    value = f"{total % 2**256:064x}"
    op.get_bind().execute(sa.text("INSERT INTO digests(name, value) VALUES ('readings', :value)"), {"value": value})
