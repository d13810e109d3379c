"""From linked readings to the report of a day: ranked, worded with their sources, every line cited."""

from sayso.assess.compose import assess
from sayso.assess.settings import AssessSettings, Topic

__all__ = ["AssessSettings", "Topic", "assess"]
