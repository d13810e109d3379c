"""Commands listed as a person comes to use them."""

from __future__ import annotations

import click


class InOrderOfUse(click.Group):
    """Lists commands in the order in which a person comes to use them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, as they were added."""
        return list(self.commands)
