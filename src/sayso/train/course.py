"""A course: all networks of a tier taught together, step by step, on any device.

What makes it bearable on a CPU: bfloat16 where PyTorch allows it, masked pieces and feature dropout in place of
dropout, batches of like length. The weights kept are the mean of those passed in the last part of the course
(Izmailov et al. 2018, arXiv:1803.05407).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from random import Random

import numpy as np
import torch
from msgspec import Struct
from torch import Tensor, nn

from sayso.train.batches import PIECES_TOGETHER, batches, cue_rates
from sayso.train.examples import Example, Task
from sayso.train.lessons import Lesson, Weighing
from sayso.train.tier import Networks

WEIGHT = {
    "cue": 2.0,
    "answer": 2.0,
    "roles": 0.5,
    "holds": 0.25,
    "inner": 2.0,
    "within": 2.0,
    "types": 0.6,
    "kept": 0.1,
}
SAID_EVERY, MEANT_EVERY = 30.0, 10  # seconds between messages, steps between weights that go into the mean

Drawn = list[tuple[Task, list[Example]]]


class Course(Struct, frozen=True):
    """How to teach. Rates rise over the first 4% of the course and fall to nothing at its end.

    ``minutes``: the course ends after so many at the latest, its rates falling as fast; drawing epochs does not count.
    """

    steps: int
    rate: float  # of the encoder's transformer layers
    head_rate: float  # of everything else
    weighing: Weighing = Weighing()
    together: int = PIECES_TOGETHER
    averaged_from: float = 0.6
    seed: int = 1
    minutes: float | None = None


def teach(
    learner: Networks,
    teachers: Sequence[Networks],
    epoch: Callable[[], Drawn],
    how: Course,
    say: Callable[[str], None],
) -> None:
    """Teach the learner in place. ``epoch`` draws all windows once; some task must know something of its windows."""
    torch.manual_seed(how.seed)
    torch.set_flush_denormal(True)
    run = _Run(learner, teachers, how)
    while run.passed() < 1:
        drawn = run.drawn(epoch)
        run.lesson.rates = run.lesson.rates or {task: cue_rates(examples) for task, examples in drawn}
        for task, batch in _mixed(drawn, run.draw, how.together):
            run.step(task, batch)
            if run.is_time_to_say():
                say(f"{run.passed():4.0%} step {run.steps}: {run.state()}")
            if run.passed() >= 1:
                break
    run.take_mean()
    say(f"{run.steps} steps, {run.meant} in the mean: {run.state()}")


def _mixed(drawn: Drawn, draw: Random, together: int) -> Iterator[tuple[Task, list[Example]]]:
    every = [(task, batch) for task, examples in drawn for batch in batches(list(examples), draw, together)]
    draw.shuffle(every)
    yield from every


class _Run:
    """What a course carries from step to step."""

    def __init__(self, learner: Networks, teachers: Sequence[Networks], how: Course) -> None:
        self.learner, self.how = learner, how
        self.device = next(learner.parameters()).device
        self.steps, self.meant = 0, 0
        self.draw = Random(how.seed)
        self.lesson = Lesson(learner, teachers, how.weighing, np.random.default_rng(how.seed))
        self.lost: dict[str, Tensor] = {}
        self.mean: list[Tensor] = []
        self.weights = [w for w in learner.parameters() if w.requires_grad]
        self.optimiser = torch.optim.AdamW(self._groups(), weight_decay=0.01)
        self.top = [group["lr"] for group in self.optimiser.param_groups]
        self.began = self.said = time.monotonic()

    def _groups(self) -> list[dict[str, object]]:
        layers = getattr(self.learner.encoder, "layers", nn.Module())
        body = {id(w) for w in layers.parameters()}
        inside, outside = ([w for w in self.weights if (id(w) in body) is within] for within in (True, False))
        groups = ((inside, self.how.rate), (outside, self.how.head_rate))
        return [{"params": weights, "lr": rate} for weights, rate in groups if weights]

    def passed(self) -> float:
        """The share of the course that has passed."""
        spent = (time.monotonic() - self.began) / 60
        timed = spent / self.how.minutes if self.how.minutes is not None else 0.0
        return min(1.0, max(self.steps / self.how.steps, timed))

    def drawn(self, epoch: Callable[[], Drawn]) -> Drawn:
        """An epoch's windows; the clock stands still meanwhile."""
        before = time.monotonic()
        drawn = epoch()
        self.began += time.monotonic() - before
        return drawn

    def is_time_to_say(self) -> bool:
        """Whether the last message was long ago; a message is then expected."""
        late = time.monotonic() - self.said > SAID_EVERY
        self.said = time.monotonic() if late else self.said
        return late

    def state(self) -> str:
        """Running means of the losses."""
        return " ".join(f"{name} {float(loss):.3f}" for name, loss in sorted(self.lost.items()))

    def step(self, task: Task, batch: list[Example]) -> None:
        """One step, if anybody knows anything of the batch."""
        self.learner.train()
        share = self.passed()
        self._set_rates(share)
        with torch.autocast(self.device.type, torch.bfloat16):
            losses = self.lesson.losses(task, batch)
        if not losses:
            return
        self._learn(torch.stack([WEIGHT[name] * part for name, part in losses.items()]).sum())
        if share > self.how.averaged_from and self.steps % MEANT_EVERY == 0:
            self._add_to_mean()
        for name, part in losses.items():
            now = part.detach()
            self.lost[name] = 0.98 * self.lost.get(name, now) + 0.02 * now

    def _set_rates(self, share: float) -> None:
        for group, top in zip(self.optimiser.param_groups, self.top, strict=True):
            group["lr"] = top * min(1.0, share / 0.04 + 0.01) * max(0.02, 1 - share)

    def _learn(self, loss: Tensor) -> None:
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.weights, 1.0)
        self.optimiser.step()
        self.steps += 1

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
