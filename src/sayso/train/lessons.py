"""What a batch of windows asks of a learner: the annotators' word, its teachers' belief, or both weighed.

PolNeAR teaches what is attributed outside of contents, the articles annotated by hand what is attributed within them
and of which type; the encoder learns from both. A pupil learns as well what its teachers, larger networks that learnt
the same, believe on average (Hinton et al. 2015, arXiv:1503.02531), of texts too that nobody annotated.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from msgspec import Struct
from torch import Tensor
from torch.nn import functional

from sayso.read.statements.tagger.decode import begun, best_paths
from sayso.read.statements.tagger.inputs import around
from sayso.train.batches import Asking, asking, encoder_inputs, false_questions, padded
from sayso.train.examples import Example, Question, Task
from sayso.train.tier import Networks, View

Asked = list[tuple[int, Question]]  # questions, each with its window's place in the batch
WITHIN = 3.0  # how much more a word within a source or content weighs: few inner cues stand among many words
EAGER = 1.0  # by how much teachers are made readier to see a cue: what they doubt is worth asking about too


class Weighing(Struct, frozen=True):
    """``gold``: the share of the annotators' word beside the teachers'; ``masked``: of the word pieces hidden.

    ``smoothing`` of cue tags: annotators themselves agree on three cues of four.
    """

    gold: float = 1.0
    masked: float = 0.12
    smoothing: float = 0.04


class Seen(Struct, frozen=True):
    """A batch with what the learner and its teachers make of it; ``core`` is 1 at words whose cue tags teach."""

    task: Task
    batch: list[Example]
    cue: Tensor
    roles: Tensor
    core: Tensor
    view: View
    views: list[View]


class Lesson:
    """Asks a learner what its corpora and teachers know; both stand on one device."""

    def __init__(
        self, learner: Networks, teachers: Sequence[Networks], how: Weighing, draw: np.random.Generator
    ) -> None:
        self.learner, self.teachers, self.how, self._draw = learner, teachers, how, draw
        self.rates: dict[Task, dict[str, float]] = {}  # how often a word is a cue, by corpus
        self._device = next(learner.parameters()).device

    def losses(self, task: Task, batch: list[Example]) -> dict[str, Tensor]:
        """What the learner lacks, by name; nothing where nobody knows anything of such a batch."""
        seen = self.seen(task, batch)
        return self._outer(seen) | (self._inner(seen) if self.learner.cues is not None else {})

    def seen(self, task: Task, batch: list[Example]) -> Seen:
        """The batch before all networks; the learner sees some pieces masked, its teachers none."""
        clean = [self._on(part) for part in encoder_inputs(batch, 0.0)]
        masked = self._on(encoder_inputs(batch, self.how.masked)[0])
        length = torch.tensor([len(one.forms) for one in batch], device=self._device)
        view = self.learner.see((masked, *clean[1:]), length)
        with torch.no_grad():
            views = [teacher.see(tuple(clean), length) for teacher in self.teachers]
        cue, roles = (self._on(padded(rows)) for rows in ([e.cue for e in batch], [e.roles for e in batch]))
        return Seen(task, batch, cue, roles, cue.sum(-1), view, views)

    def _outer(self, seen: Seen) -> dict[str, Tensor]:
        """Of cues, sources and contents as PolNeAR marks them."""
        known = seen.task == "polnear"
        cue, roles = believed([v.cue for v in seen.views]), believed([v.roles for v in seen.views])
        losses: dict[str, Tensor] = {}
        wanted = self.wanted(seen.cue if known else None, cue, seen.core)
        if wanted is not None:
            losses["cue"] = soft_loss(seen.view.cue, wanted, self.how.smoothing)
        wanted = self.wanted(seen.roles if known else None, roles, seen.roles.sum(-1))
        if wanted is not None:
            losses["roles"] = soft_loss(seen.view.roles, wanted)
        questions = self._questions(seen, seen.view.cue) if known else seen_by(cue, seen.batch)
        return losses | self._completed(seen, questions, known, within=False)

    def _inner(self, seen: Seen) -> dict[str, Tensor]:
        """Of cues within contents too, and of the types of what they attribute."""
        known, view = seen.task == "annotated", seen.view
        assert view.inner is not None
        cue = believed([v.inner for v in seen.views if v.inner is not None])
        losses = self._types(seen, cue, known)
        wanted = self.wanted(seen.cue if known else None, cue, seen.core)
        if wanted is not None:
            inside = seen.roles[..., 1:].sum(-1) if known else 1 - view.chances[..., 3]
            weighed = wanted * (1 + (WITHIN - 1) * inside)[..., None]
            losses["inner"] = soft_loss(view.inner, weighed, self.how.smoothing)
        questions = self._questions(seen, view.inner) if known else seen_by(cue, seen.batch)
        return losses | self._completed(seen, questions, known, within=True)

    def _types(self, seen: Seen, cue: Tensor | None, known: bool) -> dict[str, Tensor]:
        """At the first word of each annotated cue, or wherever teachers see one."""
        logits = seen.view.types
        assert logits is not None
        if known:
            return {"types": self._annotated_types(logits, seen.batch)}
        typed = believed([v.types for v in seen.views if v.types is not None])
        if typed is None or cue is None:
            return {}
        return {"types": soft_loss(logits, typed * ((1 - cue[..., :1]) * seen.core[..., None] + 1e-6))}

    def _annotated_types(self, logits: Tensor, batch: list[Example]) -> Tensor:
        typed = [(row, q.cue.first, q.type) for row, one in enumerate(batch) for q in one.asked if q.type is not None]
        if not typed:
            return logits.float().sum() * 0
        rows, words, types = (torch.tensor(column, device=self._device) for column in zip(*typed, strict=True))
        return functional.cross_entropy(logits[rows, words].float(), types, label_smoothing=self.how.smoothing)

    def _completed(self, seen: Seen, questions: Asked, known: bool, within: bool) -> dict[str, Tensor]:
        """Of source and contents of each cue asked about, and of whether it attributes."""
        if not questions:
            return {}
        asked = self._moved(asking(seen.batch, questions, seen.view.states.shape[1]))
        with torch.no_grad():
            taught = [t.answer(v, asked, within) for t, v in zip(self.teachers, seen.views, strict=True)]
        held = torch.stack([hold.float().sigmoid() for _, hold in taught]).mean(0) if taught else None
        there = (torch.arange(asked.words.shape[1], device=self._device) < asked.length[:, None]).float()
        wanted = self.wanted(asked.roles if known else None, believed([roles for roles, _ in taught]), there)
        wanted_hold = self.wanted(asked.holds if known else None, held)
        assert wanted is not None
        assert wanted_hold is not None
        roles, hold = self.learner.answer(seen.view, asked, within)
        right = functional.binary_cross_entropy_with_logits(hold.float(), wanted_hold)
        names = ("within", "kept") if within else ("answer", "holds")
        return dict(zip(names, (soft_loss(roles, wanted), right), strict=True))

    def wanted(self, gold: Tensor | None, belief: Tensor | None, where: Tensor | None = None) -> Tensor | None:
        """The annotators' word, the teachers', or both weighed, at the words that teach something."""
        if belief is not None and where is not None:
            belief = belief * where[..., None]
        if gold is None or belief is None:
            return belief if gold is None else gold
        return self.how.gold * gold + (1 - self.how.gold) * belief

    def _questions(self, seen: Seen, cue: Tensor) -> Asked:
        """About all annotated cues, and some words that look like one to the learner or by their rate."""
        sure = 1 - cue.detach().float().softmax(-1)[..., 0].cpu().numpy()
        questions: Asked = []
        for row, one in enumerate(seen.batch):
            untrue = false_questions(one, sure[row, : len(one.forms)], self.rates[seen.task], self._draw)
            questions += [(row, question) for question in (*one.asked, *untrue)]
        return questions

    def _moved(self, asked: Asking) -> Asking:
        return Asking(*(self._on(getattr(asked, name)) for name in asked.__struct_fields__))

    def _on(self, part: Tensor) -> Tensor:
        return part.to(self._device, non_blocking=True)


def believed(logits: Sequence[Tensor]) -> Tensor | None:
    """The mean of what teachers believe, as probabilities; None where there are no teachers."""
    return torch.stack([one.float().softmax(-1) for one in logits]).mean(0) if logits else None


def seen_by(cue: Tensor | None, batch: list[Example]) -> Asked:
    """Questions about the cues that teachers see in the windows' cores; nobody else knows the answers."""
    if cue is None:
        return []
    scores = torch.log(cue.clamp(min=1e-9)).cpu().numpy()
    scores[..., 0] -= EAGER
    lengths = np.array([len(one.forms) for one in batch])
    questions: Asked = []
    for row, (one, path) in enumerate(zip(batch, best_paths(scores, lengths), strict=True)):
        core = one.cue.sum(1) > 0
        places = [around(cue, len(one.forms)) for cue in begun(path[: len(one.forms)]) if core[cue[0]]]
        width = one.roles.shape[1]
        questions += [(row, Question(place, np.zeros((len(place), width), np.float32), 0.0)) for place in places]
    return questions


def soft_loss(logits: Tensor, wanted: Tensor, smoothing: float = 0.0) -> Tensor:
    """Cross entropy against probabilities, over rows that teach something."""
    weight = wanted.sum(-1)
    wanted = wanted * (1 - smoothing) + weight[..., None] * (smoothing / wanted.shape[-1])
    return -(wanted * functional.log_softmax(logits.float(), -1)).sum() / weight.sum().clamp(min=1)
