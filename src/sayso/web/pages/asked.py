"""What a page is asked for: the open store, and what stands in the address."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import Connection
from starlette.requests import Request

from sayso.desk import Desk
from sayso.web.problems import not_found

Value = TypeVar("Value")
_LONGEST = 500  # characters of a field in an address


def desk_of(request: Request) -> Desk:
    """The open desk."""
    desk: Desk = request.app.state.desk
    return desk


@contextmanager
def store_of(request: Request) -> Iterator[Connection]:
    """A transaction on the desk's store that sees one state of it."""
    with desk_of(request).store.reading() as connection:
        yield connection


def known(found: Value | None, what: str) -> Value:
    """What was found; a 404 that names ``what`` where it was not."""
    if found is None:
        raise not_found(f"there is no {what} on this desk")
    return found


def asked(request: Request, name: str) -> str | None:
    """A field of the address; None where it is empty, as a form sends it."""
    return request.query_params.get(name, "").strip()[:_LONGEST] or None
