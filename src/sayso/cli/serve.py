"""``sayso serve``: the desk in a browser."""

from __future__ import annotations

from pathlib import Path

import click

_NEEDS = ("fastapi", "python_multipart", "uvicorn")


@click.command("serve")
@click.argument("desk")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to serve at; another needs tokens.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any that is free.")
@click.option("--token-file", type=click.Path(path_type=Path), help="Who may come in; `sayso token new` writes it.")
@click.option("--name", "names", multiple=True, metavar="NAME", help="Another name it is reached under; repeatable.")
def command(desk: str, host: str, port: int, token_file: Path | None, names: tuple[str, ...]) -> None:
    """Open DESK in a browser, and to programs at /api/v1.

    On this machine alone it asks for no login. At any other address it serves only who has a token.
    """
    _see_that_it_is_installed()
    from sayso.web import ServeSettings
    from sayso.web.app import application
    from sayso.web.listening import address_of, listen, serve

    settings = ServeSettings(host, port, token_file, names)
    app = application(desk, settings)
    with listen(settings) as bound:
        click.echo(f"Serving {desk} at {address_of(bound)} (stop with Ctrl-C)", err=True)
        serve(app, bound)


def _see_that_it_is_installed() -> None:
    from importlib.util import find_spec

    from sayso.errors import MissingExtra

    if any(find_spec(name) is None for name in _NEEDS):
        raise MissingExtra("serving needs FastAPI and uvicorn, which are not installed", _TO_DO)


_TO_DO = "install them with `pip install 'sayso[web]'`"
