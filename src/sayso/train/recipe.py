"""The courses by which the networks that ship were taught, and how they follow on each other.

Teachers are larger networks that learn from what is annotated. Pupils, of the shape that ships, learn from the same and
from what their teachers believe; the full tier is the mean of two. Numbers of steps are those that an H200 came to in
3.7 minutes for the teachers and 6.8 for the pupils, all of a kind side by side.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import torch
from msgspec import Struct

from sayso.read.statements.tagger import Tier
from sayso.read.statements.tagger.words import Pieces
from sayso.train.course import Course, teach
from sayso.train.examples import Task
from sayso.train.lessons import Weighing
from sayso.train.material import Material, epochs
from sayso.train.rounding import with_rounding
from sayso.train.tier import Networks, mean, mpnet, pupil

TEACHERS = (
    Course(2000, 3e-5, 3e-4, averaged_from=0.7, seed=1),
    Course(2000, 5e-5, 4e-4, averaged_from=0.7, seed=2),
    Course(2000, 4e-5, 3e-4, averaged_from=0.7, seed=3, together=4160),
)
PUPILS: dict[Tier, tuple[Course, ...]] = {
    "full": (
        Course(1550, 1e-4, 3e-4, Weighing(gold=0.4), seed=1),
        Course(1550, 1e-4, 3e-4, Weighing(gold=0.15), seed=2),
    ),
    "small": (Course(2558, 1e-3, 1e-3, Weighing(gold=0.3), seed=3),),
}
KNOWN: tuple[Task, ...] = ("polnear", "annotated")


class School(Struct, frozen=True):
    """What all courses of a run share."""

    given: Material
    pieces: Pieces
    device: torch.device
    say: Callable[[str], None]


def school(given: Material, pieces: Pieces, say: Callable[[str], None]) -> School:
    """On a GPU where there is one."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    say(f"{given} On {'a GPU' if device.type == 'cuda' else 'the CPU'}.")
    return School(given, pieces, device, say)


def courses(given: Sequence[Course], seed: int, minutes: float | None) -> list[Course]:
    """Courses as given for seed 1, by another seed and within some minutes each."""
    return [msgspec.structs.replace(one, seed=one.seed + 100 * (seed - 1), minutes=minutes) for one in given]


def teachers(school: School, base: Path, courses: Sequence[Course], kept: Path) -> list[Networks]:
    """Teachers from the pinned base, taught; those that an earlier run taught alike and kept in a folder are taken.

    Raises InputError where ``base`` is another file.
    """
    made = []
    for place, how in enumerate(courses, 1):
        path = kept / f"teacher.{place}.pt"
        torch.manual_seed(how.seed)
        network = mpnet(base)
        name = f"{msgspec.json.encode(how).decode()} {[len(school.given.taught[task]) for task in KNOWN]}"
        if not _taken(network, name, path):
            school.say(f"Teacher {place} of {len(courses)}.")
            network.to(school.device)
            teach(network, (), epochs(school.given, KNOWN, school.pieces, how.seed), how, school.say)
            _keep(network, name, path)
        made.append(network.to(school.device).eval().requires_grad_(False))
    return made


def taught(school: School, tier: Tier, start: Path, by: Sequence[Networks], courses: Sequence[Course]) -> Networks:
    """The tier's networks: from those in a folder, the mean of what its courses make of them."""
    made = []
    for place, how in enumerate(courses, 1):
        school.say(f"The {tier} tier, course {place} of {len(courses)}.")
        made.append(_course(school, pupil(tier, start), by, how))
    network = pupil(tier, start)
    network.load_state_dict(mean(made))
    return network


def _course(school: School, network: Networks, by: Sequence[Networks], how: Course) -> dict[str, torch.Tensor]:
    """The weights that a pupil has after its course."""
    if network.cues is not None:  # the small tier that ships was taught without rounding
        for part in (network.encoder, network.completer, network.within):
            with_rounding(part)
    tasks = tuple(school.given.taught) if by else KNOWN if network.cues is not None else KNOWN[:1]
    teach(network.to(school.device), by, epochs(school.given, tasks, school.pieces, how.seed), how, school.say)
    return {name: weight.detach().cpu() for name, weight in network.state_dict().items()}


def _taken(network: Networks, course: str, path: Path) -> bool:
    """Whether the networks could be had from a file of an earlier run's course just like this one."""
    if not path.exists():
        return False
    found = torch.load(path, weights_only=True)
    if found["course"] != course:
        return False
    network.load_state_dict(found["weights"])
    return True


def _keep(network: Networks, course: str, path: Path) -> None:
    """Write weights to a file, whole or not at all."""
    weights = {name: weight.detach().cpu() for name, weight in network.state_dict().items()}
    part = path.with_suffix(".part")
    torch.save({"course": course, "weights": weights}, part)
    part.replace(path)
