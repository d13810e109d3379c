"""``sayso serve``: the desk in a browser."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("serve")
@click.argument("desk")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to serve at; another needs tokens.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--token-file", type=click.Path(path_type=Path), help="Who may come in; `sayso token new` writes it.")
@click.option("--name", "names", multiple=True, metavar="NAME", help="Another name it is reached under; repeatable.")
def command(desk: str, host: str, port: int, token_file: Path | None, names: tuple[str, ...]) -> None:
    """Open DESK in a browser, and to programs at /api/v1.

    On this machine alone it asks for no login. At any other address it serves only who has a token.
    """
    from sayso.errors import MissingExtra

    try:
        import fastapi  # noqa: F401
        import python_multipart  # noqa: F401
        import uvicorn
    except ImportError as missing:
        to_do = "install it with `pip install 'sayso[web]'`"
        raise MissingExtra("serving needs FastAPI and uvicorn, which are not installed", to_do) from missing

    from sayso.web import ServeSettings
    from sayso.web.app import application

    app = application(desk, ServeSettings(host, port, token_file, names))
    click.echo(f"Serving {desk} at http://{host}:{port}/ (stop with Ctrl-C)", err=True)
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
