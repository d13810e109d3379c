"""Sites on loopback, desks that follow them, and one round without a wait."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from loopback import FAST, Hands, Site, here, serving

from sayso.desk import Desk
from sayso.watch.following import follow_all
from sayso.watch.ground import Told


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def make_desk(tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """A desk that follows these feeds, each the lines of a table of TOML; loopback is allowed."""
    opened: list[Desk] = []

    def make(*feeds: str, watch: str = "") -> Desk:
        folder = tmp_path / f"desk{len(opened)}"
        Desk.create(folder).close()
        tables = "".join(f"[[feeds]]\n{feed}\n" for feed in feeds)
        settings = f'name = "Test"\n[watch]\nallow = ["127.0.0.0/8"]\n{watch}\n{tables}'
        (folder / "desk.toml").write_text(settings, encoding="utf-8")
        opened.append(Desk.open(folder))
        return opened[-1]

    yield make
    for desk in opened:
        desk.close()


@pytest.fixture
def go_round(clock: Hands) -> Callable[[Desk], list[Told]]:
    """Follow a desk once; what was told."""

    def go(desk: Desk) -> list[Told]:
        told: list[Told] = []
        dice = random.Random(0)
        asyncio.run(
            follow_all(desk, told.append, once=True, clock=clock, dice=dice, resolve=here, limits=FAST)  # type: ignore[arg-type]
        )
        return told

    return go
