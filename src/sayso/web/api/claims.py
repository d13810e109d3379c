"""Claims, how they were told, and what stands against them; full text over both."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from msgspec import Struct
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response

from sayso.link.traced import Graph, Spread, Telling
from sayso.model import Claim, Dispute
from sayso.pipeline.tracing import trace
from sayso.publish.json_lines import ClaimJson, claim_value
from sayso.store import browse, documents, linking, told
from sayso.store.browse import ClaimRow, DocumentRow, Listed, Sought
from sayso.web.api.asking import After, Day, Limit, Name, Words, desk_of, given
from sayso.web.api.described import gives
from sayso.web.problems import not_found

router = APIRouter(tags=["claims"])
_NEAR = 20


class Against(Struct, frozen=True):
    """A dispute from one claim's side: who stands with it, who against it."""

    dispute: Dispute
    here: tuple[str, ...]
    against: tuple[str, ...]


class TraceAnswer(Struct, frozen=True):
    """A claim, followed: its tellings in order of time, who has it from whom, and how fast it went round.

    ``reasons`` and ``merges`` say why there are so many independent origins, ``graded`` what people gave its sources.
    """

    claim: ClaimJson
    tellings: tuple[Telling, ...]
    graph: Graph
    disputes: tuple[Against, ...]
    spread: Spread
    reasons: tuple[str, ...]
    merges: tuple[str, ...]
    graded: tuple[str, ...]


class Found(Struct, frozen=True):
    """What holds some words: documents, the closest first, and claims."""

    documents: Listed[DocumentRow]
    claims: tuple[ClaimRow, ...]


@router.get("/claims", **gives(Listed[ClaimRow]))
def listed(
    request: Request,
    agent: Name | None = None,
    outlet: Name | None = None,
    first_by: Annotated[Name | None, Query(description="The outlet that told it first.")] = None,
    day: Day | None = None,
    order: Literal["told", "latest"] = "told",
    after: After = None,
    limit: Limit = 20,
) -> Response:
    """Claims that fit: those told most often first, or those told last."""
    asked = {"agent": agent, "outlet": outlet, "first_by": first_by, "day": day}
    with desk_of(request).store.reading() as connection:
        return given(request, browse.claims(connection, **asked, order=order, after=after, limit=limit))


@router.get("/claims/{id}", **gives(ClaimJson))
def one(request: Request, id: str) -> Response:
    """A claim, as `sayso claims --json` prints it."""
    with desk_of(request).store.reading() as connection:
        return given(request, _exact(connection, _claim(connection, id)))


@router.get("/claims/{id}/trace", **gives(TraceAnswer))
def followed(request: Request, id: str) -> Response:
    """A claim followed through its tellings, as `sayso trace` shows it."""
    store = desk_of(request).store
    with store.reading() as connection:
        exact = _exact(connection, _claim(connection, id))
    found = trace(store, id)
    whole = found.trace
    sides = tuple(Against(side.dispute, side.here, side.against) for side in whole.sides)
    why = (whole.claim.reasons, whole.claim.merges, found.grades.of_claim(whole.claim))
    return given(request, TraceAnswer(exact, whole.tellings, whole.graph, sides, whole.spread, *why))


@router.get("/disputes", **gives(Listed[Dispute]))
def disputes(request: Request, after: After = None, limit: Limit = 20) -> Response:
    """Pairs of claims that cannot both hold. Sayso does not say which side is right."""
    with desk_of(request).store.reading() as connection:
        return given(request, browse.disputes(connection, after, limit))


@router.get("/disputes/{id}", **gives(Dispute))
def dispute(request: Request, id: str) -> Response:
    """One dispute."""
    with desk_of(request).store.reading() as connection:
        found = linking.dispute(connection, id)
    if found is None:
        raise not_found(f"there is no dispute {id[:60]} on this desk", "see /api/v1/disputes for those there are")
    return given(request, found)


@router.get("/search", **gives(Found))
def search(request: Request, words: Words, after: After = None, limit: Limit = 20) -> Response:
    """Documents that hold all the words, and claims that share the rarest of them."""
    with desk_of(request).store.reading() as connection:
        found = browse.documents(connection, Sought(words), after, limit)
        near = tuple(_row(claim) for claim in told.find(connection, words, _NEAR)) if after is None else ()
    return given(request, Found(found, near))


def _row(claim: Claim) -> ClaimRow:
    counted = (len(claim.members), claim.origins, claim.independent_origins, claim.bottleneck)
    return ClaimRow(claim.id, claim.text, *counted, claim.first, claim.last)


def _exact(connection: Connection, claim: Claim) -> ClaimJson:
    told_in = {member.document for member in claim.members}
    return claim_value(claim, documents.paths_of(connection, told_in))


def _claim(connection: Connection, name: str) -> Claim:
    found = linking.claim(connection, name)
    if found is None:
        raise not_found(f"there is no claim {name[:60]} on this desk", "see /api/v1/claims for those there are")
    return found
