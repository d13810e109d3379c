"""Statements by a neural tagger: two tiers, one interface."""

from sayso.read.statements.tagger.tagger import Tagged, Tagger, Tier

__all__ = ["Tagged", "Tagger", "Tier"]
