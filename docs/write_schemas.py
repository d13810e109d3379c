"""Writes docs/reference/*.schema.json from the structs."""

from __future__ import annotations

import json
from pathlib import Path

from sayso.publish.schemas import schemas

FOLDER = Path(__file__).parent / "reference"


def written() -> dict[Path, str]:
    """The text of each schema by its file."""
    return {FOLDER / name: json.dumps(schema, indent=2) + "\n" for name, schema in schemas().items()}


if __name__ == "__main__":
    for file, text in written().items():
        file.write_text(text, encoding="utf-8")
