"""What agents said on the desk's issues, and where it changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.desk import Desk
from sayso.errors import InputError, SettingsError
from sayso.pipeline import Watch, relink
from sayso.read.agents.directory import CARRIERS, Directory
from sayso.store import readings

if TYPE_CHECKING:
    from sayso.link.positions import Issue, Position
    from sayso.model import Claim

_SHOWN = 8


def positions(
    desk: Desk, agent: str | None = None, issue: str | None = None, watch: Watch = iter
) -> tuple[Position, ...]:
    """The positions of the desk's agents on its issues; of one agent and on one issue where they are named.

    ``watch`` is as for `relink`. Raises SettingsError where desk.toml names no issues, InputError for an agent who
    said nothing on them or an issue that is none of them.
    """
    from sayso.link.positions import on_issues
    from sayso.link.positions import positions as found_in

    issues = _issues(desk, issue)
    claims = on_issues(relink(desk, watch).claims, issues)
    told_in = sorted({member.document for claim in claims for member in claim.members})
    with desk.store.reading() as connection:
        found = [readings.get(connection, document) for document in told_in]
    made = found_in(claims, found, issues, frozenset(_carriers(desk, claims)))
    return made if agent is None else _of(made, agent)


def _issues(desk: Desk, name: str | None) -> tuple[Issue, ...]:
    from sayso.link.positions import Issue

    known = tuple(Issue(title, words) for title, words in desk.settings.issues.items())
    if not known:
        raise SettingsError(
            "desk.toml names no issues", "add a table [issues] to it, such as Negotiations = ['ceasefire', 'talks']"
        )
    wanted = tuple(one for one in known if name is None or one.name.casefold() == name.casefold())
    if not wanted:
        raise InputError(f"{name!r} is no issue of this desk", f"give one of {', '.join(one.name for one in known)}")
    return wanted


def _carriers(desk: Desk, claims: Iterable[Claim]) -> Iterator[str]:
    """Those who print what others say, and outlets of the desk of which it is not known that they do more."""
    directory = Directory(desk.settings.outlets, desk.settings.agents)
    outlets = {member.outlet for claim in claims for member in claim.members}
    for name in outlets | {member.chain[-1] for claim in claims for member in claim.members}:
        entry = directory.find(name)
        if (entry is None and name in outlets) or (entry is not None and entry.what in CARRIERS):
            yield name


def _of(made: Sequence[Position], agent: str) -> tuple[Position, ...]:
    """Those of the agent of that name, else of agents whose name has all its words."""
    from sayso.link.names import agent_key

    wanted = agent_key(agent)
    exact = tuple(one for one in made if agent_key(one.agent) == wanted)
    found = exact or tuple(one for one in made if set(wanted) <= set(agent_key(one.agent)))
    if not found:
        spoke = sorted({one.agent for one in made})
        shown = ", ".join(spoke[:_SHOWN]) + (", …" if len(spoke) > _SHOWN else "")
        to_do = f"those who did: {shown}" if spoke else "nobody did; mend the words of the issues in desk.toml"
        raise InputError(f"{agent!r} said nothing on the issues of this desk", to_do)
    return found
