"""A day as a person gives it."""

from __future__ import annotations

from datetime import date

import click


class Day(click.ParamType[str]):
    """An ISO 8601 calendar date."""

    name = "day"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The day as YYYY-MM-DD; fails for what no calendar has."""
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            self.fail(f"{value!r} is no day; write it as YYYY-MM-DD, such as 2024-11-01", param, ctx)


DAY = Day()
