"""Each page in a real browser: its main path, without a script, on a phone, in the dark, for everybody."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("uvicorn", reason="the pages need the web extra")

from browsing import DESK, OF_THE_DRESS, PHONE, RULES, tab, violations
from served import Served, serving

from sayso.desk import Desk
from sayso.store import browse, documents, linking


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """The browser; the test is skipped where there is none."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("there is no Chromium here: `apt-get install chromium`")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is of the development tools")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


class Known:
    """What the tests open: the most told claim, a document with two versions, an agent and an outlet."""

    def __init__(self, folder: Path) -> None:
        with Desk.open(folder) as desk, desk.store.reading() as connection:
            self.claim = browse.claims(connection, limit=1).rows[0].id
            self.dispute = next(iter(linking.every_dispute(connection))).id
            versions = (documents.revisions(connection, one.id) for one in documents.every(connection))
            self.versions = next(found for found in versions if len(found) > 1)
            self.agent = browse.agents(connection, limit=1).rows[0].name
            self.outlet = browse.outlets(connection).rows[0].name

    @property
    def pages(self) -> dict[str, str]:
        """Every page by name."""
        old, new = self.versions[:2]
        return {
            "today": "/",
            "claims": "/claims",
            "claim": f"/claim/{self.claim}",
            "document": f"/document/{new}?start=20&end=90",
            "compare": f"/document/{old}/compare/{new}",
            "agent": f"/agent/{self.agent}",
            "outlet": f"/outlet/{self.outlet}",
            "sources": "/sources",
            "map": "/map",
            "search": "/search?words=Burshtyn",
            "disputes": "/disputes",
            "dispute": f"/dispute/{self.dispute}",
            "positions": "/positions",
            "check": "/check",
            "add": "/add",
            "api": "/api/v1/docs",
        }


@pytest.fixture(scope="session")
def known(small_desk: Path) -> Known:
    return Known(small_desk)


def test_every_page_is_for_everybody(chromium: Any, served: Served, known: Known) -> None:
    """At a desk in the light and on a phone in the dark: no violation that axe finds, nothing wider than the window,
    nothing in the console."""
    wrong: list[str] = []
    with tab(chromium) as here:
        for name, path in known.pages.items():
            assert here.open(served.url + path).status == 200, name
            for width, scheme, rules in ((DESK, "light", RULES), (PHONE, "dark", OF_THE_DRESS)):
                here.wear(width, scheme)
                wide = here.page.evaluate("document.documentElement.scrollWidth")
                wrong += [f"{name} is {wide} wide at {width}"] if wide > width else []
                wrong += [f"{name}, {scheme}: {one}" for one in violations(here.page, rules)]
            wrong += [f"{name}: {said}" for said in here.said]
            here.said.clear()
    assert wrong == []


def test_every_page_reads_without_a_script(chromium: Any, served: Served, known: Known) -> None:
    with tab(chromium, scripts=False) as here:
        for name, path in known.pages.items():
            here.open(served.url + path)
            assert here.page.locator("main h1").count() == 1, name
            assert here.page.locator("main").inner_text().strip(), name


def test_what_a_line_rests_on_opens_without_a_script(chromium: Any, served: Served) -> None:
    with tab(chromium, PHONE, scripts=False) as here:
        here.open(served.url)
        line = here.page.locator(".lines li").first
        line.locator("summary").click()
        assert line.locator("blockquote").first.is_visible()
        line.locator("blockquote a", has_text="In the document").first.click()
        assert here.page.locator(".l-cited").first.is_visible()


def test_what_a_line_rests_on_stands_beside_it_while_it_is_pointed_at(chromium: Any, served: Served) -> None:
    with tab(chromium) as here:
        here.open(served.url)
        second = here.page.locator(".lines > * > li").nth(1)
        second.hover()
        words = second.locator("blockquote p").first.text_content()
        assert here.page.locator("#beside blockquote p").first.inner_text() == words
        third = here.page.locator(".lines > * > li").nth(2)
        third.locator("summary").focus()
        assert (
            here.page.locator("#beside blockquote p").first.inner_text()
            == third.locator("blockquote p").first.text_content()
        )
        here.quiet()


def test_a_claim_is_drawn_and_told(chromium: Any, served: Served, known: Known) -> None:
    with tab(chromium) as here:
        here.open(f"{served.url}/claim/{known.claim}")
        assert here.page.locator("#graph canvas").count() > 0
        assert here.page.locator(".timeline circle").count() >= 2
        assert "origin" in here.page.locator(".tree").inner_text()
        assert here.page.locator("del, ins").count() > 0
        here.quiet()


def test_layers_are_switched_by_keyboard(chromium: Any, served: Served, known: Known) -> None:
    background = "getComputedStyle(document.querySelector('.l-content')).backgroundColor"
    with tab(chromium) as here:
        here.open(f"{served.url}/document/{known.versions[0]}")
        on = here.page.evaluate(background)
        here.page.locator("#layer-content").focus()
        here.page.keyboard.press("Space")
        assert here.page.evaluate(background) != on


def test_a_statement_opens_at_its_words(chromium: Any, served: Served, known: Known) -> None:
    with tab(chromium) as here:
        here.open(f"{served.url}/document/{known.versions[0]}")
        words = here.page.locator(".text .l-content").first
        key = words.get_attribute("data-of").split()[-1]
        words.click()
        assert here.page.locator(f"#{key} .chain").is_visible()
        here.quiet()


def test_more_rows_come_at_the_end_of_the_list(chromium: Any, served: Served) -> None:
    with tab(chromium) as here:
        here.open(f"{served.url}/claims")
        first = here.page.locator("#rows > li").count()
        here.page.locator("#more a").click()
        here.page.locator("#rows > li").nth(first).wait_for()
        ids = here.page.locator("#rows .title a").evaluate_all("links => links.map(link => link.href)")
        assert len(set(ids)) == len(ids)
        here.page.locator("#rows a:focus").wait_for()
        here.quiet()


def test_the_map_goes_by_day_with_the_slider(chromium: Any, served: Served) -> None:
    with tab(chromium) as here:
        here.open(f"{served.url}/map")
        here.page.locator("#at").focus()
        here.page.keyboard.press("ArrowLeft")
        here.page.locator("#shown h2", has_text="4 March 2025").wait_for()
        here.page.wait_for_url("**/map?day=2025-03-04")
        here.quiet()


def test_colours_stay_as_they_were_chosen(chromium: Any, served: Served) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    with tab(chromium) as here:
        here.open(served.url)
        light = here.page.evaluate(paper)
        here.page.locator("#theme").click()  # light
        here.page.locator("#theme").click()  # dark
        dark = here.page.evaluate(paper)
        here.open(f"{served.url}/claims")
        assert here.page.evaluate(paper) == dark != light


def test_a_text_is_checked_in_place(chromium: Any, served: Served) -> None:
    with tab(chromium) as here:
        here.open(f"{served.url}/check")
        here.page.locator("#text").fill(
            "Ostap Verbynskyi said that there are Russian troops in the centre of Stepnohirsk."
        )
        here.page.locator("button.main").click()
        here.page.locator(".findings li").first.wait_for()
        assert here.page.locator(".found-at.error").count() >= 1
        assert violations(here.page) == []
        here.quiet()


HOSTILE = (
    """<script>alert('Lantern')</script> Report
Lantern Wire, 6 March 2025

"<img src=x onerror=alert(1)> the port will reopen," said Ada <b onmouseover=alert(2)>Lund</b>, of the harbour.
Ada Lund told Lantern Wire that <script>document.title='gone'</script> javascript:alert(3) was written on the wall.
The harbour said that """
    + "A" * 300
    + """ was closed.
"""
)


def test_an_editor_adds_and_judges_and_a_hostile_article_stays_words(
    chromium: Any, desk_copy: Path, tmp_path: Path
) -> None:
    """Adding a file that is all scripts, watching it being read, opening every page of what was read; then judging."""
    file = tmp_path / "<img src=x>.txt"
    file.write_text(HOSTILE, encoding="utf-8")
    with serving(desk_copy) as server, tab(chromium) as here:
        here.page.on("dialog", lambda dialog: here.said.append(f"dialog: {dialog.message}"))
        here.open(f"{server.url}/add")
        here.page.locator("#files").set_input_files(file)
        here.page.locator("button.main").click()
        here.page.locator("h1", has_text="Done").wait_for(timeout=60_000)
        assert violations(here.page) == []
        here.page.locator("#documents a").click()
        here.page.wait_for_load_state("networkidle")
        assert "<script>document.title='gone'</script>" in here.page.locator(".text").inner_text()
        assert here.page.locator(".text script, .text img, .text b").count() == 0
        here.wear(PHONE, "light")
        assert here.page.evaluate("document.documentElement.scrollWidth") <= PHONE
        here.wear(DESK, "light")
        for link in here.page.locator(".said .chain a").evaluate_all(
            "links => [...new Set(links.map(link => link.href))]"
        ):
            here.open(link)
        here.open(f"{server.url}/search?words=harbour")
        assert here.page.locator("#rows li").count() == 1
        here.open(f"{server.url}/claims")
        here.page.locator("#rows .title a").first.click()
        here.page.locator("#telling-1 .judge summary").click()
        here.page.locator("#telling-1 button", has_text="Grade").click()
        here.page.locator(".judged li").wait_for()
        assert "holds" in here.page.locator(".judged").inner_text()
        here.page.locator(".judged button").click()
        here.page.locator(".judged li", has_text="taken back").wait_for()
        here.quiet()


def test_files_are_added_without_a_script(chromium: Any, desk_copy: Path, tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text("A spokesman for the port of Reni said it would reopen on Friday.\n", encoding="utf-8")
    with serving(desk_copy) as server, tab(chromium, scripts=False) as here:
        here.open(f"{server.url}/add")
        here.page.locator("#files").set_input_files(file)
        here.page.locator("button.main").click()
        here.page.locator("h1", has_text="Done").wait_for(timeout=60_000)  # the page asks again by itself
        assert "note.txt" in here.page.locator("#documents").inner_text()


def test_who_must_log_in_logs_in(chromium: Any, guarded: tuple[Served, Any], known: Known) -> None:
    server, tokens = guarded
    with tab(chromium) as here:
        here.page.goto(f"{server.url}/claim/{known.claim}")
        assert violations(here.page) == []
        here.page.locator("#token").fill(tokens.reader)
        here.page.locator("button.main").click()
        here.page.wait_for_url(f"**/claim/{known.claim}")
        assert here.page.locator(".judge").count() == 0
        here.open(f"{server.url}/add")
        assert here.page.locator("input[type=file]").count() == 0
        here.page.locator(".who button").click()
        here.page.locator("#token").wait_for()
