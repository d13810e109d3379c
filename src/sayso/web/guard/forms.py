"""What a form or a program sends to change something: proven to come from here, by somebody who may, within limits."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib

from msgspec import Struct
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from sayso.errors import InputError
from sayso.web.guard.hosts import from_browser
from sayso.web.guard.people import Role, Viewer
from sayso.web.problems import Refusal
from sayso.web.settings import MB, ServeSettings

_FIELDS = 50
_FIELD = 10 * MB  # a text to check, pasted
_STEP = 1 << 20
_ENTRIES = 5_000  # of one archive


class Upload(Struct, frozen=True):
    """A file that somebody sent."""

    name: str
    data: bytes


async def posted(request: Request, role: Role = "editor") -> FormData:
    """A form, sent by somebody of this role from a page of this desk. Raises Refusal for any other."""
    allowed(request, role)
    settings: ServeSettings = request.app.state.settings
    try:
        form = await request.form(max_files=settings.most_files, max_fields=_FIELDS, max_part_size=_FIELD)
    except HTTPException as fault:
        to_do = f"send at most {settings.most_files} files and {_FIELDS} fields at once"
        raise Refusal(400, str(fault.detail), to_do) from fault
    given = form.get("csrf")
    proven(request, given if isinstance(given, str) else "")
    return form


async def uploads(request: Request) -> list[Upload]:
    """The files of a form, within the limits of size, number and unpacked size. Raises Refusal, InputError."""
    form = await posted(request)
    settings: ServeSettings = request.app.state.settings
    found = [item for _, item in form.multi_items() if isinstance(item, UploadFile)]
    made = [Upload(_name(item.filename), await item.read()) for item in found if item.filename]
    if not made:
        raise InputError("there is no file in the form", "choose one or more files")
    await run_in_threadpool(_measure, made, settings.most_unpacked)
    return made


def _measure(made: list[Upload], most: int) -> None:
    """See that files unpack to no more than ``most`` bytes together. Raises InputError."""
    for one in made:
        most -= unpacked_size(one.data, most, one.name)


def allowed(request: Request, role: Role = "editor") -> Viewer:
    """Who asks, if they may do what takes this role. Raises Refusal."""
    viewer: Viewer | None = request.state.viewer
    if viewer is None:
        raise Refusal(401, "this desk asks who you are", "log in first")
    if role == "editor" and not viewer.may_edit:
        raise Refusal(403, f"{viewer.name} may read and not change", "ask who runs this desk for an editor's token")
    return viewer


def proven(request: Request, csrf: str = "") -> None:
    """See that no other site made a browser send this. Raises Refusal.

    A token in the header proves it, and so does the form's own value. A program on this machine, which is no browser
    and sends no cookie, needs neither.
    """
    viewer: Viewer | None = request.state.viewer
    if viewer is not None and viewer.by_header:
        return
    given = csrf or request.headers.get("x-csrf-token", "")
    if request.app.state.door.sessions.is_csrf(request.state.session, given):
        return
    if viewer is not None and not viewer.login and not given and not from_browser(request.headers):
        return
    raise Refusal(403, "the form is too old, or came from elsewhere", "open the page again and send it from there")


def unpacked_size(data: bytes, most: int, name: str) -> int:
    """Bytes of a file once it is unpacked. Raises InputError beyond ``most``, before it is unpacked any further."""
    if data[:2] == b"\x1f\x8b":
        size = _gzip_size(data, most)
    elif data[:4] == b"PK\x03\x04":
        size = _zip_size(data, name)
    else:
        size = len(data)
    if size > most:
        raise InputError(f"{name} unpacks to more than is taken at once", "send it in parts, or use `sayso add`")
    return size


def _gzip_size(data: bytes, most: int) -> int:
    """Bytes of a gzip file's contents, or the first number of them beyond ``most``."""
    total = 0
    try:
        with gzip.open(io.BytesIO(data)) as unpacked:
            while total <= most and (part := unpacked.read(_STEP)):
                total += len(part)
    except (OSError, EOFError, zlib.error):
        return max(total, len(data))  # damaged: the reader says so
    return total


def _zip_size(data: bytes, name: str) -> int:
    """What a zip file says its entries hold: no reader takes more from one than it says."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return len(data)  # damaged: the reader says so
    if len(entries) > _ENTRIES:
        raise InputError(f"{name} holds {len(entries):,} files, more than {_ENTRIES:,}", "send it in parts")
    return sum(entry.file_size for entry in entries)


def _name(given: str | None) -> str:
    """The file's own name: no folder of somebody's machine, nothing that moves a terminal's cursor."""
    last = (given or "").replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last if letter.isprintable())[:200] or "file"
