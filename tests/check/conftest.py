"""The example articles as `check` knows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.check import CheckSettings, Known
from sayso.desk import read_settings
from sayso.ingest import ingest
from sayso.link import link
from sayso.model import Reading
from sayso.read import ReadSettings, read

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@pytest.fixture(scope="session")
def settings() -> CheckSettings:
    desk = read_settings(EXAMPLES / "desk.toml")
    return CheckSettings(reader=ReadSettings(outlets=desk.outlets, agents=desk.agents, countries=desk.region))


@pytest.fixture(scope="session")
def readings(settings: CheckSettings) -> list[Reading]:
    found = [one.document for one in ingest(str(EXAMPLES / "articles"))]
    return [read(document, settings.reader) for document in found if document]


@pytest.fixture(scope="session")
def known(readings: list[Reading]) -> Known:
    return Known.of(readings, link(readings))
