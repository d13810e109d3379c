"""What a person can say about articles that do not say it themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., object])


def given_options(command: Command) -> Command:
    """The options ``--published --outlet --language --url``, for what an article does not state."""
    for name, says in reversed(_OPTIONS.items()):
        command = click.option(f"--{name}", help=says)(command)
    return command


_OPTIONS = {
    "published": "When the articles were published, ISO 8601, for those that do not say.",
    "outlet": "Who published them, for those that do not say.",
    "language": "Their language, ISO 639-1, for those that do not say.",
    "url": "Their address, for those that do not say.",
}
