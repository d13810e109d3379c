"""Worlds with known truth: who said what first, who has it from whom, and what outlets made of it.

    settings -> facts -> stories (who tells it, from whom) -> articles (words and perfect readings) + truth

In: `WorldSettings`. Out: `stories`, one `Story` at a time, so that a world of any size needs the memory of one
month of it. The same settings give the same world on every machine. Everybody in it is invented, places are real.
Truth is counted by `worlds.origins` from READING.md, "Origins of a claim", and by nothing of `sayso.link`.
"""

from worlds.settings import WorldSettings
from worlds.stories import stories
from worlds.truth import Told, Truth, truth

__all__ = ["Told", "Truth", "WorldSettings", "stories", "truth"]
