"""The application: guard, API, pages and assets around one open desk."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import anyio.to_thread
from fastapi import FastAPI
from starlette.responses import Response

from sayso import __version__
from sayso.desk import Desk
from sayso.errors import DeskError, SettingsError
from sayso.pipeline import is_outdated, with_borders
from sayso.publish.settings import PublishSettings
from sayso.web import api, pages
from sayso.web.assets import STATIC, Assets
from sayso.web.guard import login
from sayso.web.guard.bodies import Bodies
from sayso.web.guard.gate import Door, Gate
from sayso.web.guard.headers import Headers
from sayso.web.guard.hosts import Hosts
from sayso.web.problems import answer_faults
from sayso.web.settings import ServeSettings
from sayso.web.shared import Shared
from sayso.web.siblings import Siblings
from sayso.web.worker import Worker

# Requests that run at once; the store keeps as many connections open. What they do is the processor's work, and Python
# does one at a time: more of them at once only take longer each.
_THREADS = 6
_LOOK_AGAIN = 30.0  # seconds between looks at whether another program added to the desk
_AFTER_FAILURE = 600.0
_LOG = logging.getLogger("sayso.web")


def application(folder: str | os.PathLike[str], settings: ServeSettings) -> FastAPI:
    """The desk in ``folder``, served. Raises DeskError and SettingsError before anything is served."""
    if settings.token_file is None and not settings.is_local:
        raise SettingsError(
            f"at {settings.host} others can reach this desk, and nobody is asked for a token",
            "make a token with `sayso token new FILE --name NAME --role editor` and give --token-file FILE",
        )
    door = Door(settings)
    app = reading(folder)
    app.state.worker, app.state.siblings = Worker(folder), Siblings(folder)
    app.state.settings, app.state.door = settings, door
    app.mount("/static", Assets(directory=STATIC))
    app.add_api_route("/favicon.ico", _no_icon, include_in_schema=False)
    app.include_router(login.router)
    # The last added sees a request first.
    app.add_middleware(Shared, siblings=app.state.siblings, worker=app.state.worker)
    app.add_middleware(Gate, door=door)
    app.add_middleware(Bodies, settings=settings)
    app.add_middleware(Hosts, settings=settings)
    app.add_middleware(Headers)
    return app


def reading(folder: str | os.PathLike[str]) -> FastAPI:
    """Pages and API of the desk in ``folder`` without a guard: what a process beside the server needs to answer."""
    app = FastAPI(title="Sayso", version=__version__, lifespan=_living, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk = Desk.open(folder)
    app.state.borders = with_borders(app.state.desk, PublishSettings()).borders
    for router in (pages.router, api.router):
        app.include_router(router)
    answer_faults(app)
    return app


@asynccontextmanager
async def _living(app: FastAPI) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = _THREADS
    looking = asyncio.create_task(_link_when_due(app))
    yield
    looking.cancel()
    with suppress(asyncio.CancelledError):
        await looking
    await app.state.siblings.close()
    await asyncio.to_thread(app.state.worker.close)
    app.state.desk.close()


async def _link_when_due(app: FastAPI) -> None:
    """See that what other programs add to the desk is linked too. What failed is left alone for a while."""
    job = None
    while True:
        try:
            if await asyncio.to_thread(is_outdated, app.state.desk):
                job = app.state.worker.link()
        except DeskError as fault:
            _LOG.error("%s", fault)
        await asyncio.sleep(_AFTER_FAILURE if job is not None and job.state == "failed" else _LOOK_AGAIN)


def _no_icon() -> Response:
    return Response(status_code=204)
