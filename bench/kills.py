"""Kills add, link, watch and publish at random moments, fills the disk, and looks whether anything was lost.

    python bench/kills.py --kills 200 --to docs/figures/kills.json

After each SIGKILL the desk must open, its file be sound and hold everything that was reported; files that were
published are whole or not there; an undisturbed run finishes what is left, and nothing is there twice. A quarter of
the kills goes to each command. The figures are written after each round; another run goes on from them.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.append(str(ROOT / "tests" / "watch"))  # the site on loopback

from killing.adding import kill_adds  # noqa: E402
from killing.filling import fill_disk  # noqa: E402
from killing.linking import kill_links  # noqa: E402
from killing.publishing import kill_publications  # noqa: E402
from killing.watching import kill_watches  # noqa: E402
from runs import stamped  # noqa: E402

ROUND = 10  # kills of one command at a time
KILLED: dict[str, Callable[..., dict[str, int]]] = {
    "add": kill_adds,
    "link": kill_links,
    "watch": kill_watches,
    "publish": kill_publications,
}


def main() -> None:
    given = _arguments()
    known = json.loads(given.to.read_text(encoding="utf-8")) if given.to and given.to.exists() else {}
    by_command: dict[str, dict[str, int]] = known.get("by command", {})
    full = known.get("full disk") or in_a_folder(fill_disk)
    while (done := sum(counts["kills"] for counts in by_command.values())) < given.kills:
        name = min(KILLED, key=lambda name: by_command.get(name, {}).get("kills", 0))
        found = in_a_folder(KILLED[name], min(ROUND, given.kills - done), given.seed + done)
        before = by_command.get(name, {})
        by_command[name] = {key: before.get(key, 0) + number for key, number in found.items()}
        print(name, found, flush=True)
        if given.to:  # a loss has ended the bench before it comes here
            figures = {"kills": done + found["kills"], "lost": 0, "double": 0, "by command": by_command}
            text = json.dumps(stamped({**figures, "full disk": full}), indent=1, ensure_ascii=False)
            given.to.write_text(text + "\n", encoding="utf-8")


def in_a_folder(kill: Callable[..., dict[str, Any]], *given: int) -> dict[str, Any]:
    """What a test finds in a folder of its own."""
    with tempfile.TemporaryDirectory() as made:
        return kill(Path(made), *given)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Kill Sayso at random moments; nothing may be lost.")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--to", type=Path, help="where the figures go; a run goes on where the last one stopped")
    return parser.parse_args()


if __name__ == "__main__":
    main()
