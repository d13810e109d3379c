"""The first desk: originals, documents, readings, what linking and assessing make of them, judgements."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables of intake, reading, linking and assessing, and the search index."""
    _intake()
    _reading()
    _linking()
    _assessing()
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE search USING fts5(title, text, content='', tokenize='unicode61')")


def _key(name: str, target: str, *, nullable: bool = False, cascade: bool = False) -> sa.Column[str]:
    rule = "CASCADE" if cascade else None
    return sa.Column(name, sa.Text, sa.ForeignKey(target, ondelete=rule), nullable=nullable)


def _text(name: str, *, nullable: bool = False, unique: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=nullable, unique=unique)


def _packed() -> sa.Column[bytes]:
    return sa.Column("packed", sa.LargeBinary, nullable=False)


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.Integer, primary_key=True)


def _intake() -> None:
    op.create_table(
        "runs",
        _text("id"),
        _text("stage"),
        _text("version"),
        _text("first_used"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "originals",
        _text("sha256"),
        _text("media"),
        sa.Column("size", sa.Integer, nullable=False),
        _packed(),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "documents",
        _number(),
        _text("id", unique=True),
        _key("original", "originals.sha256"),
        _text("path"),
        _text("address", nullable=True),
        _text("published", nullable=True),
        _packed(),
    )
    op.create_index("documents_address", "documents", ["address", "number"])
    op.create_index("documents_published", "documents", ["published"])
    op.create_table(
        "arrivals",
        _number(),
        _text("path"),
        _key("original", "originals.sha256"),
        _key("document", "documents.id", nullable=True),
        _text("added_at"),
        sa.UniqueConstraint("path", "original", "document", name="arrivals_once"),
    )
    op.create_index("arrivals_document", "arrivals", ["document"])
    arrival = sa.Column("arrival", sa.Integer, sa.ForeignKey("arrivals.number", ondelete="CASCADE"), nullable=False)
    op.create_table("issues", _number(), arrival, _text("stage"), _text("message"))
    op.create_index("issues_arrival", "issues", ["arrival"])


def _reading() -> None:
    op.create_table(
        "readings",
        _key("document", "documents.id"),
        _key("run", "runs.id"),
        _packed(),
        sa.PrimaryKeyConstraint("document"),
    )
    op.create_table(
        "carriers", _key("document", "documents.id"), _text("id"), sa.PrimaryKeyConstraint("document", "id")
    )
    op.create_index("carriers_id", "carriers", ["id"])


def _linking() -> None:
    op.create_table("linkings", _number(), _text("fingerprint"), _packed())
    op.create_table("claims", _number(), _text("id", unique=True), _packed())
    op.create_table(
        "members",
        _key("claim", "claims.id", cascade=True),
        _key("document", "documents.id"),
        _text("statement"),
        sa.PrimaryKeyConstraint("claim", "document", "statement"),
    )
    op.create_index("members_statement", "members", ["statement", "document"])
    op.create_table(
        "copies",
        _key("document", "documents.id"),
        _key("original", "documents.id"),
        _packed(),
        sa.PrimaryKeyConstraint("document", "original"),
    )
    op.create_table("disputes", _number(), _text("id", unique=True), _packed())


def _assessing() -> None:
    op.create_table("assessments", _text("day"), _text("made_at"), _packed(), sa.PrimaryKeyConstraint("day"))
    op.create_table(
        "lines",
        _key("day", "assessments.day", cascade=True),
        _text("id"),
        sa.PrimaryKeyConstraint("day", "id"),
    )
    op.create_index("lines_id", "lines", ["id"])
    op.create_table(
        "judgements",
        _number(),
        *[_text("kind"), _text("subject"), _text("object", nullable=True), _text("value", nullable=True)],
        *[
            _text("note", nullable=True),
            _text("person"),
            _text("made_at"),
            _text("retracted_at", nullable=True),
        ],
    )
    op.create_index("judgements_subject", "judgements", ["subject"])
