"""Feeds that are followed, the articles that they name, the robots.txt of their hosts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables of `store.following`."""
    op.create_table(
        "followed",
        *[_text("address"), _text("first_at"), _text("fetched_at", nullable=True), _text("next_at")],
        *[_text(name, nullable=True) for name in ("etag", "modified", "digest")],
        sa.Column("failures", sa.Integer, nullable=False),
        *[_text(name, nullable=True) for name in ("fault", "note")],
        sa.PrimaryKeyConstraint("address"),
    )
    op.create_table(
        "sightings",
        *[_text(name) for name in ("feed", "key", "address", "host", "digest", "state")],
        sa.Column("tries", sa.Integer, nullable=False),
        *[_text("seen_at"), _text("next_at"), _text("settled_at", nullable=True)],
        sa.Column("document", sa.Text, sa.ForeignKey("documents.id"), nullable=True),
        *[_text(name, nullable=True) for name in ("fault", "etag", "modified")],
        sa.PrimaryKeyConstraint("feed", "key"),
    )
    op.create_index("sightings_due", "sightings", ["state", "next_at"])
    op.create_index("sightings_host", "sightings", ["host", "state", "next_at"])
    op.create_index("sightings_address", "sightings", ["address"])
    op.create_index("sightings_seen", "sightings", ["seen_at"])
    op.create_table("robots", _text("origin"), _text("lasts"), _text("text"), sa.PrimaryKeyConstraint("origin"))


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable)
