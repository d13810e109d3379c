"""/api/v1: the desk for programs."""

from __future__ import annotations

from fastapi import APIRouter

from sayso.web.api import changes, claims, days, documents, people, state

router = APIRouter(prefix="/api/v1")
for part in (documents, claims, people, days, changes, state):
    router.include_router(part.router)
