"""The desk in a browser, and the HTTP API. In: a desk's folder and settings. Out: an ASGI application.

    app        `application`: puts the rest together
    guard/     who may do what: hosts, origins, headers, tokens, sessions, limits
    api/       /api/v1
    pages/     pages for people; each answers with its own JSON too
    views/     what a page shows, as values
    worker     reading, linking, checking and assessing in a process of its own, so that no page waits for them

Nothing here opens a connection; nothing is loaded from elsewhere by what is served.
"""

from __future__ import annotations

from sayso.web.settings import ServeSettings

__all__ = ["ServeSettings"]
