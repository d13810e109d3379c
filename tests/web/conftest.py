"""Desks to serve. Each test file is skipped, and says why, where the web extra is missing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from served import Served, Tokens

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
SMALL = ("*burshtyn*", "*stepnohirsk*", "*courier-inspections*", "*lantern-wire*")


@pytest.fixture(scope="session")
def small_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The articles of two of the example stories, linked and assessed. To be copied, never changed."""
    from sayso.desk import Desk
    from sayso.ingest import Given
    from sayso.pipeline import add, brief

    folder = tmp_path_factory.mktemp("served") / "desk"
    folder.mkdir()
    settings = (EXAMPLES / "desk.toml").read_text("utf-8")
    (folder / "desk.toml").write_text(f"{settings}\n[issues]\nPower = ['power plant', 'missile']\n", "utf-8")
    with Desk.open(folder) as desk:
        add(desk, sorted(str(path) for glob in SMALL for path in (EXAMPLES / "articles").glob(glob)), Given())
        brief(desk)
    return folder


@pytest.fixture
def desk_copy(small_desk: Path, tmp_path: Path) -> Path:
    """A desk of the test's own."""
    shutil.copytree(small_desk, tmp_path / "desk")
    return tmp_path / "desk"


@pytest.fixture(scope="session")
def served(small_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk served without a login, for tests that change nothing."""
    from served import serving

    folder = tmp_path_factory.mktemp("read-only") / "desk"
    shutil.copytree(small_desk, folder)
    with serving(folder) as server:
        yield server


@pytest.fixture
def tokens(tmp_path: Path) -> Tokens:
    from served import Tokens

    return Tokens(tmp_path / "tokens.json")


@pytest.fixture(scope="session")
def guarded(small_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Tokens]]:
    """A desk served to those who have a token."""
    from served import Tokens, serving

    folder = tmp_path_factory.mktemp("guarded")
    shutil.copytree(small_desk, folder / "desk")
    known = Tokens(folder / "tokens.json")
    with serving(folder / "desk", token_file=known.file) as server:
        yield server, known
