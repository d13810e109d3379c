"""A headless Chromium on a served desk: pages in it, and what a test asks of each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

PHONE, DESK = 360, 1360
# What the rules of WCAG 2.2 A and AA that a program can see ask for, and axe's own best practices.
# What another width and other colours can change.
OF_THE_DRESS = ["color-contrast", "target-size", "scrollable-region-focusable"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Tab(NamedTuple):
    """A page in the browser, and all that its console said."""

    page: Any
    said: list[str]

    def open(self, address: str) -> Any:
        """Go to an address and wait until its scripts have run."""
        return self.page.goto(address, wait_until="load")

    def wear(self, width: int, scheme: str) -> None:
        """Be as wide as a phone or a desk, and light or dark."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")

    def quiet(self) -> None:
        """Nothing went wrong in the page, and nothing was kept from it by its policy."""
        assert self.said == []


@contextmanager
def tab(chromium: Any, width: int = DESK, scheme: str = "light", scripts: bool = True) -> Iterator[Tab]:
    """A new page, as on a phone or at a desk, in light or dark, with or without scripts."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        java_script_enabled=scripts,
        reduced_motion="reduce",
        locale="en-GB",
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"error: {error}"))
    yield Tab(page, said)
    context.close()


def violations(page: Any, rules: Sequence[str] = RULES) -> list[str]:
    """What axe finds wrong in the page, with everything in it open. ``rules``: their tags, or single ones."""
    from axe_playwright_python.sync_playwright import Axe

    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    page.evaluate("document.querySelectorAll('.layers input').forEach((layer) => { layer.checked = true; })")
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(Axe().axe_script)
    asked = "(rules) => axe.run({ runOnly: rules, resultTypes: ['violations'] }).then((found) => found.violations)"
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in page.evaluate(asked, list(rules))]
