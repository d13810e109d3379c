"""What teaches, and what is kept back from it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import msgspec
import pytest

from sayso.errors import InputError
from sayso.train.annotated import records
from sayso.train.corpus import Article
from sayso.train.material import FIRST_HELD, HELD, epochs, material, parted

FILLER = "The council met on Monday and nobody had much to add. " * 8


def text(name: str) -> str:
    return f"In {name} the mayor said that it rained. {FILLER}{name} went home."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """PolNeAR of thirty invented articles, each with one attribution."""
    split = tmp_path / "data" / "polnear" / "train"
    for folder in ("text", "attributions"):
        (split / folder).mkdir(parents=True)
    for at in range(30):
        name = f"a{at:02}"
        (split / "text" / f"{name}.txt").write_text(text(name))
        spans = [("Source", 7, 16), ("Cue", 17, 21), ("Content", 22, 36)]
        lines = [f"T{n}\t{label} {start} {end}\t{text(name)[start:end]}" for n, (label, start, end) in enumerate(spans)]
        lines.append("E0\tAttribution:T1 Source1:T0 Cue1:T1 Content1:T2")
        (split / "attributions" / f"{name}_x.ann").write_text("\n".join(lines))
    return tmp_path / "data"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Four articles annotated: two teach, one is kept for testing, one among those of PolNeAR that are kept back."""
    path = tmp_path / "gold.json"
    path.write_text(json.dumps([record("a01"), record("a02"), record("a03", "test"), record(f"a{FIRST_HELD:02}")]))
    return path


def record(name: str, half: str = "develop") -> dict[str, object]:
    said = {"id": "s1", "source": {"start": 7, "end": 16}, "cue": {"start": 17, "end": 21}}
    said |= {"content": [{"start": 22, "end": 36}], "type": "communication", "parent": None}
    digest = hashlib.sha256(text(name).encode()).hexdigest()[:16]
    where = {"set": "polnear/train", "record": name, "start": 0, "end": len(text(name)), "digest": digest}
    return {**where, "half": half, "statements": [said]}


def test_what_is_kept_back_never_teaches(data, gold, tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    given_texts = {
        "own": text("Rome"),
        "held": f"\n{text(f'a{FIRST_HELD:02}')}\n",
        "test": text("a03"),
        "part": text("a03")[: len(text("a03")) * 3 // 4],
        "within": f"Posted at noon.\n\n{text('a03')}",
        "short": "It rained.",
    }
    for name, words in given_texts.items():
        (texts / f"{name}.txt").write_text(words)
    given = material(data, [gold], texts)
    assert [one.name for one in given.held] == ["a05", "a19"]
    assert len(given.taught["polnear"]) == 28
    assert [one.name for one in given.taught["annotated"]] == ["a01", "a02"]
    assert [one.name for one in given.taught["untaught"]] == ["own"]
    taught = {one.text for task in given.taught.values() for one in task}
    assert not taught & {one.text for one in given.held}
    assert str(given).startswith("28 polnear, 2 annotated, 1 untaught articles teach; 2 are kept back")


def test_annotated_articles_come_with_their_types_and_nesting(data, gold):
    one = material(data, [gold], None).taught["annotated"][0]
    (said,) = one.gold
    parts = (said.source, said.cue, said.content)
    assert [one.text[p.start : p.end] for (p,) in parts] == ["the mayor", "said", "that it rained"]
    assert (said.type, said.inner) == ("communication", False)


def test_one_article_in_fourteen_is_kept_back():
    numbers = list(range(840))
    learnt, held = parted([Article(str(n), "", ()) for n in numbers])
    assert (len(learnt), len(held)) == (780, 60)
    assert [int(one.name) for one in held] == numbers[FIRST_HELD::HELD]


def test_every_epoch_cuts_other_windows_of_the_same_articles(data, gold, pieces):
    given = material(data, [gold], None)
    longer = [msgspec.structs.replace(one, text=one.text * 6) for one in given.taught["polnear"][:3]]
    draw = epochs(msgspec.structs.replace(given, taught={"polnear": longer}), ("polnear",), pieces, seed=1)
    (_, first), (_, second) = draw()[0], draw()[0]
    assert [len(e.forms) for e in first] != [len(e.forms) for e in second]
    cores = [sum(int((e.cue.sum(1) > 0).sum()) for e in drawn) for drawn in (first, second)]
    assert cores[0] == cores[1], "each word teaches once an epoch, however it is cut"


def test_what_is_missing_is_said(data, gold, tmp_path):
    (tmp_path / "none").mkdir()
    with pytest.raises(InputError, match="no texts to learn from"):
        material(data, [gold], tmp_path / "none")
    with pytest.raises(InputError, match="holds no PolNeAR articles"):
        material(tmp_path, [gold], None)
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"a": 1}')
    with pytest.raises(InputError, match="holds no annotated articles"):
        records([wrong])
    (data / "polnear" / "train" / "text" / "a01.txt").write_text(text("Oslo"))
    with pytest.raises(InputError, match="not the text that was annotated"):
        material(data, [gold], None)
