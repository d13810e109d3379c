"""Following: nothing asked twice in vain, nothing lost, one bad feed costs itself alone."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta
from email.utils import format_datetime

import pytest
from loopback import ARTICLE, FAST, START, Handler, Hands, Page, Site, feed, here, item, rss

from sayso.desk import Desk, Following
from sayso.errors import DeskError, SettingsError
from sayso.store import documents
from sayso.watch.following import follow_all
from sayso.watch.ground import Told, guard_of
from sayso.watch.standing import standings

Go = Callable[[Desk], list[Told]]
MakeDesk = Callable[..., Desk]


def titles(desk: Desk) -> list[str | None]:
    with desk.store.reading() as connection:
        return [document.title for document in documents.every(connection)]


def new(told: list[Told]) -> list[str]:
    return [one.address for one in told if one.happened == "new"]


def test_a_feed_leads_to_its_articles(site: Site, make_desk: MakeDesk, go_round: Go) -> None:
    site.paths["/feed"] = Page(rss(item(site.at("/2"), "Second"), item(site.at("/1"), "First")))
    site.article("/1", "First")
    site.article("/2", "Second")
    desk = make_desk(feed(site.at("/feed")))
    assert new(go_round(desk)) == [site.at("/1"), site.at("/2")]
    assert titles(desk) == ["First", "Second"]
    assert go_round(desk) == []
    assert site.count("/feed") == 1  # it is not due yet


def test_the_original_is_a_warc_record_that_gives_the_article_again(
    site: Site, make_desk: MakeDesk, go_round: Go
) -> None:
    from io import BytesIO

    from fastwarc import ArchiveIterator

    from sayso.pipeline import from_bytes

    site.paths["/feed"] = Page(rss(item(site.at("/1"))))
    site.article("/1")
    desk = make_desk(feed(site.at("/feed")))
    (told,) = go_round(desk)
    assert told.document is not None
    with desk.store.reading() as connection:
        kept = documents.kept(connection, told.document)
        data = documents.original(connection, kept.original)
        document = from_bytes(connection, told.document)
    assert (kept.media, kept.path) == ("application/warc", site.at("/1"))
    assert document.original == kept.original
    record = next(iter(ArchiveIterator(BytesIO(data))))
    assert record.headers["WARC-Target-URI"] == site.at("/1")
    assert record.headers["WARC-Date"] == "2025-03-05T10:00:04Z"  # after robots.txt and the feed
    assert record.http_headers.status_code == 200
    assert b"the last bolt is tight" in record.reader.read()


def test_articles_that_stand_in_the_feed_are_taken_from_it(site: Site, make_desk: MakeDesk, go_round: Go) -> None:
    body = ARTICLE.partition("</h1>")[2].partition("</article>")[0].format(until="May", count=40)
    body += "<p>The engineers have looked at four of the nine piers so far, the council said in a statement. "
    body += "Those on the eastern bank will be looked at from boats once the ice has gone, it said.</p>"
    whole = f"<content:encoded><![CDATA[{body}]]></content:encoded>"
    site.paths["/feed"] = Page(rss(item(site.at("/1"), "Whole", more=whole)))
    desk = make_desk(feed(site.at("/feed")))
    assert new(go_round(desk)) == [site.at("/1")]
    assert site.count("/1") == 0
    with desk.store.reading() as connection:
        (document,) = documents.every(connection)
    assert (document.title, document.outlet, document.published) == ("Whole", "Herald", "2025-03-05T10:00+00:00")
    assert document.text.startswith("Mayor Olena Haidai said on Tuesday")


def test_a_feed_is_asked_for_changes_only(site: Site, make_desk: MakeDesk, go_round: Go, clock: Hands) -> None:
    validators = {"ETag": '"1"', "Last-Modified": format_datetime(START, usegmt=False)}
    site.paths["/feed"] = Page(rss(item(site.at("/1"))), headers=validators)
    site.article("/1")
    desk = make_desk(feed(site.at("/feed")))
    go_round(desk)
    clock.pass_(minutes=34)
    assert go_round(desk) == []
    asked = [headers for path, headers in zip(site.asked, site.headers, strict=True) if path == "/feed"]
    assert asked[1]["if-none-match"] == '"1"'
    assert site.count("/1") == 1


def test_an_entry_that_changes_is_a_revision(site: Site, make_desk: MakeDesk, go_round: Go, clock: Hands) -> None:
    site.paths["/feed"] = Page(rss(item(site.at("/1"), more="<description>Until May</description>")))
    site.article("/1", until="May")
    desk = make_desk(feed(site.at("/feed")))
    (first,) = go_round(desk)
    site.paths["/feed"] = Page(rss(item(site.at("/1"), more="<description>Until June</description>")))
    site.article("/1", until="June")
    clock.pass_(minutes=34)
    (second,) = go_round(desk)
    with desk.store.reading() as connection:
        assert documents.revisions(connection, second.document or "") == (first.document, second.document)


def test_an_entry_that_changes_where_its_page_does_not_adds_nothing(
    site: Site, make_desk: MakeDesk, go_round: Go, clock: Hands
) -> None:
    site.article("/1")
    site.paths["/feed"] = Page(rss(item(site.at("/1"), more="<description>7 comments</description>")))
    desk = make_desk(feed(site.at("/feed")))
    go_round(desk)
    site.paths["/feed"] = Page(rss(item(site.at("/1"), more="<description>8 comments</description>")))
    clock.pass_(minutes=34)
    assert [one.happened for one in go_round(desk)] == ["known"]
    assert len(titles(desk)) == 1


def test_a_page_is_followed_as_its_revisions(site: Site, make_desk: MakeDesk, go_round: Go, clock: Hands) -> None:
    site.article("/daily", until="May")
    desk = make_desk(feed(site.at("/daily"), kind='"page"', every=60))
    assert len(new(go_round(desk))) == 1
    clock.pass_(minutes=67)
    assert go_round(desk) == []
    site.article("/daily", until="June")
    clock.pass_(minutes=67)
    assert len(new(go_round(desk))) == 1
    assert standings(desk, clock.now())[0].articles == 2


def test_sitemaps_lead_to_what_is_news(site: Site, make_desk: MakeDesk, go_round: Go) -> None:
    def url(path: str, stated: str) -> str:
        return f"<url><loc>{site.at(path)}</loc>{stated}</url>"

    news = "http://www.google.com/schemas/sitemap-news/0.9"
    stated = "<n:news><n:publication_date>2025-03-05T08:00:00Z</n:publication_date><n:title>T</n:title></n:news>"
    pages = [url("/news", stated), url("/changed", "<lastmod>2025-03-04</lastmod>")]
    pages += [url("/old", "<lastmod>2024-12-24T10:00:00+01:00</lastmod>"), url("/undated", "")]
    site.paths["/pages.xml"] = Page(f"<urlset xmlns:n='{news}'>{''.join(pages)}</urlset>".encode())
    old = f"<sitemap><loc>{site.at('/old.xml')}</loc><lastmod>2024-01-01</lastmod></sitemap>"
    index = f"<sitemapindex><sitemap><loc>{site.at('/pages.xml')}</loc></sitemap>{old}</sitemapindex>"
    site.paths["/sitemap.xml"] = Page(index.encode())
    for path in ("/news", "/changed", "/old", "/undated"):
        site.article(path, path)
    desk = make_desk(feed(site.at("/sitemap.xml"), kind='"sitemap"'))
    assert set(new(go_round(desk))) == {site.at("/news"), site.at("/changed")}
    assert site.count("/old.xml") == site.count("/old") == site.count("/undated") == 0
    assert standings(desk, START)[0].note == "1 pages of the sitemap have no date and are left out"


def test_robots_are_minded(site: Site, make_desk: MakeDesk, go_round: Go) -> None:
    site.paths["/robots.txt"] = Page(b"User-agent: *\nDisallow: /closed\n\nUser-agent: Sayso\nDisallow: /closed\n")
    site.paths["/feed"] = Page(rss(item(site.at("/closed/1")), item(site.at("/open/1"))))
    site.article("/open/1")
    site.article("/closed/1")
    desk = make_desk(feed(site.at("/feed")))
    told = go_round(desk)
    assert new(told) == [site.at("/open/1")]
    assert site.count("/closed/1") == 0
    assert site.count("/robots.txt") == 1
    with desk.store.reading() as connection:
        (complaint,) = documents.complaints(connection)
    assert complaint.path == site.at("/closed/1")
    assert "127.0.0.1 forbids it in its robots.txt" in complaint.issue.message


def test_where_robots_cannot_be_had_nothing_is_asked(site: Site, make_desk: MakeDesk, go_round: Go) -> None:
    site.paths["/robots.txt"] = Page(status=500)
    site.paths["/feed"] = Page(rss(item(site.at("/1"))))
    desk = make_desk(feed(site.at("/feed")))
    (told,) = go_round(desk)
    assert told.messages == ("127.0.0.1 does not give its robots.txt (500)",)
    assert site.count("/feed") == 0


def test_a_host_is_given_a_pause_between_requests(site: Site, make_desk: MakeDesk, go_round: Go, clock: Hands) -> None:
    site.paths["/robots.txt"] = Page(b"User-agent: *\nCrawl-delay: 7\n")
    site.paths["/feed"] = Page(rss(*(item(site.at(f"/{number}")) for number in range(3))))
    for number in range(3):
        site.article(f"/{number}", str(number))
    go_round(make_desk(feed(site.at("/feed"))))
    assert clock.slept == pytest.approx([2.0, 7.0, 7.0, 7.0])


def test_a_failing_feed_is_asked_less_and_less(site: Site, make_desk: MakeDesk, go_round: Go, clock: Hands) -> None:
    site.paths["/feed"] = Page(status=500)
    desk = make_desk(feed(site.at("/feed")))
    waits = []
    for _ in range(12):
        go_round(desk)
        (standing,) = standings(desk, clock.now())
        due = time.strptime(standing.next, "%Y-%m-%dT%H:%M:%SZ")
        waits.append(time.mktime(due) - time.mktime(clock.now().replace(tzinfo=None).timetuple()))
        clock.pass_(seconds=waits[-1] + 1)
    assert 29 <= waits[0] <= 60
    assert all(wait <= 2 * 60 * 2**number for number, wait in enumerate(waits))
    assert 3 * 3600 <= waits[-1] <= 6 * 3600
    assert standing.failures == 12
    assert standing.fault == "127.0.0.1 answered 500 Internal Server Error"
    site.paths["/feed"] = Page(rss())
    go_round(desk)
    assert standings(desk, clock.now())[0].failures == 0


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [("7200", 7200), (format_datetime(START + timedelta(hours=3)), 10_800), ("99999999", 86_400)],
)
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_heard(
    asked: str, seconds: int, status: int, site: Site, make_desk: MakeDesk, go_round: Go, clock: Hands
) -> None:
    site.paths["/feed"] = Page(status=status, headers={"Retry-After": asked})
    desk = make_desk(feed(site.at("/feed")))
    go_round(desk)
    clock.time = START + timedelta(seconds=seconds - 5)
    assert go_round(desk) == []
    assert site.count("/feed") == 1
    clock.time = START + timedelta(seconds=seconds + 5)
    go_round(desk)
    assert site.count("/feed") == 2


def test_an_article_is_tried_again_and_only_then_given_up(
    site: Site, make_desk: MakeDesk, go_round: Go, clock: Hands
) -> None:
    site.paths["/feed"] = Page(rss(item(site.at("/1")), item(site.at("/gone"))), headers={"ETag": "1"})
    site.paths["/1"] = Page(status=502)
    site.paths["/gone"] = Page(status=410)
    desk = make_desk(feed(site.at("/feed"), every=60 * 24 * 30))
    go_round(desk)
    clock.pass_(hours=12)
    go_round(desk)
    assert site.count("/gone") == 1
    assert site.count("/1") == 2
    site.article("/1")
    clock.pass_(hours=12)
    assert new(go_round(desk)) == [site.at("/1")]


def test_an_article_that_never_comes_keeps_its_place(
    site: Site, make_desk: MakeDesk, go_round: Go, clock: Hands
) -> None:
    site.paths["/feed"] = Page(rss(item(site.at("/1"))))
    site.paths["/1"] = Page(status=502)
    desk = make_desk(feed(site.at("/feed"), every=60 * 24 * 30))
    for _ in range(25):
        go_round(desk)
        clock.pass_(hours=7)
    assert site.count("/1") == 20
    with desk.store.reading() as connection:
        (complaint,) = documents.complaints(connection)
    assert (complaint.path, complaint.document) == (site.at("/1"), None)
    assert "127.0.0.1 answered 502 Bad Gateway." in complaint.issue.message


def test_bad_feeds_do_not_hold_up_a_good_one(site: Site, make_desk: MakeDesk, go_round: Go) -> None:
    def stall(handler: Handler) -> None:
        handler.stall()

    laughs = "".join(f'<!ENTITY l{n} "{"".join([f"&l{n - 1};"] * 10)}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]><rss><channel><title>&l9;</title></channel></rss>'
    bad = {
        "stalls": stall,
        "html": Page(b"<html><body><p>Not found, sorry.</p></body></html>"),
        "nothing": Page(b""),
        "laughs": Page(bomb.encode()),
        "circle": Page(status=302, headers={"Location": "/circle"}),
        "inside": Page(status=302, headers={"Location": "http://10.0.0.1/feed"}),
        "zip": Page(b"PK\x03\x04" + bytes(1000)),
        "json": Page(b'{"version": "https://jsonfeed.org/version/1", "items": 7}'),
        "deep": Page(b"<rss><channel>" + b"<item>" * 100_000),
        "missing": Page(status=404),
        "huge": Page(b"", length=10**15),
    }
    site.paths |= {f"/{name}": serve for name, serve in bad.items()}
    site.paths["/good"] = Page(rss(item(site.at("/1", "good.example"))))
    site.article("/1", host="good.example")
    feeds = [feed(site.at(f"/{name}", f"{name}.example"), name) for name in bad]
    desk = make_desk(*feeds, feed(site.at("/good", "good.example")))
    began = time.monotonic()
    told = go_round(desk)
    assert time.monotonic() - began < 10
    assert new(told) == [site.at("/1", "good.example")]
    faults = {standing.outlet: standing.fault or standing.note for standing in standings(desk, START)}
    assert all(faults[name] for name in bad), faults
    assert faults["Herald"] is None


def test_one_article_in_two_feeds_is_fetched_once(site: Site, make_desk: MakeDesk, go_round: Go) -> None:
    site.paths["/world"] = Page(rss(item(site.at("/1"))))
    site.paths["/europe"] = Page(rss(item(site.at("/1"), more="<description>Europe</description>")))
    site.article("/1")
    go_round(make_desk(feed(site.at("/world")), feed(site.at("/europe"))))
    assert site.count("/1") == 1


def test_a_change_that_one_of_two_feeds_tells_of_is_fetched(
    site: Site, make_desk: MakeDesk, go_round: Go, clock: Hands
) -> None:
    site.paths["/world"] = site.paths["/europe"] = Page(rss(item(site.at("/1"))))
    site.article("/1", until="May")
    desk = make_desk(feed(site.at("/world"), every=10), feed(site.at("/europe"), every=600))
    go_round(desk)
    site.article("/1", until="June")
    site.paths["/world"] = Page(rss(item(site.at("/1"), more="<description>June</description>")))
    clock.pass_(minutes=12)
    assert new(go_round(desk)) == [site.at("/1")]


def test_for_ever_is_once_and_again(site: Site, make_desk: MakeDesk, clock: Hands) -> None:
    site.paths["/feed"] = Page(rss(item(site.at("/1"))))
    site.article("/1")
    desk = make_desk(feed(site.at("/feed")))
    told: list[Told] = []

    async def some_rounds() -> None:
        following = asyncio.create_task(
            follow_all(desk, told.append, once=False, clock=clock, resolve=here, limits=FAST)  # type: ignore[arg-type]
        )
        while site.count("/feed") < 4 and not following.done():
            await asyncio.sleep(0.01)
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)

    asyncio.run(asyncio.wait_for(some_rounds(), 60))
    assert new(told) == [site.at("/1")]
    assert clock.now() - START >= timedelta(minutes=(site.count("/feed") - 1) * 27)  # its pace, less a tenth


def test_a_feed_that_moved_for_good_says_so(site: Site, make_desk: MakeDesk, go_round: Go) -> None:
    site.paths["/old"] = Page(status=301, headers={"Location": "/new"})
    site.paths["/new"] = Page(rss(item(site.at("/1"))))
    site.article("/1")
    desk = make_desk(feed(site.at("/old")))
    go_round(desk)
    assert standings(desk, START)[0].note == f"it moved for good to {site.at('/new')}: change desk.toml"


def test_articles_are_counted_against_what_is_expected(
    site: Site, make_desk: MakeDesk, go_round: Go, clock: Hands
) -> None:
    site.paths["/feed"] = Page(rss(*(item(site.at(f"/{number}")) for number in range(3))))
    for number in range(3):
        site.article(f"/{number}", str(number))
    desk = make_desk(feed(site.at("/feed"), expected=[2, 5]))
    go_round(desk)
    (first,) = standings(desk, clock.now())
    assert (first.articles, first.expected, first.verdict) == (3, (2, 5), "too early to say")
    clock.pass_(hours=25)
    (later,) = standings(desk, clock.now())
    assert (later.articles, later.verdict) == (0, "too few")


def test_only_one_follows_a_desk(site: Site, make_desk: MakeDesk, go_round: Go) -> None:
    desk = make_desk(feed(site.at("/feed")))
    with desk.alone(), pytest.raises(DeskError, match="somebody is following"):
        go_round(desk)


def test_settings_that_cannot_be_followed_are_named(make_desk: MakeDesk) -> None:
    with pytest.raises(SettingsError, match="which is no network"):
        guard_of(Following(allow=("10.1.0.0/99",)))
    with pytest.raises(SettingsError, match="every"):
        make_desk(feed("https://herald.example/", every=0))
