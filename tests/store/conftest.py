"""An open, empty store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.store import Store, sqlite_address


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(sqlite_address(tmp_path / "desk.sqlite"))
    yield opened
    opened.close()
