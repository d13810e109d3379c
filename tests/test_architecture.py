"""The design's direction, held: each room imports only earlier ones, and nobody reaches around the back.

model, errors  <-  ingest  <-  read  <-  link  <-  check  <-  assess  <-  publish
store beside them; desk opens it; pipeline joins stages and store; watch fetches for them; web serves them;
cli stands before it all
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "sayso"
NOUNS = {"model", "errors"}
STAGES = ["ingest", "read", "link", "check", "assess", "publish"]
BEFORE = {stage: NOUNS | set(STAGES[:place]) for place, stage in enumerate(STAGES)}
ALLOWED = {
    "model": set(),
    "errors": set(),
    **BEFORE,
    "store": NOUNS,
    "desk": NOUNS | {"store", "ingest", "read"},  # of these: what a known outlet and agent look like
    "reader": NOUNS | {"ingest", "read"},
    "pipeline": NOUNS | set(STAGES) | {"store", "desk", "reader"},
    "backup": NOUNS | {"store", "desk"},
    "watch": NOUNS | {"ingest", "store", "desk", "reader", "pipeline"},
    "train": NOUNS | {"ingest", "read", "check"},  # what the judge is given
    "web": NOUNS | set(STAGES) | {"store", "desk", "reader", "pipeline"},
    "cli": NOUNS | set(STAGES) | {"store", "desk", "reader", "pipeline", "watch", "web", "backup"},
}


def rooms() -> list[str]:
    found = {path.relative_to(SOURCE).parts[0].removesuffix(".py") for path in SOURCE.rglob("*.py")}
    return sorted(found - {"__init__", "__main__"})


@pytest.mark.parametrize("room", rooms())
def test_a_room_imports_only_earlier_rooms(room: str) -> None:
    assert room in ALLOWED, f"{room} is a new room: say here what it may import"
    wrong = [
        f"{file.relative_to(SOURCE)}:{line} imports {target}"
        for file in files_of(room)
        for line, target in imported_rooms(file)
        if target != room and target not in ALLOWED[room]
    ]
    assert wrong == []


def test_only_the_desk_knows_its_paths() -> None:
    names = {"desk.toml", "store/", "sayso.sqlite"}
    wrong = [
        f"{file.relative_to(SOURCE)}:{node.lineno} says {node.value!r}"
        for file in SOURCE.rglob("*.py")
        if file.name != "desk.py"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in names
    ]
    assert wrong == []


def files_of(room: str) -> list[Path]:
    module = SOURCE / f"{room}.py"
    return [module] if module.exists() else sorted((SOURCE / room).rglob("*.py"))


def imported_rooms(file: Path) -> Iterator[tuple[int, str]]:
    """The line and room of each import of ours in a file, those inside functions included."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        for name in imported_names(node, file):
            parts = name.split(".")
            if parts[0] == "sayso" and len(parts) > 1 and parts[1] in ALLOWED:
                yield node.lineno, parts[1]


def imported_names(node: ast.AST, file: Path) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    module = node.module or ""
    if node.level:
        package = ("sayso", *file.relative_to(SOURCE).parts[: -node.level])
        module = ".".join(part for part in (*package, module) if part)
    return [module] if module != "sayso" else [f"sayso.{alias.name}" for alias in node.names]
