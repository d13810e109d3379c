"""How well each system's lines cover the takeaways of assessments, as a person ruled line by line.

    python bench/takeaways_ruled.py FILE [FILE ...] [--json OUT]

FILE is a tab-separated table of rulings, kept outside the repository as it quotes texts that are not ours: date,
number of the takeaway, its first words, verdict (1 fully covered, 0.5 partly, 0 not) and system; a table without the
last column rules on the brief as it is now. What `bench/takeaways.py --show DATE` prints is what was ruled on, under
letters whose key the judge did not see. Mean coverage with a 95 % interval by bootstrap over the assessments, and the
share fully covered.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from pathlib import Path
from random import Random
from statistics import mean
from typing import Any

from runs import stamped

DRAWN = 10_000  # bootstrap samples
NOW = "brief"

Rulings = dict[str, list[float]]  # verdicts by assessment


def ruled(files: list[Path]) -> dict[str, Rulings]:
    """Verdicts by system and assessment. A later table's brief is the brief; an earlier one's, the brief before."""
    out: dict[str, Rulings] = {}
    for file in files:
        found: dict[str, Rulings] = defaultdict(lambda: defaultdict(list))
        with file.open(encoding="utf-8", newline="") as table:
            for row in csv.DictReader(table, delimiter="\t"):
                found[row.get("system") or NOW][row["date"]].append(float(row["verdict"]))
        if NOW in out and NOW in found:
            out[f"{NOW} before"] = out.pop(NOW)
        out |= {system: dict(verdicts) for system, verdicts in found.items()}
    return out


def figures(rulings: Rulings) -> dict[str, Any]:
    """Coverage with its interval, and the share fully covered; takeaways pooled."""
    chance, days = Random(1), sorted(rulings)
    drawn = sorted(_pooled([rulings[day] for day in chance.choices(days, k=len(days))]) for _ in range(DRAWN))
    every = [verdict for day in days for verdict in rulings[day]]
    return {
        "assessments": len(days),
        "takeaways": len(every),
        "coverage": round(mean(every), 3),
        "low": round(drawn[DRAWN // 40], 3),
        "high": round(drawn[-DRAWN // 40], 3),
        "fully": round(mean(verdict == 1 for verdict in every), 3),
    }


def _pooled(days: list[list[float]]) -> float:
    return mean(verdict for day in days for verdict in day)


def main() -> None:
    """Print the table and write JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    report = {system: figures(rulings) for system, rulings in sorted(ruled(options.files).items())}
    for system, row in report.items():
        print(system, ", ".join(f"{name} {value}" for name, value in row.items()))
    if options.json:
        options.json.write_text(json.dumps(stamped(report), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
