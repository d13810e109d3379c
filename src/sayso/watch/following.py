"""All that a desk follows, at once: each feed a task of its own, and one for each host that has articles due.

Nothing waits for anything but its own host and the one thread that reads, so a feed that stalls, lies or
fails costs itself alone.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Coroutine

from sayso.desk import Desk, Feed
from sayso.errors import InputError
from sayso.reader import READER_FAULTS
from sayso.store import following
from sayso.watch.articles import fetch_article
from sayso.watch.clock import Clock, SystemClock, read
from sayso.watch.connecting import Resolve
from sayso.watch.fetching import Fetcher, Limits
from sayso.watch.ground import Ground, Told, guard_of, place_of
from sayso.watch.rounds import failed, follow, state_of

_LONGEST_IDLE = 60.0  # seconds; then look whether another process made something due

Tasks = dict[tuple[str, str], asyncio.Task[None]]


async def follow_all(
    desk: Desk,
    told: Callable[[Told], None],
    *,
    once: bool,
    clock: Clock | None = None,
    dice: random.Random | None = None,
    resolve: Resolve | None = None,
    limits: Limits | None = None,
) -> None:
    """Follow what desk.toml lists, for ever, or ``once``: what is due now, and the articles that it names.

    Raises DeskError where somebody follows the desk already or its store fails; SettingsError.
    """
    watch, clock = desk.settings.watch, clock or SystemClock()
    fetcher = Fetcher(guard_of(watch), limits, contact=watch.contact, resolve=resolve, clock=clock)
    with desk.alone():
        async with fetcher:
            at = Ground(desk, fetcher, clock, dice or random.Random(), told)
            try:
                await _run(at, once)
            finally:
                at.close()


async def _run(at: Ground, once: bool) -> None:
    tasks: Tasks = {}
    try:
        while True:
            await _start_what_is_due(at, tasks)
            if once and not tasks:
                return
            await _something_happens(at, tasks, once)
            for key in [key for key, task in tasks.items() if task.done()]:
                tasks.pop(key).result()  # what our store raises ends the run
    finally:
        for task in tasks.values():
            task.cancel()
        await asyncio.gather(*tasks.values(), return_exceptions=True)


async def _start_what_is_due(at: Ground, tasks: Tasks) -> None:
    def due() -> tuple[list[Feed], tuple[str, ...]]:
        now = at.now()
        with at.desk.store.reading() as connection:
            rounds = following.next_rounds(connection)
            feeds = [feed for feed in at.desk.settings.feeds if rounds.get(feed.url, now) <= now]
            return feeds, following.due_hosts(connection, now, at.addresses)

    feeds, hosts = await at.kept(due)
    for feed in feeds:
        _start(tasks, ("feed", feed.url), _round(at, feed))
    for host in hosts:
        _start(tasks, ("host", host), _articles(at, host))


def _start(tasks: Tasks, key: tuple[str, str], work: Coroutine[None, None, None]) -> None:
    if key in tasks:
        work.close()
    else:
        tasks[key] = asyncio.create_task(work)


async def _something_happens(at: Ground, tasks: Tasks, once: bool) -> None:
    """Wait until a task ends or, unless it is done after this, something becomes due."""
    if once:
        await asyncio.wait(tasks.values(), return_when=asyncio.FIRST_COMPLETED)
        return

    def next_moment() -> str | None:
        with at.desk.store.reading() as connection:
            rounds = following.next_rounds(connection)
            article = following.next_due(connection, at.addresses)
        moments = [moment for address, moment in rounds.items() if address in waiting]
        return min([*moments, *([article] if article else [])], default=None)

    waiting = {address for address in at.addresses if ("feed", address) not in tasks}

    moment = await at.kept(next_moment)
    seconds = _LONGEST_IDLE if moment is None else (read(moment) - at.clock.now()).total_seconds()
    alarm = asyncio.create_task(at.clock.sleep(min(max(seconds, 1.0), _LONGEST_IDLE)))
    await asyncio.wait([alarm, *tasks.values()], return_when=asyncio.FIRST_COMPLETED)
    alarm.cancel()


async def _round(at: Ground, feed: Feed) -> None:
    try:
        await follow(at, feed)
    except READER_FAULTS as fault:  # ours: it must not cost another feed
        state = await at.kept(state_of, at, feed)
        await at.kept(failed, at, feed, state, InputError(place_of(fault), "please report it"))


async def _articles(at: Ground, host: str) -> None:
    """Fetch what is due at a host, one after another, until nothing is or it wants to be left alone."""

    def next_one() -> following.Sighting | None:
        with at.desk.store.reading() as connection:
            return following.due_at(connection, host, at.now(), at.addresses)

    outlets = {feed.url: feed.outlet for feed in at.desk.settings.feeds}
    goes_on = True
    while goes_on and (found := await at.kept(next_one)):
        goes_on = await fetch_article(at, found, outlets.get(found.feed))
