"""The reference page says what the commands say."""

from __future__ import annotations

import runpy
from pathlib import Path

DOCS = Path(__file__).parent.parent.parent / "docs"


def test_the_page_is_as_the_commands_are() -> None:
    script = runpy.run_path(str(DOCS / "write_cli_reference.py"))
    written = (DOCS / "reference" / "cli.md").read_text(encoding="utf-8")
    assert written == script["page"](), "run `make docs`"
