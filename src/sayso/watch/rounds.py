"""One round of what a desk follows: a feed, a sitemap or a page.

A round's own state (its validators above all) is written last, after everything that it brought: a kill in
between makes the next run ask for the whole again, and what it brought already is known.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from msgspec.structs import replace
from sqlalchemy import Connection

from sayso.desk import Feed
from sayso.errors import FetchError, InputError
from sayso.ingest import Given
from sayso.ingest.feeds import Entry, digest, ingest_entry, is_whole, parse_feed
from sayso.ingest.feeds import Feed as Parsed
from sayso.ingest.media import WARC
from sayso.pipeline import Outcome
from sayso.store import following
from sayso.store.following import Followed, Sighting
from sayso.store.packing import sha256
from sayso.watch.addresses import read_address
from sayso.watch.archive import record_of
from sayso.watch.articles import documents_of, keep_one
from sayso.watch.fetching import Answer, Limits, Validators
from sayso.watch.ground import Ground, Told
from sayso.watch.schedule import back_off, until_next
from sayso.watch.sitemaps import listed_pages

_SITEMAP = Limits(packed=20_000_000, unpacked=50_000_000)  # the protocol's own limit is 52,428,800 bytes

_HEAD = 2_000

Note = str | None


async def follow(at: Ground, feed: Feed) -> None:
    """One round: ask whether something is new, take it in, and note when to come again."""
    state = await at.kept(state_of, at, feed)
    limits = _SITEMAP if feed.kind == "sitemap" else None
    try:
        answer = await at.get(feed.url, Validators(state.etag, state.modified), limits)
        same = answer.status == 304 or sha256(answer.body) == state.digest
        note = state.note if same else await _TAKE[feed.kind](at, feed, answer)
    except (FetchError, InputError) as fault:
        await at.kept(failed, at, feed, state, fault)
        return
    await at.kept(_done, at, feed, state, answer, note)


def state_of(at: Ground, feed: Feed) -> Followed:
    """How a feed stands; one that is new is due at once."""
    with at.desk.store.reading() as connection:
        known = following.feed(connection, feed.url)
    return known or Followed(address=feed.url, first_at=at.now(), next_at=at.now())


def failed(at: Ground, feed: Feed, state: Followed, fault: FetchError | InputError) -> None:
    """Note why a round failed, and when to try again: later each time."""
    failures = state.failures + 1
    asked = fault.wait if isinstance(fault, FetchError) else None
    next_at = at.later(back_off(failures, at.dice, asked))
    _put(at, replace(state, fetched_at=at.now(), next_at=next_at, failures=failures, fault=fault.what))
    at.told(Told("fault", feed.url, None, (fault.what,)))


def _done(at: Ground, feed: Feed, state: Followed, answer: Answer, note: Note) -> None:
    moved = f"it moved for good to {answer.address}: change desk.toml" if answer.moved else None
    stands = replace(
        state,
        fetched_at=at.now(),
        next_at=at.later(until_next(feed.every * 60, at.dice)),
        failures=0,
        fault=None,
        note=moved or note,
    )
    if _points_further(answer.body):  # what it points to may change while it does not
        stands = replace(stands, etag=None, modified=None, digest=None)
    elif answer.status != 304:
        seen = answer.validators
        stands = replace(stands, etag=seen.etag, modified=seen.modified, digest=sha256(answer.body))
    _put(at, stands)


def _points_further(body: bytes) -> bool:
    """Whether a sitemap may be an index of others."""
    return b"<sitemapindex" in body[:_HEAD] or body.startswith(b"\x1f\x8b")


def _put(at: Ground, state: Followed) -> None:
    with at.desk.store.writing() as connection:
        following.put_feed(connection, state)


async def _take_feed(at: Ground, feed: Feed, answer: Answer) -> Note:
    """Keep the articles that stand in the feed; note those that it only names, to be fetched."""
    parsed = await at.kept(parse_feed, answer.body, answer.address)
    changed = await at.kept(_changed, at, feed, parsed)
    record = record_of(answer)
    for entry in changed:
        if is_whole(entry):  # one at a time: between two of them, others get the thread that reads
            await at.kept(_keep_entry, at, feed, parsed, entry, record)
    named = [(entry.key, entry.address, digest(entry)) for entry in changed if entry.address and not is_whole(entry)]
    await at.kept(note_named, at, feed, named)
    return None if parsed.entries else "it has no entry"


def _changed(at: Ground, feed: Feed, parsed: Parsed) -> list[Entry]:
    """The entries that are new or say something else than before, the oldest first, as they were published."""
    with at.desk.store.reading() as connection:
        known = following.digests(connection, feed.url, (entry.key for entry in parsed.entries))
    return [entry for entry in reversed(parsed.entries) if known.get(entry.key) != digest(entry)]


def _keep_entry(at: Ground, feed: Feed, parsed: Parsed, entry: Entry, record: bytes) -> None:
    path = entry.address or f"{feed.url}#{entry.key}"
    found = ingest_entry(entry, parsed, record, path, Given(outlet=feed.outlet))
    keep_one(at, replace(found, media=WARC), _settles(at, feed, entry))


def _settles(at: Ground, feed: Feed, entry: Entry) -> Callable[[Connection, Outcome], None]:
    address = entry.address or feed.url

    def settle(connection: Connection, outcome: Outcome) -> None:
        before = following.sighting(connection, feed.url, entry.key)
        sighting = Sighting(
            feed=feed.url,
            key=entry.key,
            address=address,
            host=read_address(address).host,
            digest=digest(entry),
            state="kept" if outcome.document else "refused",
            seen_at=before.seen_at if before else at.now(),
            next_at=at.now(),
            settled_at=at.now(),
            document=outcome.document,
        )
        following.put_sighting(connection, sighting)

    return settle


def note_named(at: Ground, feed: Feed, named: Sequence[tuple[str, str, str]]) -> None:
    """Make the articles due that a feed names: their keys, addresses and digests. One transaction for all."""
    now = at.now()
    with at.desk.store.writing() as connection:
        for key, address, what in named:
            try:
                host = read_address(address).host
            except FetchError as fault:
                at.told(Told("fault", address, None, (fault.what,)))
                continue
            before = following.sighting(connection, feed.url, key)
            if before is not None and before.digest == what:
                continue
            fresh = before or Sighting(
                feed=feed.url, key=key, address=address, host=host, digest=what, seen_at=now, next_at=now
            )
            due = replace(fresh, address=address, host=host, digest=what, state="due", tries=0, next_at=now)
            following.put_sighting(connection, due)


async def _take_page(at: Ground, feed: Feed, answer: Answer) -> Note:
    return await at.kept(_page, at, feed, answer)


def _page(at: Ground, feed: Feed, answer: Answer) -> Note:
    """Keep the page as it is now: another version where its article changed."""

    def settle(connection: Connection, outcome: Outcome) -> None:
        if outcome.state != "new" or outcome.document is None:
            return
        sighting = Sighting(
            feed=feed.url,
            key=outcome.document,
            address=feed.url,
            host=read_address(feed.url).host,
            digest=outcome.document,
            state="kept",
            seen_at=at.now(),
            next_at=at.now(),
            settled_at=at.now(),
            document=outcome.document,
        )
        following.put_sighting(connection, sighting)

    for found in documents_of(answer, feed.url, Given(outlet=feed.outlet)):
        keep_one(at, found, settle)
    return None


async def _take_sitemap(at: Ground, feed: Feed, answer: Answer) -> Note:
    pages, note = await listed_pages(at, answer, _SITEMAP)
    await at.kept(note_named, at, feed, pages)
    return note


_TAKE: dict[str, Callable[[Ground, Feed, Answer], Awaitable[Note]]] = {
    "feed": _take_feed,
    "page": _take_page,
    "sitemap": _take_sitemap,
}
