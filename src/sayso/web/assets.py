"""Style, scripts and pictures that pages load, at addresses that name their content.

The address holds a digest of the whole folder, so that a browser keeps it for good, and modules that import one
another by relative names get the same version.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).parent / "static"
_FOR_GOOD = "public, max-age=31536000, immutable"


@cache
def digest() -> str:
    """The first 12 digits of a hash of every file's name and bytes."""
    total = hashlib.sha256()
    for file in sorted(path for path in STATIC.rglob("*") if path.is_file()):
        total.update(file.relative_to(STATIC).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return total.hexdigest()[:12]


def address(path: str) -> str:
    """Where a page loads the file at ``path`` below ``static/`` from."""
    return f"/static/{digest()}/{path}"


class Assets(StaticFiles):
    """Serves ``static/``; an address with another digest is an older page's, and gets the file of today."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, to be kept for good where the address names its content."""
        named, _, rest = path.partition("/")
        if not rest:
            raise HTTPException(404)
        response = await super().get_response(rest, scope)
        response.headers["Cache-Control"] = _FOR_GOOD if named == digest() else "no-cache"
        return response
