"""The command line run in this process, and a desk of the example articles."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from running import EXAMPLES, Ran, Run

from sayso.cli import main


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    def command(*arguments: str | Path) -> Ran:
        capfd.readouterr()
        monkeypatch.setattr("sys.argv", ["sayso", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capfd.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return command


@pytest.fixture(scope="session")
def example_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from sayso.desk import Desk
    from sayso.ingest import Given
    from sayso.pipeline import add, brief

    folder = tmp_path_factory.mktemp("examples") / "desk"
    folder.mkdir()
    shutil.copy(EXAMPLES / "desk.toml", folder)
    with Desk.open(folder) as desk:
        add(desk, [str(EXAMPLES / "articles")], Given())
        brief(desk)
    return folder


SMALL = ("*burshtyn*", "*stepnohirsk*", "*courier-inspections*", "*lantern-wire*")


@pytest.fixture(scope="session")
def small_example_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The articles of two of the example stories, linked again in a moment."""
    from sayso.desk import Desk
    from sayso.ingest import Given
    from sayso.pipeline import add, bring_up_to_date

    folder = tmp_path_factory.mktemp("small") / "desk"
    folder.mkdir()
    shutil.copy(EXAMPLES / "desk.toml", folder)
    with Desk.open(folder) as desk:
        add(desk, sorted(str(path) for glob in SMALL for path in (EXAMPLES / "articles").glob(glob)), Given())
        bring_up_to_date(desk)
    return folder


@pytest.fixture
def small_desk(small_example_desk: Path, tmp_path: Path) -> Path:
    """A copy of the small desk, to change at will."""
    return Path(shutil.copytree(small_example_desk, tmp_path / "small"))


@pytest.fixture
def desk(example_desk: Path, tmp_path: Path) -> Path:
    """A copy of the example desk, to change at will."""
    return Path(shutil.copytree(example_desk, tmp_path / "desk"))
