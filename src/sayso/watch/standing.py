"""How what a desk follows stands: when it was last asked, when it is next, what went wrong, what it brought."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from sayso.desk import Desk, Feed
from sayso.store import following
from sayso.store.following import Followed, State
from sayso.watch.clock import read, written

Verdict = Literal["as expected", "too few", "too many", "too early to say", "nothing expected"]

_A_DAY = timedelta(hours=24)


class Standing(Struct, frozen=True):
    """How one feed, sitemap or page stands. ``articles`` are those of the last 24 hours; moments are UTC.

    ``verdict`` compares them with ``expected`` and is "too early to say" until a whole day was followed.
    ``failures`` counts the rounds that failed since the last good one, ``waiting`` the articles still to fetch.
    """

    outlet: str
    url: str
    kind: str
    last: str | None
    next: str
    failures: int
    fault: str | None
    note: str | None
    articles: int
    refused: int
    waiting: int
    expected: tuple[int, int] | None
    verdict: Verdict


def standings(desk: Desk, now: datetime) -> tuple[Standing, ...]:
    """How each stands, in the order of desk.toml."""
    with desk.store.reading() as connection:
        counted = following.counts(connection, written(now - _A_DAY))
        known = {feed.url: following.feed(connection, feed.url) for feed in desk.settings.feeds}
    return tuple(_standing(feed, known[feed.url], counted.get(feed.url, {}), now) for feed in desk.settings.feeds)


def _standing(feed: Feed, state: Followed | None, counts: dict[State, int], now: datetime) -> Standing:
    stands = state or Followed(address=feed.url, first_at=written(now), next_at=written(now))
    articles = counts.get("kept", 0)
    return Standing(
        outlet=feed.outlet,
        url=feed.url,
        kind=feed.kind,
        last=stands.fetched_at,
        next=stands.next_at,
        failures=stands.failures,
        fault=stands.fault,
        note=stands.note,
        articles=articles,
        refused=counts.get("refused", 0),
        waiting=counts.get("due", 0),
        expected=feed.expected,
        verdict=_verdict(articles, feed.expected, stands, now),
    )


def _verdict(articles: int, expected: tuple[int, int] | None, state: Followed, now: datetime) -> Verdict:
    if expected is None:
        return "nothing expected"
    if now - read(state.first_at) < _A_DAY:
        return "too early to say"
    fewest, most = expected
    return "too few" if articles < fewest else "too many" if articles > most else "as expected"
