"""Statements by a neural tagger: two tiers, one interface."""

from sayso.read.statements.tagger.tagger import Tagger, Tier

__all__ = ["Tagger", "Tier"]
