"""Teachers, then pupils, then graphs: the whole way by networks small enough for a second."""

from __future__ import annotations

import msgspec
import pytest
from click.testing import CliRunner

torch = pytest.importorskip("torch", reason="teaching needs PyTorch: pip install torch==2.13.0")
pytest.importorskip("onnx", reason="graphs need the train extra: pip install 'sayso[train]'")

from sayso.errors import InputError  # noqa: E402
from sayso.read.statements.tagger import Tagger  # noqa: E402
from sayso.read.statements.tagger.onnx import WEIGHTS, load_networks  # noqa: E402
from sayso.read.statements.tagger.tagger import Tuning  # noqa: E402
from sayso.train import recipe  # noqa: E402
from sayso.train.__main__ import main  # noqa: E402
from sayso.train.course import Course  # noqa: E402
from sayso.train.examples import rough_sentences  # noqa: E402
from sayso.train.export import export  # noqa: E402
from sayso.train.material import Material  # noqa: E402
from sayso.train.tune import tuned  # noqa: E402


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def school(invented, pieces, said) -> recipe.School:
    return recipe.school(Material(invented, invented["polnear"]), pieces, said.append)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")  # of PyTorch's older exporter
def test_a_small_tier_learns_from_teachers_and_still_reads(school, tiny, tmp_path):
    by = [tiny(1).eval(), tiny(2, relative=True).eval()]
    network = recipe.taught(school, "small", WEIGHTS, by, [Course(2, 1e-4, 1e-4, seed=seed) for seed in (1, 2)])
    before = recipe.pupil("small", WEIGHTS).state_dict()
    changed = {name for name, weight in network.state_dict().items() if not torch.equal(weight, before[name])}
    assert changed == set(before) - {"encoder.pieces.weight"}, "vectors of word pieces stay as they are"
    export("small", network, tmp_path)
    (article,) = school.given.held
    tuning = tuned(load_networks("small", tmp_path), school.pieces, school.given.held, school.say)
    tagged = Tagger(load_networks("small", tmp_path), school.pieces, tuning).tag(
        article.text, rough_sentences(article.text)
    )
    assert len(tagged) >= 3
    assert isinstance(tuning, Tuning)


def test_teachers_are_taken_again_where_they_would_be_taught_alike(school, said, tiny, tmp_path, monkeypatch):
    monkeypatch.setattr(recipe, "mpnet", lambda _: tiny(5))
    how = Course(2, 1e-3, 1e-3)
    (first,) = recipe.teachers(school, tmp_path, [how], tmp_path)
    assert said.count("Teacher 1 of 1.") == 1
    assert not any(weight.requires_grad for weight in first.parameters())
    assert not torch.equal(first.encoder.cue.weight, tiny(5).encoder.cue.weight), "it learnt something"
    (again,) = recipe.teachers(school, tmp_path, [how], tmp_path)
    assert said.count("Teacher 1 of 1.") == 1
    assert torch.equal(again.encoder.cue.weight, first.encoder.cue.weight)
    recipe.teachers(school, tmp_path, [msgspec.structs.replace(how, seed=2)], tmp_path)
    assert said.count("Teacher 1 of 1.") == 2, "another course teaches anew"


def test_a_seed_makes_the_same_teacher_again(school, tiny, tmp_path, monkeypatch):
    monkeypatch.setattr(recipe, "mpnet", lambda _: tiny(None))
    made = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        made += recipe.teachers(school, tmp_path, [Course(2, 1e-3, 1e-3)], tmp_path / name)
    assert all(torch.equal(a, b) for a, b in zip(made[0].parameters(), made[1].parameters(), strict=True))


def test_another_seed_is_another_for_every_course():
    for given in (recipe.TEACHERS, *recipe.PUPILS.values()):
        seeds = [one.seed for seed in (1, 2) for one in recipe.courses(given, seed, None)]
        assert len(set(seeds)) == 2 * len(given)
    assert recipe.courses(recipe.TEACHERS, 1, None) == list(recipe.TEACHERS)


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["--texts", "."], "teach nothing without a teacher"),
        ([], "holds no PolNeAR articles"),
        (["--minutes", "0"], "is not in the range"),
    ],
)
def test_the_command_says_what_is_missing(tmp_path, arguments, what):
    (tmp_path / "gold.json").write_text("[]")
    given = [str(tmp_path), str(tmp_path / "weights"), str(tmp_path / "gold.json"), *arguments]
    ran = CliRunner().invoke(main, given)
    assert ran.exit_code != 0
    assert what in ran.output
    assert "Traceback" not in ran.output


def test_another_file_is_no_teacher(school, tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"another")
    with pytest.raises(InputError, match="not the teacher we know"):
        recipe.teachers(school, tmp_path / "model.safetensors", [Course(1, 1e-3, 1e-3)], tmp_path)
    assert not list(tmp_path.glob("teacher*"))
