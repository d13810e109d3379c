"""The command line: one small file per command.

Each command's file imports click alone; stages, store and rich are imported by the command that runs, so that
``sayso --help`` stays under 150 ms.
"""

from __future__ import annotations

import io
import os
import sys

import click

from sayso import __version__
from sayso.cli.add import command as add
from sayso.cli.backup import back_up, restore
from sayso.cli.brief import command as brief
from sayso.cli.check import command as check
from sayso.cli.claims import command as claims
from sayso.cli.disputes import command as disputes
from sayso.cli.doctor import command as doctor
from sayso.cli.fetch import command as fetch
from sayso.cli.init import command as init
from sayso.cli.inorder import InOrderOfUse
from sayso.cli.judge import command as judge
from sayso.cli.places import command as places
from sayso.cli.positions import command as positions
from sayso.cli.publish import command as publish
from sayso.cli.read import command as read
from sayso.cli.serve import command as serve
from sayso.cli.show import command as show
from sayso.cli.token import command as token
from sayso.cli.trace import command as trace
from sayso.cli.verify import command as verify
from sayso.cli.watch import command as watch
from sayso.errors import SaysoError

_INTERRUPTED = 130  # as a shell reports Ctrl-C


@click.group(cls=InOrderOfUse)
@click.version_option(__version__, prog_name="sayso")
def sayso() -> None:
    """Who said what, through whom, and how many independent origins stand behind it.

    A DESK is a folder with a desk.toml; `sayso init` makes one. `sayso read` and `sayso brief` also work on
    files alone.
    """


for command in (
    init,
    add,
    fetch,
    watch,
    read,
    brief,
    claims,
    trace,
    disputes,
    positions,
    show,
    judge,
    check,
    publish,
    verify,
    serve,
    token,
    places,
    doctor,
    back_up,
    restore,
):
    sayso.add_command(command)


def main() -> None:
    """Run the command line; every error a person can mend is two lines on standard error."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that cannot show a letter still shows the rest
    try:
        sys.exit(sayso.main(standalone_mode=False))
    except click.ClickException as fault:
        fault.show()
        sys.exit(fault.exit_code)
    except SaysoError as fault:
        click.echo(f"sayso: {fault}", err=True)
        sys.exit(1)
    except (KeyboardInterrupt, click.Abort):
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains as it exits
        sys.exit(1)
