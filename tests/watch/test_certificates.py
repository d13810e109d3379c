"""Over https: a valid certificate of a trusted authority, or nothing is taken."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest
import trustme
from click.testing import CliRunner, Result
from loopback import FAST, Hands, Page, Site, feed, here, item, rss, serving

from sayso.cli import sayso
from sayso.desk import Desk
from sayso.errors import FetchError
from sayso.watch.addresses import Guard
from sayso.watch.clock import written
from sayso.watch.fetching import Answer, Fetcher
from sayso.watch.ground import Told
from sayso.watch.standing import standings

HERE = "127.0.0.1"
MakeDesk = Callable[..., Desk]
Go = Callable[[Desk], list[Told]]
Make = Callable[[trustme.CA], trustme.LeafCert | trustme.CA]
Serve = Callable[[Make], Site]


def good(ours: trustme.CA) -> trustme.LeafCert:
    return ours.issue_cert(HERE)


def another_hosts(ours: trustme.CA) -> trustme.LeafCert:
    return ours.issue_cert("herald.example", "127.0.0.2")


def expired(ours: trustme.CA) -> trustme.LeafCert:
    past = datetime.now(UTC) - timedelta(days=30)
    return ours.issue_cert(HERE, not_before=past, not_after=past + timedelta(days=20))


def not_valid_yet(ours: trustme.CA) -> trustme.LeafCert:
    future = datetime.now(UTC) + timedelta(days=30)
    return ours.issue_cert(HERE, not_before=future, not_after=future + timedelta(days=20))


def strangers(ours: trustme.CA) -> trustme.LeafCert:
    return trustme.CA(organization_name="Somebody").issue_cert(HERE)


def self_signed(ours: trustme.CA) -> trustme.CA:
    return trustme.CA(organization_name="Herald itself")


REFUSED = [
    (another_hosts, "it is another host's"),
    (expired, "it has expired"),
    (not_valid_yet, "it is not valid yet"),
    (strangers, "it is signed by an authority that this machine does not know"),
    (self_signed, "nobody signed it but its owner"),
]


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """An authority that this machine trusts, by SSL_CERT_FILE."""
    ours = trustme.CA()
    ours.cert_pem.write_to_path(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
    return ours


@pytest.fixture
def serve(authority: trustme.CA):
    """A site with an article and a feed, over https with a certificate."""
    with ExitStack() as running:

        def start(make: Make) -> Site:
            secured = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            load(secured, make(authority))
            site = running.enter_context(serving(secured))
            site.article("/1")
            site.paths["/feed"] = Page(rss(item(site.at("/1"))))
            return site

        yield start


def load(secured: ssl.SSLContext, certificate: trustme.LeafCert | trustme.CA) -> None:
    if isinstance(certificate, trustme.LeafCert):
        return certificate.configure_cert(secured)
    with certificate.private_key_pem.tempfile() as key, certificate.cert_pem.tempfile() as own:
        return secured.load_cert_chain(own, key)


def fetch(site: Site, desk: Path) -> Result:
    return CliRunner().invoke(sayso, ["fetch", site.at("/1"), "--desk", str(desk)])


def test_a_page_comes_over_https(serve: Serve, make_desk: MakeDesk, tmp_path: Path) -> None:
    make_desk()
    fetched = fetch(serve(good), tmp_path / "desk0")
    assert (fetched.exit_code, fetched.stderr) == (0, "")
    assert fetched.stdout.startswith("new\t")


@pytest.mark.parametrize(("make", "why"), REFUSED)
def test_one_line_says_why_a_certificate_is_refused(
    make: Make, why: str, serve: Serve, make_desk: MakeDesk, tmp_path: Path
) -> None:
    make_desk()
    site = serve(make)
    refused = fetch(site, tmp_path / "desk0")
    assert (refused.exit_code, refused.stdout, site.asked) == (1, "", [])
    (line,) = refused.stderr.splitlines()
    assert line.startswith(f"{site.at('/1')}: {HERE} was not asked for its certificate's sake: {why}; ")


def test_a_bad_certificate_costs_its_own_feed_alone(
    serve: Serve, make_desk: MakeDesk, go_round: Go, clock: Hands
) -> None:
    site, bad = serve(good), serve(expired)
    desk = make_desk(feed(bad.at("/feed"), outlet="Expired"), feed(site.at("/feed")))
    told = go_round(desk)
    assert [(one.happened, one.address) for one in told if one.document] == [("new", site.at("/1"))]
    (fault,) = [one for one in told if not one.document]
    assert (fault.happened, fault.address, bad.asked) == ("fault", bad.at("/feed"), [])
    assert "its certificate's sake: it has expired" in fault.messages[0]
    waits, follows = standings(desk, clock.now())
    assert (waits.failures, follows.failures, follows.articles) == (1, 0, 1)
    assert waits.fault is not None
    assert waits.next > written(clock.now())  # a certificate that is renewed is found so by itself
    assert "it has expired" in waits.fault


def test_the_system_s_authorities_are_trusted_where_none_is_named(
    serve: Serve, make_desk: MakeDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_desk()
    site = serve(good)
    monkeypatch.delenv("SSL_CERT_FILE")
    assert "an authority that this machine does not know" in fetch(site, tmp_path / "desk0").stderr


def ask(address: str) -> Answer:
    async def get() -> Answer:
        async with Fetcher(Guard((ip_network("127.0.0.0/8"),)), FAST, resolve=here) as fetcher:  # type: ignore[arg-type]
            return await fetcher.get(address)

    return asyncio.run(get())


def test_the_name_is_what_the_certificate_must_have_though_the_number_is_asked(serve: Serve) -> None:
    site = serve(lambda ours: ours.issue_cert("herald.example"))
    assert ask(site.at("/1", host="herald.example")).status == 200
    with pytest.raises(FetchError, match="another host's"):
        ask(site.at("/1", host="courier.example"))


def test_a_redirect_to_a_bad_certificate_is_no_way_around(serve: Serve) -> None:
    site, bad = serve(good), serve(expired)
    site.paths["/moved"] = Page(status=301, headers={"Location": bad.at("/1")})
    with pytest.raises(FetchError, match="has expired"):
        ask(site.at("/moved"))
    assert bad.asked == []


def test_a_server_that_speaks_no_tls_or_says_nothing_is_named() -> None:
    with serving() as site, pytest.raises(FetchError, match="could not be asked: "):
        ask(site.at("/1").replace("http:", "https:"))
    with socket.create_server((HERE, 0)) as silent, pytest.raises(FetchError, match="did not answer"):
        ask(f"https://{HERE}:{silent.getsockname()[1]}/1")
