"""Which words name an event and its doer: marks in a file teach networks over the encoder that ships."""

from __future__ import annotations

import hashlib

import msgspec
import numpy as np
import pytest
from click.testing import CliRunner

torch = pytest.importorskip("torch", reason="teaching needs PyTorch: pip install torch==2.13.0")
pytest.importorskip("onnx", reason="graphs need the train extra: pip install 'sayso[train]'")

from sayso.errors import InputError  # noqa: E402
from sayso.model import Span  # noqa: E402
from sayso.read.statements.tagger.decode import HAPPENINGS  # noqa: E402
from sayso.read.statements.tagger.onnx import WEIGHTS, session  # noqa: E402
from sayso.train.doing import learnt  # noqa: E402
from sayso.train.events import main  # noqa: E402
from sayso.train.happened import Done, Excerpt, Mark, by_hand, excerpts  # noqa: E402

TEXT = "Bodry flayed the ministry. The delegations carried out a long parley in Ostrell. It rained on the talks.\n"
FLAYED, PARLEY, TALKS = TEXT.index("flayed"), TEXT.index("carried"), TEXT.index("talks")


def excerpt(half="develop", digest=None):
    low, high = 0, len(TEXT) - 1
    return Excerpt(
        "polnear/train/text",
        "one.txt",
        half,
        digest or hashlib.blake2b(TEXT[low:high].encode(), digest_size=8).hexdigest(),
        ((low, 26), (27, TEXT.index("It") - 1), (TEXT.index("It"), high)),
        (
            Mark(FLAYED, FLAYED + 6, ("accuse", "retreat"), Span(0, 5)),
            Mark(PARLEY, PARLEY + 29, ("consult",), Span(TEXT.index("The"), PARLEY - 1)),
        ),
        (Mark(TALKS, TALKS + 5, ("consult",)),),
    )


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "polnear" / "train" / "text"
    folder.mkdir(parents=True)
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def encoder():
    return session(WEIGHTS / "full.encoder.onnx")


def test_marked_words_teach_what_they_may_name_and_optional_ones_nothing(data, encoder, pieces):
    taught = by_hand(data, excerpt(), encoder, pieces)
    # 21 words and marks; of "carried out a long parley" the first word alone teaches, of "talks" none
    assert len(taught.allowed) == len(taught.states) == 21
    assert taught.teaches.sum() == 15
    named = [[HAPPENINGS[k - 1] for k in np.flatnonzero(row) if k] for row in taught.allowed]
    assert [one for one in named if one] == [["accuse"], ["consult"]], "a type that is none of ours is left out"
    assert taught.done == (Done(1, 0, 5, (0,)), Done(7, 5, 15, (5, 6)))


def test_a_text_that_is_another_now_teaches_nothing(data, encoder, pieces):
    assert by_hand(data, excerpt(digest="0" * 16), encoder, pieces) is None
    (data / "polnear" / "train" / "text" / "one.txt").unlink()
    assert by_hand(data, excerpt(), encoder, pieces) is None


def test_what_was_learnt_is_known_again_and_a_seed_makes_the_same(data, encoder, pieces):
    taught = by_hand(data, excerpt(), encoder, pieces)
    (one, doers), (same, _), (other, _) = (learnt([taught], 60, seed) for seed in (1, 1, 2))
    assert all(torch.equal(a, b) for a, b in zip(one.parameters(), same.parameters(), strict=True))
    assert not torch.equal(one.word.weight, other.word.weight)
    states = torch.from_numpy(taught.states)
    with torch.no_grad():
        best = one(states[None])[0].argmax(-1).numpy()
        asked = doers(states[:5], torch.tensor([1]))[0]
    assert taught.allowed[np.arange(len(best)), best][taught.teaches].all()
    assert asked.argmax() == 1, "nobody is the first answer, Bodry the second"


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")  # of PyTorch's older exporter
def test_the_command_writes_a_graph_beside_the_encoder(data, tmp_path):
    weights = tmp_path / "weights"
    weights.mkdir()
    for name in ("full.encoder.onnx", "full.completer.onnx", "tokenizer.json"):
        (weights / name).symlink_to(WEIGHTS / name)
    gold = tmp_path / "gold.json"
    records = [excerpt(), excerpt(half="test")]
    gold.write_bytes(msgspec.json.encode(records))
    ran = CliRunner().invoke(main, [str(data), str(weights), str(gold), "--epochs", "1"])
    assert ran.output == "1 marked texts teach.\n"
    rows = np.zeros((1, 5, 3 * 384), np.float32)
    assert session(weights / "events.onnx").run(None, {"states": rows})[0].shape == (1, 5, 1 + len(HAPPENINGS))
    given = {"states": rows[0], "events": np.array([1, 3])}
    assert session(weights / "doers.onnx").run(None, given)[0].shape == (2, 6)


def test_a_file_without_marks_is_said(tmp_path):
    (tmp_path / "gold.json").write_text("{}")
    with pytest.raises(InputError, match="holds no marked events"):
        excerpts([tmp_path / "gold.json"])
