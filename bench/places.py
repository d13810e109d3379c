"""Places: quality on LGL, GeoVirus and GeoWebNews, the gazetteer's coverage and build, and speed.

    python bench/places.py ../shared/data [--out places.json]
    python bench/places.py ../shared/data --fit

FOLDER holds ``toponyms/`` and ``places/``; the evaluator is ``../tools/toponym_eval.py`` beside it. The first
half of each set is for developing, the second for testing: nothing was looked at or fitted there. "Read" is the
whole reader, whose people are no places; the other rows are this stage on the bare text. ``--fit``
fits the weights of the signs on the first halves and writes them where the reader takes them from.
GeoVirus marks no demonyms, which the reader must find: its tag F1 is also given without them.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from sayso import __version__
from sayso.model import Document, Place
from sayso.read import ReadSettings, read
from sayso.read.places import places
from sayso.read.places.cache import main_list, opened, prepare
from sayso.read.places.evidence import Scene, all_signs
from sayso.read.places.folding import fold
from sayso.read.places.persons import persons
from sayso.read.places.spotting import mentions, senses, tokens

HALVES = {"LGL": (0, 294, 588), "GeoVirus": (0, 114, 229), "GeoWebNews": (0, 100, 200)}
GOALS = {"LGL": (0.68, 0.45), "GeoVirus": (0.88, 0.66), "GeoWebNews": (0.70, 0.55)}
PEERS = {"LGL": (0.67, 0.40), "GeoVirus": (0.88, 0.62), "GeoWebNews": (0.70, 0.50)}
NEAR_KM = 161  # 100 miles: the field's measure
RIDGE = 1.0  # regularisation of the fit; 0.3 and 3 give the same tag F1 to .002 on the first halves


def evaluator(folder: Path) -> ModuleType:
    path = folder.parent / "tools" / "toponym_eval.py"
    spec = importlib.util.spec_from_file_location("toponym_eval", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SystemExit(f"{path} is missing: the figures need the evaluator that made the goals")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


Finder = Callable[[dict[str, Any]], Sequence[Place]]


def alone(record: dict[str, Any]) -> Sequence[Place]:
    """This stage on the bare text: without the blocks and the people that the reader finds."""
    return places(record["text"])


def whole(record: dict[str, Any]) -> Sequence[Place]:
    """The places of the whole reading, as `sayso read --json` prints them."""
    settings = ReadSettings(tier="grammar")  # no tier finds other places
    return read(Document(id="", text=record["text"], published=record["published"], language="en"), settings).places


def score(records: list[dict[str, Any]], tool: ModuleType, find: Finder = alone) -> dict[str, float]:
    """Tag F1 and end-to-end recall, as the evaluator's own ``score``; and articles a second of one core."""
    tagged = predicted = gold = resolved = demonyms = 0
    start = time.process_time()
    answers = [find(record) for record in records]
    seconds = time.process_time() - start
    for record, found in zip(records, answers, strict=True):
        judged = [spot for spot in map(as_dict, found) if counts(spot, record, tool)]
        pairs = tool.match(judged, record["gold"], lambda p, g: int(tool.overlap(p, g)))
        tagged, predicted, gold = tagged + len(pairs), predicted + len(judged), gold + len(record["gold"])
        wrong = set(range(len(judged))) - {i for i, _ in pairs}
        demonyms += sum(judged[i]["use"] == "demonym" for i in wrong)
        resolved += sum(close(judged[i], record["gold"][j], tool) for i, j in pairs)
    precision, recall, f1 = tool.prf(tagged, predicted, gold)
    bare = tool.prf(tagged, predicted - demonyms, gold)[2]
    return {
        "articles": len(records),
        "gold": gold,
        "precision": precision,
        "recall": recall,
        "tag_f1": f1,
        "tag_f1_without_unmarked_demonyms": bare,
        "end_to_end": resolved / gold,
        "articles_per_second": len(records) / seconds,
    }


def as_dict(place: Place) -> dict[str, Any]:
    return {"start": place.start, "end": place.end, "lat": place.lat, "lon": place.lon, "use": place.use}


def counts(spot: dict[str, Any], record: dict[str, Any], tool: ModuleType) -> bool:
    """A prediction on a gold toponym without coordinates is neither right nor wrong."""
    on = [any(tool.overlap(spot, gold) for gold in record[name]) for name in ("void", "gold")]
    return on[1] or not on[0]


def close(spot: dict[str, Any], gold: dict[str, Any], tool: ModuleType) -> bool:
    if spot["lat"] is None:
        return False
    return bool(tool.km(spot["lat"], spot["lon"], gold["lat"], gold["lon"]) <= NEAR_KM)


def quality(folder: Path) -> dict[str, dict[str, dict[str, float]]]:
    tool = evaluator(folder)
    table = {}
    for name, (low, middle, high) in HALVES.items():
        path = folder / "toponyms" / f"{name}.xml"
        table[name] = {
            "developing": score(list(tool.records(path, low, middle)), tool),
            "testing": score(list(tool.records(path, middle, high)), tool),
            "testing, read": score(list(tool.records(path, middle, high)), tool, whole),
        }
    return table


def coverage(folder: Path) -> dict[str, float]:
    """How many of Ukraine's cities and postal settlements the gazetteer has within 10 km."""
    cities = json.loads((folder / "places" / "UA-cities.json").read_text(encoding="utf-8"))
    forms = [({c["name"], c["native"] or c["name"]}, float(c["latitude"]), float(c["longitude"])) for c in cities]
    with (folder / "places" / "UA-postal.txt").open(encoding="utf-8") as rows:
        postal = {(row[2], float(row[9]), float(row[10])) for row in csv.reader(rows, delimiter="\t")}
    return {
        "cities": sum(any(listed(n, lat, lon) for n in names) for names, lat, lon in forms) / len(forms),
        "postal settlements": sum(listed(*row) for row in postal) / len(postal),
    }


def listed(name: str, lat: float, lon: float) -> bool:
    return any(abs(s.lat - lat) < 0.1 and abs(s.lon - lon) < 0.15 for s in senses(fold(name), opened()))


def building() -> dict[str, float]:
    """CPU seconds and MB to compile the list in a fresh process, milliseconds to open it, its size."""
    code = (
        "import resource,time; from sayso.read.places import prepare; start=time.process_time(); prepare();"
        "print(time.process_time()-start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss/1024)"
    )
    with tempfile.TemporaryDirectory() as cache:
        done = subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "XDG_CACHE_HOME": cache}, capture_output=True,
            text=True, check=True,
        )  # fmt: skip
    seconds, megabytes = map(float, done.stdout.split())
    start = time.perf_counter()
    opened.cache_clear()
    opened()
    opening = time.perf_counter() - start
    return {
        "build_seconds": seconds, "build_megabytes": megabytes, "open_milliseconds": opening * 1000,
        "file_megabytes": main_list().stat().st_size / 1e6,
    }  # fmt: skip


def fit(folder: Path) -> None:
    """Logistic regression by Newton's method, weights to ``data/weights.toml``."""
    examples = list(labelled(folder))
    names = sorted({name for signs, _ in examples for name in signs})
    matrix = np.array([[signs.get(name, 0.0) for name in names] for signs, _ in examples])
    truth = np.array([label for _, label in examples], dtype=float)
    weights = np.zeros(len(names))
    for _ in range(40):
        chance = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (truth - chance) - RIDGE * weights
        bend = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + RIDGE * np.eye(len(names))
        weights += np.linalg.solve(bend, slope)
    write_weights(dict(zip(names, weights.tolist(), strict=True)), (matrix != 0).sum(axis=0).tolist())


def labelled(folder: Path) -> Iterator[tuple[dict[str, float], bool]]:
    """The signs of each mention of the first halves, and whether it is a gold toponym."""
    tool = evaluator(folder)
    for name, (low, middle, _) in HALVES.items():
        for record in tool.records(folder / "toponyms" / f"{name}.xml", low, middle):
            text = record["text"]
            words = tokens(text)
            known = mentions(text, words, opened())
            lower = frozenset(word.lower for word in words if not word.capital)
            scene = Scene(text, words, persons(text, words, ()), lower)
            for mention, signs in zip(known, all_signs(scene, known), strict=True):
                spot = {"start": mention.start, "end": mention.end}
                if not mention.demonym and counts(spot, record, tool):
                    yield signs, any(tool.overlap(spot, gold) for gold in record["gold"])


def write_weights(weights: dict[str, float], seen: list[int]) -> None:
    import sayso.read.places as room

    lines = ["# The weight of each sign, in logits, fitted on the first halves of LGL, GeoVirus and GeoWebNews by"]
    lines += ["# `python bench/places.py FOLDER --fit`; behind each the number of mentions that have it."]
    ordered = sorted(zip(weights.items(), seen, strict=True), key=lambda item: -item[0][1])
    lines += [f'"{name}" = {value:.2f}  # {count}' for (name, value), count in ordered]
    path = Path(room.__file__).parent / "data" / "weights.toml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def commit() -> str:
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def show(report: dict[str, Any]) -> None:
    print(f"{'set':<12}{'half':<15}{'tag F1':>8}{'goal':>7}{'end to end':>12}{'goal':>7}{'best peer':>12}", end="")
    print(f"{'art./s':>8}{'tag F1 without unmarked demonyms':>35}")
    for name, halves in report["quality"].items():
        for half, row in halves.items():
            goal, peer = GOALS[name], PEERS[name]
            print(
                f"{name:<12}{half:<15}{row['tag_f1']:>8.3f}{goal[0]:>7.2f}{row['end_to_end']:>12.3f}{goal[1]:>7.2f}"
                f"{peer[0]:>7.2f}/{peer[1]:.2f}{row['articles_per_second']:>8.0f}"
                f"{row['tag_f1_without_unmarked_demonyms']:>35.3f}"
            )
    for part in ("coverage", "gazetteer"):
        print(part + ": " + ", ".join(f"{name} {value:.3g}" for name, value in report[part].items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="holds toponyms/ and places/")
    parser.add_argument("--out", type=Path, default=Path("places.json"))
    parser.add_argument("--fit", action="store_true", help="fit the weights of the signs instead")
    given = parser.parse_args()
    if not (given.folder / "toponyms").is_dir():
        raise SystemExit(f"{given.folder} has no folder toponyms: nothing to measure on")
    prepare()
    if given.fit:
        return fit(given.folder)
    report = {
        "version": __version__, "commit": commit(), "machine": f"{platform.machine()} {platform.processor()}".strip(),
        "cores": os.cpu_count(), "python": platform.python_version(), "date": time.strftime("%Y-%m-%d"),
        "quality": quality(given.folder), "coverage": coverage(given.folder), "gazetteer": building(),
        "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }  # fmt: skip
    show(report)
    given.out.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return None


if __name__ == "__main__":
    main()
