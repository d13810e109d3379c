"""Training of an encoder and its completer together, on a CPU.

What makes it bearable there (10 to 15 minutes an epoch on two cores): bfloat16 where PyTorch allows it, frozen piece
vectors, masked pieces and feature dropout in place of dropout, batches of like length. The weights kept are the
mean of those passed in the last part of the run (Izmailov et al. 2018, arXiv:1803.05407).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import numpy as np
import torch
from msgspec import Struct
from torch import Tensor, nn
from torch.nn import functional

from sayso.train.batches import asking, batches, cue_rates, encoder_inputs, false_questions, padded
from sayso.train.examples import Example, Question


class Fitting(Struct, frozen=True):
    """How to train. Learning rates rise over the first 4% of the time and fall to nothing at its end."""

    minutes: float
    rate: float = 8e-5  # of the encoder's body
    head_rate: float = 3e-4  # of the taggers and the completer
    masked: float = 0.12
    smoothing: float = 0.04  # of cue tags: annotators themselves agree on three cues of four
    seed: int = 1
    averaged_from: float = 0.6


def fit(
    encoder: nn.Module,
    completer: nn.Module,
    epoch: Callable[[], list[Example]],
    how: Fitting,
    kept: Path,
    say: Callable[[str], None],
) -> None:
    """Train both networks in place.

    ``epoch`` draws an epoch's examples; the weights go to ``kept`` now and then, and at the end.
    """
    torch.manual_seed(how.seed)
    torch.set_flush_denormal(True)
    run = _Run(encoder, completer, how)
    while run.passed() < 1:
        examples = epoch()
        run.rates = run.rates or cue_rates(examples)
        for batch in batches(examples, run.draw):
            losses = run.step(batch)
            if run.steps % 50 == 0:
                say(f"{run.passed():4.0%} step {run.steps}: " + " ".join(f"{loss:.4f}" for loss in losses))
            if run.steps % 150 == 0:
                save(encoder, completer, kept)
            if run.passed() >= 1:
                break
    run.take_mean()
    save(encoder, completer, kept)


class _Run:
    """What one training run carries from step to step."""

    def __init__(self, encoder: nn.Module, completer: nn.Module, how: Fitting) -> None:
        self.encoder, self.completer, self.how = encoder, completer, how
        self.began, self.steps = time.monotonic(), 0
        self.draw, self.choose = Random(how.seed), np.random.default_rng(how.seed)
        self.rates: dict[str, float] = {}
        self.losses = np.zeros(4)
        self.mean: list[Tensor] = []
        self.meant = 0
        self.weights = [w for w in (*encoder.parameters(), *completer.parameters()) if w.requires_grad]
        body = getattr(encoder, "layers", nn.Module())
        within = {id(w) for w in body.parameters()}
        groups = [
            {"params": [w for w in self.weights if id(w) in within], "lr": how.rate},
            {"params": [w for w in self.weights if id(w) not in within], "lr": how.head_rate},
        ]
        self.optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
        self.top = [group["lr"] for group in self.optimiser.param_groups]

    def passed(self) -> float:
        """The share of the time that has passed."""
        return (time.monotonic() - self.began) / (60 * self.how.minutes)

    def step(self, batch: list[Example]) -> np.ndarray:
        """One step; returns running means of the losses of cues, completed roles, roles and holding."""
        self.encoder.train()
        self.completer.train()
        share = self.passed()
        for group, top in zip(self.optimiser.param_groups, self.top, strict=True):
            group["lr"] = top * min(1.0, share / 0.04 + 0.01) * max(0.02, 1 - share)
        with torch.autocast("cpu", torch.bfloat16):
            parts = self._losses(batch)
        loss = 2 * parts[0] + 2 * parts[1] + 0.5 * parts[2] + 0.25 * parts[3]
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.weights, 1.0)
        self.optimiser.step()
        self.steps += 1
        if share > self.how.averaged_from and self.steps % 20 == 0:
            self._add_to_mean()
        now = np.array([float(part.detach()) for part in parts])
        self.losses = now if self.steps == 1 else 0.98 * self.losses + 0.02 * now
        return self.losses

    def _losses(self, batch: list[Example]) -> list[Tensor]:
        states, cue, roles = self.encoder(*encoder_inputs(batch, self.how.masked))
        chances = torch.cat([cue.float().softmax(-1), roles.float().softmax(-1)], -1).detach()
        questions = self._questions(batch, 1 - chances[..., 0].numpy())
        asked = asking(batch, questions, states.shape[1])
        answer, holds = self.completer(
            states.flatten(0, 1)[asked.words],
            chances.flatten(0, 1)[asked.words],
            asked.cue_start,
            asked.cue_end,
            asked.length,
        )
        return [
            soft_loss(cue, padded([e.cue for e in batch]), self.how.smoothing),
            soft_loss(answer, asked.roles),
            soft_loss(roles, padded([e.roles for e in batch])),
            functional.binary_cross_entropy_with_logits(holds.float(), asked.holds),
        ]

    def _questions(self, batch: list[Example], believed: np.ndarray) -> list[tuple[int, Question]]:
        questions: list[tuple[int, Question]] = []
        for row, example in enumerate(batch):
            untrue = false_questions(example, believed[row, : len(example.forms)], self.rates, self.choose)
            questions += [(row, question) for question in (*example.asked, *untrue)]
        return questions

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


def soft_loss(logits: Tensor, wanted: Tensor, smoothing: float = 0.0) -> Tensor:
    """Cross entropy against probabilities, over rows that teach something."""
    weight = wanted.sum(-1)
    wanted = wanted * (1 - smoothing) + weight[..., None] * (smoothing / wanted.shape[-1])
    return -(wanted * functional.log_softmax(logits.float(), -1)).sum() / weight.sum().clamp(min=1)


def save(encoder: nn.Module, completer: nn.Module, path: Path) -> None:
    """Both networks' weights in one file, whole or not at all."""
    part = path.with_suffix(".part")
    torch.save({"encoder": encoder.state_dict(), "completer": completer.state_dict()}, part)
    part.replace(path)
