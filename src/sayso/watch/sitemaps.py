"""Which pages of a sitemap are news: those that came or changed within the last two days.

Two days are what a news sitemap holds by its own rules (Google, "Create a news sitemap"). A whole site's
sitemap lists everything it ever published; what has no date cannot be told from that, and is left out.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sayso.errors import FetchError, InputError
from sayso.ingest.feeds import parse_sitemap
from sayso.ingest.feeds.sitemaps import Listed, Sitemap
from sayso.ingest.moments import moment
from sayso.watch.fetching import Answer, Limits
from sayso.watch.ground import Ground, Told
from sayso.watch.unpacking import ungzipped

_NEWS = timedelta(days=2)
_MOST_PAGES = 500  # of one round: the most that any outlet publishes in two days, a news agency, is some 400
_MOST_SITEMAPS = 20
_UNDATED = "{} pages of the sitemap have no date and are left out"
_MORE = "{} pages changed within two days; the first {} are taken"


async def listed_pages(at: Ground, answer: Answer, limits: Limits) -> tuple[list[tuple[str, str, str]], str | None]:
    """Key, address and digest of each page that is news, newest first, and what to note about the rest.

    Follows an index to its sitemaps, one level deep. Raises InputError where the answer is no sitemap.
    """
    top = await at.kept(_parsed, answer, limits)
    since = (at.clock.now() - _NEWS).date().isoformat()
    pages = list(top.pages)
    recent = sorted((one for one in top.sitemaps if _day(one, since) >= since), key=_newest, reverse=True)
    for one in recent[:_MOST_SITEMAPS]:
        try:
            below = await at.kept(_parsed, await at.get(one.address, None, limits), limits)
        except (FetchError, InputError) as fault:
            at.told(Told("fault", one.address, None, (fault.what,)))
            continue
        pages += below.pages
    return _news(pages, since)


def _parsed(answer: Answer, limits: Limits) -> Sitemap:
    return parse_sitemap(ungzipped(answer.body, limits.unpacked), answer.address)


def _news(pages: list[Listed], since: str) -> tuple[list[tuple[str, str, str]], str | None]:
    undated = sum(not _day(page, "") for page in pages)
    news = sorted((page for page in pages if _day(page, "") >= since), key=_newest, reverse=True)
    note = _MORE.format(len(news), _MOST_PAGES) if len(news) > _MOST_PAGES else None
    note = note or (_UNDATED.format(undated) if undated else None)
    taken = [(page.address, page.address, _digest(page)) for page in news[:_MOST_PAGES]]
    return taken[::-1], note


def _day(listed: Listed, undated: str) -> str:
    """The day on which it last changed or else came; ``undated`` where neither is said."""
    stated = (moment(words) for words in (listed.changed, listed.published) if words)
    return next((found[:10] for found in stated if found), undated)


def _newest(listed: Listed) -> datetime:
    """For sorting: the moment, in UTC where it has no zone."""
    stated = (moment(words) for words in (listed.changed, listed.published) if words)
    found = next((one for one in stated if one), "0001-01-01")
    when = datetime.fromisoformat(found if len(found) > 7 else f"{found[:4]}-{found[5:7] or '01'}-01")
    return when.replace(tzinfo=None)


def _digest(listed: Listed) -> str:
    return hashlib.sha256(repr((listed.changed, listed.published, listed.title)).encode()).hexdigest()[:16]
