"""One article that a feed or a sitemap named: fetched, kept and settled, or put off, or refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from msgspec.structs import replace
from sqlalchemy import Connection

from sayso.errors import FetchError
from sayso.ingest import Given, Ingested, ingest_bytes
from sayso.ingest.ingested import issue
from sayso.ingest.media import WARC
from sayso.pipeline import Outcome, keep
from sayso.reader import READER_FAULTS
from sayso.store import following
from sayso.store.following import Sighting, State
from sayso.watch.archive import record_of
from sayso.watch.clock import written
from sayso.watch.fetching import Answer, Validators
from sayso.watch.ground import Ground, Told, place_of
from sayso.watch.schedule import MOST_TRIES, back_off

_JUST_NOW = timedelta(hours=1)  # several feeds of an outlet name the same article within minutes

Also = Callable[[Connection, Outcome], None]


async def fetch_article(at: Ground, found: Sighting, outlet: str | None) -> bool:
    """Fetch one article that is due, and settle it. Whether its host may be asked for another now."""
    if await at.kept(_settled_elsewhere, at, found):
        return True
    try:
        return await _fetched(at, found, outlet)
    except READER_FAULTS as fault:  # ours: it must not cost another article
        return await at.kept(_failed, at, found, FetchError(place_of(fault), "please report it"))


async def _fetched(at: Ground, found: Sighting, outlet: str | None) -> bool:
    known = Validators(found.etag, found.modified) if found.document else None
    try:
        answer = await at.get(found.address, known)
    except FetchError as fault:
        return await at.kept(_failed, at, found, fault)
    if answer.status == 304:
        await at.kept(_settle, at, replace(found, state="kept", settled_at=at.now(), fault=None))
    else:
        await at.kept(keep_answer, at, answer, found, outlet)
    return True


def keep_answer(at: Ground, answer: Answer, found: Sighting, outlet: str | None) -> None:
    """Keep what a page holds, in the transaction that settles its sighting."""
    settled = replace(
        found,
        state="kept",
        settled_at=at.now(),
        fault=None,
        etag=answer.validators.etag,
        modified=answer.validators.modified,
    )

    def also(connection: Connection, outcome: Outcome) -> None:
        fault = "; ".join(issue.message for issue in outcome.issues) if outcome.document is None else None
        state: State = "kept" if outcome.document else "refused"
        following.put_sighting(connection, replace(settled, state=state, document=outcome.document, fault=fault))

    for one in documents_of(answer, found.address, Given(outlet=outlet)):
        keep_one(at, one, also)


def documents_of(answer: Answer, path: str, given: Given) -> tuple[Ingested, ...]:
    """What an answer holds; its original is the answer's WARC record."""
    return tuple(ingest_bytes(record_of(answer), WARC, path, given))


def keep_one(at: Ground, found: Ingested, also: Also) -> None:
    """Keep one document, or the place of what could not be read, and tell of it."""
    outcome = keep(at.desk, found, also)
    at.told(Told(outcome.state, outcome.path, outcome.document, tuple(issue.message for issue in outcome.issues)))


def _settled_elsewhere(at: Ground, found: Sighting) -> bool:
    """Whether another feed's sighting of the same page was kept just now; then it need not be asked again."""
    # A change that this feed told of came after whatever another feed led to before.
    since = found.next_at if found.document else written(at.clock.now() - _JUST_NOW)
    with at.desk.store.writing() as connection:
        document = following.kept_since(connection, found.address, found.feed, since)
        if document is None:
            return False
        settled = replace(found, state="kept", settled_at=at.now(), document=document, fault=None)
        following.put_sighting(connection, settled)
    return True


def _failed(at: Ground, found: Sighting, fault: FetchError) -> bool:
    """Put the article off, or refuse it for good. Whether its host may be asked for another now."""
    tries = found.tries + 1
    if not fault.passing or tries >= MOST_TRIES:
        _refuse(at, replace(found, tries=tries), fault)
        return True
    until = at.later(back_off(tries, at.dice, fault.wait))
    with at.desk.store.writing() as connection:
        following.put_sighting(connection, replace(found, tries=tries, next_at=until, fault=fault.what))
        if fault.wait is not None:
            following.put_off(connection, found.host, at.later(fault.wait))
    at.told(Told("fault", found.address, None, (fault.what,)))
    return fault.wait is None


def _refuse(at: Ground, found: Sighting, fault: FetchError) -> None:
    """Give up; the article keeps its place on the desk with an issue that says why."""
    what = f"{fault.what[:1].upper()}{fault.what[1:]}."
    place = Ingested(found.address, None, b"", WARC, (issue(what, f"{fault.to_do[:1].upper()}{fault.to_do[1:]}."),))
    refused = replace(found, state="refused", settled_at=at.now(), fault=fault.what)
    keep_one(at, place, lambda connection, outcome: following.put_sighting(connection, refused))


def _settle(at: Ground, found: Sighting) -> None:
    with at.desk.store.writing() as connection:
        following.put_sighting(connection, found)
