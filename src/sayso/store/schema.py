"""The tables of a desk's store, as SQLAlchemy Core sees them.

`migrations/` makes them; a test holds the two to each other. What a stage made is kept as its own
packed JSON (see `packing`), beside the few columns that questions are asked about. Original bytes are
kept in a table and not as files: a document, its bytes and its reading then become durable in one
transaction, a kill leaves neither a row without bytes nor bytes without a row, and a backup is one file.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

runs = Table(
    "runs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("stage", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("first_used", Text, nullable=False),
)

originals = Table(
    "originals",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("media", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("number", Integer, primary_key=True),  # the order of arrival, and the row of the search index
    Column("id", Text, nullable=False, unique=True),
    Column("original", ForeignKey("originals.sha256"), nullable=False),
    Column("path", Text, nullable=False),  # as it was given to `add`
    Column("address", Text),
    Column("published", Text),
    Column("packed", LargeBinary, nullable=False),
    Index("documents_address", "address", "number"),
    Index("documents_published", "published"),
)

arrivals = Table(
    "arrivals",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("path", Text, nullable=False),
    Column("original", ForeignKey("originals.sha256"), nullable=False),
    Column("document", ForeignKey("documents.id")),  # NULL: what arrived could not be read
    Column("added_at", Text, nullable=False),
    UniqueConstraint("path", "original", "document", name="arrivals_once"),
    Index("arrivals_document", "document"),
)

issues = Table(
    "issues",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("arrival", ForeignKey("arrivals.number", ondelete="CASCADE"), nullable=False),
    Column("stage", Text, nullable=False),
    Column("message", Text, nullable=False),
    Index("issues_arrival", "arrival"),
)

readings = Table(
    "readings",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Column("packed", LargeBinary, nullable=False),
)

carriers = Table(
    "carriers",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("id", Text, primary_key=True),  # of a statement or an assertion
    Index("carriers_id", "id"),
)

linkings = Table(
    "linkings",
    metadata,
    Column("number", Integer, primary_key=True),  # always 1: the last linking
    Column("fingerprint", Text, nullable=False),  # of the readings and settings that it was made from
    Column("packed", LargeBinary, nullable=False),  # its issues
)

claims = Table(
    "claims",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("packed", LargeBinary, nullable=False),
)

members = Table(
    "members",
    metadata,
    Column("claim", ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("statement", Text, primary_key=True),
    Index("members_statement", "statement", "document"),
)

copies = Table(
    "copies",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("original", ForeignKey("documents.id"), primary_key=True),
    Column("packed", LargeBinary, nullable=False),
)

disputes = Table(
    "disputes",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("packed", LargeBinary, nullable=False),
)

dispute_sides = Table(
    "dispute_sides",
    metadata,
    Column("claim", Text, primary_key=True),
    Column("dispute", ForeignKey("disputes.id", ondelete="CASCADE"), primary_key=True),
)

assessments = Table(
    "assessments",
    metadata,
    Column("day", Text, primary_key=True),  # empty: an assessment of undated articles
    Column("made_at", Text, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)

lines = Table(
    "lines",
    metadata,
    Column("day", ForeignKey("assessments.day", ondelete="CASCADE"), primary_key=True),
    Column("id", Text, primary_key=True),
    Index("lines_id", "id"),
)

judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True),  # the order of arrival, which decides nothing
    Column("id", Text, nullable=False, unique=True),
    Column("made_at", Text, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)

digests = Table(
    "digests",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

followed = Table(
    "followed",
    metadata,
    Column("address", Text, primary_key=True),  # of a feed, a sitemap or a page
    Column("first_at", Text, nullable=False),
    Column("fetched_at", Text),
    Column("next_at", Text, nullable=False),
    Column("etag", Text),
    Column("modified", Text),
    Column("digest", Text),
    Column("failures", Integer, nullable=False),
    Column("fault", Text),
    Column("note", Text),
)

sightings = Table(
    "sightings",
    metadata,
    Column("feed", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("address", Text, nullable=False),
    Column("host", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("seen_at", Text, nullable=False),
    Column("next_at", Text, nullable=False),
    Column("settled_at", Text),
    Column("document", ForeignKey("documents.id")),
    Column("fault", Text),
    Column("etag", Text),
    Column("modified", Text),
    Index("sightings_due", "state", "next_at"),
    Index("sightings_host", "host", "state", "next_at"),
    Index("sightings_address", "address"),
    Index("sightings_seen", "seen_at"),
)

robots = Table(
    "robots",
    metadata,
    Column("origin", Text, primary_key=True),
    Column("lasts", Text, nullable=False),
    Column("text", Text, nullable=False),
)
