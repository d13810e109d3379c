"""Single pages that a person asks for by their addresses.

robots.txt is for programs that find their own way (RFC 9309, 1); a person who names a page is asked for none.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from sayso.desk import Desk, Following
from sayso.errors import FetchError
from sayso.ingest import Given
from sayso.pipeline import Outcome, keep
from sayso.watch.articles import documents_of
from sayso.watch.fetching import Answer, Fetcher
from sayso.watch.ground import guard_of


def fetch_page(address: str, settings: Following | None = None) -> Answer:
    """What stands at an address. Raises FetchError where it may not be asked, does not answer, or answers with
    an error.
    """
    watch = settings or Following()

    async def fetch() -> Answer:
        async with Fetcher(guard_of(watch), contact=watch.contact) as fetcher:
            return await fetcher.get(address)

    answer = asyncio.run(fetch())
    if not 200 <= answer.status < 300:
        raise FetchError(f"{answer.address} answered {answer.status} {answer.reason}".strip(), "check the address")
    return answer


def keep_page(desk: Desk, answer: Answer, given: Given) -> Iterator[Outcome]:
    """Keep what a page holds on a desk; its original is the WARC record of the answer."""
    for found in documents_of(answer, answer.asked, given):
        yield keep(desk, found, lambda connection, outcome: None)
