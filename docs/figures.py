"""Writes the tables of figures into README.md and docs/evaluation.md from what the benches wrote.

usage: python docs/figures.py

Each bench writes JSON; the files of the last run lie in ``docs/figures/``. A table stands between
``<!-- figures: NAME -->`` and ``<!-- end -->``. A figure whose file is absent is shown as not measured, never
left as it was. A test holds both pages to this script, so that no figure is typed by hand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

DOCS = Path(__file__).parent
PAGES = (DOCS.parent / "README.md", DOCS / "evaluation.md")
TABLE = re.compile(r"(<!-- figures: (?P<name>\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
NOT_MEASURED = "not measured"


class Figure(NamedTuple):
    """One row: ``what`` it is, where it stands in a bench's JSON, how it is written, what is ``wanted``."""

    what: str
    file: str
    path: tuple[str | int, ...]
    form: str = ".3f"
    wanted: str = ""


SEED = "readings-seed"
EXAMPLES = "readings-examples"
PLATINUM = "tempeval3/te3-platinum/tml"
EQUAL, BATCH, ONE_BY_ONE = ("at equal recall",), "times as fast as update_batch", "times as fast as update"
MEDIUM, LARGE, GROWTH = ("sizes", "10000"), ("sizes", "100000"), ("growth", "10000 to 100000")

CITED = "test, paraphrases, cited"
FREE = "test, free paraphrases"
UNSEEN = "test, free paraphrases, fifth writer"
# What is done to true lines, and the share that must be found; in freely written lines no quotation is touched.
CORRUPTED = (
    ("quotation, a word changed", "95%"),
    ("speaker swapped", "95%"),
    ("figure changed", "95%"),
    ("date changed", "95%"),
    ("place changed", "85%"),
    ("hedge taken out", "85%"),
    ("hedge put in", "85%"),
    ("negation taken out", "85%"),
    ("negation put in", "85%"),
    ("chain shortened", "85%"),
    ("quotation marks put around a paraphrase", "85%"),
    ("no source on the desk", "85%"),
)
GRAMMAR = ("cost", "grammar")
WITH_LEFT_OUT = ("quality", "read full, and what READING.md leaves out")
FRAGMENTS = ("quality", "read full", "by fragment, punctuation apart")


def _of(tier: str, wanted: str) -> str:
    """What is wanted of the tier full alone."""
    return wanted if tier == "full" else ""


TABLES: Mapping[str, Sequence[Figure]] = {
    "seed": (
        Figure("statements found", SEED, ("figures", "statements, recall"), ".0%", "18 of 21"),
        Figure("whole chain right, of all", SEED, ("figures", "whole chain, of all gold"), ".0%", "15 of 21"),
        Figure("roles of blocks", SEED, ("figures", "blocks"), ".0%", "all"),
        Figure("values of dates", SEED, ("figures", "times"), ".0%", "8 of 9"),
        Figure("literal places within 10 km", SEED, ("figures", "literal places within 10 km"), ".0%", "all"),
    ),
    "examples": (
        Figure("statements, recall", EXAMPLES, ("figures", "statements, recall"), ".1%"),
        Figure("statements, precision", EXAMPLES, ("figures", "statements, precision"), ".1%"),
        Figure("whole chain right, of all", EXAMPLES, ("figures", "whole chain, of all gold"), ".1%", "70%"),
        Figure("the same, three agents or deeper", EXAMPLES, ("figures", "whole chain, three or deeper"), ".1%", "60%"),
        Figure("type, of those found", EXAMPLES, ("figures", "type, of those found"), ".1%", "92%"),
        Figure("roles of blocks", EXAMPLES, ("figures", "blocks"), ".1%"),
        Figure("values of dates", EXAMPLES, ("figures", "times"), ".1%"),
        Figure("literal places within 10 km", EXAMPLES, ("figures", "literal places within 10 km"), ".1%"),
    ),
    "polnear": (
        *(
            Figure(f"tier {tier}: {what}", "statements", (part, f"read {tier}{also}", *path), form, wanted)
            for tier, fastest, best in (("grammar", "", "58"), ("small", "", "72"), ("full", "", "76"))
            for what, part, also, path, form, wanted in (
                ("attributions, F1", "quality", "", ("att.5", "f1"), ".1f", best),
                ("nested ones counted too, F1", "quality", ", nested ones too", ("att.5", "f1"), ".1f", ""),
                ("reported speech, F1", "quality", "", ("att.5, reported speech", "f1"), ".1f", _of(tier, "89")),
                ("direct, F1", "quality", "", ("att.5 by kind", "direct", "f1"), ".1f", _of(tier, "94")),
                ("articles a second, one core", "cost", "", ("articles per second",), ".1f", fastest),
                ("times a spaCy pipeline's speed", "cost", "", ("times spaCy's speed",), ".2f", ""),
            )
        ),
        *(
            Figure(f"tier full: {part} by fragment, F1", "statements", (*FRAGMENTS, part, "f1"), ".1f", wanted)
            for part, wanted in (("source", "83"), ("cue", "75"), ("content", "70"))
        ),
        *(
            Figure(f"tier full and what READING.md leaves out: {what}", "statements", (*WITH_LEFT_OUT, *path), ".1f")
            for what, path in (
                ("attributions, F1", ("att.5", "f1")),
                ("reported speech, F1", ("att.5, reported speech", "f1")),
                ("cue by fragment, F1", ("by fragment, punctuation apart", "cue", "f1")),
            )
        ),
    ),
    "taggers": (
        Figure("grammar: attributions, F1", "statements", ("quality", "grammar", "att.5", "f1"), ".1f"),
        Figure("grammar: articles a second, one core", "statements", (*GRAMMAR, "articles per second"), ".0f", "600"),
        Figure("grammar: times a spaCy pipeline's speed", "statements", (*GRAMMAR, "times spaCy's speed"), ".1f", "50"),
        *(
            Figure(f"{tier}: {what}", "statements", (part, tier, *path), form, wanted)
            for tier, best, fastest, ratio in (("full", "76", "8", "0.7"), ("small", "72", "30", "2.5"))
            for what, part, path, form, wanted in (
                ("attributions, F1", "quality", ("att.5", "f1"), ".1f", best),
                ("reported speech, F1", "quality", ("att.5, reported speech", "f1"), ".1f", _of(tier, "89")),
                ("direct, F1", "quality", ("att.5 by kind", "direct", "f1"), ".1f", _of(tier, "94")),
                ("articles a second, one core", "cost", ("articles per second",), ".1f", fastest),
                ("times a spaCy pipeline's speed", "cost", ("times spaCy's speed",), ".2f", ratio),
                ("share of time within onnxruntime", "cost", ("share in onnxruntime",), ".0%", _of(tier, "70%")),
                ("memory, MB", "cost", ("peak MB",), ".0f", "400"),
            )
        ),
    ),
    "chains": tuple(
        Figure(f"{what}, {half} half", "chains", (half, *path), form, wanted)
        for half in ("test", "develop")
        for what, path, form, wanted in (
            ("statements, recall", ("recall",), ".1%", ""),
            ("statements, precision", ("precision",), ".1%", ""),
            ("whole chain right, of all", ("whole chain", "all"), ".1%", "70%"),
            ("the same, three agents or deeper", ("whole chain", "three agents or deeper"), ".1%", "60%"),
            ("whole chain right, agents under any of their names", ("any name", "all"), ".1%", "70%"),
            ("the same, three agents or deeper", ("any name", "three agents or deeper"), ".1%", "60%"),
            ("type right, of those found", ("type",), ".1%", "92%"),
        )
    ),
    "fresh": tuple(
        Figure(what, "chains_fresh", ("test", *path), form)
        for what, path, form in (
            ("articles", ("articles",), ".0f"),
            ("statements, recall", ("recall",), ".1%"),
            ("statements, precision", ("precision",), ".1%"),
            ("whole chain right, of all", ("whole chain", "all"), ".1%"),
            ("the same, three agents or deeper", ("whole chain", "three agents or deeper"), ".1%"),
        )
    ),
    "takeaways": tuple(
        Figure(f"{system}: {what}", "takeaways", ("test", system, key), form)
        for system in ("brief", "centroid", "TextRank", "lead")
        for what, key, form in (
            ("ROUGE-1, F1", "rouge1 F1", ".3f"),
            ("ROUGE-2, F1", "rouge2 F1", ".3f"),
            ("ROUGE-L, F1", "rougeL F1", ".3f"),
            ("takeaways with half of their words in one line", "covered", ".1%"),
        )
    ),
    "ruled": tuple(
        Figure(f"{system}: {what}", "takeaways_ruled", (system, key), form)
        for system in ("brief", "brief before", "TextRank", "centroid", "lead")
        for what, key, form in (
            ("takeaways covered", "coverage", ".1%"),
            ("the same, least by bootstrap", "low", ".1%"),
            ("the same, most", "high", ".1%"),
            ("fully covered", "fully", ".1%"),
        )
    ),
    "claims": (
        Figure("claims found whole, of the case file's", "case", ("claims", "share"), ".0%", "all"),
        Figure("range of independent origins right", "case", ("ranges", "share"), ".0%", "all"),
    ),
    "worlds": (
        Figure("one claim or two: pairs of tellings, F1", "link", ("mean", "pairs", "f1"), ".3f", ".90"),
        Figure("the same, precision", "link", ("mean", "pairs", "precision"), ".3f"),
        Figure("the same, recall", "link", ("mean", "pairs", "recall"), ".3f"),
        Figure("both bounds of the origins exactly right", "link", ("mean", "bounds", "both"), ".1%", "85%"),
        Figure("its lower bound right", "link", ("mean", "bounds", "at_least"), ".1%"),
        Figure("its upper bound right", "link", ("mean", "bounds", "at_most"), ".1%"),
        Figure("both, by counting names instead", "link", ("mean", "bounds", "trivial: names"), ".1%"),
        Figure("both, by counting outlets instead", "link", ("mean", "bounds", "trivial: outlets"), ".1%"),
        Figure("bottleneck right", "link", ("mean", "bounds", "bottleneck"), ".1%"),
        Figure("originals of copies right", "link", ("mean", "copies", "originals right"), ".1%", "98%"),
        Figure("disputes, F1", "link", ("mean", "disputes", "f1"), ".3f", ".85"),
        Figure("loops found", "link", ("mean", "loops", "found"), ".0%"),
    ),
    "worlds_read": (
        Figure("tellings that were read at all, of one world", "link_read", ("worlds", 0, "told and read"), ".1%"),
        Figure("one claim or two: pairs of tellings, F1", "link_read", ("mean", "pairs", "f1"), ".3f"),
        Figure("the same, precision", "link_read", ("mean", "pairs", "precision"), ".3f"),
        Figure("the same, recall", "link_read", ("mean", "pairs", "recall"), ".3f"),
        Figure("both bounds of the origins exactly right", "link_read", ("mean", "bounds", "both"), ".1%"),
        Figure("its lower bound right", "link_read", ("mean", "bounds", "at_least"), ".1%"),
        Figure("its upper bound right", "link_read", ("mean", "bounds", "at_most"), ".1%"),
        Figure("originals of copies right", "link_read", ("mean", "copies", "originals right"), ".1%"),
        Figure("disputes, F1", "link_read", ("mean", "disputes", "f1"), ".3f"),
    ),
    "copies": (
        Figure("recall", "copies", ("sayso", "recall"), ".3f"),
        Figure("precision", "copies", ("sayso", "precision"), ".3f"),
        Figure("whole stage, times as fast", "copies", (*EQUAL, "sayso", BATCH), ".1f", "20"),
        Figure("search alone, times as fast", "copies", (*EQUAL, "sayso, search alone", BATCH), ".1f", "20"),
        Figure("the same, against `update`", "copies", (*EQUAL, "sayso, search alone", ONE_BY_ONE), ".1f"),
    ),
    "durability": (
        Figure("kills at random moments (SIGKILL)", "kills", ("kills",), ",", "200"),
        *(
            Figure(f"of them during {command}", "kills", ("by command", command, "kills"), ",")
            for command in ("add", "link", "watch", "publish")
        ),
        Figure("kills that left links whole, not missing", "kills", ("by command", "link", "after linking"), ","),
        Figure("kills between two published files", "kills", ("by command", "publish", "within the folder"), ","),
        Figure("reported, and lost", "kills", ("lost",), ",", "0"),
        Figure("there twice", "kills", ("double",), ",", "0"),
        Figure("articles kept before a small disk was full", "kills", ("full disk", "kept before it was full"), ","),
    ),
    "intake": (
        Figure("damaged inputs put through the parsers", "fuzz", ("inputs",), ",", "1,000,000"),
        Figure("of them failed, and not mended", "fuzz", ("failures",), ",", "none"),
        Figure("failed once, and mended", "fuzz", ("mended",), ","),
        *(
            Figure(f"{parser}: inputs", "fuzz", ("parsers", parser, "inputs"), ",")
            for parser in (
                *("dates", "quotes", "times", "figures", "JSON", "Telegram", "WARC", "mail", "ZIP and DOCX", "PDF"),
                *("page", "reader"),
            )
        ),
        Figure("handed in: assessments, pages, a WARC of the pages", "archive", ("handed in",), ","),
        Figure("of them lost", "archive", ("lost",), ",", "none"),
        *(
            Figure(f"{share} of it: {what}", "archive", ("rounds", number, key), form)
            for number, share in ((0, "a third"), (2, "all"))
            for what, key, form in (
                ("documents on the desk", "documents", ","),
                ("to add one, ms", "add, ms a document", ","),
                ("most memory while adding, MB", "add, MB", ","),
                ("a brief, s", "brief, seconds", ".0f"),
                ("most memory for it, MB", "brief, MB", ","),
                ("on disk, kB a document", "desk, kB a document", ","),
            )
        ),
        Figure("a WARC, MB", "warc", ("WARC", "whole", "MB"), ","),
        Figure("its documents", "warc", ("WARC", "whole", "documents"), ","),
        Figure("most memory while it is read, MB", "warc", ("WARC", "whole", "most memory, MB"), ","),
        Figure("the same of a tenth of it, MB", "warc", ("WARC", "a tenth", "most memory, MB"), ","),
    ),
    "scale": (
        Figure("10,000 documents linked, s, whole process", "scale", (*MEDIUM, "link", "process"), ",.0f"),
        Figure("the same, highest memory, MB", "scale", (*MEDIUM, "link", "mb"), ",.0f"),
        Figure("a document's cost, 1,000 to 10,000, times", "scale", ("growth", "1000 to 10000", "cost"), ".2f"),
        Figure("the same, if n log n", "scale", ("growth", "1000 to 10000", "n log n"), ".2f"),
        Figure("100 documents more into 10,000, linking, s", "scale", (*MEDIUM, "more", "linking"), ".1f"),
        Figure("`trace` on 10,000, in an open process, ms", "scale", (*MEDIUM, "trace", "open", "median_ms"), ".0f"),
        Figure("`trace` on 10,000, cold, s", "scale", (*MEDIUM, "trace", "cold_s"), ".2f"),
        Figure("100,000 documents linked, s, whole process", "scale", (*LARGE, "link", "process"), ",.0f", "1,200"),
        Figure("the same, processor s", "scale", (*LARGE, "link", "processor"), ",.0f"),
        Figure("the same, highest memory, MB", "scale", (*LARGE, "link", "mb"), ",.0f", "6,000"),
        Figure("a document's cost, 10,000 to 100,000, times", "scale", (*GROWTH, "cost"), ".2f"),
        Figure("the same, if n log n", "scale", (*GROWTH, "n log n"), ".2f"),
        Figure("100 documents more, linking, s", "scale", (*LARGE, "more", "linking"), ".1f", "5"),
        Figure("the same, processor s", "scale", (*LARGE, "more", "linking_processor"), ".1f"),
        Figure("`trace` in an open process, ms", "scale", (*LARGE, "trace", "open", "median_ms"), ".0f", "300"),
        Figure("the same, processor ms", "scale", (*LARGE, "trace", "open", "processor_median_ms"), ".0f"),
        Figure("`trace`, cold, s", "scale", (*LARGE, "trace", "cold_s"), ".2f", "1.5"),
        Figure("the same, processor s", "scale", (*LARGE, "trace", "cold_processor_s"), ".2f"),
    ),
    "web": (
        *(
            Figure(f"{page} page, p95, ms", "web", ("paced", page, "p95"), ".0f", "150")
            for page in ("claim", "document", "search")
        ),
        Figure("requests that failed", "web", ("paced", "failed"), "d", "0"),
        *(
            Figure(f"{page} page where nobody pauses, p95, ms", "web", ("unpaced", page, "p95"), ".0f", "150")
            for page in ("claim", "document", "search")
        ),
        Figure("pages a second then", "web", ("unpaced", "a_second"), ".0f"),
        Figure("memory after 20,000 requests, against a tenth of them", "web", ("memory", "growth"), "+.1%", "flat"),
        Figure("documents on the desk", "web", ("documents",), ",d", "100,000"),
        Figure("load of the machine before, other programs' (2 cores)", "web", ("load_before",), ".1f"),
        Figure("its priority over them, as niceness", "web", ("priority",), ""),
    ),
    "repeats": (
        Figure("claimed pairs checked: precision", "isw_repeats", ("precision",), ".1%"),
        Figure("of these reworded: right", "isw_repeats", ("claimed, reworded", "share"), ".1%"),
        Figure("near misses rightly held for two", "isw_repeats", ("near miss", "share"), ".1%"),
    ),
    "times": (
        Figure("value F1, as Sayso reads", "times", ("scores", PLATINUM, "as read", "value F1"), ".3f", ".83"),
        Figure("strict span F1, as Sayso reads", "times", ("scores", PLATINUM, "as read", "strict F1"), ".3f", ".83"),
        Figure("articles of 3 kB a second, one core", "times", ("articles a second",), ",.0f", "3,000"),
        Figure("times as fast as dateparser's `search_dates`", "times", ("times as fast as dateparser",), ".0f", "100"),
        Figure("value F1, the three undone", "times", ("scores", PLATINUM, "by TimeML's conventions", "value F1")),
        Figure("strict F1, the three undone", "times", ("scores", PLATINUM, "by TimeML's conventions", "strict F1")),
    ),
    "places": (
        *(
            Figure(f"{name}, {what}", "places", ("quality", name, "testing, read", key), ".3f", wanted)
            for name, tag, end in (("LGL", ".68", ".45"), ("GeoVirus", ".88", ".66"), ("GeoWebNews", ".70", ".55"))
            for what, key, wanted in (("tag F1", "tag_f1", tag), ("end to end within 161 km", "end_to_end", end))
        ),
        Figure("GeoVirus, tag F1, this stage on the bare text", "places", ("quality", "GeoVirus", "testing", "tag_f1")),
        Figure(
            "articles a second of this stage, LGL",
            "places",
            ("quality", "LGL", "testing", "articles_per_second"),
            ".0f",
            "300",
        ),
        Figure("list of places built in, seconds", "places", ("gazetteer", "build_seconds"), ".0f", "under 20"),
        Figure("with at most, MB", "places", ("gazetteer", "build_megabytes"), ".0f", "under 300"),
        Figure("opened in, milliseconds", "places", ("gazetteer", "open_milliseconds"), ".1f", "under 50"),
    ),
    "events": (
        Figure("all types, mean F1 per article", "events", ("all types, test", "mean F1"), ".3f", ".80"),
        Figure("territorial and combat", "events", ("territorial and combat, test", "mean F1"), ".3f"),
        Figure("all types, pooled F1", "events", ("all types, test", "pooled F1"), ".3f"),
        Figure("war assessments alone, mean F1", "events", ("all types, test, by kind", "assessments"), ".3f"),
        Figure("other news alone, mean F1", "events", ("all types, test, by kind", "other news"), ".3f"),
        Figure("60 fresh texts, never read, mean F1", "events", ("fresh texts, test", "mean F1"), ".3f"),
        Figure("60 fresh texts, never read, pooled F1", "events", ("fresh texts, test", "pooled F1"), ".3f"),
        Figure("all types, texts to develop on, mean F1", "events", ("all types, develop", "mean F1"), ".3f"),
        Figure(
            "the first annotator against the second, mean F1", "events", ("annotators", "develop", "mean F1"), ".3f"
        ),
        Figure("CASE 2021, recall of some such event", "events", ("case 2021", "recall"), ".3f"),
    ),
    "pages": (
        Figure("article text F1", "pages", ("figures", "article-extraction-benchmark", "F1"), ".3f", ".958"),
        Figure("title right, %", "pages", ("figures", "fundus", "title %"), ".1f", "95"),
        Figure("date and time right, %", "pages", ("figures", "fundus", "date %"), ".1f", "90"),
        Figure("authors right, %", "pages", ("figures", "fundus", "authors %"), ".1f", "85"),
    ),
    "check": (
        *(
            Figure(
                f"{what} with a false alarm",
                "check",
                ("quality", f"test, {sort}", "false alarms, share"),
                ".1%",
                wanted,
            )
            for what, sort, wanted in (
                ("untouched sentences", "sentences", "at most 2%"),
                ("faithful paraphrases", "paraphrases", "at most 5%"),
                ("faithful paraphrases that cite their passage", "paraphrases, cited", "at most 5%"),
                ("freely written paraphrases", "free paraphrases", "at most 5%"),
                ("those of a writer nobody fitted", "free paraphrases, fifth writer", "at most 5%"),
            )
        ),
        *(
            Figure(f"found: {kind}", "check", ("together", "test", kind, 2), ".0%", wanted)
            for kind, wanted in CORRUPTED
        ),
        *(
            Figure(f"their passage cited: {kind}", "check", ("quality", CITED, "found", kind, 2), ".0%", wanted)
            for kind, wanted in CORRUPTED
            if kind != "no source on the desk"
        ),
        *(
            Figure(f"freely written: {kind}", "check", ("quality", FREE, "found", kind, 2), ".0%", wanted)
            for kind, wanted in CORRUPTED
            if "quotation" not in kind
        ),
        *(
            Figure(f"a writer nobody fitted: {kind}", "check", ("quality", UNSEEN, "found", kind, 2), ".0%", wanted)
            for kind, wanted in CORRUPTED
            if "quotation" not in kind
        ),
        Figure("lines a second of one core, desk of 10,000", "check", ("speed", "lines_per_cpu_second"), ".0f", "200"),
    ),
    "lines": (
        *(
            Figure(f"{sort}, with a false alarm", "lines", ("quality", "test", sort, "accused"), ".1%", wanted)
            for sort, wanted in (
                ("faithful, light", "at most 5%"),
                ("faithful, free", "at most 5%"),
                ("faithful, as different as can be", ""),
            )
        ),
        *(
            Figure(f"found: {kind}", "lines", ("quality", "test", kind, "found"), ".0%", wanted)
            for kind, wanted in (
                *((kind, wanted) for kind, wanted in CORRUPTED if "quotation" not in kind),
                ("name changed", "95%"),
                ("more than the source", ""),
            )
        ),
    ),
    "short": (
        Figure("who said what, PolNeAR, F1", "statements", ("quality", "read full", "att.5", "f1"), ".0f"),
        Figure("whole chain right, fresh articles", "chains_fresh", ("test", "whole chain", "all"), ".0%"),
        Figure("independent origins right, our examples", "case", ("ranges", "share"), ".0%"),
        Figure("dates, TempEval-3 platinum, value F1", "times", ("scores", PLATINUM, "as read", "value F1"), ".2f"),
        Figure("places, LGL, within 161 km", "places", ("quality", "LGL", "testing, read", "end_to_end"), ".2f"),
        Figure("article text of 181 pages, F1", "pages", ("figures", "article-extraction-benchmark", "F1"), ".2f"),
    ),
}
COMMANDS = {
    SEED: "bench/readings.py GOLD ARTICLES",
    EXAMPLES: "bench/readings.py examples/gold examples/articles --desk examples/desk.toml",
    "case": "bench/case.py",
    "statements": "bench/statements.py DATA/polnear",
    "chains": "bench/chains.py DATA --names NAMES.py",
    "chains_fresh": "bench/chains.py DATA --gold bench/gold/nested.json --half test --names NAMES.py",
    "takeaways": "bench/takeaways.py DATA",
    "takeaways_ruled": "bench/takeaways_ruled.py FILE FILE",
    "link": "bench/link.py --seed 139 140 141 --templates test --documents 2000",
    "link_read": "bench/link.py --seed 136 137 138 --templates test --documents 600 --read full",
    "copies": "bench/copies.py",
    "fuzz": "bench/fuzz.py --seconds 3600",
    "archive": "bench/archive.py DATA",
    "kills": "bench/kills.py --kills 200",
    "warc": "bench/archive.py DATA --warc-only 300",
    "scale": "bench/scale.py --work FOLDER --sizes 1000 10000 100000",
    "web": "bench/web.py --work FOLDER",
    "isw_repeats": "bench/isw_repeats.py judge FILE",
    "times": "bench/times.py DATA/tempeval3",
    "places": "bench/places.py DATA",
    "events": "bench/events.py DATA",
    "pages": "bench/pages.py DATA/pages",
    "check": "bench/check.py",
    "lines": "bench/lines.py --data DATA",
}


def page(text: str, measured: Mapping[str, Any]) -> str:
    """The page with its tables as the benches' JSON has them. Raises KeyError for a table that is not known."""

    def filled(found: re.Match[str]) -> str:
        return f"{found[1]}{table(found['name'], measured)}\n{found[3]}"

    return TABLE.sub(filled, text)


def table(name: str, measured: Mapping[str, Any]) -> str:
    """One table in Markdown, with the command and the commit under it."""
    rows = TABLES[name]
    commanded = name == "short"  # rows from several benches: the command stands in the row
    last = "by `.venv/bin/python …`" if commanded else "wanted"
    lines = [f"| | reached | {last} |", "|---|--:|---|" if commanded else "|---|--:|--:|"]
    for row in rows:
        ending = f"`{COMMANDS[row.file]}`" if commanded else row.wanted
        lines.append(f"| {row.what} | {written(row, measured)} | {ending} |")
    files = sorted({row.file for row in rows})
    return "\n".join([*lines, "", provenance(files, measured, commands=not commanded)])


def written(row: Figure, measured: Mapping[str, Any]) -> str:
    """The figure as it is shown."""
    value = measured.get(row.file)
    if value is None:
        return NOT_MEASURED
    for key in row.path:
        if row.file == "scale" and key not in value:
            return NOT_MEASURED  # a size that the last run left out
        value = value[key]
    return format(value, row.form)


def provenance(files: Sequence[str], measured: Mapping[str, Any], *, commands: bool) -> str:
    """At which commit and by which command."""
    commits = sorted({measured[file]["commit"][:7] for file in files if file in measured})
    made = f"Commit {', '.join(commits)}; 2 cores." if commits else "Not measured yet."
    return f"{made} `python {'`, `python '.join(COMMANDS[file] for file in files)}`" if commands else made


def measurements() -> dict[str, Any]:
    """What the benches wrote, by file name."""
    return {file.stem: json.loads(file.read_text("utf-8")) for file in sorted((DOCS / "figures").glob("*.json"))}


if __name__ == "__main__":
    found = measurements()
    for each in PAGES:
        each.write_text(page(each.read_text("utf-8"), found), "utf-8")
