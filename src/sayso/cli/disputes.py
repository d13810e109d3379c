"""``sayso disputes``: claims that cannot both hold, and who stands on which side."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from sayso.link.traced import Side
    from sayso.model import Claim


@click.command("disputes")
@click.argument("desk")
@click.option("--json", "as_json", is_flag=True, help="Print each dispute as one line of JSON.")
def command(desk: str, as_json: bool) -> None:
    """List pairs of claims on DESK that cannot both hold, with those who stand on either side, and their chains.

    The earliest come first. Sayso does not say which side is right.
    """
    import msgspec

    from sayso.cli.terminal import reading_again, write_json
    from sayso.cli.wrapped import wrapped
    from sayso.desk import Desk
    from sayso.pipeline import bring_up_to_date
    from sayso.pipeline.tracing import disputed

    with Desk.open(desk) as opened:
        bring_up_to_date(opened, reading_again)
        found = disputed(opened.store)
    for side in found:
        if as_json:
            write_json(msgspec.json.encode(_json(side)))
        else:
            click.echo("\n".join(wrapped(line) for line in lines(side)))
    if not found and not as_json:
        click.echo("No two claims on this desk stand against one another.", err=True)


def lines(side: Side) -> Iterator[str]:
    """A dispute as a person would want to see it."""
    from sayso.cli.terminal import harmless
    from sayso.link.traced import words_in_conflict

    yield harmless(f"{side.dispute.id}  {side.dispute.kind}: {side.dispute.reason}")
    for claim, agents in ((side.claim, side.here), (side.other, side.against)):
        if claim is not None:
            when = claim.first[:10] if claim.first else "undated"
            yield "    " + click.style(harmless(f"{'; '.join(agents)}:"), bold=True)
            said = words_in_conflict(claim, side.dispute)
            yield harmless(f"        {' '.join(said.split())} [{claim.id}, {when}]")
            yield from (harmless(f"        {' < '.join(chain)}") for chain in chains(claim, agents))


def chains(claim: Claim, agents: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """For each who stands on the side, the chain of the first telling that gives it to them."""
    for agent in agents:
        yield next(member.chain for member in claim.members if member.chain[-1] == agent)


def _json(side: Side) -> dict[str, Any]:
    dispute = side.dispute
    return {
        "id": dispute.id,
        "kind": dispute.kind,
        "reason": dispute.reason,
        "sides": [
            {
                "claim": claim.id,
                "text": claim.text,
                "agents": agents,
                "chains": list(chains(claim, agents)),
                "first": claim.first,
                "last": claim.last,
            }
            for claim, agents in ((side.claim, side.here), (side.other, side.against))
            if claim is not None
        ],
    }
