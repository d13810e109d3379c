"""Statements and claims as tables: CSV (RFC 4180, UTF-8) and Parquet, a row each, for a spreadsheet or a data frame.

A chain is one cell, its names joined by " < " as everywhere else, the publisher first. In CSV a cell that a spreadsheet
would take for a formula gets an apostrophe before it (OWASP's advice on CSV injection): an article must not run code in
whoever opens the table. Parquet holds the words as they are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from sayso.errors import MissingExtra
from sayso.model import Claim, Reading, Statement

STATEMENTS: dict[str, str] = {
    "document": "string",
    "statement": "string",
    "outlet": "string",
    "published": "string",
    "url": "string",
    "kind": "string",
    "type": "string",
    "parent": "string",
    "chain": "string",
    "depth": "int64",
    "originator": "string",
    "content": "string",
    "start": "int64",
    "end": "int64",
    "certainty": "string",
    "said": "string",
}
CLAIMS: dict[str, str] = {
    "claim": "string",
    "text": "string",
    "tellings": "int64",
    "outlets": "int64",
    "origins": "string",
    "at_least": "int64",
    "at_most": "int64",
    "bottleneck": "string",
    "first": "string",
    "last": "string",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Row = dict[str, Any]


def statement_rows(readings: Iterable[Reading]) -> list[Row]:
    """A row for each statement of the readings, documents by id, statements in text order."""
    ordered = sorted(readings, key=lambda reading: reading.document.id)
    return [_statement(reading, one) for reading in ordered for one in _in_order(reading)]


def claim_rows(claims: Iterable[Claim]) -> list[Row]:
    """A row for each claim, by id."""
    return [_claim(claim) for claim in sorted(claims, key=lambda claim: claim.id)]


def to_csv(columns: dict[str, str], rows: Sequence[Row]) -> bytes:
    """The rows as CSV with a head. What is not known is an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row[name]) for name in columns] for row in rows)
    return out.getvalue().encode()


def to_parquet(columns: dict[str, str], rows: Sequence[Row]) -> bytes:
    """The rows as Parquet. Raises MissingExtra where pyarrow is not installed."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as missing:
        raise MissingExtra(
            "Parquet needs pyarrow, which is not installed", "install it with `pip install 'sayso[batch]'`, or take CSV"
        ) from missing
    schema = pyarrow.schema([(name, getattr(pyarrow, kind)()) for name, kind in columns.items()])
    out = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(list(rows), schema=schema), out, compression="zstd")
    return out.getvalue()


def _in_order(reading: Reading) -> list[Statement]:
    return sorted(reading.statements, key=lambda s: (s.content[0].start if s.content else 0, s.id))


def _statement(reading: Reading, statement: Statement) -> Row:
    document, names = reading.document, [link.name for link in statement.chain]
    return {
        "document": document.id,
        "statement": statement.id,
        "outlet": document.outlet,
        "published": document.published,
        "url": document.url,
        "kind": statement.kind,
        "type": statement.type,
        "parent": statement.parent,
        "chain": " < ".join(names),
        "depth": len(names),
        "originator": names[-1] if names else None,
        "content": " […] ".join(document.text[span.start : span.end] for span in statement.content),
        "start": min((span.start for span in statement.content), default=None),
        "end": max((span.end for span in statement.content), default=None),
        "certainty": statement.certainty.value if statement.certainty else None,
        "said": statement.said.value if statement.said else None,
    }


def _claim(claim: Claim) -> Row:
    return {
        "claim": claim.id,
        "text": claim.text,
        "tellings": len(claim.members),
        "outlets": len({member.outlet for member in claim.members}),
        "origins": "; ".join(claim.origins),
        "at_least": claim.independent_origins.at_least,
        "at_most": claim.independent_origins.at_most,
        "bottleneck": claim.bottleneck,
        "first": claim.first,
        "last": claim.last,
    }


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value
