"""Lines with one thing wrong in them, written by hand by somebody who had not seen the checker.

In: `bench/gold/written.json` (paraphrases of sentences, in several voices, each with variants that say something else
than the source) and the folder of public data that most of the articles come from; their texts are not ours to ship.
Out: a desk of those articles and the examples, the true lines, and the cases with the codes of which one must be found.

A variant is free: who drops the hedge "he believes" drops an attribution too, and an invented sentence may be told by
its figures. So the codes of a kind are wider here than in `bench/corrupt.py`, but never "anything".
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from corrupt import Case

from sayso.model import Document, Reading
from sayso.read import ReadSettings, read

GOLD = Path(__file__).parent / "gold" / "written.json"
_NEGATED = "S008 S009 Q001 Q002"
CODES: Mapping[str, str] = {
    "speaker swapped": "Q003 S003 F004 Q001",
    "figure changed": "F001 Q001",
    "date changed": "F002 Q001 Q005",
    "place changed": "F003 F004 S003 Q001",
    "hedge taken out": "S004 S005 S006 S008 S009 Q001",  # "he believes", "accused of": who says it goes with it
    "hedge put in": "S007 Q001",
    "negation taken out": _NEGATED,
    "negation put in": _NEGATED,
    "chain shortened": "S004 S005",
    "quotation, a word changed": "Q001 Q002 Q004",
    "no source on the desk": "S001 Q002 Q003 S003 F001 F002 F003 F004",  # of a true article: told by what is invented
}


class Written:
    """The gold of one or both halves, as far as the texts of its articles are there."""

    def __init__(self, data: Path | None, gold: Path = GOLD) -> None:
        records: list[dict[str, Any]] = json.loads(gold.read_text(encoding="utf-8")) if gold.exists() else []
        self.records = [one for one in records if one["origin"] == "examples" or data]
        self._data = data

    def of(self, halves: Iterable[str]) -> list[dict[str, Any]]:
        """The records of some halves."""
        return [one for one in self.records if one["half"] in halves]

    def readings(self, settings: ReadSettings, halves: Iterable[str]) -> Iterator[Reading]:
        """The articles of some halves that are no examples, each once, read."""
        seen: set[str] = set()
        for one in self.of(halves):
            name = f"{one['origin']} {one['article']}"
            if one["origin"] != "examples" and name not in seen:
                seen.add(name)
                document = Document(
                    name, self._text(one["origin"], one["article"]), outlet=one["outlet"], published=one["published"]
                )
                yield read(document, settings)

    def _text(self, origin: str, name: str) -> str:
        data = self._data or Path()
        if origin == "isw":
            line = (data / "isw" / "assessments.jsonl").read_text(encoding="utf-8").splitlines()[int(name)]
            return str(json.loads(line)["text"])
        if origin.startswith("polnear"):
            return (data / origin / "text" / name).read_text(encoding="utf-8")
        (path,) = (data / "tempeval3").rglob(name)
        found = re.search(r"<TEXT>(.*?)</TEXT>", path.read_text(encoding="utf-8"), re.S)
        return html.unescape(re.sub(r"<[^>]+>", "", found.group(1))) if found else ""


def written_cases(record: Mapping[str, Any]) -> Iterator[Case]:
    """The variants of a paraphrase, each with the codes of which one must be found."""
    for variant in record["variants"]:
        yield Case(variant["kind"], variant["text"], frozenset(CODES[variant["kind"]].split()))
