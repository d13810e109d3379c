"""A world as files, to go the whole way with `sayso add` and what follows.

    python bench/world_files.py FOLDER [--seed N] [--documents N] [--hardness easy|hard] [--templates develop|test]

Writes articles.jsonl (records as READING.md has them), desk.toml with the world's outlets, and truth.json: for each
claim its tellings (document's url, words, chain), origins, range and bottleneck; copies and disputes.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import msgspec
from worlds import Truth, WorldSettings, stories, truth
from worlds.articles import Article
from worlds.desk import outlets, record


def written(folder: Path, settings: WorldSettings) -> int:
    """How many articles there are now in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    world = list(stories(settings))
    articles = [article for story in world for article in story.articles if not article.hidden]
    lines = (json.dumps(record(article.reading.document), ensure_ascii=False) for article in articles)
    (folder / "articles.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    tables = [f"name = {json.dumps(f'World {settings.seed}')}\n", *map(_table, outlets())]
    (folder / "desk.toml").write_text("\n".join(tables), "utf-8")
    shown = _truth(truth(world), articles)
    (folder / "truth.json").write_text(json.dumps(shown, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return len(articles)


def _table(outlet: object) -> str:
    """The outlet as a table of TOML, whose strings and lists are written as JSON's."""
    fields = {key: value for key, value in msgspec.to_builtins(outlet).items() if value not in (None, [], ())}
    lines = (f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items())
    return "[[outlets]]\n" + "".join(lines)


def _truth(known: Truth, articles: list[Article]) -> dict[str, Any]:
    urls = {article.reading.document.id: article.reading.document.url for article in articles}
    texts = {article.reading.document.id: article.reading for article in articles}
    return {
        "claims": {
            key: {
                "kind": known.kinds[key],
                "tellings": [
                    {
                        "document": one.document,
                        "url": urls[one.document],
                        "published": one.moment.isoformat(timespec="minutes"),
                        "words": _words(texts[one.document], one.statement),
                        "chain": [voice.names[0] for voice in one.chain],
                        "how": one.how,
                    }
                    for one in told
                ],
                "independent_origins": {
                    "at_least": known.counts[key].at_least,
                    "at_most": known.counts[key].at_most,
                },
                "origins": known.counts[key].origins,
                "bottleneck": known.counts[key].bottleneck,
            }
            for key, told in known.told.items()
        },
        "copies": known.copies,
        "disputes": [sorted(pair) for pair in known.quarrels],
    }


def _words(reading: Any, ident: str) -> str:  # noqa: ANN401
    spans = {s.id: s.content[0] for s in reading.statements} | {a.id: a for a in reading.assertions}
    return str(reading.document.text[spans[ident].start : spans[ident].end])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--hardness", choices=("easy", "hard"), default="hard")
    parser.add_argument("--templates", choices=("develop", "test"), default="develop")
    given = parser.parse_args()
    count = written(given.folder, WorldSettings(given.seed, given.documents, given.hardness, given.templates))
    print(f"{count} articles in {given.folder}")


if __name__ == "__main__":
    main()
