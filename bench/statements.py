"""Who said what, against PolNeAR: quality by kind and cause, and cost beside a spaCy pipeline.

    python bench/statements.py CORPUS [--split dev] [--tier full] [--tier small] [--read TIER] [--json OUT] [--no-cost]
        [--no-quality]

CORPUS holds PolNeAR's `train` and `dev` (not ours to ship; research use). `--tier` measures a tier by itself, `--read`
the whole reader with a tier, all of both where neither is given: its top-level statements, since PolNeAR has nothing
nested, and beside them all it finds, and with a model what it heard that is an attribution for PolNeAR alone. The
measures are defined in `sayso.train.scoring`. Cost is the process's own time on one core, each system in a process of
its own, one after the other in the same run; spaCy's pipeline has en_core_web_sm's architecture with untrained weights
(`uv sync --group bench`) and is left out where absent.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from importlib import util
from pathlib import Path
from typing import Any

from polnear_form import as_polnear, left_out
from statement_causes import causes, is_reported_speech

import sayso
from sayso.errors import InputError
from sayso.model import Document
from sayso.read.statements.attribution import Attribution
from sayso.train.corpus import Article, articles
from sayso.train.scoring import PARTS, Judged, Share, att5, fragments, judged, strict, whole

Reader = Callable[[str], Iterable[Attribution]]
TIERS = ("full", "small", "grammar")
NESTED = ", nested ones too"
LEFT_OUT = ", and what READING.md leaves out"
LINE = re.compile(r"\S.*")
TIMED = 24  # articles: enough for 2% between runs on a quiet machine


def reader(system: str) -> Reader:
    """What finds attributions: a tier by itself, or ``read TIER``, the whole reader."""
    if system == "grammar":
        return _grammar
    if not system.startswith("read "):
        return _tagger(system)
    if system.endswith(LEFT_OUT):
        return _with_left_out(system.removeprefix("read ").removesuffix(LEFT_OUT))
    return _whole_reader(system.removeprefix("read ").removesuffix(NESTED), nested=system.endswith(NESTED))


def _grammar(text: str) -> Iterable[Attribution]:
    """The grammar's statements alone, each line a paragraph: what an archive is read for."""
    from sayso.model import Block
    from sayso.read.statements import find

    lines = [Block("paragraph", match.start(), match.end()) for match in LINE.finditer(text)]
    for body in find(text, lines, lambda _: False, None, lambda _: False):
        yield Attribution(body.draft.source, body.draft.cue, body.content, 1.0)


def _tagger(tier: str) -> Reader:
    from sayso.read.sentences import sentences
    from sayso.read.statements.tagger import Tagger

    tagger = Tagger.load(tier)
    tag = tagger.tag
    return lambda text: [one for one in tag(text, sentences(text, 0, len(text))) if one.content and not one.inner]


def _with_left_out(tier: str) -> Reader:
    """The whole reader, and what its model heard that PolNeAR calls an attribution and READING.md does not."""
    read, heard = _whole_reader(tier, nested=False), _tagger(tier)

    def found(text: str) -> Iterable[Attribution]:
        own = list(read(text))
        return [*own, *left_out(own, heard(text), text)]

    return found


def _whole_reader(tier: str, *, nested: bool) -> Reader:
    from sayso.read import ReadSettings, read

    def found(text: str) -> Iterable[Attribution]:
        statements = read(Document(id="", text=text, language="en"), ReadSettings(tier=tier)).statements
        return as_polnear([one for one in statements if nested or one.parent is None], text)

    return found


def quality(system: str, corpus: list[Article]) -> dict[str, Any]:
    """All figures of a system over some articles, shares in percent."""
    found = reader(system)
    pages = [judged(article, found(article.text)) for article in corpus]
    missed, false = causes(pages)
    return {
        "att.5": _percent(att5(pages)),
        "att.5 by kind": {kind: _percent(_of_kind(pages, kind)) for kind in ("direct", "mixed", "indirect")},
        "att.5, reported speech": _percent(att5(pages, is_reported_speech)),
        "all parts the same": _percent(whole(pages, punctuation=True)),
        "all parts the same, punctuation apart": _percent(whole(pages, punctuation=False)),
        "strict": {part: _percent(strict(pages, part, punctuation=True)) for part in PARTS},
        "by fragment": {part: _percent(fragments(pages, part, punctuation=True)) for part in PARTS},
        "by fragment, punctuation apart": {part: _percent(fragments(pages, part, punctuation=False)) for part in PARTS},
        "annotated, by cue": {kind: dict(count.most_common()) for kind, count in sorted(missed.items())},
        "false": dict(false.most_common()),
    }


def _of_kind(pages: list[Judged], kind: str) -> Share:
    return att5(pages, lambda relation: relation.kind == kind)


def _percent(share: Share) -> dict[str, float]:
    figures = {"precision": share.precision, "recall": share.recall, "f1": share.f1}
    return {name: round(100 * value, 1) for name, value in figures.items()}


def cost(system: str, corpus: list[Article]) -> dict[str, float]:
    """Seconds of this process per article, the part of them within onnxruntime, and the most memory ever held."""
    texts = [article.text for article in corpus[:TIMED]]
    began = time.perf_counter()
    run, inside = _spacy() if system == "spacy" else _timed(reader(system))
    loaded = time.perf_counter() - began
    run(texts[0])
    inside.clear()
    began = time.process_time()
    for text in texts:
        run(text)
    seconds = time.process_time() - began
    return {
        "articles per second": round(len(texts) / seconds, 2),
        "seconds per article": round(seconds / len(texts), 4),
        "share in onnxruntime": round(sum(inside) / seconds, 3),
        "seconds to load": round(loaded, 2),
        "peak MB": _peak_megabytes(),
    }


def _peak_megabytes() -> int:
    """Linux's own count where there is one: ru_maxrss begins with what the parent process held."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return round(int(line.split()[1]) / 1024)
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _spacy() -> tuple[Callable[[str], object], list[float]]:
    from spacy_pipeline import pipeline

    return pipeline(), []


def _timed(find: Reader) -> tuple[Callable[[str], object], list[float]]:
    """A reader, and a list that collects the seconds it spends within onnxruntime."""
    import onnxruntime

    inside: list[float] = []
    run = onnxruntime.InferenceSession.run

    def timed_run(self: object, *args: object) -> object:
        began = time.process_time()
        made = run(self, *args)
        inside.append(time.process_time() - began)
        return made

    onnxruntime.InferenceSession.run = timed_run
    return lambda text: list(find(text)), inside


def costs(systems: list[str], folder: Path, split: str) -> dict[str, dict[str, float]]:
    """Each system's cost, in a process of its own that may use one core."""
    here = [sys.executable, __file__, str(folder), "--split", split, "--cost-of"]
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    measured: dict[str, dict[str, float]] = {}
    for system in systems + (["spacy"] if util.find_spec("spacy") else []):
        done = subprocess.run([*here, system], capture_output=True, check=True, text=True, env=environment)
        measured[system] = json.loads(done.stdout.splitlines()[-1])
    if "spacy" in measured:
        for figures in measured.values():
            ratio = figures["articles per second"] / measured["spacy"]["articles per second"]
            figures["times spaCy's speed"] = round(ratio, 2)
    return measured


def show(report: dict[str, Any]) -> None:
    """The figures as tables."""
    for system, figures in report["quality"].items():
        print(f"\n{system}\n  {'':42} precision recall    F1")
        for name in ("att.5", "att.5, reported speech", "all parts the same", "all parts the same, punctuation apart"):
            _row(name, figures[name])
        for name in ("att.5 by kind", "strict", "by fragment", "by fragment, punctuation apart"):
            for part, values in figures[name].items():
                _row(f"{name}: {part}", values)
        print("  what became of the annotated, by their cue")
        for kind, count in figures["annotated, by cue"].items():
            total = sum(count.values())
            rest = ", ".join(f"{cause} {n}" for cause, n in count.items() if cause != "right")
            print(f"    {kind:22} {total:5} right {100 * count.get('right', 0) / total:3.0f}%  {rest}")
        print("  what the false ones were")
        for cause, n in figures["false"].items():
            print(f"    {n:5} {cause}")
    for system, figures in report["cost"].items():
        print(f"\n{system}: " + ", ".join(f"{name} {value:g}" for name, value in figures.items()))


def _row(name: str, values: dict[str, float]) -> None:
    print(f"  {name:42} {values['precision']:9.1f} {values['recall']:6.1f} {values['f1']:5.1f}")


def provenance() -> dict[str, str]:
    """What a figure needs to be believed: version, commit, machine, day."""
    git = ["git", "-C", str(Path(__file__).parent), "describe", "--always", "--dirty"]
    commit = subprocess.run(git, capture_output=True, text=True, check=False).stdout.strip()
    return {
        "version": sayso.__version__,
        "commit": commit,
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def main() -> None:
    """Measure, print, and write JSON where asked."""
    options = _options()
    corpus = articles(options.corpus, options.split)
    if options.cost_of:
        return print(json.dumps(cost(options.cost_of, corpus)))
    read = [f"read {tier}" for tier in options.read]
    if not options.tier and not read:
        options.tier, read = list(TIERS), [f"read {tier}" for tier in TIERS]
    systems = [*options.tier, *read]
    modelled = [r for r in read if not r.endswith("grammar")]
    scored = [*systems, *(r + NESTED for r in read), *(r + LEFT_OUT for r in modelled)]
    report = {
        **provenance(),
        "split": options.split,
        "articles": len(corpus),
        "quality": {} if options.no_quality else {system: quality(system, corpus) for system in scored},
        "cost": {} if options.no_cost else costs(systems, options.corpus, options.split),
    }
    show(report)
    if options.json:
        options.json.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return None


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--tier", action="append", default=[], choices=["grammar", "small", "full"])
    parser.add_argument("--read", action="append", default=[], choices=["grammar", "small", "full"])
    parser.add_argument("--json", type=Path)
    parser.add_argument("--no-cost", action="store_true")
    parser.add_argument("--no-quality", action="store_true", help="measure cost alone: nothing is held against gold")
    parser.add_argument("--cost-of", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    try:
        main()
    except InputError as error:
        sys.exit(str(error))
