"""Examples as the tensors of a training step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random

import numpy as np
import torch
from msgspec import Struct
from torch import Tensor

from sayso.read.statements.tagger.inputs import around, batched
from sayso.train.examples import Example, Question

MASK_PIECE, SPECIAL_PIECES = 103, 104
PIECES_TOGETHER = 6240  # in a batch, padding included: two dozen windows of 260
LIKELY_CUE = 0.08  # a word that is a cue this often, or that the encoder takes for one so, is worth a question


class Asking(Struct, frozen=True):
    """The completer's questions over a batch: for each its window, its words in the flattened batch, its answer."""

    words: Tensor
    cue_start: Tensor
    cue_end: Tensor
    length: Tensor
    roles: Tensor
    holds: Tensor


def batches(examples: list[Example], draw: Random, together: int = PIECES_TOGETHER) -> Iterator[list[Example]]:
    """Batches of windows of like length, in random order."""
    draw.shuffle(examples)
    made: list[list[Example]] = []
    for start in range(0, len(examples), 360):
        batch: list[Example] = []
        for example in sorted(examples[start : start + 360], key=lambda e: len(e.inputs.pieces)):
            if batch and (len(batch) + 1) * len(example.inputs.pieces) > together:
                made.append(batch)
                batch = []
            batch.append(example)
        made.append(batch)
    draw.shuffle(made)
    yield from made


def encoder_inputs(batch: Sequence[Example], masked: float) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Pieces (a share of them masked), looks, first pieces, and where there is no padding."""
    given = {name: torch.from_numpy(rows) for name, rows in batched([e.inputs for e in batch]).items()}
    pieces = given["pieces"]
    keep = pieces > 0
    hide = (torch.rand(pieces.shape) < masked) & (pieces >= SPECIAL_PIECES)
    return pieces.masked_fill(hide, MASK_PIECE), given["looks"], given["first"], keep


def padded(rows: Sequence[np.ndarray]) -> Tensor:
    """Rows [words, tags] in one tensor, zeros after each one's end."""
    filled = np.zeros((len(rows), max(map(len, rows)), rows[0].shape[-1]), np.float32)
    for place, row in zip(filled, rows, strict=True):
        place[: len(row)] = row
    return torch.from_numpy(filled)


def asking(batch: Sequence[Example], questions: Sequence[tuple[int, Question]], longest: int) -> Asking:
    """Questions as (window of the batch, question), over a batch padded to ``longest`` words."""
    places = [question.cue for _, question in questions]
    reach = max(cue.right - cue.left for cue in places)
    words = [
        row * longest + np.minimum(np.arange(reach) + cue.left, len(batch[row].forms) - 1)
        for (row, _), cue in zip(questions, places, strict=True)
    ]
    return Asking(
        torch.from_numpy(np.stack(words)),
        torch.tensor([cue.first - cue.left for cue in places]),
        torch.tensor([cue.last - cue.left for cue in places]),
        torch.tensor([cue.right - cue.left for cue in places]),
        padded([question.roles for _, question in questions]),
        torch.tensor([question.holds for _, question in questions]),
    )


def cue_rates(examples: Sequence[Example]) -> dict[str, float]:
    """How often each word that was a cue twice or more is one."""
    seen, cues = Counter[str](), Counter[str]()
    for example in examples:
        taught, cue = example.cue.sum(1) > 0, example.cue[:, 1:].sum(1) > 0.5
        seen.update(form.lower() for form, one in zip(example.forms, taught, strict=True) if one)
        cues.update(form.lower() for form, one in zip(example.forms, cue, strict=True) if one)
    return {form: times / seen[form] for form, times in cues.items() if times > 1}


def false_questions(
    example: Example, believed: np.ndarray, rates: dict[str, float], draw: np.random.Generator
) -> list[Question]:
    """Questions to be answered with no: words outside every cue that look like one, a third as many as true ones."""
    rate = np.array([rates.get(form.lower(), 0.0) for form in example.forms])
    looks = (example.cue[:, 0] > 0.5) & ((rate > LIKELY_CUE) | (believed > LIKELY_CUE))
    likely = np.flatnonzero(looks)
    if not len(likely):
        return []
    weight = (rate + 2 * believed + 0.02)[likely]
    count = min(len(likely), max(1, len(example.asked) // 3))
    chosen = draw.choice(likely, count, replace=False, p=weight / weight.sum())
    places = [around((int(word), int(word)), len(example.forms)) for word in chosen]
    width = example.roles.shape[-1]
    return [Question(cue, np.zeros((cue.right - cue.left, width), np.float32), 0.0) for cue in places]
