"""The tables of a desk's store, as SQLAlchemy Core sees them.

`migrations/` makes them; a test holds the two to each other. What a stage made is kept as its own
packed JSON (see `packing`), beside the few columns that questions are asked about. Original bytes are
kept in a table and not as files: a document, its bytes and its reading then become durable in one
transaction, a kill leaves neither a row without bytes nor bytes without a row, and a backup is one file.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
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
    Index("copies_original", "original"),
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

link_pages = Table(
    "link_pages",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("packed", LargeBinary, nullable=False),  # not JSON: arrays and sheets of `sayso.link.archive`
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

# What lists are made from (see `browse`). An empty string stands for no date: a key has to be compared.

names = Table(
    "names",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("folded", Text, nullable=False),  # as `search` folds words
    Column("told", Integer, nullable=False),  # how many tellings end at it
    Column("printed", Integer, nullable=False),  # how many documents it published
    Index("names_folded", "folded"),
    Index("names_told", "told", "number"),
    Index("names_printed", "name", sqlite_where=text("printed > 0")),
)

listed = Table(
    "listed",
    metadata,
    Column("number", ForeignKey("documents.number"), primary_key=True),
    Column("outlet", Integer, nullable=False),
    Column("published", Text, nullable=False),
    Column("title", Text),
    Index("listed_published", "published", "number"),
    Index("listed_outlet", "outlet", "published", "number"),
)

happenings = Table(
    "happenings",
    metadata,
    Column("document", ForeignKey("documents.number"), primary_key=True),
    Column("at", Integer, primary_key=True),  # its place among the events of the reading
    Column("day", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("actor", Text),
    Column("place", Text),
    Column("time", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("statement", Text, nullable=False),
    Column("agent", Integer, nullable=False),
    Index("happenings_day", "day", "document", "at"),
    Index("happenings_place", "place", "day", "document", "at"),
    Index("happenings_agent", "agent", "day", "document", "at"),
    Index("happenings_type", "type", "day", "document", "at"),
)

claim_heads = Table(
    "claim_heads",
    metadata,
    Column("number", ForeignKey("claims.number", ondelete="CASCADE"), primary_key=True),
    Column("told", Integer, nullable=False),
    Column("first", Text, nullable=False),
    Column("last", Text, nullable=False),
    Column("outlet", Integer, nullable=False),  # of the first telling
    Index("claim_heads_told", "told", "number"),
    Index("claim_heads_last", "last", "number"),
    Index("claim_heads_outlet", "outlet", "last", "number"),
)

tellings = Table(
    "tellings",
    metadata,
    Column("claim", ForeignKey("claims.number", ondelete="CASCADE"), primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("statement", Text, primary_key=True),
    Column("agent", Integer, nullable=False),  # the end of its chain
    Column("outlet", Integer, nullable=False),
    Column("cites", Integer),  # whom the publisher has it from
    Column("published", Text, nullable=False),
    Column("kind", Text, nullable=False),  # own: an assertion
    Column("certainty", Text),
    Index("tellings_agent", "agent", "claim", "document", "statement"),
    Index("tellings_outlet", "outlet", "claim", "document", "statement"),
    Index("tellings_cites", "outlet", "cites"),
    Index("tellings_document", "document", "agent"),
    Index("tellings_kind", "kind", "document"),
    Index("tellings_published", "published", "claim"),
    Index("tellings_certainty", "certainty", "claim", "document", "statement"),
    sqlite_with_rowid=False,
)

changes = Table(
    "changes",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("made_at", Text, nullable=False),
    Column("person", Text, nullable=False),  # the name of the token
    Column("action", Text, nullable=False),
    Column("about", Text, nullable=False),
)
