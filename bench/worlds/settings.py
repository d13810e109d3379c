"""What a world may be told to be like."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct


class WorldSettings(Struct, frozen=True):
    """Size, hardness and wordings of a world.

    ``documents``: about how many. ``hardness``: on the hard setting half of all tellings are paraphrased and a quarter
    of those that have it from another outlet do not say so. ``templates``: *develop* leaves out the wordings
    of ``held_back/``; *test* uses them all. ``side_facts``: how many smaller facts a story has besides its main one.
    ``asides``: sentences beside the claims, for each claim.
    """

    seed: int
    documents: int = 3000
    hardness: Literal["easy", "hard"] = "hard"
    templates: Literal["develop", "test"] = "develop"
    days: int = 40
    side_facts: tuple[int, int] = (2, 6)
    asides: float = 1.5

    @property
    def paraphrased(self) -> float:
        """Share of retellings in other words."""
        return 0.5 if self.hardness == "hard" else 0.1

    @property
    def implicit(self) -> float:
        """Share of retellings that do not name the outlet they have it from."""
        return 0.25 if self.hardness == "hard" else 0.05
