"""What can go wrong, as one tree.

    SaysoError
    ├── InputError        what was given cannot be read (a file, a page, a record)
    │   └── NothingToRead  nothing of what was given could be read
    ├── DeskError         the desk is missing, damaged or from another version
    │   └── NotADesk
    ├── SettingsError     desk.toml or an option says something we cannot follow
    ├── FetchError        an address could not be fetched, or may not be
    ├── CitationError     a line is not carried by the words it cites; publishing stops
    └── MissingExtra      a part that is installed on request is not here

Each says in one line what happened and in one line what to do.
"""

from __future__ import annotations


class SaysoError(Exception):
    """``what`` happened, and what ``to_do`` about it: one line each, made for a person."""

    def __init__(self, what: str, to_do: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.to_do = to_do

    def __str__(self) -> str:
        return f"{self.what}\n{self.to_do}" if self.to_do else self.what


class InputError(SaysoError):
    """What was given cannot be read."""


class NothingToRead(InputError):
    """Nothing of what was given could be read."""


class DeskError(SaysoError):
    """The desk is missing, damaged or from another version."""


class NotADesk(DeskError):
    """The folder holds no desk.toml."""


class SettingsError(SaysoError):
    """desk.toml or an option says something we cannot follow."""


class FetchError(SaysoError):
    """An address could not be fetched, or may not be.

    ``passing``: another try, later, may do; ``wait`` is how many seconds to leave its host alone.
    """

    def __init__(self, what: str, to_do: str = "", *, passing: bool = False, wait: float | None = None) -> None:
        super().__init__(what, to_do)
        self.passing = passing
        self.wait = wait


class CitationError(SaysoError):
    """A line is not carried by the words it cites."""


class MissingExtra(SaysoError):
    """A part that is installed on request is not here."""
