"""An index of copies by what they copy: a document's page looks them up from both sides."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make it."""
    op.create_index("copies_original", "copies", ["original"])
