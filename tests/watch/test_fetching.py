"""Fetching stops at what is not public, at what takes too long, at what is too large, and says why."""

from __future__ import annotations

import asyncio
import gzip
import time
import zlib
from ipaddress import ip_address, ip_network

import brotli
import pytest
from loopback import FAST, Handler, Page, Site

from sayso.errors import FetchError
from sayso.watch.addresses import Guard, is_public, read_address
from sayso.watch.fetching import Answer, Fetcher, Validators

LOOPBACK = Guard((ip_network("127.0.0.0/8"),))

NOT_PUBLIC = [
    *("0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.8.8.8", "169.254.169.254"),
    *("172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.170", "192.0.2.1", "192.88.99.1", "192.168.1.1"),
    *("198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255"),
    *("168.63.129.16", "::", "::1", "::ffff:8.8.8.8", "::ffff:127.0.0.1", "::8.8.8.8", "64:ff9b::7f00:1"),
    *("64:ff9b::808:808", "64:ff9b:1::1", "100::1", "2001::1", "2001:0:4136:e378::1", "2001:20::1", "2001:db8::1"),
    *("2002:7f00:1::", "2002:808:808::", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1"),
    *("ff02::1", "fe80::1%eth0", "2606:4700::1%eth0"),
]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_what_is_not_public_is_refused(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "192.0.1.1", "2606:4700::1111", "2a00:1450:4001::1"])
def test_what_is_public_is_not(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        *("file:///etc/passwd", "ftp://herald.example/", "gopher://herald.example/", "javascript:alert(1)", "data:,x"),
        *("//herald.example/", "herald.example", "", "http://", "http:///x", "http://user:secret@herald.example/"),
        *("http://user@herald.example/", "http://[::1", "http://herald.example:0/", "http://a/" + "x" * 3000),
    ],
)
def test_what_is_no_plain_web_address_is_refused(address: str) -> None:
    with pytest.raises(FetchError):
        read_address(address)


def get(address: str, guard: Guard = LOOPBACK, resolve: object = None, known: Validators | None = None) -> Answer:
    async def fetch() -> Answer:
        async with Fetcher(guard, FAST, resolve=resolve) as fetcher:  # type: ignore[arg-type]
            return await fetcher.get(address, known)

    return asyncio.run(fetch())


def test_a_page_comes_as_it_was_sent(site: Site) -> None:
    site.paths["/"] = Page(b"hello", headers={"Content-Type": "text/plain", "X-Own": "ä".encode().decode("latin-1")})
    answer = get(site.at("/"))
    assert (answer.status, answer.body, answer.header("content-type")) == (200, b"hello", "text/plain")
    assert site.headers[0]["host"] == f"127.0.0.1:{site.port}"
    assert site.headers[0]["user-agent"].startswith("Sayso/")


def test_loopback_is_refused_unless_the_desk_allows_it(site: Site) -> None:
    with pytest.raises(FetchError, match="no public address"):
        get(site.at("/"), Guard())
    assert site.asked == []


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "127.1", "0177.0.0.1"])
def test_another_way_to_write_an_address_is_no_way_around(host: str, site: Site) -> None:
    with pytest.raises(FetchError, match=r"no public address|could not be asked|is no address"):
        get(f"http://{host}:{site.port}/", Guard())
    assert site.asked == []


def test_a_public_address_is_asked_at_ports_of_the_web_only() -> None:
    Guard().check(ip_address("8.8.8.8"), "herald.example", 443)
    with pytest.raises(FetchError, match="port 25"):
        Guard().check(ip_address("8.8.8.8"), "herald.example", 25)


@pytest.mark.parametrize(
    "target",
    [
        *("http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://[64:ff9b::7f00:1]/"),
        *("http://[::1", "file:///etc/passwd", "ftp://127.0.0.1/", "http://user@127.0.0.1/", "//192.168.0.1/"),
    ],
)
def test_a_redirect_leads_to_nothing_that_may_not_be_asked(target: str, site: Site) -> None:
    site.paths["/"] = Page(status=302, headers={"Location": target})
    with pytest.raises(FetchError, match=r"no public address|no web address|is no address|carries a name"):
        get(site.at("/"))


def test_redirects_in_a_circle_or_without_end_stop(site: Site) -> None:
    site.paths["/a"] = Page(status=301, headers={"Location": "/b"})
    site.paths["/b"] = Page(status=301, headers={"Location": "/a"})
    with pytest.raises(FetchError, match="circle"):
        get(site.at("/a"))
    for number in range(20):
        site.paths[f"/{number}"] = Page(status=302, headers={"Location": f"/{number + 1}"})
    with pytest.raises(FetchError, match="more than 5 times"):
        get(site.at("/0"))
    assert site.count("/6") == 0


def test_a_redirect_for_good_is_told_from_one_for_now(site: Site) -> None:
    site.paths["/"] = Page(b"here")
    site.paths["/good"] = Page(status=308, headers={"Location": "/"})
    site.paths["/now"] = Page(status=302, headers={"Location": "/good"})
    assert get(site.at("/good")).moved
    assert not get(site.at("/now")).moved
    assert not get(site.at("/")).moved


class Changing:
    """A name server whose answer changes with each question."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked = 0

    async def __call__(self, host: str, port: int) -> tuple[object, ...]:
        self.asked += 1
        return tuple(map(ip_address, self.answers[min(self.asked, len(self.answers)) - 1].split()))


def test_a_dns_answer_that_changes_after_the_check_changes_nothing(site: Site) -> None:
    site.paths["/"] = Page(b"hello")
    server = Changing("127.0.0.1", "10.0.0.1")
    assert get(site.at("/", "herald.example"), resolve=server).body == b"hello"
    assert server.asked == 1  # what was checked is what was connected to
    with pytest.raises(FetchError, match=r"10\.0\.0\.1, which is no public address"):
        get(site.at("/", "herald.example"), resolve=server)


def test_one_private_address_among_public_ones_is_enough_to_refuse(site: Site) -> None:
    with pytest.raises(FetchError, match=r"192\.168\.0\.1"):
        get(site.at("/", "herald.example"), resolve=Changing("127.0.0.1 192.168.0.1"))
    assert site.asked == []


def test_a_redirect_to_a_name_is_checked_where_the_name_leads(site: Site) -> None:
    site.paths["/"] = Page(status=302, headers={"Location": "http://inside.example/"})
    with pytest.raises(FetchError, match=r"inside\.example is at fd00::1"):
        get(site.at("/", "herald.example"), resolve=Changing("127.0.0.1", "fd00::1"))


def stalls(handler: Handler) -> None:
    handler.stall()


def stalls_in_the_middle(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b"only this")
    handler.wfile.flush()
    handler.stall()


def drips(handler: Handler) -> None:
    """A byte at a time, faster than the limit between bytes, for ever."""
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    while not handler.site.closing.wait(0.05):
        handler.wfile.write(b".")


def drips_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    number = 0
    while not handler.site.closing.wait(0.05):
        handler.wfile.write(b"X-%d: y\r\n" % number)
        number += 1


@pytest.mark.parametrize("serve", [stalls, stalls_in_the_middle, drips, drips_headers])
def test_a_server_that_takes_its_time_is_given_up(serve: object, site: Site) -> None:
    site.paths["/"] = serve  # type: ignore[assignment]
    began = time.monotonic()
    with pytest.raises(FetchError, match="did not answer") as fault:
        get(site.at("/"))
    assert time.monotonic() - began < 3
    assert fault.value.passing


def test_a_name_server_that_says_nothing_is_given_up() -> None:
    async def silent(host: str, port: int) -> tuple[object, ...]:
        await asyncio.sleep(30)
        return ()

    with pytest.raises(FetchError, match="did not answer"):
        get("http://herald.example/", resolve=silent)


@pytest.mark.parametrize(
    ("length", "says"),
    [(1000, "could not be asked"), ("²", "could not be asked"), (10**12, "larger than 1 MB")],
)
def test_more_promised_than_sent(length: int, says: str, site: Site) -> None:
    def serve(handler: Handler) -> None:
        Page(b"short", length=length)(handler)
        handler.close_connection = True

    site.paths["/"] = serve
    with pytest.raises(FetchError, match=says):
        get(site.at("/"))


def test_more_sent_than_promised_is_not_read(site: Site) -> None:
    def serve(handler: Handler) -> None:
        Page(b"short and then some", length=5)(handler)
        handler.close_connection = True

    site.paths["/"] = serve
    assert get(site.at("/")).body == b"short"


def test_a_body_without_a_length_is_counted(site: Site) -> None:
    def serve(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.close_connection = True
        for _ in range(3000):
            handler.wfile.write(b"x" * 1000)

    site.paths["/"] = serve
    with pytest.raises(FetchError, match="larger than 1 MB"):
        get(site.at("/"))


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_packed_pages_are_unpacked(encoding: str, pack: object, site: Site) -> None:
    site.paths["/"] = Page(pack(b"hello " * 100), headers={"Content-Encoding": encoding})  # type: ignore[operator]
    assert get(site.at("/")).body == b"hello " * 100


BOMB = gzip.compress(bytes(100_000_000), 9)


@pytest.mark.parametrize(
    ("encoding", "body", "says"),
    [
        ("gzip", BOMB, "unpacks to more than 3 MB"),
        ("gzip, gzip", gzip.compress(BOMB, mtime=0), "unpacks to more than 3 MB"),
        ("deflate", zlib.compress(bytes(100_000_000), 9), "unpacks to more than 3 MB"),
        ("br", brotli.compress(bytes(100_000_000)), "packed as 'br', which was not asked for"),
        ("zstd", b"whatever", "packed as 'zstd'"),
        ("gzip", gzip.compress(b"x" * 1000, mtime=0)[:-20], "cut off|damaged"),
        ("gzip", b"this is no gzip", "damaged"),
        ("gzip", b"".join(gzip.compress(bytes(1_000_000)) for _ in range(50)), "unpacks to more than 3 MB"),
    ],
)
def test_bombs_do_not_go_off(encoding: str, body: bytes, says: str, site: Site) -> None:
    site.paths["/"] = Page(body, headers={"Content-Encoding": encoding})
    began = time.process_time()
    with pytest.raises(FetchError, match=says):
        get(site.at("/"))
    assert time.process_time() - began < 2


def test_nothing_new_is_not_sent_again(site: Site) -> None:
    site.paths["/"] = Page(b"hello", headers={"ETag": '"1"', "Last-Modified": "Wed, 05 Mar 2025 10:00:00 GMT"})
    first = get(site.at("/"))
    assert first.validators == Validators('"1"', "Wed, 05 Mar 2025 10:00:00 GMT")
    again = get(site.at("/"), known=first.validators)
    assert (again.status, again.body) == (304, b"")
    assert site.headers[1]["if-modified-since"] == "Wed, 05 Mar 2025 10:00:00 GMT"


@pytest.mark.parametrize(
    "sent",
    [
        *(b"", b"hello, I am no web server\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nx"),
        *(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"\x16\x03\x01\x00\x00", b"HTTP/1.1 2"),
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: %s\r\n" % (n, b"y" * 1000) for n in range(1000)) + b"\r\n",
    ],
)
def test_what_is_no_http_is_a_fault_of_its_own(sent: bytes, site: Site) -> None:
    def serve(handler: Handler) -> None:
        handler.wfile.write(sent)
        handler.close_connection = True

    site.paths["/"] = serve
    with pytest.raises(FetchError):
        get(site.at("/"))
