"""Networks to ONNX and back, and the shapes that teach."""

from __future__ import annotations

import math

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="teaching needs PyTorch: pip install torch==2.13.0")
pytest.importorskip("onnx", reason="graphs need the train extra: pip install 'sayso[train]'")

from sayso.read.statements.tagger.inputs import Asked, around, batched, chances, cut_out  # noqa: E402
from sayso.read.statements.tagger.onnx import WEIGHTS, load_networks, session  # noqa: E402
from sayso.train.base import renamed_teacher  # noqa: E402
from sayso.train.export import _ENCODER, _encoder_sample, export, show_layers, write  # noqa: E402
from sayso.train.network import MPNET, Encoder, Shape, relative_bucket  # noqa: E402
from sayso.train.shipped import shipped  # noqa: E402
from sayso.train.tier import mean, pupil  # noqa: E402

PARTS = {"encoder": "full.encoder", "completer": "full.completer", "cues": "inner.cues", "within": "inner.completer"}


def back(networks, folder):
    """The weights of graphs, in networks like those that made them."""
    for part, name in PARTS.items():
        shipped(getattr(networks, part), folder / f"{name}.onnx")
    return networks.eval()


def answers(networks, batch) -> list[np.ndarray]:
    """What all four networks say of some windows by PyTorch."""
    given = {name: torch.from_numpy(rows) for name, rows in batched([one.inputs for one in batch]).items()}
    length = torch.tensor([len(one.forms) for one in batch])
    with torch.no_grad():
        view = networks.see((given["pieces"], given["looks"], given["first"], given["pieces"] > 0), length)
    return [part.numpy() for part in (view.cue, view.roles, view.inner, view.types)]


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:Exporting")  # of PyTorch's older exporter
def test_networks_come_back_from_their_graphs_with_the_same_answers(tiny, windows, tmp_path):
    batch = windows["annotated"]
    before = {name: weight.clone() for name, weight in tiny().state_dict().items()}
    exact = answers(tiny().eval(), batch)
    export("full", tiny(), tmp_path)
    once = back(tiny(7), tmp_path)
    for name, weight in once.state_dict().items():
        reach = before[name].abs().max()
        assert (weight - before[name]).abs().max() <= reach / 127, f"{name} is off by more than a step of int8"
    for ours, theirs in zip(answers(once, batch), exact, strict=True):
        assert np.abs(ours - theirs).max() < 0.1 * np.ptp(theirs)
    (tmp_path / "again").mkdir()
    export("full", back(tiny(7), tmp_path), tmp_path / "again")
    twice = back(tiny(8), tmp_path / "again")
    for ours, theirs in zip(answers(twice, batch), answers(once, batch), strict=True):
        assert np.abs(ours - theirs).max() < 1e-4, "the second trip costs nothing"


def test_graphs_say_what_the_networks_back_from_them_say(windows):
    """By the small tier as it ships; the runtime rounds activations as well."""
    network, graphs = pupil("small", WEIGHTS).eval(), load_networks("small")
    for one, coding in zip(windows["polnear"], graphs.encode([e.inputs for e in windows["polnear"]]), strict=True):
        given = [torch.from_numpy(rows) for rows in batched([one.inputs]).values()]
        with torch.no_grad():
            _, cue, roles = network.encoder(*given)
        assert np.mean(cue[0].numpy().argmax(-1) == coding.cue.argmax(-1)) > 0.98
        assert np.mean(roles[0].numpy().argmax(-1) == coding.roles.argmax(-1)) > 0.95
        asked = Asked(around((1, 1), len(one.forms)), coding.states, chances(coding))
        ((theirs, _),) = graphs.complete([asked])
        with torch.no_grad():
            ours, _ = network.completer(*(torch.from_numpy(rows) for rows in cut_out([asked]).values()))
        assert np.mean(ours[0].numpy().argmax(-1) == theirs.argmax(-1)) > 0.95


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:Exporting")
def test_an_encoders_graph_shows_its_inner_layers_and_says_else_what_it_said(windows, tmp_path):
    network = Encoder(Shape(24, 3, 4, 1e-5)).eval()
    path = tmp_path / "encoder.onnx"
    write(network, _encoder_sample(), _ENCODER, path)
    (one, *_) = windows["polnear"]
    given = batched([one.inputs])
    before = session(path).run(None, given)
    show_layers(path, (1, 2))
    *after, layers = session(path).run(None, given)
    assert all((a == b).all() for a, b in zip(before, after, strict=True))
    pieces, looks, first = (torch.from_numpy(rows) for rows in given.values())
    with torch.no_grad():
        x = network.norm(network.pieces(pieces) + network.looks(looks) + network.positions.weight[: pieces.shape[1]])
        inner = [x := layer(x, None) for layer in network.layers[:2]]
    wanted = np.concatenate([made[0][first[0]].numpy() for made in inner], -1)
    assert np.abs(layers[0] - wanted).max() < 0.1 * np.ptp(wanted)


def test_distances_fall_in_mpnets_buckets():
    """As Raffel et al. 2020 have them: 16 on either side, half of them exact, the rest by logarithm up to 128."""
    table = relative_bucket(200)
    for here, there in ((5, 5), (6, 5), (5, 6), (90, 83), (90, 82), (0, 127), (127, 0), (199, 0), (100, 60), (60, 100)):
        away = here - there
        side, far = (16 if away < 0 else 0), abs(away)
        grown = 8 + int(math.log(max(far, 1) / 8) / math.log(128 / 8) * 8)
        assert table[here, there] == side + (far if far < 8 else min(15, grown)), (here, there)
    assert table.min() == 0
    assert table.max() == 31


def test_a_teacher_takes_mpnets_weights_under_our_names():
    old = {"embeddings.word_embeddings.weight": torch.arange(30527.0)[:, None].expand(-1, 768)}
    old["embeddings.position_embeddings.weight"] = torch.arange(514.0)[:, None].expand(-1, 768)
    old["embeddings.LayerNorm.weight"] = old["embeddings.LayerNorm.bias"] = torch.ones(768)
    old["encoder.relative_attention_bias.weight"] = torch.ones(32, 12)
    for layer in range(12):
        for name, shape in LAYER.items():
            old[f"encoder.layer.{layer}.{name}.weight"] = torch.tensor(float(layer)).expand(shape)
            old[f"encoder.layer.{layer}.{name}.bias"] = torch.tensor(float(layer)).expand(shape[:1])
    weights = renamed_teacher(old)
    with torch.device("meta"):
        ours = {name: weight.shape for name, weight in Encoder(MPNET).state_dict().items()}
    learnt = {"looks.weight", "cue.weight", "cue.bias", "roles.weight", "roles.bias"}
    assert {name: weight.shape for name, weight in weights.items()} == {
        name: shape for name, shape in ours.items() if name not in learnt
    }
    assert weights["pieces.weight"][[0, 100, 101, 102, 103, 1000], 0].tolist() == [1, 3, 0, 2, 30526, 1004]
    assert weights["positions.weight"][0, 0] == 2, "MPNet keeps two positions for padding"
    assert weights["layers.7.attention.qkv.weight"].unique().tolist() == [7]


LAYER = {
    **{f"attention.attn.{part}": (768, 768) for part in "qkvo"},
    "attention.LayerNorm": (768,),
    "intermediate.dense": (3072, 768),
    "output.dense": (768, 3072),
    "output.LayerNorm": (768,),
}


def test_the_mean_of_networks_is_the_mean_of_their_weights(tiny):
    one, other = tiny(1).state_dict(), tiny(2).state_dict()
    made = mean([one, other])
    assert set(made) == set(one)
    assert torch.allclose(made["encoder.cue.weight"], (one["encoder.cue.weight"] + other["encoder.cue.weight"]) / 2)
