"""What daily assessments repeat from day to day, and whether linking is right about it: a sample to check by hand.

    python bench/isw_repeats.py sample DATA --cache FOLDER --out FILE [--known FILE ...] [--tier TIER] [--seed N]
    python bench/isw_repeats.py judge FILE [--json OUT]

DATA is `isw/assessments.jsonl` (not ours to ship: date and text a line). `sample` reads the assessments (readings are
cached), links them, says what repeats, and writes pairs of tellings of different days to FILE, a tab-separated
table to be kept outside the repository: 200 that linking holds for one claim, one of each claim at most and 60
verbatim ones unless there are too few others, and 100 near misses, the pairs most alike in words that it holds for
two. Write *same* or *different* into the first column of each row. `judge` counts: precision of the claimed pairs,
verbatim and not, each stratum weighted by its size, and how many of the near misses are rightly two. Pairs are drawn
by a hash of their words, so that another linking's sample has many of them again: `--known` takes over the verdicts
of files that were checked before.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from rapidfuzz import fuzz
from runs import stamped

from sayso.link import link
from sayso.model import Claim, Document, Member, Reading
from sayso.read import ReadSettings, read

CLAIMED, VERBATIM, NEAR = 200, 60, 100
RARE = 40  # a word in more tellings than this finds no near misses
WINDOW = 14  # days within which near misses are looked for
COLUMNS = ("verdict", "stratum", "of", "left day", "left", "right day", "right")


class Row(NamedTuple):
    """A pair to be checked. ``of``: how many pairs of its kind there are."""

    verdict: str
    stratum: str
    of: int
    left_day: str
    left: str
    right_day: str
    right: str


def assessments(data: Path, cache: Path, tier: str) -> list[Reading]:
    """The readings of all assessments, read once."""
    cache.mkdir(parents=True, exist_ok=True)
    found = []
    for number, line in enumerate(data.read_text("utf-8").splitlines()):
        file = cache / f"{tier}-{number:03d}.msgpack"
        if not file.exists():
            entry = json.loads(line)
            document = Document(
                f"isw{number:03d}",
                entry["text"],
                outlet="Institute for the Study of War",
                published=entry["date"],
                language="en",
            )
            file.write_bytes(msgspec.msgpack.encode(read(document, ReadSettings(tier=tier))))  # type: ignore[arg-type]
        found.append(msgspec.msgpack.decode(file.read_bytes(), type=Reading))
    return found


def sample(readings: Sequence[Reading], seed: int) -> tuple[list[Row], dict[str, Any]]:
    """The rows to check, and what repeats."""
    claims = link(readings).claims
    pairs = [pair for claim in claims if (pair := _pair(claim, seed)) is not None]
    verbatim = [pair for pair in pairs if _folded(pair[0].text) == _folded(pair[1].text)]
    reworded = [pair for pair in pairs if _folded(pair[0].text) != _folded(pair[1].text)]
    some = _drawn(verbatim, max(VERBATIM, CLAIMED - len(reworded)), seed)
    others = _drawn(reworded, CLAIMED - len(some), seed)
    near = _near_misses(claims)
    rows = [
        *_rows("claimed, verbatim", some, len(verbatim)),
        *_rows("claimed, reworded", others, len(reworded)),
        *_rows("near miss", near[:NEAR], len(near)),
    ]
    return rows, _repeats(claims, len(verbatim), len(reworded))


def _repeats(claims: Sequence[Claim], verbatim: int, reworded: int) -> dict[str, Any]:
    days = Counter(min(5, len({member.document for member in claim.members})) for claim in claims)
    return {
        "tellings": sum(len(claim.members) for claim in claims),
        "claims": len(claims),
        "claims by number of days (5: or more)": dict(sorted(days.items())),
        "claims of several days": {"verbatim": verbatim, "reworded": reworded},
    }


def _pair(claim: Claim, seed: int) -> tuple[Member, Member] | None:
    """Two tellings of different days, one pair of a claim drawn."""
    pairs = [(a, b) for a, b in combinations(claim.members[:40], 2) if a.document != b.document]
    return next(iter(_drawn(pairs, 1, seed)), None)


def _drawn(pairs: Iterable[tuple[Member, Member]], count: int, seed: int) -> list[tuple[Member, Member]]:
    """Pairs drawn by a hash of what they say: the same pairs are drawn again where they are again."""

    def lot(pair: tuple[Member, Member]) -> bytes:
        said = sorted(f"{_day(member)} {member.text}" for member in pair)
        return hashlib.blake2b("\0".join((str(seed), *said)).encode(), digest_size=8).digest()

    return sorted(pairs, key=lot)[:count]


def _near_misses(claims: Sequence[Claim]) -> list[tuple[Member, Member]]:
    """The pairs of different claims and days that are most alike in their words, the most alike first."""
    told = [(number, member) for number, claim in enumerate(claims) for member in claim.members[:3]]
    holding: dict[str, list[int]] = defaultdict(list)
    for place, (_, member) in enumerate(told):
        for word in set(_folded(member.text).split()):
            holding[word].append(place)
    sharing = Counter(pair for places in holding.values() if len(places) <= RARE for pair in combinations(places, 2))
    best: dict[tuple[int, int], tuple[float, int, int]] = {}
    for (a, b), _ in (entry for entry in sharing.items() if entry[1] >= 2):
        claim = (told[a][0], told[b][0])
        if claim[0] != claim[1] and _may_be_compared(told[a][1], told[b][1]):
            likeness = fuzz.token_sort_ratio(_folded(told[a][1].text), _folded(told[b][1].text))
            best[claim] = max(best.get(claim, (0.0, 0, 0)), (likeness, a, b))
    return _each_once([(told[a][1], told[b][1]) for _, a, b in sorted(best.values(), reverse=True)])


def _each_once(pairs: Iterable[tuple[Member, Member]]) -> list[tuple[Member, Member]]:
    """The pairs without those that say again what one before them says."""
    seen: set[str] = set()
    out = []
    for left, right in pairs:
        texts = {_folded(left.text), _folded(right.text)}
        if not texts & seen:
            out.append((left, right))
        seen |= texts
    return out


def _may_be_compared(a: Member, b: Member) -> bool:
    long_enough = min(len(a.text.split()), len(b.text.split())) >= 6
    return a.document != b.document and long_enough and abs(int(a.document[3:]) - int(b.document[3:])) <= WINDOW


def _folded(text: str) -> str:
    return " ".join("".join(letter if letter.isalnum() else " " for letter in text.lower()).split())


def _rows(stratum: str, pairs: Iterable[tuple[Member, Member]], of: int) -> Iterable[Row]:
    for a, b in pairs:
        left, right = sorted((a, b), key=lambda member: member.document)
        yield Row("", stratum, of, _day(left), _line(left.text), _day(right), _line(right.text))


def _day(member: Member) -> str:
    return str(member.published)[:10]


def _line(text: str) -> str:
    return " ".join(text.split())


def with_known(rows: Iterable[Row], files: Iterable[Path]) -> list[Row]:
    """The rows with the verdicts that the same pairs have in files checked before."""
    known = {_said(row): row.verdict for file in files for row in checked(file) if row.verdict}
    return [row._replace(verdict=known.get(_said(row), "")) for row in rows]


def checked(file: Path) -> list[Row]:
    """The rows of a table."""
    with file.open(newline="", encoding="utf-8") as table:
        lines = list(csv.reader(table, delimiter="\t"))[1:]
    return [Row(line[0].strip().lower(), line[1], int(line[2]), *line[3:7]) for line in lines]


def _said(row: Row) -> frozenset[tuple[str, str]]:
    return frozenset(((row.left_day, row.left), (row.right_day, row.right)))


def judged(rows: Sequence[Row]) -> dict[str, Any]:
    """Precision by stratum and weighted, over the rows that have a verdict."""
    out: dict[str, Any] = {}
    weighted: list[tuple[float, int]] = []
    for stratum in dict.fromkeys(row.stratum for row in rows):
        checked = [row for row in rows if row.stratum == stratum and row.verdict in ("same", "different")]
        right = [row for row in checked if (row.verdict == "same") == stratum.startswith("claimed")]
        if checked:
            share = len(right) / len(checked)
            out[stratum] = {"checked": len(checked), "right": len(right), "share": round(share, 4)}
            if stratum.startswith("claimed"):
                weighted.append((share, checked[0].of))
    total = sum(size for _, size in weighted)
    if total:
        out["precision"] = round(sum(share * size for share, size in weighted) / total, 4)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = parser.add_subparsers(dest="step", required=True)
    draw = steps.add_parser("sample")
    draw.add_argument("data", type=Path)
    draw.add_argument("--cache", type=Path, required=True)
    draw.add_argument("--out", type=Path, required=True)
    draw.add_argument("--known", type=Path, nargs="*", default=[])
    draw.add_argument("--tier", choices=("grammar", "small", "full"), default="full")
    draw.add_argument("--seed", type=int, default=1)
    judge = steps.add_parser("judge")
    judge.add_argument("file", type=Path)
    judge.add_argument("--json", type=Path)
    given = parser.parse_args()
    if given.step == "sample":
        rows, repeats = sample(assessments(given.data, given.cache, given.tier), given.seed)
        with given.out.open("w", newline="", encoding="utf-8") as file:
            table = csv.writer(file, delimiter="\t")
            table.writerows([COLUMNS, *with_known(rows, given.known)])
        print(json.dumps(repeats, indent=1))
        return
    figures = judged(checked(given.file))
    print(json.dumps(figures, indent=1))
    if given.json:
        given.json.write_text(json.dumps(stamped(figures), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
