"""The documentation is true: its commands print what it shows, and it names nothing that is not there.

A ``console`` block is run line by line (`$ command`), all blocks of a page in one shell, in a folder that holds the
examples and the desk that `make demo` makes. The lines under a command are what it prints, in that order; `…`
stands for what a page leaves out within a line, and whole lines may be left out.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sysconfig
from ctypes.util import find_library
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from sayso.cli import sayso

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")]
PAGES += sorted(page for page in (ROOT / "docs").rglob("*.md") if page.parent.name != "reference")
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"^```(?:console|sh|yaml)\n(.*?)^```|`([^`\n]+)`", re.MULTILINE | re.DOTALL)
CALLED = re.compile(r"(?:^|[\s/])sayso ((?:[a-z]+)(?: [a-z]+)?)([^;&|\n]*)", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
END = "@@@"


class Shown(NamedTuple):
    """A command as a page shows it, and the lines that the page shows under it."""

    command: str
    lines: tuple[str, ...]


def shown(page: Path) -> list[Shown]:
    found = []
    for block in CONSOLE.findall(page.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *lines = part.splitlines()
            found.append(Shown(command, tuple(line for line in lines if line.strip())))
    return found


@pytest.fixture(scope="module")
def environment() -> dict[str, str]:
    """The reader's: programs of this environment, and lines of a hundred columns, whatever runs the tests."""
    return os.environ | {
        "PATH": f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": "100",
    }


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Path:
    """What a reader has after `make demo`: the examples and ``build/demo``."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(ROOT / "examples", folder / "examples")
    steps = "sayso init build/demo/desk; cp examples/desk.toml build/demo/desk/desk.toml; "
    steps += "sayso add build/demo/desk examples/articles; sayso brief build/demo/desk --out build/demo"
    subprocess.run(["sh", "-ec", steps], cwd=folder, env=environment, check=True, capture_output=True)
    return folder


def printed(commands: list[str], folder: Path, environment: dict[str, str]) -> list[list[str]]:
    """What each command printed, on either stream, all run in one shell."""
    script = "\n".join(f"{command}\nprintf '\\n{END}\\n'" for command in commands)
    done = subprocess.run(
        ["sh", "-c", script], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return [part.splitlines() for part in done.stdout.split(f"\n{END}\n")]


@pytest.mark.parametrize("page", [page for page in PAGES if shown(page)], ids=lambda page: page.stem)
def test_commands_print_what_the_page_shows(
    page: Path, demo: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    if page.stem == "publish" and find_library("pangoft2-1.0") is None:
        pytest.skip("the page prints a PDF, and the Pango library is not installed here")
    folder = tmp_path / "folder"
    shutil.copytree(demo, folder)
    steps = shown(page)
    for step, lines in zip(steps, printed([step.command for step in steps], folder, environment), strict=False):
        lost = missing(step.lines, lines)
        assert lost is None, f"$ {step.command}\ndoes not print, or not in this order:\n{lost}"


def missing(expected: tuple[str, ...], lines: list[str]) -> str | None:
    """The first of the expected lines that does not stand in its order among the lines."""
    rest = iter(lines)
    for line in expected:
        pattern = re.compile(".*".join(map(re.escape, line.strip().split("…"))))
        if not any(pattern.fullmatch(found.strip()) for found in rest):
            return line
    return None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_names_only_commands_and_options_that_exist(page: Path) -> None:
    for block, inline in CODE.findall(page.read_text(encoding="utf-8")):
        for names, rest in CALLED.findall(block or inline):
            command = named(names.split())
            options = {option for parameter in command.params for option in parameter.opts}
            assert set(re.findall(r"--[a-z-]+", rest)) <= options | {"--help", "--version"}, f"sayso {names}{rest}"


def named(words: list[str]) -> click.Command:
    """The command that some words name. Raises KeyError where there is none."""
    command: click.Command = sayso
    for word in words:
        if isinstance(command, click.Group):
            command = command.commands[word]
    return command


def test_figures_are_those_of_the_benches() -> None:
    spec = importlib.util.spec_from_file_location("figures", ROOT / "docs" / "figures.py")
    assert spec is not None and spec.loader is not None
    figures = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(figures)
    for page in figures.PAGES:
        text = page.read_text(encoding="utf-8")
        assert figures.page(text, figures.measurements()) == text, "run `python docs/figures.py`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
