"""Moments as a person reads them."""

from __future__ import annotations


def moment_words(moment: str | None) -> str:
    """``2025-03-03 09:10`` of an ISO 8601 moment, as precise as it is; ``undated``."""
    return "undated" if moment is None else moment[:16].replace("T", " ")
