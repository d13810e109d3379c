"""``sayso watch``: the feeds, sitemaps and pages of a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sayso.desk import Desk
    from sayso.watch.standing import Standing

_COLUMNS = ("outlet", "last", "next", "articles", "expected", "waiting", "trouble")


@click.command("watch")
@click.argument("desk")
@click.option("--once", is_flag=True, help="Ask what is due now, fetch what that names, and end; for cron.")
@click.option("--status", is_flag=True, help="Show how each feed stands, and fetch nothing.")
@click.option("--json", "as_json", is_flag=True, help="With --status: as JSON lines.")
def command(desk: str, once: bool, status: bool, as_json: bool) -> None:
    """Follow the feeds, sitemaps and pages in DESK's desk.toml, and read what they bring.

    Asks for changes only, minds robots.txt, and leaves each host the time it asks for. Stop it whenever you
    like, however you like: it goes on where it was. Prints a line for each document: new, known or unread; its
    id; its address.
    """
    from sayso.desk import Desk
    from sayso.errors import SettingsError

    if as_json and not status:
        raise click.UsageError("--json goes with --status")
    with Desk.open(desk) as opened:
        if not opened.settings.feeds:
            raise SettingsError(f"desk.toml of {desk} names nothing to follow", "add [[feeds]] to it")
        if status:
            _show(opened, as_json)
        else:
            _follow(opened, once)


def _follow(desk: Desk, once: bool) -> None:
    import asyncio

    from sayso.cli.places import ready
    from sayso.cli.terminal import complain, harmless
    from sayso.watch.following import follow_all
    from sayso.watch.ground import Told

    def told(what: Told) -> None:
        if what.happened != "fault":
            click.echo(harmless(f"{what.happened}\t{what.document or '-'}\t{what.address}"))
        for message in what.messages:
            complain(what.address, message)

    ready()
    asyncio.run(follow_all(desk, told, once=once))


def _show(desk: Desk, as_json: bool) -> None:
    from datetime import UTC, datetime

    from sayso.watch.clock import written
    from sayso.watch.standing import standings

    now = datetime.now(UTC)
    found = standings(desk, now)
    if as_json:
        import msgspec

        from sayso.cli.terminal import write_json

        for one in found:
            write_json(msgspec.json.encode(one))
        return
    from sayso.cli.terminal import harmless

    rows = [_COLUMNS, *(_row(one, written(now)) for one in found)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_COLUMNS))]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo(harmless("  ".join(cells).rstrip()))


def _row(one: Standing, now: str) -> tuple[str, ...]:
    expected = "-" if one.expected is None else f"{one.expected[0]} to {one.expected[1]}"
    times = f" ({one.failures} times)" if one.failures > 1 else ""
    trouble = f"{one.fault}{times}" if one.fault else one.note or ""
    if not trouble and one.verdict in ("too few", "too many"):
        trouble = f"{one.verdict} articles"
    return (
        one.outlet,
        "never" if one.last is None else _short(one.last),
        "now" if one.next <= now else _short(one.next),
        str(one.articles),
        expected,
        str(one.waiting),
        trouble,
    )


def _short(moment: str) -> str:
    """To the minute, in UTC, as it is kept."""
    return f"{moment[:10]} {moment[11:16]}Z"
