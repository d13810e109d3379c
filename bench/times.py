"""How well and how fast times are read: TempEval-3 figures, articles a second, and dateparser beside it.

    python bench/times.py FOLDER [--json OUT]

FOLDER holds TimeML files (`*.tml`), or folders of them. Value F1 counts a time as right when it overlaps a
gold time with the same value; strict span F1 when both ends are the same (TempEval-3, UzZaman et al. 2013).
Sayso leaves out present words ("now", "recently"), keeps a range in one span and resolves "two days later" to
its day; TimeBank does none of the three. The rows "by TimeML's conventions" undo them, so they show what
these rules cost here. Speed is CPU time on one core over the texts, counted in
articles of 3,000 characters; dateparser's `search_dates` reads the first texts of the same run (it needs
`uv sync --group bench`).
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import sayso
from sayso.read.times import times

ARTICLE = 3000
_TO = re.compile(r"\s*[-–—]+\s*|\s+(?:to|and|through|until|till)\s+")
_LATER = re.compile(r"(?P<length>.*\S)\s+(?:later|earlier|before|after)", re.DOTALL | re.IGNORECASE)
# The words of TimeBank and AQUAINT that stand for an undated present, past or future and that are annotated
# in at least a third of their occurrences there.
_PRESENT_WORDS = re.compile(
    r"\b(?:(?P<PRESENT_REF>now|currently)|(?P<PAST_REF>(?:more )?recently)"
    r"|(?P<FUTURE_REF>the (?:near )?future|soon))\b",
    re.IGNORECASE,
)


class Gold(NamedTuple):
    """A TimeML document: its text, its creation time and its times."""

    text: str
    published: str
    spans: list[tuple[int, int, str]]


def gold_of(path: Path) -> Gold:
    """The text within TEXT, the document creation time, and (start, end, value) of each TIMEX3 in the text."""
    root = ElementTree.parse(path).getroot()
    created, body = root.find("DCT/TIMEX3"), root.find("TEXT")
    if created is None or body is None:
        raise SystemExit(f"{path} is no TimeML file\ngive a folder of .tml files")
    spans: list[tuple[int, int, str]] = []
    text = "".join(_walk(body, 0, spans))
    return Gold(text, created.get("value", ""), spans)


def _walk(element: ElementTree.Element, start: int, spans: list[tuple[int, int, str]]) -> Iterator[str]:
    """The pieces of text in an element; its times are added to ``spans``."""
    place = start
    for piece in (element.text or "", *element):
        if isinstance(piece, str):
            place += len(piece)
            yield piece
            continue
        inner = "".join(_walk(piece, place, spans))
        if piece.tag == "TIMEX3":
            spans.append((place, place + len(inner), piece.get("value", "")))
        tail = piece.tail or ""
        place += len(inner) + len(tail)
        yield inner + tail


def spans_of(gold: Gold) -> list[tuple[int, int, str]]:
    """What Sayso finds, as (start, end, value)."""
    return [(t.start, t.end, t.value) for t in times(gold.text, gold.published)]


def spans_by_timeml(gold: Gold) -> list[tuple[int, int, str]]:
    """The same by TimeML's conventions: present words are times, a range is two, "two days later" a length."""
    found = [part for start, end, value in spans_of(gold) for part in _as_timeml(gold.text, start, end, value)]
    for match in _PRESENT_WORDS.finditer(gold.text):
        if not any(match.start() < end and start < match.end() for start, end, _ in found):
            found.append((*match.span(), match.lastgroup or ""))
    return found


def _as_timeml(text: str, start: int, end: int, value: str) -> Iterator[tuple[int, int, str]]:
    words = text[start:end]
    to, later = _TO.search(words) if "/" in value else None, _LATER.fullmatch(words)
    if to:
        first, _, last = value.partition("/")
        yield start, start + to.start(), first
        yield start + to.end(), end, last
    elif later:
        stop = start + later.end("length")
        yield from ((start, stop, found.value) for found in times(words[: later.end("length")], None))
    else:
        yield start, end, value


def score(golds: list[Gold], find: Callable[[Gold], list[tuple[int, int, str]]]) -> dict[str, float]:
    """Value F1 and strict span F1 over documents, with their precision and recall."""
    value = strict = found = wanted = 0
    for gold in golds:
        spans = find(gold)
        found, wanted = found + len(spans), wanted + len(gold.spans)
        value += matches(spans, gold.spans, lambda a, b: a[0] < b[1] and b[0] < a[1] and a[2] == b[2])
        strict += matches(spans, gold.spans, lambda a, b: a[:2] == b[:2])
    return {**prf("value", value, found, wanted), **prf("strict", strict, found, wanted)}


def matches(left: list[Any], right: list[Any], same: Callable[[Any, Any], bool]) -> int:
    """How many of ``left`` pair off with one of ``right``, first come first."""
    free, count = list(right), 0
    for item in left:
        partner = next((other for other in free if same(item, other)), None)
        if partner is not None:
            free.remove(partner)
            count += 1
    return count


def prf(name: str, right: int, found: int, wanted: int) -> dict[str, float]:
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {f"{name} P": precision, f"{name} R": recall, f"{name} F1": f1}


def articles_a_second(golds: list[Gold], read: Callable[[Gold], Any], rounds: int) -> float:
    """Articles of 3,000 characters read a second of CPU time, the best of some rounds."""
    size = sum(len(gold.text) for gold in golds) / ARTICLE
    return size / min(_seconds(golds, read) for _ in range(rounds))


def _seconds(golds: list[Gold], read: Callable[[Gold], Any]) -> float:
    start = time.process_time()
    for gold in golds:
        read(gold)
    return time.process_time() - start


def peer(golds: list[Gold], few: int = 12) -> float | None:
    """dateparser's `search_dates` on the first texts, in articles a second; None where it is not installed."""
    try:
        from dateparser.search import search_dates
    except ImportError:
        return None
    return articles_a_second(golds[:few], lambda gold: search_dates(gold.text, languages=["en"]), 1)


def folders_of(folder: Path) -> list[Path]:
    """The folders with TimeML files at or under ``folder``."""
    found = sorted({path.parent for path in folder.rglob("*.tml")})
    if not found:
        raise SystemExit(f"no .tml file under {folder}\ngive the folder of TempEval-3's data")
    return found


def measure(folder: Path) -> dict[str, Any]:
    golds = {path: [gold_of(file) for file in sorted(path.glob("*.tml"))] for path in folders_of(folder)}
    everything = [gold for some in golds.values() for gold in some]
    ours, theirs = articles_a_second(everything, spans_of, 5), peer(everything)
    return {
        "version": sayso.__version__,
        "commit": subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
        ).stdout.strip(),
        "machine": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        "scores": {
            str(path.relative_to(folder.parent)): {
                "as read": score(some, spans_of),
                "by TimeML's conventions": score(some, spans_by_timeml),
            }
            for path, some in golds.items()
        },
        "articles a second": ours,
        "dateparser, articles a second": theirs,
        "times as fast as dateparser": ours / theirs if theirs else None,
    }


def table(result: dict[str, Any]) -> str:
    lines = [f"{'':58}{'value F1':>10}{'strict F1':>11}"]
    for folder, rows in result["scores"].items():
        for name, row in rows.items():
            lines.append(f"{folder + ', ' + name:58}{row['value F1']:10.3f}{row['strict F1']:11.3f}")
    lines.append(f"{result['articles a second']:,.0f} articles of 3 kB a second of CPU time on one core")
    if result["dateparser, articles a second"]:
        lines.append(f"{result['times as fast as dateparser']:,.0f} times as fast as dateparser's search_dates")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    result = measure(given.folder)
    sys.stdout.write(table(result) + "\n")
    if given.json:
        given.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
