"""All networks of a tier taught together, by two corpora and, if there are any, by teachers.

PolNeAR teaches what is attributed outside of contents, the articles annotated by hand what is attributed within them
and of which type; the encoder learns from both. A pupil learns as well what its teachers, larger networks that learnt
the same, believe on average (Hinton et al. 2015, arXiv:1503.02531), of texts too that nobody annotated.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Literal

import numpy as np
import torch
from msgspec import Struct
from torch import Tensor, nn
from torch.nn import functional

from sayso.read.statements.tagger.decode import begun, best_paths
from sayso.read.statements.tagger.inputs import around
from sayso.train.batches import Asking, asking, batches, cue_rates, encoder_inputs, false_questions, padded
from sayso.train.examples import Example, Question
from sayso.train.fit import soft_loss

Task = Literal["polnear", "annotated", "untaught"]
WITHIN = 3.0  # how much more a word within a source or content weighs: few inner cues stand among many words
EAGER = 1.0  # by how much teachers are made readier to see a cue: what they doubt is worth asking about too
WEIGHT = {"cue": 2.0, "answer": 2.0, "roles": 0.5, "holds": 0.25, "inner": 2.0, "within": 2.0, "types": 0.6, "kept": 0.1}


class Lessons(Struct, frozen=True):
    """How to teach. Rates rise over the first 4% of the time and fall to nothing at its end."""

    minutes: float
    rate: float  # of the encoder's body
    head_rate: float
    masked: float = 0.12
    smoothing: float = 0.04
    gold: float = 1.0  # share of the annotators' word beside the teachers'
    together: int = 6240  # word pieces in a step
    seed: int = 1
    averaged_from: float = 0.6


class View(Struct, frozen=True):
    """What networks make of a batch of windows: states, tag probabilities, and logits of everything."""

    states: Tensor
    chances: Tensor
    cue: Tensor
    roles: Tensor
    inner: Tensor | None
    types: Tensor | None


class Networks(nn.Module):
    """An encoder and a completer, and for what is nested a network of cues and a completer more."""

    def __init__(
        self, encoder: nn.Module, completer: nn.Module, cues: nn.Module | None, within: nn.Module | None
    ) -> None:
        super().__init__()
        self.encoder, self.completer, self.cues, self.within = encoder, completer, cues, within

    def see(self, inputs: tuple[Tensor, ...], length: Tensor) -> View:
        """All windows of a batch."""
        states, cue, roles = self.encoder(*inputs)
        chances = torch.cat([cue.float().softmax(-1), roles.float().softmax(-1)], -1).detach()
        inner, types = self.cues(states, chances, length) if self.cues is not None else (None, None)
        return View(states, chances, cue, roles, inner, types)

    def answer(self, view: View, asked: Asking, within: bool) -> tuple[Tensor, Tensor]:
        """Roles and holding for some questions about a batch."""
        completer = self.within if within else self.completer
        assert completer is not None
        words = asked.words
        states, chances = view.states.flatten(0, 1)[words], view.chances.flatten(0, 1)[words]
        roles, holds = completer(states, chances, asked.cue_start, asked.cue_end, asked.length)
        return roles, holds


def teach(
    learner: Networks,
    teachers: Sequence[Networks],
    epoch: Callable[[], list[tuple[Task, list[Example]]]],
    how: Lessons,
    say: Callable[[str], None],
) -> None:
    """Teach the learner in place; it ends as the mean of its weights in the last part of the time."""
    torch.manual_seed(how.seed)
    course = _Course(learner, teachers, how)
    while course.passed() < 1:
        drawn = epoch()
        course.rates = course.rates or {task: cue_rates(examples) for task, examples in drawn}
        for task, batch in _mixed(drawn, course.draw, how.together):
            course.step(task, batch)
            if course.steps % 100 == 0:
                say(f"{course.passed():4.0%} step {course.steps}: {course.state()}")
            if course.passed() >= 1:
                break
    course.take_mean()
    say(f"{course.steps} steps, {course.meant} in the mean")


def _mixed(
    drawn: list[tuple[Task, list[Example]]], draw: Random, together: int
) -> Iterator[tuple[Task, list[Example]]]:
    every = [(task, batch) for task, examples in drawn for batch in batches(list(examples), draw, together)]
    draw.shuffle(every)
    yield from every


class _Course:
    """What one course carries from step to step."""

    def __init__(self, learner: Networks, teachers: Sequence[Networks], how: Lessons) -> None:
        self.learner, self.teachers, self.how = learner, teachers, how
        self.device = next(learner.parameters()).device
        self.began, self.steps, self.meant = time.monotonic(), 0, 0
        self.draw, self.choose = Random(how.seed), np.random.default_rng(how.seed)
        self.rates: dict[Task, dict[str, float]] = {}
        self.seen: dict[str, Tensor] = {}
        self.mean: list[Tensor] = []
        self.weights = [w for w in learner.parameters() if w.requires_grad]
        body = {id(w) for w in getattr(learner.encoder, "layers", nn.Module()).parameters()}
        groups = [
            {"params": [w for w in self.weights if id(w) in body], "lr": how.rate},
            {"params": [w for w in self.weights if id(w) not in body], "lr": how.head_rate},
        ]
        self.optimiser = torch.optim.AdamW([g for g in groups if g["params"]], weight_decay=0.01)
        self.top = [group["lr"] for group in self.optimiser.param_groups]

    def passed(self) -> float:
        """The share of the time that has passed."""
        return (time.monotonic() - self.began) / (60 * self.how.minutes)

    def state(self) -> str:
        """Running means of the losses."""
        return " ".join(f"{name} {float(loss):.3f}" for name, loss in sorted(self.seen.items()))

    def step(self, task: Task, batch: list[Example]) -> None:
        """One step."""
        self.learner.train()
        share = self.passed()
        for group, top in zip(self.optimiser.param_groups, self.top, strict=True):
            group["lr"] = top * min(1.0, share / 0.04 + 0.01) * max(0.02, 1 - share)
        with torch.autocast(self.device.type, torch.bfloat16):
            losses = self._losses(task, batch)
        if not losses:
            return
        loss = torch.stack([WEIGHT[name] * part for name, part in losses.items()]).sum()
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.weights, 1.0)
        self.optimiser.step()
        self.steps += 1
        if share > self.how.averaged_from and self.steps % 10 == 0:
            self._add_to_mean()
        for name, part in losses.items():
            now = part.detach()
            self.seen[name] = now if name not in self.seen else 0.98 * self.seen[name] + 0.02 * now

    def _losses(self, task: Task, batch: list[Example]) -> dict[str, Tensor]:
        clean, masked = self._inputs(batch)
        length = torch.tensor([len(e.forms) for e in batch], device=self.device)
        view = self.learner.see(masked, length)
        with torch.no_grad():
            views = [teacher.see(clean, length) for teacher in self.teachers]
        losses: dict[str, Tensor] = {}
        core = self._on(padded([e.cue for e in batch])).sum(-1)
        self._outer(losses, task, batch, view, views, core)
        if self.learner.cues is not None:
            self._inner(losses, task, batch, view, views, core)
        return losses

    def _outer(
        self, losses: dict[str, Tensor], task: Task, batch: list[Example], view: View, views: list[View], core: Tensor
    ) -> None:
        known = task == "polnear"
        cue, roles = _mean([v.cue for v in views]), _mean([v.roles for v in views])
        wanted = self._wanted(padded([e.cue for e in batch]) if known else None, cue, core)
        if wanted is not None:
            losses["cue"] = soft_loss(view.cue, wanted, self.how.smoothing)
        every = padded([e.roles for e in batch])
        wanted = self._wanted(every if known else None, roles, self._on(every).sum(-1))
        if wanted is not None:
            losses["roles"] = soft_loss(view.roles, wanted)
        questions = self._asked(batch, view.cue, task) if known else _seen_by(cue, batch)
        self._completed(losses, "answer", "holds", questions, batch, view, views, known)

    def _inner(
        self, losses: dict[str, Tensor], task: Task, batch: list[Example], view: View, views: list[View], core: Tensor
    ) -> None:
        known = task == "annotated"
        assert view.inner is not None and view.types is not None
        cue = _mean([v.inner for v in views if v.inner is not None])
        wanted = self._wanted(padded([e.cue for e in batch]) if known else None, cue, core)
        if wanted is not None:
            inside = self._on(padded([e.roles for e in batch]))[..., 1:].sum(-1) if known else 1 - view.chances[..., 3]
            losses["inner"] = soft_loss(view.inner, wanted * (1 + (WITHIN - 1) * inside)[..., None], self.how.smoothing)
        typed = _mean([v.types for v in views if v.types is not None])
        if known:
            losses["types"] = self._types(view.types, batch)
        elif typed is not None and cue is not None:
            losses["types"] = soft_loss(view.types, typed * ((1 - cue[..., :1]) * core[..., None] + 1e-6))
        questions = self._asked(batch, view.inner, task) if known else _seen_by(cue, batch)
        self._completed(losses, "within", "kept", questions, batch, view, views, known)

    def _completed(
        self,
        losses: dict[str, Tensor],
        answer: str,
        holds: str,
        questions: list[tuple[int, Question]],
        batch: list[Example],
        view: View,
        views: list[View],
        known: bool,
    ) -> None:
        if not questions:
            return
        within = answer == "within"
        asked = self._moved(asking(batch, questions, view.states.shape[1]))
        with torch.no_grad():
            taught = [t.answer(v, asked, within) for t, v in zip(self.teachers, views, strict=True)]
        believed = _mean([roles for roles, _ in taught])
        held = torch.stack([h.float().sigmoid() for _, h in taught]).mean(0) if taught else None
        there = (torch.arange(asked.words.shape[1], device=self.device) < asked.length[:, None]).float()
        roles, hold = self.learner.answer(view, asked, within)
        wanted = self._wanted(asked.roles if known else None, believed, there)
        wanted_hold = self._wanted(asked.holds if known else None, held, None)
        if wanted is not None and wanted_hold is not None:
            losses[answer] = soft_loss(roles, wanted)
            losses[holds] = functional.binary_cross_entropy_with_logits(hold.float(), wanted_hold)

    def _wanted(self, gold: Tensor | None, believed: Tensor | None, where: Tensor | None) -> Tensor | None:
        """The annotators' word, the teachers', or both weighed, at the words that teach something."""
        if believed is not None and where is not None:
            believed = believed * where[..., None]
        if gold is None or believed is None:
            return believed if gold is None else self._on(gold)
        return self.how.gold * self._on(gold) + (1 - self.how.gold) * believed

    def _types(self, logits: Tensor, batch: list[Example]) -> Tensor:
        """Of the type at the first word of each cue."""
        typed = [(row, q.cue.first, q.type) for row, one in enumerate(batch) for q in one.asked if q.type is not None]
        if not typed:
            return logits.float().sum() * 0
        rows, words, types = (torch.tensor(column, device=self.device) for column in zip(*typed, strict=True))
        return functional.cross_entropy(logits[rows, words].float(), types, label_smoothing=self.how.smoothing)

    def _asked(self, batch: list[Example], cue: Tensor, task: Task) -> list[tuple[int, Question]]:
        believed = 1 - cue.detach().float().softmax(-1)[..., 0].cpu().numpy()
        questions: list[tuple[int, Question]] = []
        for row, example in enumerate(batch):
            untrue = false_questions(example, believed[row, : len(example.forms)], self.rates[task], self.choose)
            questions += [(row, question) for question in (*example.asked, *untrue)]
        return questions

    def _inputs(self, batch: list[Example]) -> tuple[tuple[Tensor, ...], tuple[Tensor, ...]]:
        """The encoder's inputs as they are, and with some pieces masked."""
        clean, masked = encoder_inputs(batch, 0.0), encoder_inputs(batch, self.how.masked)
        same = [self._on(part) for part in clean]
        return tuple(same), (self._on(masked[0]), *same[1:])

    def _moved(self, asked: Asking) -> Asking:
        return Asking(*(self._on(getattr(asked, name)) for name in asked.__struct_fields__))

    def _on(self, part: Tensor) -> Tensor:
        return part.to(self.device, non_blocking=True)

    def _add_to_mean(self) -> None:
        self.meant += 1
        if not self.mean:
            self.mean = [weight.detach().clone() for weight in self.weights]
        for mean, weight in zip(self.mean, self.weights, strict=True):
            mean += (weight.detach() - mean) / self.meant

    def take_mean(self) -> None:
        """Put the mean weights in the place of the last ones."""
        with torch.no_grad():
            for weight, mean in zip(self.weights, self.mean, strict=bool(self.mean)):
                weight.copy_(mean)


def _mean(logits: Sequence[Tensor]) -> Tensor | None:
    """The mean of what teachers believe, as probabilities; None where there are no teachers."""
    return torch.stack([one.float().softmax(-1) for one in logits]).mean(0) if logits else None


def _seen_by(cue: Tensor | None, batch: list[Example]) -> list[tuple[int, Question]]:
    """Questions about the cues that the teachers see in the windows' cores; nobody knows the answers."""
    if cue is None:
        return []
    scores = torch.log(cue.clamp(min=1e-9)).cpu().numpy()
    scores[..., 0] -= EAGER
    lengths = np.array([len(e.forms) for e in batch])
    questions = []
    for row, (example, path) in enumerate(zip(batch, best_paths(scores, lengths), strict=True)):
        taught = example.cue.sum(1) > 0
        for first, last in begun(path[: len(example.forms)]):
            if taught[first]:
                place = around((first, last), len(example.forms))
                questions.append((row, Question(place, np.zeros((len(place), example.roles.shape[1]), np.float32), 0.0)))
    return questions
