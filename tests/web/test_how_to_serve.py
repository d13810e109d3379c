"""The programs in docs/how-to/serve.md run against a served desk and print what the page shows."""

from __future__ import annotations

import contextlib
import io
import re
import runpy
import shutil
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the web extra is not installed: pip install 'sayso[web]'")

from served import serving

DOCS = Path(__file__).parent.parent.parent / "docs"
EXAMPLE = re.compile(r"^```python\n(.*?)^```\n\n```text\n(.*?)^```", re.MULTILINE | re.DOTALL)
ADDRESS = "http://127.0.0.1:8000"


def test_the_programs_print_what_the_page_shows(small_desk: Path, tmp_path: Path) -> None:
    page = (DOCS / "how-to" / "serve.md").read_text("utf-8")
    examples = EXAMPLE.findall(page)
    assert len(examples) == page.count("```python") == 4
    shutil.copytree(small_desk, tmp_path / "desk")
    with serving(tmp_path / "desk") as server:
        names: dict[str, object] = {}
        for program, shown in examples:
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                exec(program.replace(ADDRESS, server.url), names)
            lost = missing(shown.splitlines(), out.getvalue().splitlines())
            assert lost is None, f"{program}\nprints\n{out.getvalue()}and not, or not in this order: {lost}"


def missing(expected: list[str], lines: list[str]) -> str | None:
    """The first of the expected lines that does not stand in its order among the lines; … stands for anything."""
    rest = iter(lines)
    for line in expected:
        pattern = re.compile(".*".join(map(re.escape, line.split("…"))))
        if not any(pattern.fullmatch(found) for found in rest):
            return line
    return None


def test_the_reference_is_as_the_api_is() -> None:
    script = runpy.run_path(str(DOCS / "write_api_reference.py"))
    assert (DOCS / "reference" / "api.md").read_text("utf-8") == script["page"](), "run `make docs`"
