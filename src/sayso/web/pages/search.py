"""Articles by words and filters."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from sayso.store.browse import Sought
from sayso.web.answers import answer
from sayso.web.pages.asked import asked, store_of
from sayso.web.views.search import search_view

router = APIRouter()


@router.get("/search")
def search(request: Request) -> Response:
    """Articles that hold all the words, and fit the filters."""
    fields = {name: asked(request, name) for name in ("agent", "outlet", "first", "last", "kind", "certainty")}
    sought = Sought(words=asked(request, "words") or "", **fields)
    with store_of(request) as connection:
        return answer(request, "search.html.j2", search_view(connection, sought, asked(request, "after")))
