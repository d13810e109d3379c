"""`sayso fetch` and `sayso watch` as a person runs them, against a site of our own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback import Page, Site, item, rss, serving
from running import Run


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path, site: Site) -> Path:
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "desk.toml").write_text(
        f'[watch]\nallow = ["127.0.0.0/8"]\npause = 0\n[[feeds]]\noutlet = "Herald"\nurl = "{site.at("/feed")}"\n'
        "expected = [1, 3]\n",
        encoding="utf-8",
    )
    return folder


def test_a_page_is_fetched_shown_and_known_again(run: Run, desk: Path, site: Site) -> None:
    site.article("/1")
    done = run("fetch", site.at("/1"), "--desk", desk)
    state, document, address = done.out.strip().split("\t")
    assert (done.code, state, address) == (0, "new", site.at("/1"))
    assert run("fetch", site.at("/1"), "--desk", desk).out.startswith("known\t")
    shown = run("show", document, "--desk", desk).out
    assert "bytes, unchanged since they were added" in shown
    assert site.at("/1") in shown


def test_cited_words_are_found_in_the_kept_record(run: Run, desk: Path, site: Site) -> None:
    site.article("/1")
    document = run("fetch", site.at("/1"), "--desk", desk).out.split("\t")[1]
    shown = run("show", f"{document}.0-47", "--desk", desk).out
    assert '"Mayor Olena Haidai said on Tuesday that the bri"' in shown
    assert "application/warc" in shown
    assert "bytes 5" in shown or "bytes 6" in shown or "bytes 7" in shown or "bytes 8" in shown


def test_pages_that_cannot_be_fetched_are_named(run: Run, desk: Path, site: Site) -> None:
    site.article("/1")
    done = run("fetch", site.at("/none"), "http://10.0.0.1/", "ftp://herald.example/", site.at("/1"), "--desk", desk)
    assert (done.code, done.out.count("new\t")) == (0, 1)
    assert f"{site.at('/none')}: {site.at('/none')} answered 404 Not Found; check the address" in done.err
    assert "10.0.0.1 is at 10.0.0.1, which is no public address" in done.err
    assert "ftp://herald.example/ is no web address; give one that begins with http:// or https://" in done.err
    assert run("fetch", site.at("/none"), "--desk", desk).code == 1


def test_without_a_desk_loopback_is_refused(run: Run, tmp_path: Path, site: Site) -> None:
    done = run("fetch", site.at("/1"), "--out", tmp_path / "pages.warc.gz")
    assert (done.code, "no public address" in done.err) == (1, True)
    assert site.asked == []


def test_pages_in_a_file_are_an_archive_that_add_reads(
    run: Run, desk: Path, tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ipaddress import ip_network

    from sayso.watch import single
    from sayso.watch.addresses import Guard

    monkeypatch.setattr(single, "guard_of", lambda _: Guard((ip_network("127.0.0.0/8"),)))
    archive = tmp_path / "pages.warc.gz"
    for number in range(2):
        site.article(f"/{number}", f"Page {number}")
        assert run("fetch", site.at(f"/{number}"), "--out", archive).err == f"1 of 1 pages in {archive}\n"
    done = run("add", desk, archive)
    assert [line.split("\t")[::2] for line in done.out.splitlines()] == [
        ["new", f"{archive}:1"],
        ["new", f"{archive}:2"],
    ]


def test_a_desk_is_watched_and_its_standing_shown(run: Run, desk: Path, site: Site) -> None:
    site.paths["/feed"] = Page(rss(item(site.at("/1")), item(site.at("/none"))))
    site.article("/1")
    done = run("watch", desk, "--once")
    assert done.code == 0
    assert {tuple(line.split("\t")[::2]) for line in done.out.splitlines()} == {
        ("new", site.at("/1")),
        ("unread", site.at("/none")),
    }
    assert "127.0.0.1 answered 404 Not Found" in done.err
    table = run("watch", desk, "--status").out.splitlines()
    assert table[0].split() == ["outlet", "last", "next", "articles", "expected", "waiting", "trouble"]
    assert table[1].split()[0] == "Herald"
    (standing,) = map(json.loads, run("watch", desk, "--status", "--json").out.splitlines())
    assert (standing["articles"], standing["refused"], standing["expected"]) == (1, 1, [1, 3])
    assert standing["verdict"] == "too early to say"


def test_what_cannot_be_watched_is_said(run: Run, tmp_path: Path, desk: Path) -> None:
    run("init", tmp_path / "empty")
    assert "names nothing to follow\nadd [[feeds]] to it" in run("watch", tmp_path / "empty").err
    assert run("watch", desk, "--json").code == 2
    (desk / "desk.toml").write_text('[[feeds]]\noutlet = "H"\nurl = "x"\nkind = "blog"\n', encoding="utf-8")
    assert "the keys here are outlet, url, kind, every, expected" in run("watch", desk).err
    (desk / "desk.toml").write_text('[watch]\npause = "long"\n', encoding="utf-8")
    assert "the keys here are contact, pause, allow" in run("watch", desk).err
