"""An agent while its document is being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.model import AgentKind, Span
from sayso.read.agents import words
from sayso.read.agents.given import Gender
from sayso.read.agents.people import surname_of


@dataclass(slots=True)
class Known:
    """Who speaks, or is only named so far: ``spoke`` is where it last did (-1: never).

    ``classes`` and ``trades`` are for organisations: what sort of body it is, and the nouns that the text calls it by.
    """

    name: str
    kind: AgentKind
    head: str = ""
    offices: set[str] = field(default_factory=set)
    nation: str | None = None
    gender: Gender = ""
    classes: frozenset[str] = frozenset()
    trades: set[str] = field(default_factory=set)
    mentions: set[Span] = field(default_factory=set)
    spoke: int = -1
    plural: bool = False
    only_named: bool = False  # a group that has not spoken
    full: str = ""  # a known person's name as the text has it, where that is fuller: "Donald J. Trump"

    @property
    def surname(self) -> str:
        """The last word of the name that is not "Jr."."""
        return surname_of(self.name)


def is_plural(head: str, name: str) -> bool:
    """Whether a description is of several: "officials", "two of the senators", "some"."""
    first = name.split()[0].lower() if name.split() else ""
    collective = head in words.BODY_NOUNS and not head.endswith("s")
    return (
        (head in words.PEOPLE_PLURAL and not collective)
        or (head.endswith("s") and not head.endswith("ss"))
        or first in words.SEVERAL
        or first in ("each", "every")
    )
