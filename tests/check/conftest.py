"""The example articles as `check` knows them."""

from __future__ import annotations

from pathlib import Path

import pytest
from judged_telling import improbable
from msgspec.structs import replace

from sayso.check import CheckSettings, Known
from sayso.desk import read_settings
from sayso.ingest import ingest
from sayso.link import link
from sayso.link.grades import grades
from sayso.link.judgements import verdicts
from sayso.model import Reading
from sayso.read import ReadSettings, read

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@pytest.fixture(scope="session")
def settings() -> CheckSettings:
    desk = read_settings(EXAMPLES / "desk.toml")
    reader = ReadSettings("grammar", outlets=desk.outlets, agents=desk.agents, countries=desk.region)
    return CheckSettings(reader=reader)


@pytest.fixture(scope="session")
def readings(settings: CheckSettings) -> list[Reading]:
    found = [one.document for one in ingest(str(EXAMPLES / "articles"))]
    reader = replace(settings.reader, tier="full")
    return [read(document, reader) for document in found if document]


@pytest.fixture(scope="session")
def known(readings: list[Reading]) -> Known:
    """With one telling judged improbable: the nurse's, of the burns."""
    return Known.of(readings, link(readings), grades(verdicts([improbable(readings)], readings)))
