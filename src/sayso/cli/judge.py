"""``sayso judge``: what a person knows better, kept beside what the machine found."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from sayso.cli.inorder import InOrderOfUse

if TYPE_CHECKING:
    from sayso.link.judgements import Standing
    from sayso.model import JudgementKind

Command = TypeVar("Command", bound=Callable[..., object])


@click.group("judge", cls=InOrderOfUse)
def command() -> None:
    """Say what you know better; it is kept with your name and the time, and every later command respects it.

    Nothing that was read is changed, and a later reading changes no judgement. Of two that contradict one another the
    later holds. STATEMENT is the id of a statement, an assertion or a claim (its first telling), or its beginning.
    """


def _signed(command: Command) -> Command:
    """The options ``--by`` and ``--note``."""
    command = click.option("--note", metavar="TEXT", help="Why.")(command)
    return click.option("--by", metavar="NAME", help="Who judges; else the name you are logged in under.")(command)


@command.command("same")
@click.argument("desk")
@click.argument("statement")
@click.argument("other", metavar="STATEMENT")
@_signed
def same(desk: str, statement: str, other: str, by: str | None, note: str | None) -> None:
    """Two statements say the same: their claims are one."""
    _keep(desk, "same", statement, other, by=by, note=note)


@command.command("different")
@click.argument("desk")
@click.argument("statement")
@click.argument("other", metavar="STATEMENT")
@_signed
def different(desk: str, statement: str, other: str, by: str | None, note: str | None) -> None:
    """Two statements say different things: no claim holds both."""
    _keep(desk, "different", statement, other, by=by, note=note)


@command.command("agent")
@click.argument("desk")
@click.argument("name")
@click.argument("other", metavar="OTHER-NAME")
@_signed
def agent(desk: str, name: str, other: str, by: str | None, note: str | None) -> None:
    """NAME is another name of the agent OTHER-NAME: they are one, shown as OTHER-NAME."""
    _keep(desk, "agent", name, other, by=by, note=note)


@command.command("affiliation")
@click.argument("desk")
@click.argument("name")
@click.argument("body")
@_signed
def affiliation(desk: str, name: str, body: str, by: str | None, note: str | None) -> None:
    """The agent NAME speaks for BODY: at least, the two are one origin."""
    _keep(desk, "affiliation", name, body, by=by, note=note)


@command.command("source")
@click.argument("desk")
@click.argument("name")
@click.argument("grade")
@_signed
def source(desk: str, name: str, grade: str, by: str | None, note: str | None) -> None:
    """Grade a source by the Admiralty code, A (completely reliable) to E (unreliable), or F (cannot be judged).

    The grade is shown beside the source. Nothing is counted or ranked by it.
    """
    _keep(desk, "source grade", name, value=grade, by=by, note=note)


@command.command("information")
@click.argument("desk")
@click.argument("statement")
@click.argument("grade")
@_signed
def information(desk: str, statement: str, grade: str, by: str | None, note: str | None) -> None:
    """Grade a piece of information, 1 (confirmed by other sources) to 5 (improbable), or 6 (cannot be judged).

    The grade is shown beside the claim that the statement tells. Nothing is counted or ranked by it.
    """
    _keep(desk, "information grade", statement, value=grade, by=by, note=note)


@command.command("retract")
@click.argument("desk")
@click.argument("judgement")
@_signed
def retract(desk: str, judgement: str, by: str | None, note: str | None) -> None:
    """Take a judgement back. Both stay on record, each with its person and time."""
    _keep(desk, "retraction", judgement, by=by, note=note)


@command.command("list")
@click.argument("desk")
@click.option("--json", "as_json", is_flag=True, help="Print each judgement as one line of JSON.")
def listed(desk: str, as_json: bool) -> None:
    """List the judgements of DESK by time, with what became of each."""
    import msgspec

    from sayso.cli.terminal import harmless, write_json
    from sayso.desk import Desk
    from sayso.pipeline.judging import judging

    with Desk.open(desk) as opened, opened.store.reading() as connection:
        standings = judging(connection).standings
    for standing in standings:
        if as_json:
            row = {**msgspec.to_builtins(standing.judgement), "state": standing.state}
            write_json(msgspec.json.encode({**row, "by": standing.by.id if standing.by else None}))
        else:
            click.echo(harmless("\n".join(told(standing))))
    if not standings and not as_json:
        click.echo("Nobody has judged anything on this desk.", err=True)


def told(standing: Standing) -> list[str]:
    """A judgement as a person would want to see it, with what became of it."""
    from sayso.link.judgements import describe

    lines = [describe(standing.judgement)]
    if standing.judgement.note:
        lines.append(f"    “{standing.judgement.note}”")
    if standing.state == "waits":
        lines.append("    waits: the words it is about are in no reading of this desk now")
    elif standing.by is not None:
        lines.append(f"    {standing.state}: {describe(standing.by)}")
    return lines


def _keep(
    desk: str,
    kind: JudgementKind,
    subject: str,
    other: str | None = None,
    *,
    value: str | None = None,
    by: str | None,
    note: str | None,
) -> None:
    import getpass

    from sayso.cli.terminal import harmless, reading_again
    from sayso.desk import Desk
    from sayso.pipeline import bring_up_to_date
    from sayso.pipeline.judging import Asked, judge

    person = by or getpass.getuser()
    with Desk.open(desk) as opened:
        bring_up_to_date(opened, reading_again)
        kept = judge(opened.store, Asked(kind, person, subject, other, value, note))
    click.echo(harmless("\n".join([*(["Kept before:"] if kept.known else []), *told(kept.standing)])))
