"""Pages for people: one small router each. A page takes an open desk's store, asks its view, and answers with it.

What is asked for and is not there is a 404 with what to do. Nothing here links or reads again; what does goes to the
worker.
"""

from __future__ import annotations

from fastapi import APIRouter

from sayso.web.pages import claims, day, documents, ground, search, sources, standing, work
from sayso.web.pages.problems import error_page, login_page

__all__ = ["error_page", "login_page", "router"]

router = APIRouter(include_in_schema=False)
for part in (day, claims, documents, sources, standing, ground, search, work):
    router.include_router(part.router)
