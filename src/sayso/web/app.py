"""The application: guard, API, pages and assets around one open desk."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from sayso import __version__
from sayso.desk import Desk
from sayso.web.assets import STATIC, Assets
from sayso.web.guard.headers import Headers
from sayso.web.settings import ServeSettings


def application(folder: str | os.PathLike[str], settings: ServeSettings) -> FastAPI:
    """The desk in ``folder``, served. Raises DeskError and SettingsError before anything is served."""
    desk = Desk.open(folder)

    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(title="Sayso", version=__version__, lifespan=living, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk = desk
    app.state.settings = settings
    app.mount("/static", Assets(directory=STATIC))
    _with_pages(app)
    app.add_middleware(Headers)
    return app


def _with_pages(app: FastAPI) -> None:
    from sayso.web.pages import router

    app.include_router(router)
