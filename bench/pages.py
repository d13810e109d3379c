"""How well pages are read: article text, title, date and authors against two public sets of pages.

    python bench/pages.py FOLDER [--json OUT]

FOLDER holds `article-extraction-benchmark` (Scrapinghub's, 181 pages: text F1 over 4-word shingles, as
its own `evaluate.py` counts) and `fundus` (pages of 26 outlets with title, authors and date). Prints a
table and, with --json, writes the figures with version, commit and machine.
"""

from __future__ import annotations

import argparse
import gzip
import json
import platform
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import sayso
from sayso.ingest import ingest_bytes
from sayso.model import Document

_TOKEN = re.compile(r"\w+")
_SHINGLE = 4


def document_of(page: Path) -> Document:
    """The document that Sayso makes of a gzipped page; an empty one if it finds no article."""
    (found,) = ingest_bytes(gzip.decompress(page.read_bytes()), "text/html", str(page))
    return found.document or Document(id="", text="")


def text_figures(folder: Path) -> dict[str, float]:
    """Precision and recall, each the mean over pages, and their F1."""
    gold = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    began = time.perf_counter()
    documents = {name: document_of(folder / "html" / f"{name}.html.gz") for name in gold}
    seconds = time.perf_counter() - began
    overlaps = [_overlap(gold[name]["articleBody"], found.text) for name, found in documents.items()]
    return _precision_recall(overlaps) | {"pages": len(gold), "ms per page": 1000 * seconds / len(gold)}


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(text)
    return Counter(tuple(tokens[at : at + _SHINGLE]) for at in range(max(1, len(tokens) - _SHINGLE + 1)) if tokens)


def _overlap(gold: str, found: str) -> tuple[int, int, int]:
    """Shingles in both, in what was found, in the gold."""
    in_gold, in_found = _shingles(gold), _shingles(found)
    return (in_gold & in_found).total(), in_found.total(), in_gold.total()


def _precision_recall(overlaps: list[tuple[int, int, int]]) -> dict[str, float]:
    precision = _mean([both / found for both, found, _ in overlaps if found])
    recall = _mean([both / gold for both, _, gold in overlaps if gold])
    return {"precision": precision, "recall": recall, "F1": 2 * precision * recall / (precision + recall)}


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)


def metadata_figures(folder: Path) -> tuple[dict[str, float], list[str]]:
    """The share of pages whose title, date and authors are the gold's, and a line for each that is not."""
    right: Counter[str] = Counter()
    wrong: list[str] = []
    pages = 0
    for page, gold in _gold_pages(folder):
        pages += 1
        for field, expected, found in _compared(gold, document_of(page)):
            right[field] += expected == found
            if expected != found:
                wrong.append(f"{page.name} {field}: expected {expected!r}, found {found!r}")
    shares = {f"{field} %": 100 * right[field] / pages for field in ("title", "date", "authors")}
    return shares | {"pages": pages}, wrong


def _gold_pages(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    for gold_file in sorted(folder.glob("*/*.json")):
        versions = json.loads(gold_file.read_text("utf-8"))
        pages = sorted(gold_file.parent.glob(f"{gold_file.stem}_*.html.gz"))
        yield from zip(pages, (versions[key] for key in sorted(versions)), strict=True)


def _compared(gold: dict[str, Any], found: Document) -> Iterator[tuple[str, object, object]]:
    yield "title", _plain(gold["title"]), _plain(found.title or "")
    yield "date", _moment(gold["publishing_date"]), _moment(found.published)
    yield "authors", sorted(map(_plain, gold["authors"])), sorted(map(_plain, found.authors))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))


def _moment(stated: str | None) -> datetime | str | None:
    """To the second: publishers and fundus differ in whether they keep fractions."""
    try:
        return datetime.fromisoformat(stated).replace(microsecond=0) if stated else None
    except ValueError:
        return stated


def _provenance() -> dict[str, str]:
    commit = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False)
    return {
        "sayso": sayso.__version__,
        "commit": commit.stdout.strip(),
        "python": platform.python_version(),
        "machine": f"{platform.machine()}, {platform.system()}",
        "measured": datetime.now().astimezone().isoformat(timespec="minutes"),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", type=Path, help="where to write the figures")
    parser.add_argument("--wrong", action="store_true", help="list every field that differs from the gold")
    asked = parser.parse_args()
    sets = {name: asked.folder / name for name in ("article-extraction-benchmark", "fundus")}
    if missing := [str(path) for path in sets.values() if not path.is_dir()]:
        print(
            f"Not measured: {', '.join(missing)} is absent.\nGive the folder that holds both sets.",
            file=sys.stderr,
        )
        return 1
    metadata, wrong = metadata_figures(sets["fundus"])
    figures = {
        "article-extraction-benchmark": text_figures(sets["article-extraction-benchmark"]),
        "fundus": metadata,
    }
    for name, values in figures.items():
        print(name, *(f"  {key:28}{value:10.4g}" for key, value in values.items()), sep="\n")
    print(*(wrong if asked.wrong else ()), sep="\n", end="")
    if asked.json:
        asked.json.write_text(json.dumps(_provenance() | {"figures": figures}, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
