"""What a batch asks of a learner, and that a course brings it nearer."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="teaching needs PyTorch: pip install torch==2.13.0")

from sayso.train.batches import cue_rates  # noqa: E402
from sayso.train.course import Course, teach  # noqa: E402
from sayso.train.lessons import Lesson, Weighing, believed  # noqa: E402

PLAIN = Weighing(masked=0.0, smoothing=0.0)
OUTER, INNER = {"cue", "roles", "answer", "holds"}, {"inner", "types", "within", "kept"}


def asked(learner, teachers, task, batch, how=PLAIN) -> dict[str, float]:
    """The losses of networks that are not being taught."""
    lesson = Lesson(learner.eval(), [teacher.eval() for teacher in teachers], how, np.random.default_rng(1))
    lesson.rates = {task: cue_rates(batch)}
    with torch.no_grad():
        return {name: float(loss) for name, loss in lesson.losses(task, batch).items()}


def test_each_corpus_teaches_what_its_annotators_marked(tiny, windows):
    assert set(asked(tiny(), [], "polnear", windows["polnear"])) == OUTER
    assert set(asked(tiny(), [], "annotated", windows["annotated"])) == INNER
    assert asked(tiny(), [], "untaught", windows["untaught"]) == {}, "nobody knows anything of these"


@pytest.mark.parametrize("task", ["polnear", "annotated", "untaught"])
def test_teachers_know_something_of_every_text(tiny, windows, task):
    assert set(asked(tiny(), [tiny(1)], task, windows[task])) >= {"cue", "roles", "inner", "types"}


def test_a_pupil_is_asked_to_meet_what_its_teachers_believe_on_average(tiny, windows):
    batch, teachers = windows["untaught"], [tiny(1), tiny(2)]
    lesson = Lesson(tiny().eval(), [one.eval() for one in teachers], PLAIN, np.random.default_rng(1))
    with torch.no_grad():
        seen = lesson.seen("untaught", batch)
    belief = sum(torch.exp(v.cue - torch.logsumexp(v.cue, -1, keepdim=True)) for v in seen.views) / 2
    assert torch.allclose(believed([v.cue for v in seen.views]), belief, atol=1e-6)
    logs = seen.view.cue - torch.logsumexp(seen.view.cue, -1, keepdim=True)
    rows = [(row, word) for row, one in enumerate(batch) for word in np.flatnonzero(one.cue.sum(1))]
    expected = -np.mean([float((belief[at] * logs[at]).sum()) for at in rows])
    assert asked(tiny(), teachers, "untaught", batch)["cue"] == pytest.approx(expected, rel=1e-4)


def test_nobody_meets_a_teacher_better_than_its_like(tiny, windows):
    like = asked(tiny(1), [tiny(1)], "untaught", windows["untaught"])
    other = asked(tiny(2), [tiny(1)], "untaught", windows["untaught"])
    assert all(like[name] < other[name] for name in ("cue", "roles", "inner"))


def test_gold_and_belief_are_weighed(tiny):
    gold, belief = torch.tensor([[1.0, 0.0]]), torch.tensor([[0.2, 0.8]])
    lesson = Lesson(tiny(), [], Weighing(gold=0.25), np.random.default_rng(1))
    assert torch.allclose(lesson.wanted(gold, belief), torch.tensor([[0.4, 0.6]]))
    assert torch.equal(lesson.wanted(gold, None), gold)
    assert torch.equal(lesson.wanted(None, belief, torch.zeros(1)), torch.zeros(1, 2)), "outside the core: nothing"


def test_a_course_brings_a_learner_nearer_to_gold(tiny, windows):
    learner, said = tiny(dropout=0.1), []
    known = [(task, windows[task]) for task in ("polnear", "annotated")]
    before = {task: asked(learner, [], task, batch) for task, batch in known}
    teach(learner, [], lambda: known, Course(30, 5e-3, 5e-3), said.append)
    after = {task: asked(learner, [], task, batch) for task, batch in known}
    for task, name in (("polnear", "cue"), ("polnear", "answer"), ("annotated", "inner"), ("annotated", "within")):
        assert after[task][name] < 0.9 * before[task][name], name
    assert said[-1].startswith("30 steps, 2 in the mean")


def test_a_course_brings_a_pupil_nearer_to_its_teachers(tiny, windows):
    pupil, teachers = tiny(), [tiny(1).eval(), tiny(2, relative=True).eval()]
    before = asked(pupil, teachers, "untaught", windows["untaught"])
    teach(pupil, teachers, lambda: [("untaught", windows["untaught"])], Course(30, 5e-3, 5e-3), str)
    after = asked(pupil, teachers, "untaught", windows["untaught"])
    assert all(after[name] < before[name] for name in ("cue", "roles", "inner"))


def test_a_course_ends_with_its_minutes(tiny, windows):
    said = []
    how = Course(1_000_000, 1e-3, 1e-3, minutes=0.005)
    teach(tiny(), [], lambda: [("polnear", windows["polnear"])], how, said.append)
    assert 1 <= int(said[-1].split()[0]) < 1000
