"""``sayso positions``: what each agent said on each issue over time, and where it changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from sayso.link.positions import Position, Saying


@click.command("positions")
@click.argument("desk")
@click.option("--agent", metavar="NAME", help="Only the agent of this name, or those whose names have its words.")
@click.option("--issue", metavar="NAME", help="Only this issue of desk.toml.")
@click.option("--json", "as_json", is_flag=True, help="Print each agent and issue as one line of JSON.")
def command(desk: str, agent: str | None, issue: str | None, as_json: bool) -> None:
    """Show what agents said on the issues of DESK ([issues] in desk.toml), in order of time, and where it changed.

    Unnamed sources have no position. A change that may be none is marked with why it is unclear.
    """
    import msgspec

    from sayso.cli.terminal import reading_again, write_json
    from sayso.cli.wrapped import wrapped
    from sayso.desk import Desk
    from sayso.pipeline.standing import positions

    with Desk.open(desk) as opened:
        found = positions(opened, agent, issue, reading_again)
    for position in found:
        if as_json:
            write_json(msgspec.json.encode(_json(position)))
        else:
            click.echo("\n".join(wrapped(line) for line in lines(position)))
    if not found and not as_json:
        click.echo("Nobody on this desk said anything on its issues.", err=True)


def lines(position: Position) -> Iterator[str]:
    """A position as a person would want to see it."""
    from sayso.cli.terminal import harmless

    yield click.style(harmless(f"{position.agent} on {position.issue}"), bold=True)
    for place, saying in enumerate(position.sayings, 1):
        when = "undated" if saying.on is None else f"{saying.on[:10]} ({saying.dated})"
        told = f", told {saying.tellings} times" if saying.tellings > 1 else ""
        yield harmless(f"  {place:>2}  {when}  {saying.text}")
        chain = " < ".join(saying.member.chain)
        yield "      " + click.style(harmless(f"{chain}{told} [{saying.member.statement}]"), dim=True)
        yield from (f"      {line}" for line in _change(saying))


def _change(saying: Saying) -> Iterator[str]:
    from sayso.cli.terminal import harmless

    change = saying.change
    if change is not None:
        what = f"changed since {change.since + 1}: {change.kind}, {change.reason}"
        unclear = f" (unclear: {change.unclear})" if change.unclear else ""
        yield click.style(harmless(what + unclear), fg="yellow")


def _json(position: Position) -> dict[str, Any]:
    import msgspec

    whole: dict[str, Any] = msgspec.to_builtins(position)
    for saying in whole["sayings"]:
        member = saying.pop("member")
        saying |= {key: member[key] for key in ("document", "statement", "citation", "chain", "published", "denied")}
    return whole
