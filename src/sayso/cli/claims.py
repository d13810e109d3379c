"""``sayso claims``: the claims of a desk and their independent origins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sayso.model import Claim, Range


@click.command("claims")
@click.argument("desk")
@click.option("--json", "as_json", is_flag=True, help="Print each claim as one line of JSON.")
def command(desk: str, as_json: bool) -> None:
    """List the claims on DESK: how often told and when, from how many independent origins, through whom.

    Those told most often come first, the earlier ones among equals.
    """
    from sayso.cli.terminal import reading_again, write_json
    from sayso.desk import Desk
    from sayso.link.grades import grades
    from sayso.pipeline import relink
    from sayso.pipeline.judging import judging
    from sayso.publish.json_lines import claim_json
    from sayso.store import documents

    with Desk.open(desk) as opened:
        linked = relink(opened, reading_again)
        with opened.store.reading() as connection:
            paths = documents.paths(connection)
            graded = grades(judging(connection))
    for claim in sorted(linked.claims, key=_most_told):
        if as_json:
            write_json(claim_json(claim, paths))
        else:
            click.echo("\n".join(lines(claim, graded.of_claim(claim))))


def _most_told(claim: Claim) -> tuple[int, str, str]:
    return -len(claim.members), claim.first or "9", claim.id


def lines(claim: Claim, graded: Sequence[str] = ()) -> list[str]:
    """A claim as a person would want to see it. ``graded``: what people said of its sources and of it, in words."""
    from sayso.cli.spread import first_and_last, speed
    from sayso.cli.terminal import harmless
    from sayso.link.traced import spread_of

    went = spread_of(claim.members)
    tellings = f"{len(claim.members)} telling{'s' if len(claim.members) != 1 else ''}"
    through = f", all through {claim.bottleneck}" if claim.bottleneck else ""
    said = f"{tellings}, {_days(claim)}, {origins_in_words(claim.independent_origins)}{through}"
    parts = [f"{claim.id}  {' '.join(claim.text.split())}", f"    {said}", f"    {_from_whom(claim)}"]
    if told := "; ".join((*first_and_last(went), *speed(went))):
        parts.append(f"    {told}")
    parts += [f"    {reason}" for reason in withdrawals(claim)]
    parts += [f"    graded {grade}" for grade in graded]
    return [harmless(part) for part in parts]


def _from_whom(claim: Claim) -> str:
    """Its origins; of a claim that is only denied they are no origins of what it says."""
    denied = all(member.denied for member in claim.members)
    return f"{'against it:' if denied else 'from'} {'; '.join(claim.origins)}"


def withdrawals(claim: Claim) -> list[str]:
    """Who took it back, in words."""
    return [reason for reason in claim.reasons if reason.startswith("withdrawn")]


def _days(claim: Claim) -> str:
    """The first and the last day it was told; one where they are the same."""
    first, last = (moment[:10] if moment else None for moment in (claim.first, claim.last))
    return "undated" if not first else first if last in (first, None) else f"{first} to {last}"


def origins_in_words(origins: Range) -> str:
    """``1 independent origin``, ``1 to 3 independent origins``."""
    low, high = origins.at_least, origins.at_most
    if low == high:
        return f"{low} independent origin{'s' if low != 1 else ''}"
    return f"{low} to {high} independent origins"
