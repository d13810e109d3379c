"""What agents said on the desk's issues, and where it changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import TYPE_CHECKING

from msgspec.structs import replace
from sqlalchemy import Connection

from sayso.desk import Desk
from sayso.errors import InputError, SettingsError
from sayso.pipeline import Watch, relink
from sayso.read.agents.directory import CARRIERS, Directory
from sayso.store import browse, linking, readings, told

if TYPE_CHECKING:
    from sayso.link.positions import Issue, Position
    from sayso.model import Claim, Reading

_SHOWN = 8
_LOOKED_AT = 100  # claims for each phrase of an issue, or of an agent, where somebody waits


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


def positions_kept(desk: Desk, agent: str | None = None, issue: str | None = None) -> tuple[Position, ...]:
    """As `positions`, of the links kept and without going through the whole desk: for who waits for an answer.

    Looks at the claims that the index finds for the words of the issues, or at the latest of the agent's, `_LOOKED_AT`
    of either. Raises what `positions` raises.
    """
    from sayso.link.positions import on_issues
    from sayso.link.positions import positions as found_in

    issues = _issues(desk, issue)
    with desk.store.reading() as connection:
        claims = on_issues(_of_agent(connection, agent) if agent else _on(connection, issues), issues)
        wanted = {(member.document, member.statement) for claim in claims for member in claim.members}
        told_in = sorted({document for document, _ in wanted})
        found = [_without_other_assertions(readings.get(connection, document), wanted) for document in told_in]
    made = found_in(claims, found, issues, frozenset(_carriers(desk, claims)))
    return made if agent is None else _of(made, agent)


def _without_other_assertions(reading: Reading, wanted: Set[tuple[str, str]]) -> Reading:
    """Most of a reading is what its outlet says itself: what tells no claim in question need not be understood."""
    kept = tuple(one for one in reading.assertions if (reading.document.id, one.id) in wanted)
    return replace(reading, assertions=kept)


def _on(connection: Connection, issues: Sequence[Issue]) -> Iterable[Claim]:
    phrases = dict.fromkeys(phrase for issue in issues for phrase in (issue.name, *issue.words))
    found = (claim for phrase in phrases for claim in told.find(connection, phrase, _LOOKED_AT))
    return {claim.id: claim for claim in found}.values()


def _of_agent(connection: Connection, agent: str) -> Iterable[Claim]:
    rows = browse.claims(connection, agent=agent, order="latest", limit=_LOOKED_AT).rows
    found = (linking.claim(connection, row.id) for row in rows)
    return [claim for claim in found if claim is not None]


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
